/** Our session, played against the simulated LMS, whose judge knows nothing of it. */
import { createLms, TOKEN_HEADER } from "@tessera/lms";
import type { Lms, LmsOptions } from "@tessera/lms";
import { createLrs, createMemoryStore } from "@tessera/lrs";
import type { HttpReply, HttpRequest, UnitSession } from "@tessera/session";
import { Tab, UNIT } from "../../packages/session/src/testing/harness.ts";

const LMS = "http://lms.test:4000";
const CONTENT = "http://content.test:4001";

export interface Bench {
  readonly lms: Lms;
  /** The network between the unit and the LMS: an answer in place of the LMS's, `lost` for none after it was asked. */
  network: (request: HttpRequest) => Response | "lost" | undefined;
  /** A page of the unit in a tab; tabs share the learner's device where the caller passes the same one. */
  open(tab: Tab, url: string): Promise<UnitSession>;
  launch(
    wish?: Readonly<Record<string, unknown>>,
  ): Promise<{ readonly url: string; readonly session: string }>;
  /** Lets `ms` pass, and everything that is under way come to rest. */
  rest(ms?: number): Promise<void>;
  leave(session: UnitSession): Promise<void>;
  readonly tab: Tab;
}

export async function openBench(settings: LmsOptions["settings"] = {}): Promise<Bench> {
  const tab = new Tab();
  let count = 0;
  let flying = 0;
  // The LMS's clock is its own: the learner's may be set while the session runs.
  const began = tab.clock.now();
  const now = (): number => began + tab.clock.elapsed();
  const uuid = (): string => `10000000-0000-4000-8000-${String((count += 1)).padStart(12, "0")}`;
  const lrs = createLrs({
    store: createMemoryStore(),
    now,
    ids: uuid,
    authority: { mbox: "mailto:a@b.example" },
  });
  const text = (words: string) => [{ lang: "en", text: words }];
  const { unit } = UNIT;
  const lms = createLms({
    lrs,
    now,
    ids: { uuid, secret: () => `secret-${(count += 1)}` },
    origins: { lms: LMS, content: CONTENT },
    settings,
    readPackage: () => ({
      value: {
        structure: {
          id: UNIT.course.id,
          title: text("Course"),
          description: text("A course"),
          children: [
            {
              type: "au",
              id: unit.id,
              title: text(unit.title),
              description: text("A unit"),
              url: "unit-1.html",
              moveOn: "CompletedAndPassed",
              masteryScore: 0.8,
              launchMethod: "AnyWindow",
            },
          ],
        },
        files: new Map(),
      },
      diagnostics: [],
    }),
  });
  const api = async (path: string, body: unknown): Promise<Record<string, unknown>> => {
    const headers = { [TOKEN_HEADER]: lms.token };
    const answer = await lms.fetch(
      new Request(`${LMS}/api/${path}`, { method: "POST", headers, body: JSON.stringify(body) }),
    );
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as Record<string, unknown>;
  };
  await lms.importPackage(new Uint8Array(), "course.zip");
  await api("learners", { name: "Ada" });

  const bench: Bench = {
    lms,
    tab,
    network: () => undefined,
    async launch(wish = {}) {
      const launched = await api("launch", {
        course: "course-1",
        learner: "learner-1",
        returnURL: "auto",
        ...wish,
      });
      return { url: String(launched["url"]), session: String(launched["session"]) };
    },
    async open(own, url) {
      const session = own.page(url);
      void session.start();
      await bench.rest(0);
      return session;
    },
    async rest(ms = 5_000) {
      for (let passed = 0; passed <= ms; passed += 250) {
        await tab.clock.run(passed === 0 ? 0 : 250);
        while (flying > 0) await new Promise((resolve) => setImmediate(resolve));
        await tab.clock.run(0);
      }
    },
    async leave(session) {
      void session.exit();
      await bench.rest(12_000);
    },
  };

  async function send(request: HttpRequest): Promise<HttpReply> {
    flying += 1;
    try {
      const { method, url, headers = {}, body } = request;
      const answer = bench.network(request);
      if (answer instanceof Response) return await replyOf(answer);
      const response = await lms.fetch(
        new Request(url, {
          method,
          headers: { ...headers, Origin: CONTENT },
          ...(body === undefined ? {} : { body }),
        }),
      );
      return answer === "lost" ? { status: 0, body: "" } : await replyOf(response);
    } finally {
      flying -= 1;
    }
  }
  // The tab asks this LMS in place of the session's own fake; a page that is gone hears no answer.
  tab.lms.send = send;
  return bench;
}

async function replyOf(response: Response): Promise<HttpReply> {
  const [etag, retryAfter] = [response.headers.get("etag"), response.headers.get("retry-after")];
  return {
    status: response.status,
    body: await response.text(),
    ...(etag === null ? {} : { etag }),
    ...(retryAfter === null ? {} : { retryAfter }),
  };
}
