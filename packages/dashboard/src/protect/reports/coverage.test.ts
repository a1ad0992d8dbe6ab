import { expect, test } from "vitest";
import type { ResultRow } from "@tessera/analytics";
import { attack, lists } from "../attacker.testing.ts";
import type { Shown } from "../shown.ts";
import { total } from "../shown.ts";
import { protectCoverage, protectExpiring } from "./coverage.ts";

const row = (site: string, name: string, people: number, verified: number, kind = "role"): ResultRow => ({
  ...{ site, kind, name, credential: "c", people, needed: people, verified, missing: people - verified },
  ...{ verified_share: verified / people, who: "", who_missing: "" },
});

test.each([[[12, 14]], [[8, 13]], [[3, 20]], [[9, 6, 12]]])(
  "roles of %j people at a site, beside how many of the site passed, tell of no small number",
  (sizes) => {
    const worlds = [...lists(Math.max(...sizes), sizes.length)].filter((world) =>
      world.every((one, at) => one <= (sizes[at] ?? 0)),
    );
    const show = (world: readonly number[]): readonly Shown[] => [
      ...protectCoverage(world.map((verified, at) => row("here", `r${at}`, sizes[at] ?? 0, verified))).map(
        ({ verified }) => verified as Shown,
      ),
      total(world),
    ];
    const secrets = (world: readonly number[]) => world.flatMap((one, at) => [one, (sizes[at] ?? 0) - one]);
    // A total that is itself small, or nearly all, is not told beside it.
    const told = worlds.filter((world) => total(world) >= 5 && total(sizes) - total(world) >= 5);
    const { fewest, worst } = attack(told, show, secrets);
    expect(fewest, worst).toBeGreaterThanOrEqual(2);
  },
);

test("of systems, which need one or two, nothing is told", () => {
  expect(protectCoverage([row("here", "BAS network", 30, 1, "system")])).toEqual([]);
});

test("what expires is told where nobody can be meant", () => {
  const [shown] = protectExpiring([
    { site: "s", credential: "c", people: 40, expired: 0, in_30: 3, in_60: 9, in_90: 22 },
  ]);
  expect(shown).toMatchObject({
    people: { lo: 40, hi: 44 },
    in_90: 22,
    in_60: 9,
    in_30: { lo: 0, hi: 4 },
    expired: { lo: 0, hi: 4 },
  });
});
