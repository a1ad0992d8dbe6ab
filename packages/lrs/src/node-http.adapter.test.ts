import { request, type IncomingMessage } from "node:http";
import { connect } from "node:net";
import { afterEach, expect, test } from "vitest";
import { startStandaloneLrs, type StandaloneLrs, type StandaloneOptions } from "./node.ts";
import { statement } from "./testing/test-lrs.ts";

const running: StandaloneLrs[] = [];

afterEach(async () => {
  for (const lrs of running.splice(0)) await lrs.close();
});

async function start(options: Partial<StandaloneOptions> = {}): Promise<StandaloneLrs> {
  const lrs = await startStandaloneLrs({ port: 0, ...options });
  running.push(lrs);
  return lrs;
}

interface Reply {
  readonly status: number;
  readonly headers: IncomingMessage["headers"];
  readonly text: string;
}

const HEADERS = { "x-experience-api-version": "1.0.3", "content-type": "application/json" };

function send(
  url: string,
  {
    method = "GET",
    headers = {},
    body,
  }: { method?: string; headers?: Readonly<Record<string, string>>; body?: string } = {},
): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const outgoing = request(url, { method, headers: { ...HEADERS, ...headers } }, (incoming) => {
      let text = "";
      incoming.setEncoding("utf8").on("data", (chunk: string) => (text += chunk));
      incoming.on("end", () => {
        resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, text });
      });
    });
    outgoing.on("error", reject);
    outgoing.end(body);
  });
}

test("a statement goes in and comes out over a socket", async () => {
  const { endpoint } = await start();
  expect(endpoint).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/xapi\/$/);
  const posted = await send(`${endpoint}statements`, { method: "POST", body: JSON.stringify(statement()) });
  expect(posted.status).toBe(200);
  const [id] = JSON.parse(posted.text) as [string];
  const got = await send(`${endpoint}statements?statementId=${id}`);
  expect(JSON.parse(got.text)).toMatchObject({ id, ...statement() });
});

test("HEAD has the headers of GET and no body", async () => {
  const { endpoint } = await start();
  const head = await send(`${endpoint}about`, { method: "HEAD" });
  expect([head.status, head.text, head.headers["content-type"]]).toEqual([200, "", "application/json"]);
});

test.each(["evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "10.0.0.1"])(
  "a request for the host %j is refused: its name was rebound to this machine",
  async (host) => {
    const { endpoint, port } = await start();
    const answer = await send(`${endpoint}statements`, { headers: { host: `${host}:${port}` } });
    expect([answer.status, answer.text.includes("loopback")]).toEqual([403, true]);
  },
);

test.each(["localhost", "LOCALHOST", "preview.localhost", "127.0.0.1", "127.1.2.3", "[::1]"])(
  "a request for the host %s is answered",
  async (host) => {
    const { endpoint, port } = await start();
    expect((await send(`${endpoint}statements`, { headers: { host: `${host}:${port}` } })).status).toBe(200);
  },
);

test("a page from elsewhere is refused, with and without a preflight", async () => {
  const { endpoint } = await start();
  const headers = { origin: "https://evil.example" };
  const body = JSON.stringify(statement());
  expect((await send(`${endpoint}statements`, { method: "OPTIONS", headers })).status).toBe(403);
  expect((await send(`${endpoint}statements`, { method: "POST", headers, body })).status).toBe(403);
});

test("with a key and a secret only they are let in", async () => {
  const { endpoint } = await start({ credentials: { key: "key", secret: "secret" } });
  const basic = (text: string) => ({ authorization: `Basic ${Buffer.from(text).toString("base64")}` });
  const status = async (headers: Readonly<Record<string, string>>) =>
    (await send(`${endpoint}statements`, { headers })).status;
  expect(await status(basic("key:secret"))).toBe(200);
  for (const wrong of [
    {},
    basic("key:wrong!"),
    basic("key:"),
    basic("key"),
    { authorization: "Bearer secret" },
  ]) {
    expect(await status(wrong)).toBe(401);
  }
});

test("a body above the limit is refused while it is still being sent", async () => {
  const { endpoint } = await start();
  const body = "x".repeat(9 * 1024 * 1024);
  const announced = await send(`${endpoint}statements`, { method: "POST", body });
  expect([announced.status, announced.headers.connection]).toEqual([413, "close"]);
  const chunked = await send(`${endpoint}statements`, {
    method: "POST",
    body,
    headers: { "transfer-encoding": "chunked" },
  });
  expect(chunked.status).toBe(413);
});

test("a request target that is no path is refused", async () => {
  const { port } = await start();
  const reply = await new Promise<string>((resolve, reject) => {
    const socket = connect(port, "127.0.0.1", () => {
      socket.end(
        "GET http://evil.example/xapi/statements HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
      );
    });
    let text = "";
    socket.setEncoding("utf8").on("data", (chunk: string) => (text += chunk));
    socket.on("close", () => {
      resolve(text);
    });
    socket.on("error", reject);
  });
  expect(reply).toMatch(/^HTTP\/1\.1 400 /);
});

test("a port that is taken is an error, and the file is free again", async () => {
  const { port } = await start();
  await expect(startStandaloneLrs({ port })).rejects.toMatchObject({ code: "EADDRINUSE" });
});
