/** An LMS over a store in memory, with a clock and ids that tests can count on. Not part of the product. */
import { createLrs, createMemoryStore } from "@tessera/lrs";
import { BugError } from "@tessera/diagnostics";
import { createLms } from "../lms.ts";
import type { Lms, LmsOptions } from "../lms.ts";
import { TOKEN_HEADER } from "../api/api.ts";
import type { ImportedPackage, ImportedUnit, PackageReader } from "../course/package-reader.ts";

export const LMS_ORIGIN = "http://lms.test:4000";
export const CONTENT_ORIGIN = "http://content.test:4001";

export interface TestClock {
  /** Milliseconds since 1970. */
  now: number;
}

export interface TestLms {
  readonly lms: Lms;
  readonly clock: TestClock;
  /** A request of the LMS's own page. @throws BugError unless the status is 2xx */
  api(method: string, path: string, body?: unknown): Promise<Readonly<Record<string, unknown>>>;
  /** The same, whatever the status. */
  ask(method: string, path: string, body?: unknown): Promise<Response>;
}

export function testUnit(name: string, more: Partial<ImportedUnit> = {}): ImportedUnit {
  return {
    type: "au",
    id: `https://example.org/courses/valves/${name}`,
    title: [{ lang: "en", text: name }],
    description: [{ lang: "en", text: `About ${name}` }],
    url: `${name}.html`,
    moveOn: "CompletedAndPassed",
    masteryScore: 0.8,
    launchMethod: "AnyWindow",
    ...more,
  };
}

export function testPackage(
  children: ImportedPackage["structure"]["children"],
  files: readonly string[] = [],
): ImportedPackage {
  return {
    structure: {
      id: "https://example.org/courses/valves",
      title: [{ lang: "en", text: "Valves" }],
      description: [{ lang: "en", text: "How valves work" }],
      children,
    },
    files: new Map(files.map((name) => [name, new TextEncoder().encode(`content of ${name}`)])),
  };
}

/** Reads every byte string as the given package. */
export function readerOf(value: ImportedPackage): PackageReader {
  return () => ({ value, diagnostics: [] });
}

/** Version 4 in form, counted in content. */
export function countedUuid(count: number): string {
  return `00000000-0000-4000-8000-${String(count).padStart(12, "0")}`;
}

export async function startTestLms(
  value: ImportedPackage = testPackage([testUnit("intro")]),
  options: Partial<LmsOptions> = {},
): Promise<TestLms> {
  const clock: TestClock = { now: Date.UTC(2026, 0, 5, 9) };
  let count = 0;
  const uuid = (): string => countedUuid((count += 1));
  const lrs = createLrs({
    store: createMemoryStore(),
    now: () => clock.now,
    ids: uuid,
    authority: { account: { homePage: "https://lrs.example/", name: "nobody" } },
  });
  const lms = createLms({
    lrs,
    now: () => clock.now,
    ids: { uuid, secret: () => `secret-${(count += 1)}` },
    origins: { lms: LMS_ORIGIN, content: CONTENT_ORIGIN },
    readPackage: readerOf(value),
    ...options,
  });
  const ask = (method: string, path: string, body?: unknown): Promise<Response> =>
    lms.fetch(
      new Request(`${LMS_ORIGIN}/api/${path}`, {
        method,
        headers: { [TOKEN_HEADER]: lms.token, "Content-Type": "application/json" },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    );
  const api: TestLms["api"] = async (method, path, body) => {
    const response = await ask(method, path, body);
    const text = await response.text();
    if (!response.ok) throw new BugError(`${method} ${path}: ${response.status} ${text}`);
    return JSON.parse(text) as Readonly<Record<string, unknown>>;
  };
  await lms.importPackage(new Uint8Array(), "valves.zip");
  await api("POST", "learners", { name: "Ada" });
  return { lms, clock, api, ask };
}
