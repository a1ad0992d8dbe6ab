// `npm test`: everything. Further words go to vitest, e.g. `npm test -- packages/lrs`.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { provideBrowser } from "./browser.mjs";
import { bin, build, install, node, requireNode } from "./run.mjs";

requireNode();
install();
const words = process.argv.slice(2);
const counted = mkdtempSync(join(tmpdir(), "tessera-counted-"));
process.once("exit", () => rmSync(counted, { recursive: true, force: true }));
const env = {
  ...process.env,
  TESSERA_BROWSER: provideBrowser(),
  TESSERA_COUNTED: join(counted, "cluster.json"),
};
let failed = 0;
const step = (name, args) => {
  console.log(`\n── ${name}`);
  if (node(args, { env, mayFail: true }).status !== 0) {
    failed += 1;
    console.error(`${name}: failed`);
  }
};

console.log("── build");
build();
if (words.length === 0) {
  step("types", [bin("typescript", "tsc"), "-b", "test"]);
  step("lint", [bin("oxlint"), "--type-aware", "--deny-warnings"]);
  step("size budgets", ["test/bench/size.mjs"]);
  // What it takes is a large download, so it is for continuous integration; by hand it is `npm run test:cluster`.
  if (process.env.TESSERA_CLUSTER)
    step("reports on ClickHouse", ["tools/dev/test-cluster.mjs", "--if-possible"]);
}
// Last, since its closing line counts the tests, those on ClickHouse too; other steps are counted by the exit code.
step("tests", [bin("vitest"), "run", "-c", "test/vitest.config.ts", ...words]);
process.exit(failed ? 1 : 0);
