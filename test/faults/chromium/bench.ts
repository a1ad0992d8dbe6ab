/** One LMS on real sockets with the course of the campaign in it. */
import { createLms, lmsProfile, TOKEN_HEADER } from "@tessera/lms";
import { createLrs, createMemoryStore } from "@tessera/lrs";
import type { LaunchMode } from "@tessera/xapi";
import { buildCourse } from "../../../tools/cli/src/build-course.adapter.ts";
import { now, secret, uuid } from "../../../tools/cli/src/ports.adapter.ts";
import type { Launched, LmsSide, StoredStatement } from "../lms-side.ts";
import type { RealNetwork } from "./network.ts";
import { serve } from "./serve.ts";

export interface RealBench extends Pick<LmsSide, "lms" | "profile" | "verdict" | "stored"> {
  launch(mode: LaunchMode): Promise<Launched>;
  tokenOf(session: string): string;
  close(): Promise<void>;
}

/** The package, built as the command line builds it. @param folder - of the course */
export async function buildZip(folder: string): Promise<Uint8Array> {
  const built = await buildCourse(folder, {});
  if (built.parts === undefined)
    throw new Error(`${folder} does not build: ${JSON.stringify(built.diagnostics)}`);
  return built.parts.zip;
}

/** Verbs, and the ends of objects' ids. */
function whatIsIn(body: string): string {
  return [...body.matchAll(/"verb":\{"id":"[^"]*\/([^"/]*)"|"object":\{[^}]*?"id":"[^"]*\/([^"/]*)"/g)]
    .map(([, verb, object]) => verb ?? object)
    .join(" ");
}

export async function openRealBench(zip: Uint8Array, network: RealNetwork, name: string): Promise<RealBench> {
  const profile = lmsProfile(name);
  if (profile === undefined) throw new Error(`no LMS is called ${name}`);
  const front = await serve();
  const content = profile.oneOrigin ? front : await serve();
  const store = createMemoryStore();
  const authority = { account: { homePage: front.origin, name: "lms" } };
  /** The LMS has read the body by the time it asks what to answer. */
  const bodies = new WeakMap<Request, string>();
  const lms = createLms({
    lrs: createLrs({ store, now, ids: uuid, authority }),
    now,
    ids: { uuid, secret },
    origins: { lms: front.origin, content: content.origin },
    profile,
    intercept: (request) => network.refusal(request, bodies.get(request) ?? ""),
  });
  const way = (request: Request) => network.way(request);
  front.answer(async (request) => {
    if (request.method !== "GET") bodies.set(request, await request.clone().text());
    const answer = await lms.fetch(request);
    const { pathname, searchParams } = new URL(request.url);
    if (/\/(?:xapi|fetch)\//.test(pathname) && request.method !== "OPTIONS")
      network.note(
        `${request.method} ${pathname} ${searchParams.get("stateId") ?? ""} ${whatIsIn(bodies.get(request) ?? "")}: ${answer.status}`,
      );
    return answer;
  }, way);
  if (content !== front) content.answer((request) => lms.content.fetch(request), way);
  const ask = async (path: string, body?: unknown): Promise<unknown> => {
    const init = { method: "POST", headers: { [TOKEN_HEADER]: lms.token }, body: JSON.stringify(body) };
    const answer = await lms.fetch(
      new Request(`${front.origin}/api/${path}`, body === undefined ? {} : init),
    );
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return answer.json();
  };
  await lms.importPackage(zip, "course.zip");
  await ask("learners", { name: "Ada" });
  return {
    lms,
    profile,
    async launch(mode) {
      const wish = { course: "course-1", learner: "learner-1", returnURL: "auto", window: "window", mode };
      const { url, session } = (await ask("launch", wish)) as Record<string, unknown>;
      return { url: String(url), session: String(session) };
    },
    tokenOf: (session) => lms.record(session).launch.token,
    verdict: async (session) => (await ask(`sessions/${session}/verdict`)) as never,
    async stored() {
      const found = await store.query({ terms: [], ascending: true, limit: 1_000_000 });
      return found.map(({ json }, place) => ({
        statement: JSON.parse(json) as StoredStatement["statement"],
        place,
      }));
    },
    async close() {
      await front.close();
      if (content !== front) await content.close();
    },
  };
}
