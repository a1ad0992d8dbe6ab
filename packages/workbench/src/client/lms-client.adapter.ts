import type { LaunchRequest, LmsEvent, LmsSettings, PreviewLook } from "@tessera/lms";
import { Refusal, Unreachable } from "./lms-client.ts";
import type { EventListener, LmsClient } from "./lms-client.ts";

/** Milliseconds until a stream that the browser has given up is opened again; browsers wait about as long. */
const RETRY_MS = 2000;

const EVENTS: readonly LmsEvent["type"][] = [
  "course",
  "learner",
  "registration",
  "session",
  "statement-stored",
  "statement-rejected",
  "request",
  "finding",
  "moveOn",
  "settings",
  "preview",
];

export interface ClientOptions {
  /** Name of the header that carries the token. */
  readonly header: string;
  readonly token: string;
}

interface Sent {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Blob;
}

/** Speaks to the LMS that served this page. */
export function createLmsClient({ header, token }: ClientOptions): LmsClient {
  async function ask(path: string, init: Sent = {}): Promise<unknown> {
    let response: Response;
    try {
      response = await fetch(`/api/${path}`, { ...init, headers: { ...init.headers, [header]: token } });
    } catch (cause) {
      throw new Unreachable("the LMS does not answer", { cause });
    }
    const body: unknown = await response.json().catch(() => undefined);
    if (!response.ok) throw refusal(response.status, body);
    return body;
  }
  const send = (path: string, body: unknown, method = "POST"): Promise<unknown> =>
    ask(path, { method, headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
  const encoded = (key: string): string => encodeURIComponent(key);

  return {
    state: () => ask("state") as ReturnType<LmsClient["state"]>,
    verdict: (session) => ask(`sessions/${encoded(session)}/verdict`) as ReturnType<LmsClient["verdict"]>,
    launch: (request: LaunchRequest) => send("launch", request) as ReturnType<LmsClient["launch"]>,
    addLearner: async (name) => ((await send("learners", { name })) as { learner: string }).learner,
    abandon: async (session) => void (await send(`sessions/${encoded(session)}/abandon`, {})),
    waive: async (request) => void (await send("waive", request)),
    importPackage: (name, bytes) =>
      ask(`packages?name=${encoded(name)}`, {
        method: "POST",
        headers: { "Content-Type": "application/zip" },
        body: bytes,
      }) as ReturnType<LmsClient["importPackage"]>,
    change: async (settings: Partial<LmsSettings>) => void (await send("settings", settings, "PATCH")),
    wear: async (look: Partial<PreviewLook>) => void (await send("preview", look, "PATCH")),
    follow: openStream,
  };
}

function refusal(status: number, body: unknown): Refusal {
  const { error, details, diagnostics } = (body ?? {}) as {
    error?: unknown;
    details?: unknown;
    diagnostics?: readonly { readonly message: string; readonly severity: string }[];
  };
  const message = typeof error === "string" ? error : `the LMS answered ${status}`;
  const mistakes = diagnostics
    ?.filter(({ severity }) => severity === "error")
    .map((mistake) => mistake.message);
  const lines = mistakes ?? (Array.isArray(details) ? details.map(lineOf) : []);
  return new Refusal(message, { status, details: lines });
}

function lineOf(detail: unknown): string {
  return typeof detail === "string" ? detail : JSON.stringify(detail);
}

function openStream(after: number, listener: EventListener): () => void {
  let last = after;
  let source: EventSource;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const open = (): void => {
    source = new EventSource(`/api/events?after=${last}`);
    source.addEventListener("open", () => listener.opened());
    source.addEventListener("error", () => {
      listener.lost();
      // While it is CONNECTING the browser tries again by itself; after an answer such as 503 it never does.
      if (source.readyState === EventSource.CLOSED) timer = setTimeout(open, RETRY_MS);
    });
    for (const type of EVENTS)
      source.addEventListener(type, (message) => {
        const event = JSON.parse(String(message.data)) as LmsEvent;
        last = event.seq;
        listener.happened(event);
      });
  };
  open();
  return () => {
    clearTimeout(timer);
    source.close();
  };
}
