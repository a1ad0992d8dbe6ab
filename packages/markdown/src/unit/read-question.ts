import { interactionOf } from "@tessera/interactions";
import type { RecordSetting } from "@tessera/interactions";
import type {
  AuthoredQuestion,
  DirectiveNode,
  ReadContext,
  SourceAttribute,
} from "@tessera/interactions/schema";
import type { Question, SourcePlace } from "@tessera/course";
import { positionOf, suggest } from "@tessera/diagnostics";
import type { SourceText, Span } from "@tessera/diagnostics";
import type { Allowances, AllowedCode } from "../allowances.ts";
import { idsOfParts } from "../lock/lock.ts";
import type { Lock, Meaning } from "../lock/lock.ts";
import { renderProse } from "../prose/render-prose.ts";
import type { ProseContext } from "../prose/render-prose.ts";
import { didYouMean, problem, respelt } from "../report.ts";
import type { Report } from "../report.ts";
import { wordSpan } from "../syntax/check-words.ts";
import type { ParsedFile } from "../syntax/parse-markdown.ts";
import { plainText } from "./scan-page.ts";

/** What questions of all units share. */
export interface QuestionDesk {
  readonly lock: Pick<
    Lock,
    "unit" | "question" | "current" | "knows" | "claim" | "unclaimed" | "pathOf" | "isPresent" | "record"
  >;
  readonly language: string;
  /** What the course records of typed answers, unless a question says otherwise. */
  readonly record: RecordSetting;
  /** Ids of the course's objectives; undefined when its list could not be read. */
  readonly objectives: ReadonlySet<string> | undefined;
  /** Where each id was first used. */
  readonly seen: { get(slug: string): Span | undefined; set(slug: string, span: Span): unknown };
  readonly allow: Pick<Allowances, "add">;
  read(node: DirectiveNode, context: ReadContext): AuthoredQuestion | undefined;
}

export interface QuestionPlace {
  readonly desk: QuestionDesk;
  readonly file: ParsedFile;
  readonly prose: ProseContext;
  /** Slug and IRI of the unit. */
  readonly unit: { readonly slug: string; readonly id: string };
  /** What the lock files it under: the unit's id, or its bank. */
  readonly home: string;
  /** The author's id, or the one that was made for this node. */
  readonly slug: string;
  readonly authored: boolean;
  readonly report: Report;
}

export function sourcePlace(span: Span, source: SourceText): SourcePlace {
  return { ...span, ...positionOf(source, span.start) };
}

/** The author's `#id` of a directive, where it is an id. */
export function authoredId(node: DirectiveNode, file: ParsedFile): string | undefined {
  const value = file.attributes(node).find((attribute) => attribute.name === "id")?.value;
  return value !== undefined && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(value) ? value : undefined;
}

/** One question with its id, IRI and version; undefined when it could not be read. */
export function compileQuestion(node: DirectiveNode, place: QuestionPlace): Question | undefined {
  const { desk, file, slug, report } = place;
  const opening = wordSpan(node, { file });
  const idSpan = file.attributes(node).find((attribute) => attribute.name === "id")?.valueSpan ?? opening;
  const first = desk.seen.get(slug);
  if (first && !(first.file === idSpan.file && first.start === idSpan.start)) {
    report(
      problem("question/duplicate-id", idSpan, {
        message: `the id \`${slug}\` is used twice: records could not tell the two questions apart`,
        labels: [{ span: first, message: "first used here" }],
        help: `give one of them another id`,
      }),
    );
    return undefined;
  }
  desk.seen.set(slug, idSpan);
  const recorded = desk.lock.question(slug);
  const parts: Record<string, Readonly<Record<string, string>>> = {};
  const context: ReadContext = {
    language: desk.language,
    span: (each) => file.span(each),
    opening: (each) => wordSpan(each, { file }),
    attributes: (each) => file.attributes(each),
    html: (nodes) => renderProse(nodes, place.prose),
    picture: (image) => place.prose.pictures.get(image),
    text: (nodes) =>
      nodes
        .map(plainText)
        .filter((text) => text !== "")
        .join(" "),
    ids: (group, requests) => {
      reportRepeats(requests, report);
      const ids = idsOfParts(requests, recorded?.parts[group] ?? {});
      parts[group] = Object.fromEntries(
        requests.map((request, index) => [ids[index] as string, request.text]),
      );
      return ids;
    },
    report,
  };
  desk.allow.add({ within: "span", span: file.span(node) }, allowedAt(node, file), report);
  const read = desk.read(node, context);
  if (!read) return undefined;
  checkObjectives(read.objectives, { node, place, opening });
  const { slug: _, span, record = desk.record, ...rest } = read;
  const interaction = interactionOf(read.kind);
  const meaning: Meaning = { right: interaction?.correct(read.spec) ?? [], parts };
  const version = versionOf(meaning, { recorded, slug, span: idSpan, report });
  // A bank's question is met once for each unit that draws from it; the first one names it.
  const id = recorded?.id ?? desk.lock.current(slug)?.id ?? `${place.unit.id}/questions/${slug}`;
  desk.lock.record(slug, {
    unit: place.home,
    id,
    version,
    text: read.name,
    ...(!place.authored && { auto: true }),
    right: [...meaning.right],
    parts,
  });
  return {
    ...rest,
    slug,
    id,
    version,
    ...(record === "score" && interaction?.typed(read.spec) && { record }),
    source: sourcePlace(span, file.source),
  };
}

/** The codes of a question's `allow`, each at its own place. */
function allowedAt(node: DirectiveNode, file: ParsedFile): readonly AllowedCode[] {
  const attribute = file.attributes(node).find(({ name }) => name === "allow");
  if (attribute === undefined) return [];
  return [...attribute.value.matchAll(/\S+/g)].map(({ 0: code, index }) => ({
    code,
    span: spanInValue(attribute, index, code.length),
  }));
}

function reportRepeats(requests: Parameters<ReadContext["ids"]>[1], report: Report): void {
  const seen = new Map<string, Span>();
  for (const { authored, span } of requests) {
    if (authored === undefined) continue;
    const first = seen.get(authored);
    if (first)
      report(
        problem("question/duplicate-part", span, {
          message: `the id \`${authored}\` is used twice in this question`,
          labels: [{ span: first, message: "first used here" }],
        }),
      );
    else seen.set(authored, span);
  }
}

interface ObjectiveCheck {
  readonly node: DirectiveNode;
  readonly place: QuestionPlace;
  readonly opening: Span;
}

function checkObjectives(objectives: readonly string[], { node, place, opening }: ObjectiveCheck): void {
  const { desk, file, report } = place;
  const attribute = file.attributes(node).find(({ name }) => name === "objective");
  for (const objective of objectives) {
    if (!desk.objectives || desk.objectives.has(objective)) continue;
    const at = attribute ? attribute.value.indexOf(objective) : -1;
    const span = attribute && at >= 0 ? spanInValue(attribute, at, objective.length) : opening;
    report(unknownObjective(objective, span, desk.objectives));
  }
}

function spanInValue({ valueSpan }: SourceAttribute, at: number, length: number): Span {
  return { ...valueSpan, start: valueSpan.start + at, end: valueSpan.start + at + length };
}

export function unknownObjective(objective: string, span: Span, known: ReadonlySet<string>) {
  return problem("objective/unknown", span, {
    message: `the course has no objective \`${objective}\``,
    help: didYouMean(suggest(objective, known), known) ?? "declare it under `objectives:` in course.md",
    fix: respelt(objective, known, span),
    params: { objective },
  });
}

interface VersionCheck {
  readonly recorded: ReturnType<Lock["question"]>;
  readonly slug: string;
  readonly span: Span;
  readonly report: Report;
}

/** Raised when the right answer or the set of parts is not what was recorded: old answers then mean something else. */
function versionOf(meaning: Meaning, { recorded, slug, span, report }: VersionCheck): number {
  if (!recorded) return 1;
  const ids = (parts: Meaning["parts"]) =>
    JSON.stringify(
      Object.keys(parts)
        .sort()
        .map((group) => [group, Object.keys(parts[group] ?? {}).sort()]),
    );
  const right = (patterns: readonly string[]) => patterns.join(" | ");
  const sameRight = right(recorded.right) === right(meaning.right);
  const sameParts = ids(recorded.parts) === ids(meaning.parts);
  if (sameRight && sameParts) return recorded.version;
  const version = recorded.version + 1;
  const before = sameRight ? partsText(recorded.parts) : right(recorded.right);
  const now = sameRight ? partsText(meaning.parts) : right(meaning.right);
  const what = sameRight ? "its parts were" : "right was";
  report(
    problem("lock/new-version", span, {
      message: `\`${slug}\` means something new: ${what} \`${before}\`, now \`${now}\`; it becomes version ${version}`,
      help: "reports keep the versions apart; undo the edit if it was not meant, or give the question a new id",
      params: { version, before, now },
    }),
  );
  return version;
}

function partsText(parts: Meaning["parts"]): string {
  return Object.values(parts)
    .map((group) => Object.keys(group).join(", "))
    .join("; ");
}
