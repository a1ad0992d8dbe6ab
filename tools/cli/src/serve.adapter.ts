import { createServer } from "node:http";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { getRequestListener } from "@hono/node-server";
import { InputError } from "./exit.ts";

/** A listening socket on loopback. Its handler may be given later, once the port is known. */
export interface Listener {
  /** `http://127.0.0.1:PORT`. */
  readonly origin: string;
  readonly port: number;
  /** `Response.error()` closes the connection without an answer. */
  answer(handler: (request: Request) => Promise<Response>): void;
  close(): Promise<void>;
}

const HOST = "127.0.0.1";

/** Tells the library that there is nothing left to write. */
const SENT = new Response(null, { headers: { "x-hono-already-sent": "true" } });

/**
 * Binds a port on loopback; nothing outside this machine reaches it.
 *
 * @param port - 0 takes a free one
 * @throws InputError when the port is taken
 */
export async function listen(port: number): Promise<Listener> {
  let handler = (_request: Request): Promise<Response> =>
    Promise.resolve(new Response("Starting", { status: 503, headers: { "Retry-After": "1" } }));
  // The library's own Request would lack what a signal and a body of the platform's have.
  const answer = getRequestListener(
    async (request, { outgoing }) => {
      const response = await handler(request);
      if (response.type !== "error") return response;
      // A network error is no answer at all: the line is cut.
      outgoing.destroy();
      return SENT;
    },
    { overrideGlobalObjects: false, hostname: HOST },
  );
  // The listener answers 500 by itself when the handler fails; there is nothing left to wait for.
  const server: Server = createServer((incoming, outgoing) => void answer(incoming, outgoing));
  await new Promise<void>((resolve, reject) => {
    server.once("error", (cause: NodeJS.ErrnoException) => {
      const taken = cause.code === "EADDRINUSE" || cause.code === "EACCES";
      reject(
        taken
          ? new InputError(
              `port ${port} cannot be used (${cause.code === "EACCES" ? "not allowed" : "it is taken"})`,
              {
                help: "choose another with --port, or --port 0 for a free one",
                cause,
              },
            )
          : cause,
      );
    });
    server.listen(port, HOST, resolve);
  });
  const bound = (server.address() as AddressInfo).port;
  return {
    origin: `http://${HOST}:${bound}`,
    port: bound,
    answer: (next) => {
      handler = next;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
