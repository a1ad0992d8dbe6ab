import { createServer } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { LrsError } from "@tessera/analytics";
import { afterEach, expect, test } from "vitest";
import { syncPorts } from "./sync-http.adapter.ts";

let close: () => void = () => undefined;
afterEach(() => close());

async function listening(answer: (request: IncomingMessage, reply: ServerResponse) => void): Promise<string> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  close = () => {
    server.closeAllConnections();
    server.close();
  };
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}
const textFrom = async (url: string) => (await syncPorts.get(url, {})).text();

test("a page comes as text, whatever pieces it comes in", async () => {
  const bytes = Buffer.from('{"statements":["ü€"]}');
  const host = await listening((_request, reply) => {
    reply.write(bytes.subarray(0, 17));
    reply.end(bytes.subarray(17));
  });
  expect(await textFrom(`http://${host}/`)).toBe('{"statements":["ü€"]}');
});

test("a page that breaks off is an error that a later try may mend", async () => {
  const host = await listening((_request, reply) => {
    reply.writeHead(200, { "content-length": "1000" });
    reply.write("{", () => reply.destroy());
  });
  const told = await textFrom(`http://${host}/`).catch((error: unknown) => error);
  expect(told).toMatchObject({ name: "Error", message: "it broke the connection off" });
});

test("a page that is larger than any LRS's is not read", async () => {
  const host = await listening((_request, reply) => {
    reply.writeHead(200, { "content-length": String(300 * 1_024 * 1_024) });
    reply.write("{");
  });
  const told = textFrom(`http://${host}/`);
  await expect(told).rejects.toThrow(`${host} answered with more than 256 MB at once`);
  await expect(told).rejects.toBeInstanceOf(LrsError);
});

test("https:// where http:// is spoken is told at once, and in words", async () => {
  const host = await listening((_request, reply) => reply.end());
  const told = textFrom(`https://${host}/`);
  await expect(told).rejects.toThrow(`${host} cannot be asked: it does not speak https:// on this port`);
  await expect(told).rejects.toBeInstanceOf(LrsError);
});

test("where nothing listens, a later try may find somebody", async () => {
  const host = await listening(() => undefined);
  close();
  const told = await textFrom(`http://${host}/`).catch((error: unknown) => error);
  expect(told).toMatchObject({ name: "Error", message: "nothing listens there" });
});
