import type { EventHub, LmsEvent } from "../world/lms-event.ts";

/** Server-Sent Events: what a reader missed since `Last-Event-ID`, then what happens, until the reader leaves. */
export function eventStream(hub: EventHub, request: Request): Response {
  const last = Number(
    request.headers.get("last-event-id") ?? new URL(request.url).searchParams.get("after") ?? hub.seq,
  );
  const encoder = new TextEncoder();
  let stop = (): void => undefined;
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      const send = (event: LmsEvent): void => controller.enqueue(encoder.encode(frame(event)));
      // A comment at once, so that the reader knows the stream stands before anything happens.
      controller.enqueue(encoder.encode(": ready\n\n"));
      for (const event of hub.since(Number.isFinite(last) ? last : hub.seq)) send(event);
      stop = hub.subscribe(send);
      request.signal.addEventListener("abort", () => {
        stop();
        try {
          controller.close();
        } catch {
          // The reader has cancelled the stream already.
        }
      });
    },
    cancel() {
      stop();
    },
  });
  return new Response(stream, {
    headers: { "Content-Type": "text/event-stream; charset=utf-8", "Cache-Control": "no-store" },
  });
}

function frame(event: LmsEvent): string {
  return `id: ${event.seq}\nevent: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`;
}
