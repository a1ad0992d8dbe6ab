import { fileURLToPath } from "node:url";
import type { Lms } from "@tessera/lms";
import { buildCourse } from "../../tools/cli/src/build-course.adapter.ts";
import { startLmsServer } from "../../tools/cli/src/lms-server.adapter.ts";
import type { LmsServerOptions } from "../../tools/cli/src/lms-server.adapter.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));

export interface LaunchWish {
  readonly unit?: number;
  readonly mode?: "Normal" | "Browse" | "Review";
  readonly masteryScore?: number | null;
  readonly window?: "iframe" | "window";
  readonly registration?: string;
  readonly learner?: string;
  readonly launchParameters?: string;
  readonly language?: string;
  readonly audio?: "on" | "off";
  readonly returnURL?: string;
}

/** A simulated LMS on real sockets with one course in it, as a test needs it. */
export interface LmsBench {
  readonly lms: Lms;
  readonly address: string;
  readonly course: string;
  /** Calls the LMS's own API with this run's token. */
  api(path: string, body?: unknown): Promise<Record<string, unknown>>;
  launch(wish?: LaunchWish): Promise<{ readonly url: string; readonly session: string }>;
  /** Verbs of the unit's stored statements, in the order in which they arrived. */
  verbs(session?: string): string[];
  close(): Promise<void>;
}

/** The zip of a course folder, built as the command line builds it. */
export async function zipOf(folder: string): Promise<Uint8Array> {
  const built = await buildCourse(`${root}${folder}`, {});
  if (built.parts === undefined)
    throw new Error(`${folder} does not build: ${JSON.stringify(built.diagnostics)}`);
  return built.parts.zip;
}

export async function openBench(zip: Uint8Array, options: Partial<LmsServerOptions> = {}): Promise<LmsBench> {
  const server = await startLmsServer({ port: 0, ...options });
  const { lms } = server;
  const imported = await lms.importPackage(zip, "course.zip");
  if (imported.course === undefined) throw new Error(`not imported: ${JSON.stringify(imported.diagnostics)}`);
  const course = imported.course;
  const api = async (path: string, body: unknown = {}): Promise<Record<string, unknown>> => {
    // In process: a name that only the test's browser resolves needs no socket here.
    const response = await lms.fetch(
      new Request(new URL(`api/${path}`, server.address), {
        method: "POST",
        headers: { "X-Tessera-Token": lms.token, "Content-Type": "application/json" },
        body: JSON.stringify(body),
      }),
    );
    const answer = (await response.json()) as Record<string, unknown>;
    if (!response.ok) throw new Error(`${path}: ${response.status} ${JSON.stringify(answer)}`);
    return answer;
  };
  const ada = String((await api("learners", { name: "Ada Lovelace" }))["learner"]);
  return {
    lms,
    address: server.address,
    course: course.key,
    api,
    launch: async ({ unit = 0, ...wish } = {}) => {
      const au = lms.snapshot().courses[0]?.units[unit]?.publisherId;
      const launched = await api("launch", {
        course: course.key,
        learner: ada,
        au,
        window: "window",
        returnURL: "auto",
        ...wish,
      });
      return { url: String(launched["url"]), session: String(launched["session"]) };
    },
    verbs: (session) =>
      lms
        .snapshot()
        .statements.filter((line) => line.from === "unit" && line.outcome === "stored")
        .filter((line) => session === undefined || line.session === session)
        .map((line) => String((line.json as { verb: { id: string } }).verb.id.split("/").pop())),
    close: () => server.close(),
  };
}
