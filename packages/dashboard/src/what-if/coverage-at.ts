/**
 * Who is verified for what on another day, and without some people: what `tessera report coverage --on --without` prints,
 * counted again from who holds what. It runs in the page as well, so that any day and any person can be asked about.
 */
import type { Held, Holder, WhoHolds } from "@tessera/analytics";

const SOON_MICROS = 90 * 86_400_000_000;
const DAY_MICROS = 86_400_000_000;

export interface WhatIf {
  /** Microseconds. */
  readonly on: number;
  /** Ids of people who are gone. */
  readonly without: readonly string[];
}

/** One site, role or system, and credential, as the report has it. */
export interface CoverageRow {
  readonly site: string;
  readonly kind: "role" | "system";
  readonly name: string;
  readonly credential: string;
  readonly people: number;
  readonly needed: number;
  readonly verified: number;
  readonly before: number;
  readonly lost: number;
  readonly flags: readonly string[];
  /** Names of those who are verified, and of those who were and no longer are. */
  readonly who: readonly string[];
  readonly who_lost: readonly string[];
}

/** @param base - the moment to compare with, when everybody is there; microseconds */
export function coverageAt(facts: WhoHolds, base: number, { on, without }: WhatIf): readonly CoverageRow[] {
  const gone = new Set(without);
  const before = look(facts, base, new Set());
  const now = look(facts, on, gone);
  const keys = [...new Set([...before.keys(), ...now.keys()])].sort(byKindAndSite);
  return keys.map((key) => rowOf(key, facts, on, before.get(key), now.get(key)));
}

interface Counts {
  people: number;
  readonly verified: { readonly id: string; readonly name: string; readonly until?: number }[];
}

type Key = readonly [site: string, kind: CoverageRow["kind"], target: string, credential: string];

const byKindAndSite = (one: string, other: string): number => {
  const order = (key: string) => {
    const [site, kind, ...rest] = JSON.parse(key) as Key;
    return JSON.stringify([kind, site, ...rest]);
  };
  return order(one) < order(other) ? -1 : 1;
};

/** True for who has begun and not left. */
export const isThere = ({ started, ended }: Holder, on: number): boolean =>
  (started === undefined || started <= on) && (ended === undefined || ended > on);

/** Of each credential the last award or renewal up to a moment, whether it still holds or not. */
export function awardsAt({ holds }: Holder, on: number): readonly Held[] {
  const last = new Map<string, Held>();
  for (const held of holds) if (held.from <= on) last.set(held.credential, held);
  return [...last.values()];
}

export const holdsAt = ({ from, until }: Held, on: number): boolean =>
  from <= on && (until === undefined || until > on);

function look(
  { people, requires, systems }: WhoHolds,
  on: number,
  gone: ReadonlySet<string>,
): Map<string, Counts> {
  const found = new Map<string, Counts>();
  const at = (...key: Key): Counts => {
    const text = JSON.stringify(key);
    const counts = found.get(text) ?? { people: 0, verified: [] };
    found.set(text, counts);
    return counts;
  };
  for (const { site, system, credential } of systems) at(site, "system", system, credential);
  for (const person of people) {
    if (gone.has(person.id) || !isThere(person, on)) continue;
    const awards = awardsAt(person, on);
    const add = (counts: Counts, credential: string) => {
      counts.people += 1;
      const held = awards.find((one) => one.credential === credential && holdsAt(one, on));
      if (held !== undefined)
        counts.verified.push({
          ...{ id: person.id, name: person.name },
          ...(held.until !== undefined && { until: held.until }),
        });
    };
    for (const role of person.roles)
      for (const { role: of, credential } of requires)
        if (of === role) add(at(person.site, "role", role, credential), credential);
    for (const { site, system, credential } of systems)
      if (site === person.site) add(at(site, "system", system, credential), credential);
  }
  return found;
}

function rowOf(
  key: string,
  { roles, sites, systems }: WhoHolds,
  on: number,
  before: Counts | undefined,
  now: Counts | undefined,
): CoverageRow {
  const [site, kind, target, credential] = JSON.parse(key) as Key;
  const system = systems.find(
    (one) => one.site === site && one.system === target && one.credential === credential,
  );
  const people = now?.people ?? 0;
  const needed = kind === "system" ? (system?.needed ?? 1) : people;
  const held = now?.verified ?? [];
  const names = held.map(({ name }) => name);
  const soon = held.some(({ until }) => until !== undefined && until <= on + SOON_MICROS);
  const flags = [
    ...(held.length === 0 && needed > 0 ? ["nobody"] : []),
    ...(held.length > 0 && held.length < needed && kind === "system" ? ["short"] : []),
    ...(held.length === 1 ? ["single"] : []),
    ...(soon ? ["expiring"] : []),
  ];
  const were = before?.verified ?? [];
  const left = new Set(held.map(({ id }) => id));
  return {
    site: site === "" ? "(none)" : (sites[site] ?? site),
    kind,
    name: kind === "system" ? (system?.title ?? target) : (roles[target] ?? target),
    credential,
    ...{ people, needed, verified: held.length },
    before: were.length,
    lost: were.length - held.length,
    flags,
    who: names,
    who_lost: were.filter(({ id }) => !left.has(id)).map(({ name }) => name),
  };
}

/** The end of a day so many days after the day of `base`, as `--on` has it; microseconds. */
export const endOfDay = (base: number, daysAhead: number): number =>
  (Math.floor(base / DAY_MICROS) + daysAhead + 1) * DAY_MICROS;
