/** Who has renewed a credential: the report's SQL against the rule by which badges are renewed, run as often as it takes. */
import { tmpdir } from "node:os";
import { join } from "node:path";
import { catalogueOf, REPORTS, runReport, syncFiles } from "@tessera/analytics";
import { openDuckdb } from "@tessera/analytics/duckdb";
import type { Course, Unit } from "@tessera/course";
import { awardRule, EvidenceCollector, evaluate } from "@tessera/credentials";
import { agentKey, decideRenewals, newLedger, renewalRoutes } from "@tessera/credentials/issuing";
import type { Held } from "@tessera/credentials/issuing";
import { CATEGORIES, CMI5_VERBS, TESSERA_EXTENSIONS } from "@tessera/xapi";
import type { Agent, MoveOn, Statement } from "@tessera/xapi";
import { expect, test } from "vitest";

/** Dice that fall alike each time. */
function chanceOf(seed: string) {
  let state = [...seed].reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) >>> 0, 7);
  const next = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return (state >>> 8) / 0x1000000;
  };
  const hex = () => next().toString(16).slice(2, 6).padEnd(4, "0");
  return {
    below: (n: number) => Math.floor(next() * n),
    happens: (p: number) => next() < p,
    uuid: () => `${hex()}${hex()}-${hex()}-4${hex().slice(1)}-8${hex().slice(1)}-${hex()}${hex()}${hex()}`,
  };
}

const HOME = "https://lms.example.org";
const account = (name: string) => ({ account: { homePage: HOME, name } });
const POLICY = { authorities: [account("lms")], observation: { authorities: [], observers: [] } };
const DOMAIN = { domain: "badges.example.org" };
const DAY = 86_400_000;
const source = { file: "course.md", start: 0, end: 0, line: 1, column: 1 };

function courseOf(slug: string, units: Readonly<Record<string, MoveOn>>, credential: object): Course {
  const id = `https://example.org/courses/${slug}`;
  const children = Object.entries(units).map(([name, moveOn]): Unit => ({
    ...({ type: "unit", purpose: "learn", launchMethod: "AnyWindow", objectives: [], pages: [] } as const),
    ...{ slug: name, id: `${id}/${name}`, title: name, description: name, moveOn, source },
    ...(moveOn === "CompletedAndPassed" && { mastery: 0.7 }),
  }));
  return {
    ...{ format: 1, id, slug, title: slug, description: slug, version: "2.1.0", language: "en", children },
    ...{ roles: [], objectives: [], assets: [], credential: credential as NonNullable<Course["credential"]> },
  };
}

const award = { units: "all", mastery: 0.8, within: "P30D" };
const refresher = courseOf(
  "pumps-refresher",
  { quick: "Passed", note: "Completed" },
  { name: "Refresher", valid: "P1Y", award: { units: ["quick"], mastery: 0.8 } },
);

const WAYS: Readonly<Record<string, unknown>> = {
  "by the whole award": undefined,
  "by one unit, not too early": { units: ["test"], mastery: 0.9, early: "P60D" },
  "by version, through another course": [
    { versions: [2], units: ["test"] },
    { versions: [1], course: "pumps-refresher" },
  ],
  "by units within some days": { units: ["read", "test"], within: "P3D" },
  "by a unit of another course": { course: "pumps-refresher", units: ["note", "quick"], mastery: 0.9 },
};

/** Somebody's sittings, over three years and in several registrations. */
function history(chance: ReturnType<typeof chanceOf>, who: string): readonly Statement[] {
  const said: Statement[] = [];
  for (let sitting = 0; sitting <= 2 + chance.below(4); sitting++) {
    const registration = chance.uuid();
    const major = 1 + chance.below(2);
    const begin = Date.UTC(2024, 0, 8) + chance.below(1_100) * DAY;
    const say = (course: string, unit: string, verb: "passed" | "completed") => {
      if (chance.happens(0.2)) return;
      const at = new Date(begin + chance.below(25) * DAY + chance.below(86_400) * 1_000).toISOString();
      said.push({
        ...{ id: chance.uuid(), actor: account(who), verb: CMI5_VERBS[verb], authority: account("lms") },
        object: { id: `https://example.org/courses/${course}/${unit}` },
        ...(verb === "passed" && { result: { success: true, score: { scaled: chance.below(11) / 10 } } }),
        context: {
          registration,
          contextActivities: {
            grouping: [{ id: `https://example.org/courses/${course}/${unit}` }],
            category: [{ id: CATEGORIES.cmi5 }, { id: CATEGORIES.moveOn }],
          },
          extensions: { [TESSERA_EXTENSIONS.courseVersion]: `${major}.0.0` },
        },
        ...{ timestamp: at, stored: at },
      });
    };
    if (chance.happens(0.3)) {
      say("pumps-refresher", "note", "completed");
      say("pumps-refresher", "quick", "passed");
    } else
      for (let times = 0; times <= chance.below(2); times++) {
        say("pumps", "read", "completed");
        say("pumps", "test", "completed");
        for (let tries = 0; tries <= chance.below(3); tries++) say("pumps", "test", "passed");
      }
  }
  return said;
}

const majorOf = (course: Course, { context, object }: Statement): string =>
  "id" in object && object.id?.startsWith(`${course.id}/`) === true
    ? String(context?.extensions?.[TESSERA_EXTENSIONS.courseVersion])
    : course.version;

/** Awarded when it was first earned, and renewed whenever that can be, as if both were asked every night. */
function byTheIssuer(course: Course, statements: readonly Statement[]): ReadonlyMap<string, string> {
  const reading = awardRule(course, DOMAIN);
  const ways = renewalRoutes(course, DOMAIN, [refresher]);
  if (!("rule" in reading) || !("routes" in ways)) throw new Error("there is no rule");
  const evidenceOf = (units: Iterable<string>) => {
    const collector = new EvidenceCollector(units, POLICY);
    for (const statement of statements) collector.add(statement);
    return collector.evidence().registrations;
  };
  const ledger = newLedger();
  const put = (learner: string, at: number, version: string) => {
    const from = new Date(at);
    const until = new Date(at);
    const day = until.getUTCDate();
    until.setUTCDate(1);
    until.setUTCMonth(until.getUTCMonth() + 6);
    const last = new Date(Date.UTC(until.getUTCFullYear(), until.getUTCMonth() + 1, 0)).getUTCDate();
    until.setUTCDate(Math.min(day, last));
    ledger.issued.set(learner, {
      ...{ id: learner, slug: course.slug, subject: learner, version },
      validFrom: `${from.toISOString().slice(0, 19)}Z`,
      validUntil: `${until.toISOString().slice(0, 19)}Z`,
    } as Held);
    ledger.bySubject.set(learner, [learner]);
  };
  const firsts = new Map<string, { at: number; version: string }>();
  for (const registration of evidenceOf(reading.rule.unitIds)) {
    const found = evaluate(reading.rule, registration);
    if (!found.earned) continue;
    const last = found.by.find(({ piece }) => piece.at === found.at);
    const first = firsts.get(registration.learner);
    if (last !== undefined && (first === undefined || found.at < first.at))
      firsts.set(registration.learner, { at: found.at, version: majorOf(course, last.piece.statement) });
    const name = registration.learner;
    ledger.agents.set(name, registration.actor as Agent);
    ledger.subjects.set(name, name);
  }
  for (const [learner, { at, version }] of firsts) put(learner, at, version);
  const registrations = evidenceOf([
    ...reading.rule.unitIds,
    ...ways.routes.flatMap(({ rule }) => rule.unitIds),
  ]);
  for (let again = true; again;) {
    again = false;
    const round = { slug: course.slug, routes: ways.routes, registrations, ledger, now: 0 };
    for (const renewal of decideRenewals(round)) {
      if (renewal.kind !== "renew" || !renewal.awarded.evaluation.earned) continue;
      const { at, by } = renewal.awarded.evaluation;
      const piece = by.find((one) => one.piece.at === at)?.piece;
      if (piece === undefined) throw new Error("nothing was shown at the moment that counts");
      put(renewal.held.subject, at, majorOf(course, piece.statement));
      again = true;
    }
  }
  return new Map([...ledger.issued.values()].map((held) => [held.subject, held.validFrom.slice(0, 10)]));
}

test.each(Object.entries(WAYS))(
  "renewed %s, a credential counts from the day that a badge would",
  async (name, renew) => {
    const course = courseOf(
      "pumps",
      { read: "Completed", test: "CompletedAndPassed" },
      { name: "Pumps", valid: "P6M", award, ...(renew !== undefined && { renew }) },
    );
    const chance = chanceOf(name);
    const statements = Array.from({ length: 40 }, (_, n) => history(chance, `learner-${n}`)).flat();
    const issued = byTheIssuer(course, statements);
    const store = await openDuckdb({
      ...{
        file: ":memory:",
        memory: "256MB",
        temporary: join(tmpdir(), "tessera-renewals-test"),
        threads: 1,
      },
    });
    await store.keepCatalogue(catalogueOf(course, [refresher]));
    await store.keepCatalogue(catalogueOf(refresher));
    const text = statements.map((one) => `${JSON.stringify(one)}\n`).join("");
    async function* chunks() {
      yield await Promise.resolve(new TextEncoder().encode(text));
    }
    await syncFiles({ store, files: [{ name: "a.ndjson", mark: "1", chunks }] });
    const expiring = REPORTS.find((one) => one.name === "expiring");
    if (expiring === undefined) throw new Error("there is no such report");
    // Long after the last of them has expired, so that each of them is listed.
    const { rows } = await runReport(expiring, store, { on: Date.UTC(2040, 0, 1) * 1_000, names: true });
    const told = rows.filter((row) => row["credential"] === course.slug);
    expect(issued.size).toBeGreaterThan(15);
    expect(new Map(told.map((row) => [row["person"], row["earned"]]))).toEqual(
      new Map([...issued].map(([learner, day]) => [String(agentKeyOf(learner)), day])),
    );
    store.close();
  },
);

/** As the credentials room writes an account, and as reports do. */
function agentKeyOf(learner: string): string {
  const known = new Map(
    Array.from({ length: 40 }, (_, n) => [agentKey(account(`learner-${n}`)), `${HOME}|learner-${n}`]),
  );
  return known.get(learner) ?? learner;
}
