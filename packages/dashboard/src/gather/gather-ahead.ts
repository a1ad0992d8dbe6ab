import type { Held, Holder, WhoHolds } from "@tessera/analytics";
import type { Ahead, AheadCredential, AheadPart, SystemCover } from "../model/ahead.ts";
import { AHEAD_DAYS } from "../model/ahead.ts";
import { groupBy } from "../protect/group-by.ts";
import { poolGroups } from "../protect/pool-groups.ts";
import { protectAhead, protectAheadRow } from "../protect/protect-ahead.ts";
import type { AheadCounts } from "../protect/protect-ahead.ts";
import { step, total } from "../protect/shown.ts";
import { awardsAt, endOfDay, holdsAt, isThere } from "../what-if/coverage-at.ts";

const NO_SITE = "(none)";
const SEVERAL = "Several roles";

/** One person and one credential that counts. */
interface Holding {
  readonly person: Holder;
  readonly held: Held;
}

/**
 * Of those who are there and hold a credential: how many no longer will on days ahead, when nobody takes it again. By site and
 * by role, each person in one group.
 *
 * @param on - today; microseconds
 */
export function gatherAhead(facts: WhoHolds, on: number): Ahead {
  const asked = new Set([
    ...facts.requires.map(({ credential }) => credential),
    ...facts.systems.map(({ credential }) => credential),
  ]);
  const all = facts.people
    .filter((person) => isThere(person, on))
    .flatMap((person) => awardsAt(person, on).map((held): Holding => ({ person, held })))
    .filter(({ held }) => asked.has(held.credential));
  const byCredential = [...groupBy(all, ({ held }) => held.credential)].sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    days: AHEAD_DAYS,
    credentials: byCredential.map(([credential, ever]): AheadCredential => {
      const now = ever.filter(({ held }) => holdsAt(held, on));
      const { held, lost } = protectAheadRow(countsOf(now, on));
      return {
        credential,
        ...{ held, lost },
        expired: step(ever.length - now.length),
        parts: [
          partOf("Site", now, on, ({ site }) => (site === "" ? NO_SITE : (facts.sites[site] ?? site))),
          partOf("Role", now, on, ({ roles: [role = NO_SITE, ...more] }) =>
            more.length > 0 ? SEVERAL : (facts.roles[role] ?? role),
          ),
        ].filter((part) => part !== undefined),
      };
    }),
  };
}

const countsOf = (holdings: readonly Holding[], on: number): AheadCounts => ({
  held: holdings.length,
  lost: AHEAD_DAYS.map((days) => holdings.filter(({ held }) => !holdsAt(held, endOfDay(on, days))).length),
});

function partOf(
  label: string,
  holdings: readonly Holding[],
  on: number,
  nameOf: (person: Holder) => string,
): AheadPart | undefined {
  const groups = groupBy(holdings, ({ person }) => nameOf(person));
  const pools = poolGroups(
    [...groups]
      .map(([name, { length: size }]) => ({ name, size }))
      .sort((a, b) => (a.name < b.name ? -1 : 1)),
  );
  if (pools.length === 0) return undefined;
  const counts = pools.map(({ names }) => add(names.map((name) => countsOf(groups.get(name) ?? [], on))));
  const shown = protectAhead(counts).groups;
  if (shown.every(({ held, lost }) => held === null && lost === null)) return undefined;
  return {
    label,
    groups: pools.map(({ names }, at) => ({
      names,
      held: shown[at]?.held ?? null,
      lost: shown[at]?.lost ?? null,
    })),
  };
}

/**
 * Whom systems can count on: what is told of their sites anyway, so that nothing follows from it that was hidden. Of a site that is
 * counted together with others nothing is said.
 */
export function gatherSystems({ systems, sites }: WhoHolds, { credentials }: Ahead): readonly SystemCover[] {
  return systems.map(({ title, site, credential, needed }) => {
    const place = sites[site] ?? site;
    const parts = credentials.find((one) => one.credential === credential)?.parts;
    const groups = parts?.find(({ label }) => label === "Site")?.groups;
    const own = groups?.find(({ names }) => names.length === 1 && names[0] === place);
    return { site: place, title, credential, needed, verified: own?.held ?? null };
  });
}

const add = (all: readonly AheadCounts[]): AheadCounts => ({
  held: total(all.map(({ held }) => held)),
  lost: AHEAD_DAYS.map((_days, at) => total(all.map(({ lost }) => lost[at] ?? 0))),
});
