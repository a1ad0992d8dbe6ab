// The LRS in its own process, as `tessera lrs` runs it: `node lrs-server.mjs FILE`. Prints its endpoint, one line.
import { startStandaloneLrs } from "@tessera/lrs/node";

const [file] = process.argv.slice(2);
const lrs = await startStandaloneLrs({ port: 0, file, onError: (error) => console.error(error) });
console.log(lrs.endpoint);
process.once("SIGTERM", () => {
  void lrs.close().then(() => process.exit(0));
});
