/** The LRS on a socket: `node:http` to `Request` and back. Loopback only, unless the caller says otherwise. */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { Readable } from "node:stream";
import { XAPI_VERSION } from "@tessera/xapi";
import { concatBytes } from "./body.ts";
import type { Lrs } from "./lrs.ts";

export interface ServeOptions {
  readonly lrs: Lrs;
  /** 0 takes any free port. */
  readonly port: number;
  /** Default `127.0.0.1`: nobody outside this machine can connect. */
  readonly host?: string;
  /** Names that the `Host` header may carry beside the loopback names, without port. */
  readonly hosts?: readonly string[];
  /** Told of what could not be answered; the client gets a 500 without particulars. */
  readonly onError?: (error: unknown) => void;
}

export interface RunningLrs {
  readonly port: number;
  /** Scheme, host and port, e.g. `http://127.0.0.1:8080`. */
  readonly origin: string;
  /** Answers what is under way, then gives up the port. The store stays open. */
  readonly close: () => Promise<void>;
}

/** Bodies up to here are read before the LRS is asked; longer or unannounced ones are streamed, so its limits hold. */
const READ_AHEAD_BYTES = 1024 * 1024;

/** @returns once the port is bound; rejects with the error of `node:net` when it cannot be */
export async function serveLrs(options: ServeOptions): Promise<RunningLrs> {
  const { lrs, port, host = "127.0.0.1", hosts = [], onError } = options;
  const server = createServer({ requestTimeout: 60_000 }, (incoming, outgoing) => {
    answer(lrs, hosts, incoming, outgoing).catch((error: unknown) => {
      onError?.(error);
      if (!outgoing.headersSent) refuse(outgoing, 500, "something failed inside the LRS");
      else outgoing.destroy();
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      resolve();
    });
  });
  const bound = (server.address() as AddressInfo).port;
  return {
    port: bound,
    origin: `http://${host.includes(":") ? `[${host}]` : host}:${bound}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeIdleConnections();
      }),
  };
}

async function answer(
  lrs: Lrs,
  hosts: readonly string[],
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const host = incoming.headers.host ?? "";
  // A page of evil.example whose name was rebound to 127.0.0.1 sends its own name here.
  if (!isAllowedHost(host, hosts)) {
    refuse(
      outgoing,
      403,
      `found the Host ${JSON.stringify(host)}, expected a loopback name such as localhost`,
    );
    return;
  }
  const url = `http://${host}${incoming.url ?? "/"}`;
  if (!incoming.url?.startsWith("/") || !URL.canParse(url)) {
    refuse(outgoing, 400, "found a request target that is no path, expected a path and a query");
    return;
  }
  const response = await lrs.fetch(new Request(url, await requestInit(incoming)));
  const body = response.body ? new Uint8Array(await response.arrayBuffer()) : undefined;
  const headers = Object.fromEntries(response.headers);
  if (body && body.byteLength > 0) headers["content-length"] = String(body.byteLength);
  // Refused before its body was read: what still comes in is thrown away, and the connection ends.
  if (!incoming.complete) headers["connection"] = "close";
  outgoing.writeHead(response.status, headers);
  outgoing.end(body);
  incoming.resume();
}

export function isAllowedHost(header: string, hosts: readonly string[]): boolean {
  const name = header.replace(/:\d+$/, "").toLowerCase();
  return (
    name === "localhost" ||
    name.endsWith(".localhost") ||
    name === "[::1]" ||
    /^127(?:\.\d{1,3}){3}$/.test(name) ||
    hosts.includes(name)
  );
}

async function requestInit(incoming: IncomingMessage): Promise<RequestInit> {
  const method = incoming.method ?? "GET";
  const headers = new Headers();
  for (let at = 0; at + 1 < incoming.rawHeaders.length; at += 2) {
    headers.append(incoming.rawHeaders[at] ?? "", incoming.rawHeaders[at + 1] ?? "");
  }
  if (method === "GET" || method === "HEAD") return { method, headers };
  const announced = Number(incoming.headers["content-length"] ?? Infinity);
  if (announced <= READ_AHEAD_BYTES) return { method, headers, body: await readAll(incoming) };
  const body = Readable.toWeb(incoming) as ReadableStream<Uint8Array>;
  return { method, headers, body, duplex: "half" };
}

async function readAll(incoming: IncomingMessage): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of incoming as AsyncIterable<Uint8Array>) {
    chunks.push(chunk);
    length += chunk.byteLength;
  }
  return concatBytes(chunks, length);
}

function refuse(outgoing: ServerResponse, status: number, message: string): void {
  outgoing.writeHead(status, {
    "content-type": "application/json",
    "x-experience-api-version": XAPI_VERSION,
    connection: "close",
  });
  outgoing.end(JSON.stringify({ status, message }));
}
