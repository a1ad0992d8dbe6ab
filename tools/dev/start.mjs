// `npm start`: installs, builds, then runs the demo on embedded defaults.
import { build, install, node, requireNode } from "./run.mjs";

requireNode();
install();
console.log("Building…");
build();
node(["tools/cli/dist/bin/tessera.js", "demo", ...process.argv.slice(2)]);
