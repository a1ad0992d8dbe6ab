import { parseDocument } from "yaml";
import type { CourseCredential } from "./portfolio.ts";
import { SLUG } from "./report.ts";

/** Characters of front matter that are looked at. */
const LARGEST = 200_000;

/**
 * What a `course.md` says of its credential. Its own mistakes are not told here, that is what checking the course is for.
 *
 * @returns undefined when it has no front matter with an `id`
 */
export function courseCredential(text: string): CourseCredential | undefined {
  const front = /^\uFEFF?---[ \t]*\r?\n([\s\S]*?)\r?\n---[ \t]*(\r?\n|$)/.exec(text.slice(0, LARGEST))?.[1];
  if (front === undefined) return undefined;
  const settings = plain(front);
  const id = settings["id"];
  const slug = typeof id === "string" ? (id.split("/").at(-1) ?? "") : "";
  if (!SLUG.test(slug)) return undefined;
  const credential = (settings["credential"] ?? {}) as Readonly<Record<string, unknown>>;
  const { requires, valid, name } = credential;
  return {
    id: slug,
    ...(typeof name === "string" && { title: name }),
    ...(typeof valid === "string" && { valid }),
    requires: Array.isArray(requires)
      ? requires.filter((each): each is string => typeof each === "string")
      : [],
  };
}

function plain(front: string): Readonly<Record<string, unknown>> {
  try {
    const document = parseDocument(front, { prettyErrors: false, uniqueKeys: false, logLevel: "silent" });
    const value: unknown = document.errors.length > 0 ? undefined : document.toJS({ maxAliasCount: 20 });
    return typeof value === "object" && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
  } catch {
    // Nested deeper than a stack, or aliases that multiply.
    return {};
  }
}
