import type { Asset } from "@tessera/course";
import type { Diagnostic, Span } from "@tessera/diagnostics";
import type { Html } from "@tessera/interactions";
import type { AllowedCode, AllowedPlace } from "../allowances.ts";
import type { CourseDesk } from "../course-desk.ts";
import type { PendingLink } from "../course-map.ts";
import type { LockedQuestion } from "../lock/lock-file.ts";
import type { PlaceRequest } from "../lock/lock.ts";

/**
 * Everything that a unit can ask of its course while it is compiled, or do to it, as functions of data: the words are
 * JSON, so that they can be kept and said again.
 */
export const DEEDS = {
  "files.text": ({ files }: CourseDesk, path: string) => files.text(path),
  "files.bytes": ({ files }: CourseDesk, path: string) => files.bytes(path),
  "files.list": ({ files }: CourseDesk, folder: string) => files.list(folder),
  "files.find": ({ files }: CourseDesk, path: string) => files.find(path),
  "assets.get": ({ assets }: CourseDesk, path: string) => assets.known.get(path),
  "assets.set": ({ assets }: CourseDesk, path: string, asset: Asset) => void assets.known.set(path, asset),
  "map.entryOf": ({ map }: CourseDesk, path: string) => map.entryOf(path),
  "map.setTitle": ({ map }: CourseDesk, path: string, title: string) => map.setTitle(path, title),
  "map.setAnchors": ({ map }: CourseDesk, page: string, anchors: readonly string[]) =>
    map.setAnchors(page, new Set(anchors)),
  "map.settleLater": ({ map }: CourseDesk, link: PendingLink) => map.settleLater(link),
  "glossary.define": ({ map }: CourseDesk, name: string, span: Span) => map.glossary.define(name, span),
  "glossary.explain": ({ map }: CourseDesk, key: string, meaning: Html) => map.glossary.explain(key, meaning),
  "glossary.use": ({ map }: CourseDesk, name: string, span: Span) => map.glossary.use(name, span),
  "glossary.tear": ({ map }: CourseDesk) => map.glossary.tear(),
  // What it reports is a deed of its own.
  "allow.add": ({ allow }: CourseDesk, place: AllowedPlace, codes: readonly AllowedCode[]) =>
    allow.add(place, codes, () => undefined),
  "banksUsed.add": ({ banksUsed }: CourseDesk, path: string) => void banksUsed.add(path),
  "bankIds.get": ({ bankIds }: CourseDesk, path: string) => bankIds.get(path),
  "bankIds.set": ({ bankIds }: CourseDesk, path: string, ids: readonly (string | null)[]) =>
    void bankIds.set(
      path,
      // JSON has no other word for a question without an id.
      ids.map((id) => id ?? undefined),
    ),
  "unitIds.get": ({ unitIds }: CourseDesk, id: string) => unitIds.get(id),
  "unitIds.set": ({ unitIds }: CourseDesk, id: string, span: Span) => void unitIds.set(id, span),
  "seen.get": ({ seen }: CourseDesk, slug: string) => seen.get(slug),
  "seen.set": ({ seen }: CourseDesk, slug: string, span: Span) => void seen.set(slug, span),
  report: ({ report }: CourseDesk, diagnostic: Diagnostic) => report(diagnostic),
  "lock.unit": ({ lock }: CourseDesk, request: PlaceRequest) => lock.unit(request),
  "lock.question": ({ lock }: CourseDesk, slug: string) => lock.question(slug),
  "lock.current": ({ lock }: CourseDesk, slug: string) => lock.current(slug),
  "lock.knows": ({ lock }: CourseDesk, slug: string) => lock.knows(slug),
  "lock.claim": ({ lock }: CourseDesk, slug: string) => lock.claim(slug),
  "lock.unclaimed": ({ lock }: CourseDesk, unit: string | null) => lock.unclaimed(unit ?? undefined),
  "lock.pathOf": ({ lock }: CourseDesk, unit: string) => lock.pathOf(unit),
  "lock.isPresent": ({ lock }: CourseDesk, path: string) => lock.isPresent(path),
  "lock.record": ({ lock }: CourseDesk, slug: string, entry: LockedQuestion) => lock.record(slug, entry),
} as const;

export type Deed = keyof typeof DEEDS;

/** One deed with its words and, where it was a question, a token of the answer. */
export type Step = readonly [deed: Deed, words: readonly unknown[], answer?: string];

/** What one unit asked and did, in order. Data only. */
export type UnitTrace = readonly Step[];

/** The same for the same content, and for no other; short. */
export type Digest = (content: string | Uint8Array) => string;

/** An answer as it is kept: equal tokens mean equal answers. */
export function tokenOf(answer: unknown, digest: Digest): string {
  if (answer instanceof Uint8Array) return digest(answer);
  const isText = typeof answer === "object" && answer !== null && "text" in answer && "file" in answer;
  const text = isText ? String(answer.text) : (JSON.stringify(answer) ?? "");
  return text.length <= 80 ? `=${text}` : digest(text);
}
