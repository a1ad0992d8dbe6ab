import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { positionOf } from "@tessera/diagnostics";
import type { Diagnostic, Outcome, SourceText } from "@tessera/diagnostics";
import {
  courseCredential,
  credentialsOf,
  notText,
  readKpi,
  readPeople,
  readPortfolio,
} from "@tessera/portfolio";
import type { CourseCredential, KpiPoint, People, Person, Portfolio } from "@tessera/portfolio";
import { InputError } from "../exit.ts";
import { reasonOf } from "../system-words.ts";
import { decodeText } from "./decode-text.ts";

/** What was read of a file, with the text that diagnostics point into. */
export interface ReadFile<Value> extends Outcome<Value> {
  readonly source: SourceText;
}

/**
 * @param courses - credentials that are known beside those of the course folders next to the file
 * @throws InputError when it cannot be read
 */
export function portfolioFile(path: string, courses: readonly CourseCredential[] = []): ReadFile<Portfolio> {
  const { source, wrong } = sourceOf(path);
  if (wrong !== undefined) return { source, diagnostics: [wrong] };
  const beside = coursesBeside(path);
  const known = new Map([...courses, ...beside].map((course) => [course.id, course]));
  return { source, ...readPortfolio(source, [...known.values()]) };
}

/** @throws InputError when it cannot be read */
export function peopleFile(path: string, portfolio?: Portfolio): ReadFile<People> {
  const { source, wrong } = sourceOf(path);
  return wrong === undefined
    ? { source, ...readPeople(source, portfolio) }
    : { source, diagnostics: [wrong] };
}

/** @throws InputError when it cannot be read */
export function kpiFile(path: string): ReadFile<readonly KpiPoint[]> {
  const { source, wrong } = sourceOf(path);
  return wrong === undefined ? { source, ...readKpi(source) } : { source, diagnostics: [wrong] };
}

/** Portfolios and people files in one run: people are looked up in the portfolio that stands before them. */
export function checkPortfolioFiles(paths: readonly string[]): {
  readonly diagnostics: readonly Diagnostic[];
  readonly sources: readonly SourceText[];
} {
  const yamls = paths.filter((path) => !/\.csv$/i.test(path)).map((path) => portfolioFile(path));
  const portfolio = yamls.at(-1)?.value;
  const people = paths.filter((path) => /\.csv$/i.test(path)).map((path) => peopleFile(path, portfolio));
  const all: readonly ReadFile<unknown>[] = [...yamls, ...people];
  return {
    diagnostics: all.flatMap(({ diagnostics }) => diagnostics),
    sources: all.map(({ source }) => source),
  };
}

/** @throws InputError with the first mistake of a file that has errors */
export function wholeFile<Value>({ value, diagnostics, source }: ReadFile<Value>): Value {
  const wrong = diagnostics.find(({ severity }) => severity === "error");
  if (value !== undefined && wrong === undefined) return value;
  const line = wrong?.span === undefined ? 1 : positionOf(source, wrong.span.start).line;
  throw new InputError(`${source.file}:${line}: ${wrong?.message ?? "it is empty"}`, {
    help: `see all of it: tessera check ${source.file}`,
  });
}

/** People one of whose roles requires a credential, by itself or through a pathway. */
export function askedFor(
  people: readonly Person[],
  portfolio: Portfolio,
  credential: string,
): readonly Person[] {
  const roles = new Set(
    portfolio.roles
      .filter(({ requires }) => credentialsOf(portfolio, requires).includes(credential))
      .map(({ id }) => id),
  );
  return people.filter((person) => person.roles.some((role) => roles.has(role)));
}

function sourceOf(path: string): { readonly source: SourceText; readonly wrong?: Diagnostic } {
  const file = (relative(process.cwd(), path) || path).replaceAll("\\", "/");
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(path);
  } catch (cause) {
    throw new InputError(
      existsSync(path) ? `\`${path}\` cannot be read: ${reasonOf(cause)}` : `there is no \`${path}\``,
      { cause },
    );
  }
  const text = decodeText(bytes);
  return text === undefined
    ? { source: { file, text: "" }, wrong: notText(file) }
    : { source: { file, text } };
}

/** A portfolio lies beside the courses that it speaks of. */
function coursesBeside(path: string): readonly CourseCredential[] {
  const folder = dirname(path);
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => join(folder, entry.name, "course.md"))
    .filter((file) => existsSync(file))
    .flatMap((file) => {
      const found = courseCredential(readFileSync(file, "utf8"));
      return found === undefined ? [] : [found];
    });
}
