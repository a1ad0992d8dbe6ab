import type { ReasonCode, Verdict } from "@tessera/credentials";
import { AR } from "./ar.ts";
import { DE } from "./de.ts";
import { EN } from "./en.ts";

/** Every word of the page. `{name}` is put in by {@link say}. */
export interface Words {
  /** What the language calls itself. */
  readonly language: string;
  readonly title: string;
  readonly intro: string;
  readonly choose: string;
  readonly drop: string;
  readonly paste: string;
  readonly pasteLabel: string;
  readonly pasteGo: string;
  readonly scan: string;
  readonly scanStop: string;
  readonly scanning: string;
  readonly scanFailed: string;
  readonly another: string;
  readonly languageLabel: string;
  readonly offline: string;
  readonly noCrypto: string;
  readonly took: string;
  readonly verdicts: Readonly<Record<Verdict, string>>;
  /** Under the verdict; `{issuer}`, `{name}`. */
  readonly leads: Readonly<Record<Verdict, string>>;
  readonly reasons: Readonly<Record<ReasonCode, string>>;
  readonly unproven: string;
  readonly rows: Readonly<
    Record<
      | "what"
      | "who"
      | "by"
      | "when"
      | "how"
      | "evidence"
      | "until"
      | "revocation"
      | "key"
      | "id"
      | "observed"
      | "proof",
      string
    >
  >;
  readonly pseudonym: string;
  readonly forever: string;
  readonly renewed: string;
  readonly observedLine: string;
  readonly nobodyWatched: string;
  readonly revocation: Readonly<
    Record<"clear" | "revoked" | "none" | "unchecked" | "kept" | "asked" | "given", string>
  >;
  readonly ask: Readonly<Record<"go" | "says" | "asking" | "failed" | "done", string>>;
  readonly trust: Readonly<
    Record<
      "heading" | "short" | "blank" | "issuer" | "pack" | "own" | "page" | "confirm" | "confirmSays" | "here",
      string
    >
  >;
  readonly person: Readonly<Record<"label" | "hint" | "go" | "yes" | "no", string>>;
  readonly details: string;
}

export const LANGUAGES = { en: EN, de: DE, ar: AR } as const satisfies Readonly<Record<string, Words>>;
export type Language = keyof typeof LANGUAGES;

/** @param wanted - RFC 5646, best first; @returns English when none of them is there */
export function languageFor(wanted: readonly string[]): Language {
  for (const tag of wanted) {
    const language = tag.toLowerCase().split("-")[0] ?? "";
    if (Object.hasOwn(LANGUAGES, language)) return language as Language;
  }
  return "en";
}

export const say = (text: string, values: Readonly<Record<string, string>> = {}): string =>
  text.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
