// Finds a Chromium for the tests; installs Debian's where there is none and that is possible.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";

const candidates = {
  linux: [
    "/usr/bin/chromium",
    "/usr/bin/chromium-browser",
    "/usr/bin/google-chrome",
    "/usr/bin/google-chrome-stable",
    "/snap/bin/chromium",
  ],
  darwin: [
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
  ],
  win32: [process.env.PROGRAMFILES, process.env["PROGRAMFILES(X86)"], process.env.LOCALAPPDATA]
    .filter(Boolean)
    .flatMap((folder) => [
      join(folder, "Google", "Chrome", "Application", "chrome.exe"),
      join(folder, "Microsoft", "Edge", "Application", "msedge.exe"),
    ]),
};

/** Path of a browser, or undefined. `TESSERA_BROWSER` names one outright. */
export function findBrowser() {
  const named = process.env.TESSERA_BROWSER;
  if (named) return existsSync(named) ? named : undefined;
  return (candidates[process.platform] ?? []).find((path) => existsSync(path));
}

/** A browser for the tests: found, or installed by apt where this process may do so. */
export function provideBrowser() {
  const found = findBrowser();
  if (found) return found;
  const mayInstall =
    process.platform === "linux" && process.getuid?.() === 0 && existsSync("/usr/bin/apt-get");
  if (mayInstall) {
    console.log("No browser found: installing Debian's chromium…");
    const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
    spawnSync("apt-get", ["update", "-qq"], { stdio: "inherit", env });
    spawnSync("apt-get", ["install", "-y", "-qq", "--no-install-recommends", "chromium"], {
      stdio: "inherit",
      env,
    });
  }
  const installed = findBrowser();
  if (installed) return installed;
  console.error(
    "The tests need Chromium or Chrome. Install one, or set TESSERA_BROWSER to the path of its executable.",
  );
  process.exit(2);
}
