/** What is shown of a check: one verdict, why, and then what an employer asks, in that order. Pure. */
import type { JsonObject, Verification } from "@tessera/credentials";
import { say, type Language, type Words } from "../strings/words.ts";
import { inside, objectsIn, textIn } from "./paths.ts";

export interface Row {
  readonly label: string;
  /** Each a line of its own. */
  readonly lines: readonly string[];
  /** A name for machines, to be compared letter by letter. */
  readonly code?: string;
  /** What is looked for first. */
  readonly strong?: boolean;
}

export interface View {
  readonly verdict: Verification["verdict"];
  readonly heading: string;
  readonly lead: string;
  readonly reasons: readonly { readonly text: string; readonly exactly: string }[];
  /** Whether the signature was right, so that the rows are what the issuer said. */
  readonly proven: boolean;
  /** How old the answer about revocation is; undefined when no list was looked at. */
  readonly fresh: string | undefined;
  readonly rows: readonly Row[];
}

/** Where the list that was looked at came from. */
export type ListFrom = "kept" | "asked" | "given";

export interface ViewInput {
  readonly found: Verification;
  readonly words: Words;
  readonly language: Language;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly listFrom: ListFrom | undefined;
}

export function viewOf(input: ViewInput): View {
  const { found, words, language } = input;
  const { verdict, credential } = found;
  const proven = found.key !== undefined;
  const date = (moment: string | undefined): string => dateIn(language, moment);
  const values = {
    issuer: issuerName(found),
    name: textIn(credential, "credentialSubject", "achievement", "name") ?? textIn(credential, "name") ?? "",
    did: found.issuer ?? "",
    until: date(textIn(credential, "validUntil")),
    from: date(textIn(credential, "validFrom")),
  };
  return {
    verdict,
    heading: words.verdicts[verdict],
    lead: say(words.leads[verdict], values),
    reasons: found.reasons.map(({ code, says }) => ({
      text: say(words.reasons[code], values),
      exactly: says,
    })),
    proven,
    fresh: found.revocationListOf === undefined ? undefined : revocationLines(found, input)[0],
    rows: credential === undefined ? [] : rowsOf(credential, input),
  };
}

export const issuerName = ({ credential, issuer }: Verification): string =>
  textIn(credential, "issuer", "name") ?? issuer ?? textIn(credential, "issuer", "id") ?? "";

function rowsOf(credential: JsonObject, { found, words, language, now, listFrom }: ViewInput): Row[] {
  const { rows } = words;
  const achievement = inside(credential, "credentialSubject", "achievement");
  const date = (moment: string | undefined): string => dateIn(language, moment);
  const awarded = textIn(credential, "awardedDate") ?? textIn(credential, "validFrom");
  const from = textIn(credential, "validFrom");
  const renewed = from !== undefined && from.slice(0, 10) !== awarded?.slice(0, 10);
  const until = textIn(credential, "validUntil");
  const evidence = objectsIn(credential, "evidence").flatMap((item) => {
    const said = [textIn(item, "name"), textIn(item, "narrative") ?? textIn(item, "id")];
    const line = said.filter((each) => each !== undefined).join(": ");
    return line === "" ? [] : [line];
  });
  const subject = textIn(credential, "credentialSubject", "id");
  const all: (Row | undefined)[] = [
    row(rows.what, [textIn(achievement, "name"), textIn(achievement, "description")]),
    row(rows.who, [words.pseudonym], subject),
    row(rows.by, [issuerName(found)], found.issuer),
    row(rows.when, [
      awarded && `${date(awarded)}${renewed ? ` (${say(words.renewed, { from: date(from) })})` : ""}`,
    ]),
    row(rows.how, [textIn(achievement, "criteria", "narrative"), textIn(achievement, "criteria", "id")]),
    row(rows.evidence, evidence),
    row(rows.observed, observedLines(found, { words, language })),
    row(rows.until, [until === undefined ? words.forever : date(until)]),
    row(rows.revocation, revocationLines(found, { words, language, now, listFrom })),
    row(rows.key, [], found.key),
    row(rows.id, [], textIn(credential, "id")),
    row(rows.proof, [], found.proof),
  ];
  const strong = new Set([rows.what, rows.by, rows.observed, rows.until]);
  return all
    .filter((each) => each !== undefined)
    .map((each) => (strong.has(each.label) ? { ...each, strong: true } : each));
}

function row(label: string, lines: readonly (string | undefined)[], code?: string): Row | undefined {
  const said = lines.filter((line) => line !== undefined && line !== "") as readonly string[];
  if (said.length === 0 && code === undefined) return undefined;
  return { label, lines: said, ...(code !== undefined && { code }) };
}

/** Who else signed something about it; that nobody did is said only of what is proven. */
function observedLines(
  { endorsed = [], key }: Verification,
  { words, language }: Pick<ViewInput, "words" | "language">,
): readonly string[] {
  const lines = endorsed.flatMap(({ by, at, about, says }) => [
    say(words.observedLine, { by, about, date: dateIn(language, at) }),
    ...(says === undefined ? [] : [`“${says}”`]),
  ]);
  return lines.length === 0 && key !== undefined ? [words.nobodyWatched] : lines;
}

function revocationLines(
  { credential, revocationListOf: listed, verdict }: Verification,
  { words, language, now, listFrom }: Omit<ViewInput, "found">,
): readonly string[] {
  const { revocation } = words;
  if (listed === undefined)
    return [inside(credential, "credentialStatus") === undefined ? revocation.none : revocation.unchecked];
  const values = { date: dateIn(language, listed), age: ageIn(language, now - Date.parse(listed)) };
  return [
    say(verdict === "revoked" ? revocation.revoked : revocation.clear, values),
    ...(listFrom === undefined ? [] : [say(revocation[listFrom], { host: hostOf(credential) })]),
  ];
}

/** Of the server that has the list of a credential. */
export const hostOf = (credential: JsonObject | undefined): string => {
  const url = textIn(credential, "credentialStatus", "statusListCredential") ?? "";
  return URL.canParse(url) ? new URL(url).host : "";
};

export function dateIn(language: Language, moment: string | undefined): string {
  const at = Date.parse(moment ?? "");
  if (Number.isNaN(at)) return moment ?? "";
  return new Intl.DateTimeFormat(language, { dateStyle: "long", timeZone: "UTC" }).format(at);
}

function ageIn(language: Language, milliseconds: number): string {
  const hours = Math.max(0, Math.floor(milliseconds / 3_600_000));
  const [count, unit] = hours >= 48 ? [Math.floor(hours / 24), "day"] : [hours, "hour"];
  return new Intl.NumberFormat(language, { style: "unit", unit: unit as string, unitDisplay: "long" }).format(
    count as number,
  );
}
