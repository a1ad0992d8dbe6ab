/** The one place that calls `fetch` for a unit, against servers that mean it harm. In a browser: `unit-in-browser.test.ts`. */
import { createServer } from "node:http";
import type { RequestListener, Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import { fetchTransport } from "../../packages/session/src/browser/fetch.adapter.ts";

const MIB = 1024 * 1024;
const HEADERS = { Authorization: "Basic secret", "Content-Type": "application/json" };
const servers: Server[] = [];

afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

test.each([301, 302, 303, 307, 308])(
  "what carries the token follows no redirect %i, to whatever origin",
  async (status) => {
    const heard: string[] = [];
    const elsewhere = await serve((request, response) => {
      heard.push(`${request.method} ${request.url}`);
      response.end("{}");
    });
    const lms = await serve((request, response) => {
      if (request.url === "/signed-out") heard.push("signed-out");
      const Location = request.url === "/own" ? "/signed-out" : `${elsewhere}xapi/`;
      response.writeHead(request.url === "/signed-out" ? 200 : status, { Location }).end("a page");
    });
    const { send } = fetchTransport();
    for (const path of ["own", "foreign"])
      for (const request of [
        { method: "GET" },
        { method: "PUT", body: "{}" },
        { method: "POST", body: "[]" },
      ] as const)
        expect(await send({ ...request, url: lms + path, headers: HEADERS })).toEqual({
          status: 0,
          body: "",
        });
    expect(heard).toEqual([]);
  },
);

test("the request for the token, which carries nothing, follows the LMS where it leads", async () => {
  const lms = await serve((request, response) => {
    if (request.url === "/fetch") response.writeHead(307, { Location: "/fetch/" }).end();
    else response.end('{"auth-token":"x"}');
  });
  expect(await fetchTransport().send({ method: "POST", url: `${lms}fetch` })).toEqual({
    status: 200,
    body: '{"auth-token":"x"}',
  });
});

test("a request that asks with a body has its answer read, and follows no redirect", async () => {
  const heard: string[] = [];
  const service = await serve((request, response) => {
    heard.push(request.url ?? "");
    if (request.url === "/moved") response.writeHead(307, { Location: "/give" }).end();
    else response.end('{"auth-token":"x"}');
  });
  const { send } = fetchTransport();
  const asking = { method: "POST", body: "{}", isAsking: true } as const;
  expect(await send({ ...asking, url: `${service}give` })).toEqual({
    status: 200,
    body: '{"auth-token":"x"}',
  });
  expect(await send({ ...asking, url: `${service}moved` })).toEqual({ status: 0, body: "" });
  expect(heard).toEqual(["/give", "/moved"]);
});

test("of a body without end hardly more than 4 MiB is taken, and it counts as empty", async () => {
  let sent = 0;
  const part = Buffer.alloc(64 * 1024, "x");
  const lms = await serve((_, response) => {
    const more = () => {
      while (sent < 200 * MIB && !response.destroyed) {
        sent += part.length;
        if (!response.write(part)) return void response.once("drain", more);
      }
      response.end();
    };
    more();
  });
  const reply = await fetchTransport().send({ method: "GET", url: lms, headers: HEADERS });
  expect(reply).toEqual({ status: 200, body: "" });
  expect(sent).toBeLessThan(40 * MIB);
});

test("a body of 3 MiB, in letters of several bytes, is read whole", async () => {
  const text = "ä€😀".repeat(MIB / 3);
  const lms = await serve((_, response) => response.end(text));
  expect((await fetchTransport().send({ method: "GET", url: lms, headers: HEADERS })).body).toBe(text);
});

test.each(["PUT", "POST"] as const)("the end of an answer to a %s is not waited for", async (method) => {
  // Many more than a browser has connections to one server.
  const lms = await serve((_, response) => void response.writeHead(200, { ETag: '"1"' }).write("["));
  const { send } = fetchTransport();
  for (let turn = 0; turn < 20; turn += 1)
    expect(await send({ method, url: lms, headers: HEADERS, body: "[]" })).toEqual({
      status: 200,
      body: "",
      etag: '"1"',
    });
});

test("an ETag that is too long to be sent back is none", async () => {
  const lms = await serve((_, response) =>
    response.writeHead(200, { ETag: `"${"x".repeat(2_000)}"` }).end("{}"),
  );
  expect(await fetchTransport().send({ method: "GET", url: lms, headers: HEADERS })).toEqual({
    status: 200,
    body: "{}",
  });
});
