// An LRS that has nothing but pages, made once, each of which it gives out after a while:
//   node paging-lrs.mjs PAGES PAGE_SIZE LATENCY_MS < STATEMENTS.ndjson     Prints its endpoint, one line.
import { createServer } from "node:http";
import { createInterface } from "node:readline";

const [pages, size, latency] = process.argv.slice(2).map(Number);
const bodies = [];
let lines = [];
for await (const line of createInterface({ input: process.stdin })) {
  if (bodies.length === pages) break;
  lines.push(line);
  if (lines.length < size) continue;
  const last = bodies.length + 1 === pages;
  const more = last ? "" : `/xapi/statements?page=${bodies.length + 1}`;
  bodies.push(Buffer.from(`{"statements":[${lines.join(",")}],"more":"${more}"}`));
  lines = [];
}
const server = createServer((request, reply) => {
  const page = Number(new URL(request.url, "http://x").searchParams.get("page") ?? 0);
  setTimeout(() => {
    reply.writeHead(200, {
      "content-type": "application/json",
      "x-experience-api-version": "1.0.3",
      "x-experience-api-consistent-through": new Date().toISOString(),
      "content-length": bodies[page].length,
    });
    reply.end(bodies[page]);
  }, latency);
});
server.listen(0, "127.0.0.1", () => console.log(`http://127.0.0.1:${server.address().port}/xapi/`));
process.once("SIGTERM", () => server.close(() => process.exit(0)));
process.once("SIGTERM", () => server.closeAllConnections());
