// An LRS that has nothing but statements, in the order in which they were stored, and takes its time for each page:
//   node paging-lrs.mjs PAGE_SIZE LATENCY_MS < STATEMENTS.ndjson     Prints its endpoint, one line.
// It begins to answer LATENCY_MS after a request came, however long it took to make the page; `since` goes by `stored`.
import { createServer } from "node:http";
import { createInterface } from "node:readline";

const [size, latency] = process.argv.slice(2).map(Number);
const held = [];
for await (const line of createInterface({ input: process.stdin })) {
  const { stored } = JSON.parse(line);
  held.push({ stored, body: Buffer.from(line) });
}
held.sort((a, b) => (a.stored < b.stored ? -1 : Number(a.stored > b.stored)));
const comma = Buffer.from(",");

/** The first that was stored later. */
function after(since) {
  let [low, high] = [0, held.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (held[middle].stored > since) high = middle;
    else low = middle + 1;
  }
  return low;
}

function pageFrom(at) {
  const parts = held.slice(at, at + size).flatMap(({ body }) => [comma, body]);
  const more = at + size < held.length ? `/xapi/statements?at=${at + size}` : "";
  return Buffer.concat([
    Buffer.from('{"statements":['),
    ...parts.slice(1),
    Buffer.from(`],"more":"${more}"}`),
  ]);
}

const server = createServer((request, reply) => {
  const due = performance.now() + latency;
  const { searchParams } = new URL(request.url, "http://x");
  const [at, since] = [searchParams.get("at"), searchParams.get("since")];
  const page = pageFrom(at === null ? (since === null ? 0 : after(since)) : Number(at));
  setTimeout(
    () => {
      reply.writeHead(200, {
        "content-type": "application/json",
        "x-experience-api-version": "1.0.3",
        "x-experience-api-consistent-through": new Date().toISOString(),
        "content-length": page.length,
      });
      reply.end(page);
    },
    Math.max(0, due - performance.now()),
  );
});
server.listen(0, "127.0.0.1", () => console.log(`http://127.0.0.1:${server.address().port}/xapi/`));
process.once("SIGTERM", () => server.close(() => process.exit(0)));
process.once("SIGTERM", () => server.closeAllConnections());
