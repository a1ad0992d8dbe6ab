// `npm test`: everything. Further words go to vitest, e.g. `npm test -- packages/lrs`.
import { provideBrowser } from "./browser.mjs";
import { bin, build, install, node, requireNode } from "./run.mjs";

requireNode();
install();
const words = process.argv.slice(2);
const env = { ...process.env, TESSERA_BROWSER: provideBrowser() };
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
}
// Last, since its closing line counts the tests; the steps above are counted by the exit code.
step("tests", [bin("vitest"), "run", "-c", "test/vitest.config.ts", ...words]);
process.exit(failed ? 1 : 0);
