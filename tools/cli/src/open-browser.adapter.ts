import { spawn } from "node:child_process";

/** Opens an address of ours in the person's browser. @returns false where that cannot be done */
export function openBrowser(address: string): Promise<boolean> {
  const [command, ...words] =
    process.platform === "darwin"
      ? ["open", address]
      : process.platform === "win32"
        ? ["rundll32", "url.dll,FileProtocolHandler", address]
        : ["xdg-open", address];
  return new Promise((resolve) => {
    const child = spawn(command as string, words, { stdio: "ignore", detached: true });
    child.once("error", () => resolve(false));
    child.once("spawn", () => {
      child.unref();
      resolve(true);
    });
  });
}
