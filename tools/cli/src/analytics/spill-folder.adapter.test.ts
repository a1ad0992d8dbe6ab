import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

test("what is spilled is for this user's eyes alone, and gone with the process", () => {
  const module = fileURLToPath(new URL("../../dist/analytics/spill-folder.adapter.js", import.meta.url));
  const script = `
    const { statSync } = await import("node:fs");
    const { spillFolder } = await import(${JSON.stringify(`file://${module}`)});
    const folder = spillFolder();
    console.log(JSON.stringify({ folder, same: spillFolder() === folder, mode: statSync(folder).mode & 0o777 }));`;
  const { stdout } = spawnSync(process.execPath, ["--input-type=module", "-e", script], { encoding: "utf8" });
  const { folder, same, mode } = JSON.parse(stdout) as { folder: string; same: boolean; mode: number };
  expect(same).toBe(true);
  // Windows keeps a user's temporary folder to the user.
  if (process.platform !== "win32") expect(mode.toString(8)).toBe("700");
  expect(existsSync(folder)).toBe(false);
});
