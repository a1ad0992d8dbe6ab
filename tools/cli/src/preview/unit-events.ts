import { readWorkbenchFile } from "@tessera/bundle";
import type { PreviewLook } from "@tessera/lms";
import { newsOf } from "./page-news.ts";
import type { PageVersion } from "./page-news.ts";

interface Watching {
  readonly page: string;
  readonly tell: (event: "page" | "look", data: string) => void;
}

const PLAIN = { "Cache-Control": "no-store", "X-Content-Type-Options": "nosniff" };

/**
 * What the pages of units hear while their course is being written, on the content's own origin: that they were built
 * anew, and how they are to be shown.
 */
export class UnitEvents {
  readonly #watching = new Set<Watching>();
  #pages: ReadonlyMap<string, PageVersion> = new Map();
  #look: PreviewLook = { direction: "auto", colours: "auto" };

  /** @param pages - each page that there is now */
  change(pages: ReadonlyMap<string, PageVersion>): void {
    const before = this.#pages;
    this.#pages = pages;
    for (const { page, tell } of this.#watching)
      tell("page", JSON.stringify(newsOf(before.get(page), pages.get(page))));
  }

  wear(look: PreviewLook): void {
    this.#look = look;
    for (const one of this.#watching) one.tell("look", JSON.stringify(look));
  }

  /** @returns undefined for what is no address of these */
  answer(request: Request): Promise<Response> | undefined {
    const { pathname, searchParams } = new URL(request.url);
    if (request.method !== "GET") return undefined;
    if (pathname === "/preview/unit-page.js") return script();
    if (pathname !== "/preview/events") return undefined;
    return Promise.resolve(this.#stream(searchParams.get("page") ?? "", request.signal));
  }

  #stream(page: string, signal: AbortSignal): Response {
    const encoder = new TextEncoder();
    let one: Watching | undefined;
    const leave = (): void => void (one !== undefined && this.#watching.delete(one));
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => {
        one = {
          page,
          tell: (event, data) => controller.enqueue(encoder.encode(`event: ${event}\ndata: ${data}\n\n`)),
        };
        this.#watching.add(one);
        // What happened before the page listened.
        one.tell("look", JSON.stringify(this.#look));
        one.tell("page", JSON.stringify(newsOf(undefined, this.#pages.get(page))));
        signal.addEventListener("abort", leave);
      },
      cancel: leave,
    });
    return new Response(body, {
      headers: { ...PLAIN, "Content-Type": "text/event-stream; charset=utf-8" },
    });
  }
}

async function script(): Promise<Response> {
  const bytes = await readWorkbenchFile("unit-page.js");
  if (bytes === undefined) return new Response("Not found", { status: 404, headers: PLAIN });
  return new Response(bytes as Uint8Array<ArrayBuffer>, {
    headers: {
      ...PLAIN,
      "Content-Type": "text/javascript; charset=utf-8",
      "Cross-Origin-Resource-Policy": "same-origin",
    },
  });
}
