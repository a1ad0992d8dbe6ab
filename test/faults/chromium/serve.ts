/** A socket whose answers may be lost on either way: what `fetch` of a page sees is what a bad network does. */
import { createServer } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** What becomes of one request. */
export interface Way {
  /** The connection is reset before the LMS has it, or when it has answered; or nothing comes back at all. */
  readonly breaks?: "before" | "after" | "silent";
  /** ms before the LMS has it, and before its answer leaves. */
  readonly out?: number;
  readonly back?: number;
}

export interface Socket {
  readonly origin: string;
  answer(handler: (request: Request) => Promise<Response>, way: (request: Request) => Way): void;
  close(): Promise<void>;
}

export async function serve(): Promise<Socket> {
  let handle = (_request: Request) => Promise.resolve(new Response("", { status: 503 }));
  let wayOf = (_request: Request): Way => ({});
  const waiting = new Set<NodeJS.Timeout>();
  const pause = (ms: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(() => {
        waiting.delete(timer);
        resolve();
      }, ms);
      waiting.add(timer);
    });
  const server = createServer((incoming, outgoing) => {
    void (async () => {
      const request = await requestOf(incoming, origin);
      const { breaks, out = 0, back = 0 } = wayOf(request);
      if (breaks === "before") return void incoming.socket.destroy();
      if (out > 0) await pause(out);
      const response = await handle(request);
      if (back > 0) await pause(back);
      if (breaks === "after") incoming.socket.destroy();
      else if (breaks === undefined) await send(response, outgoing);
    })().catch(() => outgoing.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    answer(handler, way) {
      handle = handler;
      wayOf = way;
    },
    close: () =>
      new Promise((resolve) => {
        for (const timer of waiting) clearTimeout(timer);
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function requestOf(incoming: IncomingMessage, origin: string): Promise<Request> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const { method = "GET", url = "/" } = incoming;
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headers))
    if (typeof value === "string" && !/^(?:connection|transfer-encoding|keep-alive|upgrade)$/.test(name))
      headers.set(name, value);
  const body = Buffer.concat(chunks);
  const hasBody = method !== "GET" && method !== "HEAD" && body.length > 0;
  return new Request(new URL(url, origin), { method, headers, ...(hasBody && { body }) });
}

async function send(response: Response, outgoing: ServerResponse): Promise<void> {
  for (const [name, value] of response.headers) outgoing.setHeader(name, value);
  outgoing.writeHead(response.status);
  outgoing.end(Buffer.from(await response.arrayBuffer()));
}
