// `npm run check`: what continuous integration runs, and the format and the unused code beside it.
import { bin, install, node, requireNode } from "./run.mjs";

requireNode();
install();
node([bin("prettier"), "--check", "."]);
node([bin("knip")]);
node(["tools/dev/test.mjs"]);
