// `npm run -s tessera -- …` in a clone: builds Tessera when that was not done yet, then is the command itself.
import { existsSync } from "node:fs";
import { build, install, requireNode } from "./run.mjs";

const bin = new URL("../cli/dist/bin/tessera.js", import.meta.url);
if (!existsSync(bin)) {
  requireNode();
  console.error("Building Tessera, once…");
  install({ quiet: true });
  build({ quiet: true });
}
await import(bin.href);
