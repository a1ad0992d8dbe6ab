/**
 * A cohort that never was: learners with abilities, paces and moods take a course in several LMSs, and the statements of it
 * come as an LRS would give them out, copies, late ones and voided ones included. Same seed, same statements.
 */
import type { Course, UnitData } from "@tessera/course";
import type { StatementFrame } from "@tessera/session";
import type { Agent, MoveOn, SentStatement } from "@tessera/xapi";
import { isoMoment } from "../normalise/moments.ts";
import { Chance } from "./chance.ts";
import { filmsOf, minutesOf } from "./course-pages.ts";
import { itemTruth } from "./item-truth.ts";
import type { ItemTruth } from "./item-truth.ts";
import { abandoned, contextTemplate, launched, satisfied, SIMULATED_LMSS, voiding } from "./simulated-lms.ts";
import type { Person } from "./simulated-learner.ts";
import type { SimulatedLms } from "./simulated-lms.ts";
import { observe } from "./simulated-observers.ts";
import { NOT_BEGUN } from "./simulated-record.ts";
import { simulateSession } from "./simulated-session.ts";
import { calendarTruth, workingMoment } from "./working-calendar.ts";
import type { CalendarTruth } from "./working-calendar.ts";

const DAY = 86_400_000;
const SESSIONS = 3;
/** Shares of statements. */
const VOIDED = 0.002;
const TWICE = 0.004;
const LATE = 0.01;

export interface CohortOptions {
  readonly course: Course;
  /** As the packager makes them, in the course's order. */
  readonly units: readonly UnitData[];
  readonly learners: number;
  readonly seed: string;
  /** When the first may begin; milliseconds. */
  readonly start: number;
  /** Over how many days learners begin. */
  readonly days: number;
  /** Who they are: accounts of each, of which the course is taken with one. There are as many learners then. */
  readonly people?: readonly (readonly SimulatedAccount[])[] | undefined;
}

export interface SimulatedAccount {
  readonly homePage: string;
  readonly name: string;
}

export interface LearnerTruth {
  readonly account: string;
  readonly homePage: string;
  /** Standard normal over all learners. */
  readonly ability: number;
  /** How long they take, 1 being the author's minutes. */
  readonly pace: number;
  /** Chance to stop for good, at each page. */
  readonly dropOut: number;
}

export type StoredStatement = SentStatement & { readonly stored: string; readonly version: string };

export interface SimulatedLearner {
  readonly truth: LearnerTruth;
  /** In no order that anybody may rely on. */
  readonly statements: readonly StoredStatement[];
}

export function itemTruths({ units, seed }: Pick<CohortOptions, "units" | "seed">): readonly ItemTruth[] {
  const all = units.flatMap(({ questions, definitions }) =>
    Object.values(questions).map(({ id, slug, version }) =>
      itemTruth(seed, { id, version, definition: definitions[slug] ?? {} }),
    ),
  );
  return [...new Map(all.map((truth) => [truth.id, truth])).values()];
}

/** When the learners of each LMS are away, in every year in which one of them may take the course. */
export function calendarTruths({
  start,
  days,
}: Pick<CohortOptions, "start" | "days">): readonly CalendarTruth[] {
  const [first, last] = [start, start + (days + 365) * DAY].map((at) => new Date(at).getUTCFullYear());
  const years = Array.from({ length: (last ?? 0) - (first ?? 0) + 1 }, (_, at) => (first ?? 0) + at);
  return SIMULATED_LMSS.map(({ homePage, calendar }) => calendarTruth(homePage, calendar, years));
}

export function* simulateCohort(options: CohortOptions): Generator<SimulatedLearner> {
  const truth = new Map(itemTruths(options).map((item) => [`${item.id} ${item.version}`, item]));
  const learners = options.people?.length ?? options.learners;
  for (let n = 0; n < learners; n++) yield simulateLearner(options, truth, n);
}

function simulateLearner(
  { course, units, seed, start, days, people }: CohortOptions,
  truth: ReadonlyMap<string, ItemTruth>,
  n: number,
): SimulatedLearner {
  // One seed serves several courses, and no statement of one may have an id of another's.
  const own = `${seed} ${course.id}`;
  const chance = new Chance(`${own} learner ${n}`);
  const { lms, account } = accountOf(people?.[n], { n, seed: own, chance });
  const atWork = (moment: number) => workingMoment(moment, { chance, calendar: lms.calendar });
  const actor: Agent = { objectType: "Agent", account };
  const registration = chance.uuid();
  const person: Person = {
    pace: chance.around(1, 0.3),
    dropOut: chance.happens(0.1) ? 0.15 : 0.008,
    ability: chance.normal(),
  };
  const known: LearnerTruth = { account: account.name, homePage: account.homePage, ...person };
  const sent: SentStatement[] = [];
  const reached: boolean[] = [];
  let at = atWork(start + Math.floor(chance.next() * days) * DAY);
  let session = "";
  const facts = () => ({ lms, actor, registration, sessionId: session, id: chance.uuid(), at });

  for (const data of units) {
    let standing = NOT_BEGUN;
    const pages = { minutes: minutesOf(course, data.unit.id), films: filmsOf(course, data.unit.id, own) };
    let gone = false;
    for (let nth = 1; nth <= SESSIONS && !moved(data.unit.moveOn, standing) && !gone; nth++) {
      session = chance.uuid();
      const frame: StatementFrame = {
        launch: {
          endpoint: `${lms.homePage}/xapi/`,
          actor,
          registration,
          activityId: lms.activityId(data.unit.id),
          learner: "",
          scope: "",
          key: "",
        },
        launchData: { contextTemplate: contextTemplate({ lms, sessionId: session }, data.unit.id) ?? {} },
        unit: data,
        sessionId: session,
        ...(data.unit.mastery !== undefined && { mastery: data.unit.mastery }),
      };
      sent.push(launched(facts(), data.unit));
      const outcome = simulateSession({
        ...{ data, frame, chance, ids: chance, truth, person, standing, ...pages },
        begin: at + 1_500,
      });
      sent.push(...outcome.statements);
      if (outcome.vanished) {
        const lasted = outcome.end - at;
        at = outcome.end + 3_600_000;
        sent.push(abandoned(facts(), data.unit.id, lasted));
      }
      standing = outcome.standing;
      gone = outcome.gone || (!moved(data.unit.moveOn, standing) && chance.happens(0.25));
      // A next session of the same unit is another day's, that of the next unit often the same day's.
      const again = moved(data.unit.moveOn, standing) ? chance.around(0.05, 1) : chance.between(1, 4);
      at = atWork(Math.max(at, outcome.end) + Math.floor(again * DAY));
    }
    reached.push(moved(data.unit.moveOn, standing));
    if (!reached.at(-1)) break;
  }
  const done = reached.length === units.length && reached.every(Boolean);
  if (done) sent.push(satisfied(facts(), course));
  const all = [...stored(sent, { lms, chance })];
  // Dice of their own: a course without observations has the cohort that it always had.
  const watched = { lms, learner: actor, registration, from: at };
  const observed = done ? observe(course, watched, new Chance(`${own} observers ${n}`)) : [];
  return { truth: known, statements: [...all, ...observed.map((one) => byObserver(one, lms))] };
}

/** The account with which a person takes this course, at an LMS of ours where it is one of it. */
function accountOf(
  accounts: readonly SimulatedAccount[] | undefined,
  { n, seed, chance }: { readonly n: number; readonly seed: string; readonly chance: Chance },
): { readonly lms: SimulatedLms; readonly account: SimulatedAccount } {
  const lms = chance.pick(SIMULATED_LMSS) as SimulatedLms;
  const account = new Chance(`${seed} account ${n}`).pick(accounts ?? []);
  if (account === undefined)
    return { lms, account: { homePage: lms.homePage, name: `learner-${String(n + 1).padStart(5, "0")}` } };
  return { lms: SIMULATED_LMSS.find(({ homePage }) => homePage === account.homePage) ?? lms, account };
}

/** What an observer's service hands over, under rights that no learner's session has. */
function byObserver(statement: SentStatement, { homePage }: SimulatedLms): StoredStatement {
  return {
    ...statement,
    stored: isoMoment(Date.parse(statement.timestamp) * 1_000 + 500_000),
    authority: { objectType: "Agent", account: { homePage, name: "observations" } },
    version: "1.0.3",
  };
}

/** cmi5 §10.2.4. */
function moved(
  moveOn: MoveOn,
  { completed, passed }: { readonly completed: boolean; readonly passed: boolean },
): boolean {
  const rules: Readonly<Record<MoveOn, boolean>> = {
    // Nothing is asked; the learner reads it all the same.
    NotApplicable: completed,
    Completed: completed,
    Passed: passed,
    CompletedAndPassed: completed && passed,
    CompletedOrPassed: completed || passed,
  };
  return rules[moveOn];
}

/** As the LRS has them: some late (a phone without a network), some in two pages, some taken back. */
function* stored(
  sent: readonly SentStatement[],
  { lms, chance }: { readonly lms: SimulatedLms; readonly chance: Chance },
): Generator<StoredStatement> {
  const keep = (statement: SentStatement, at: number): StoredStatement => ({
    ...statement,
    stored: isoMoment(Math.floor(at) * 1_000 + chance.below(1_000)),
    // xAPI 1.0.3 Data §2.4.9: an LRS says under whose credentials it took a statement.
    authority: { objectType: "Agent", account: { homePage: lms.homePage, name: "cmi5" } },
    version: "1.0.3",
  });
  for (const statement of sent) {
    const happened = Date.parse(statement.timestamp);
    const delay = chance.happens(LATE) ? chance.between(1, 72) * 3_600_000 : chance.between(100, 3_000);
    const whole = keep(statement, happened + delay);
    yield whole;
    if (chance.happens(TWICE)) yield whole;
    if (chance.happens(VOIDED)) {
      const at = Math.floor(happened + delay + chance.between(1, 200) * 3_600_000);
      yield keep(voiding({ lms, id: chance.uuid(), at }, statement.id), at + 500);
    }
  }
}
