/** The string formats of xAPI 1.0.3, Data §4, as predicates. All are linear in the length of the text. */

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** §4.4: standard string form. Version and variant are free: the specification's own example has neither. */
export function isUuid(text: string): boolean {
  return text.length === 36 && UUID.test(text);
}

// RFC 3987: a scheme, then at least one character; none that must be percent-encoded in every part of an IRI.
// eslint-disable-next-line no-control-regex
const IRI = /^[A-Za-z][A-Za-z0-9+.-]*:[^\u0000-\u0020"<>\\^`{|}\u007f]+$/;

/** §4.3: an absolute IRI. Best effort, as §2.2 allows: scheme present, no forbidden character, sound percent signs. */
export function isIri(text: string): boolean {
  return IRI.test(text) && !/%(?![0-9A-Fa-f]{2})/.test(text);
}

const MAILTO = /^mailto:[^\s@<>"]+@[^\s@<>"]+$/;

/** §2.4.2.3: `mailto:` and one address, the scheme in lower case. */
export function isMailto(text: string): boolean {
  return MAILTO.test(text) && isIri(text);
}

export function isSha1Hex(text: string): boolean {
  return /^[0-9a-f]{40}$/i.test(text);
}

/** §2.4.11: SHA-224, -256, -384 or -512, in hex. */
export function isSha2Hex(text: string): boolean {
  return /^(?:[0-9a-f]{56}|[0-9a-f]{64}|[0-9a-f]{96}|[0-9a-f]{128})$/i.test(text);
}

// RFC 5646 §2.1, without the irregular grandfathered tags, which the next list holds.
const LANGTAG =
  /^(?:(?:[a-z]{2,3}(?:-[a-z]{3}){0,3}|[a-z]{4}|[a-z]{5,8})(?:-[a-z]{4})?(?:-(?:[a-z]{2}|\d{3}))?(?:-(?:[a-z\d]{5,8}|\d[a-z\d]{3}))*(?:-[a-wyz\d](?:-[a-z\d]{2,8})+)*(?:-x(?:-[a-z\d]{1,8})+)?|x(?:-[a-z\d]{1,8})+)$/i;
const IRREGULAR = new Set(
  (
    "en-gb-oed i-ami i-bnn i-default i-enochian i-hak i-klingon i-lux i-mingo i-navajo i-pwn i-tao i-tay i-tsu " +
    "sgn-be-fr sgn-be-nl sgn-ch-de art-lojban cel-gaulish no-bok no-nyn zh-guoyu zh-hakka zh-min zh-min-nan zh-xiang"
  ).split(" "),
);

/** §4.2: a well-formed RFC 5646 tag; the registry is not consulted. */
export function isLanguageTag(text: string): boolean {
  return text.length <= 255 && (LANGTAG.test(text) || IRREGULAR.has(text.toLowerCase()));
}

const DURATION =
  /^P(?:\d+(?:[.,]\d+)?W|(?=[\dT])(?:(\d+(?:[.,]\d+)?)Y)?(?:(\d+(?:[.,]\d+)?)M)?(?:(\d+(?:[.,]\d+)?)D)?(?:T(?=\d)(?:(\d+(?:[.,]\d+)?)H)?(?:(\d+(?:[.,]\d+)?)M)?(?:(\d+(?:[.,]\d+)?)S)?)?)$/;

/** §4.6: ISO 8601:2004 §4.4.3.2, never the alternative format. Only the smallest component may have a fraction. */
export function isDuration(text: string): boolean {
  const match = DURATION.exec(text);
  if (!match) return false;
  const parts = match.slice(1).filter((part): part is string => part !== undefined);
  return parts.slice(0, -1).every((part) => /^\d+$/.test(part));
}

const TIMESTAMP = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})(\.\d+)?(Z|[+-]\d{2}:\d{2})$/;

/** §4.5: an RFC 3339 date and time that exists in the calendar. `-00:00`, an unknown zone, is no ISO 8601. */
export function isTimestamp(text: string): boolean {
  return readTimestamp(text) !== undefined;
}

/** A moment, kept as exactly as the text says it: `seconds` since 1970, and the digits of the fraction. */
export interface Moment {
  readonly seconds: number;
  /** Digits after the point, without trailing zeros; `""` for none. */
  readonly fraction: string;
}

/** @returns `undefined` when the text is not a timestamp by {@link isTimestamp} */
export function readTimestamp(text: string): Moment | undefined {
  const match = TIMESTAMP.exec(text);
  if (!match) return undefined;
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const zone = match[8] as string;
  if (month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) return undefined;
  if (hour > 23 || minute > 59 || second > 60 || zone === "-00:00") return undefined;
  const offset = zone === "Z" ? 0 : offsetMinutes(zone);
  if (offset === undefined) return undefined;
  // Date.UTC reads years below 100 as 19xx; 400 years are a whole cycle of the calendar.
  const days = Date.UTC(year + 400, month - 1, day) / 86_400_000 - 146_097;
  const seconds = days * 86_400 + hour * 3_600 + (minute - offset) * 60 + second;
  return { seconds, fraction: (match[7] ?? "").slice(1).replace(/0+$/, "") };
}

function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

function offsetMinutes(zone: string): number | undefined {
  const hours = Number(zone.slice(1, 3));
  const minutes = Number(zone.slice(4, 6));
  if (hours > 23 || minutes > 59) return undefined;
  return (zone.startsWith("-") ? -1 : 1) * (hours * 60 + minutes);
}

const TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
const MEDIA_TYPE = new RegExp(
  `^${TOKEN}/${TOKEN}(?:[ \\t]*;[ \\t]*${TOKEN}=(?:${TOKEN}|"(?:[^"\\\\]|\\\\.)*"))*[ \\t]*;?[ \\t]*$`,
);

/** RFC 2045/2046 media type with its parameters. */
export function isMediaType(text: string): boolean {
  return text.length <= 1_000 && MEDIA_TYPE.test(text);
}
