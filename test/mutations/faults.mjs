import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { root } from "./copy-tree.mjs";

/** Every seeded fault with its room, by room; within one, in the order of its list. */
export function seededFaults() {
  return readdirSync(join(root, "test/mutations"))
    .filter((name) => name.endsWith(".json"))
    .sort()
    .flatMap((name) =>
      JSON.parse(readFileSync(join(root, "test/mutations", name), "utf8")).map((fault) => ({
        room: name.slice(0, -".json".length),
        ...fault,
      })),
    );
}

/**
 * @param folder - of the tree it is to be put into
 * @returns why it cannot be put there any more, or undefined
 */
export function staleness({ file, find, tests }, folder = root) {
  if (!existsSync(join(folder, file))) return "the file is gone";
  const times = readFileSync(join(folder, file), "utf8").split(find).length - 1;
  if (times !== 1) return `the text to replace occurs ${times} times`;
  const gone = tests.find((test) => !existsSync(join(folder, test)));
  return gone && `its test ${gone} is gone`;
}
