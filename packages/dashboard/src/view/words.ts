/** How figures are said. English; digits and marks of the same everywhere, so that a page is the same wherever it is made. */
import type { ValueKind } from "@tessera/analytics";
import type { Cell } from "../model/sheet.ts";
import { high, isRange, low } from "../protect/shown.ts";
import type { Shown } from "../protect/shown.ts";

const DASH = "–";
/** Between a figure and its unit. */
const THIN = "\u202f";

const grouped = (value: number): string => String(Math.round(value)).replace(/\B(?=(\d{3})+$)/g, ",");
const fixed = (value: number, digits: number): string => {
  const [whole = "", part] = Math.abs(value).toFixed(digits).split(".");
  const sign = value < 0 && Number(value.toFixed(digits)) !== 0 ? "−" : "";
  return `${sign}${whole.replace(/\B(?=(\d{3})+$)/g, ",")}${part === undefined ? "" : `.${part}`}`;
};

const ENDS = (shown: Shown, say: (value: number) => string): string => {
  if (shown === null) return DASH;
  const [from, to] = [say(low(shown)), say(high(shown))];
  return from === to ? from : `${from}${DASH}${to}`;
};

export const count = (shown: Shown): string => ENDS(shown, grouped);
export const percent = (shown: Shown, digits = 0): string => {
  if (shown === null) return DASH;
  return `${ENDS(shown, (value) => fixed(100 * value, digits))}${THIN}%`;
};

export const learners = (shown: Shown): string =>
  `${count(shown)} ${high(shown) === 1 ? "learner" : "learners"}`;

const DIGITS: Readonly<Record<ValueKind, number>> = {
  text: 0,
  count: 0,
  share: 1,
  number: 2,
  minutes: 1,
  seconds: 0,
  days: 1,
};

/** A value in a table. */
export function cellWords(cell: Cell | undefined, kind: ValueKind): string {
  if (cell === undefined || cell === null || cell === "") return DASH;
  if (typeof cell === "boolean") return cell ? "yes" : "no";
  if (typeof cell === "string") return cell;
  if (kind === "share") return percent(cell, isRange(cell) ? 0 : 1);
  return ENDS(cell, (value) => fixed(value, DIGITS[kind]));
}

const MONTHS = "January February March April May June July August September October November December".split(
  " ",
);

/** `2026-01-31…` as 31 January 2026. */
export function day(iso: string): string {
  const [year = "", month = "", date = ""] = iso.slice(0, 10).split("-");
  return `${Number(date)} ${MONTHS[Number(month) - 1] ?? ""} ${year}`;
}

/** Days since 1970. */
export const dayOf = (days: number): string => day(new Date(days * 86_400_000).toISOString());

export const moment = (iso: string): string => `${day(iso)}, ${iso.slice(11, 16)} UTC`;

/** A group's name; months are written out. */
export function groupName(name: string): string {
  const month = /^(\d{4})-(\d\d)$/.exec(name);
  return month === null ? name : `${MONTHS[Number(month[2]) - 1] ?? ""} ${month[1]}`;
}

/** The title of an id, where there is one. */
export const titleOf = (titles: Readonly<Record<string, string>>, id: string): string => titles[id] ?? id;

/** “a”, “a and b”, “a, b and c”. */
export const listed = (words: readonly string[]): string =>
  words.length < 2 ? (words[0] ?? "") : `${words.slice(0, -1).join(", ")} and ${words.at(-1) ?? ""}`;
