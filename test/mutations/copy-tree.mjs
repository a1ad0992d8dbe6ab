import { cpSync, existsSync, mkdtempSync, readdirSync, realpathSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("../../", import.meta.url));

/**
 * A copy of the tree in which anything may be changed: the checkout is never touched.
 *
 * @returns its folder, and `remove`
 */
export function copyTree() {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "tessera-copy-")));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  try {
    cpSync(root, folder, {
      recursive: true,
      filter: (path) => !/[\\/](\.git|node_modules)$/.test(path.replace(/[\\/]$/, "")),
    });
    symlinkSync(join(root, "node_modules"), join(folder, "node_modules"), "junction");
    const rooms = readdirSync(join(root, "packages")).map((room) => `packages/${room}`);
    // Workspace packages must resolve inside the copy; the rest may come from where it is installed.
    for (const room of ["test", "tools/cli", ...rooms])
      if (existsSync(join(root, room, "node_modules")))
        cpSync(join(root, room, "node_modules"), join(folder, room, "node_modules"), {
          recursive: true,
          verbatimSymlinks: true,
        });
  } catch (error) {
    remove();
    throw error;
  }
  return { folder, remove };
}
