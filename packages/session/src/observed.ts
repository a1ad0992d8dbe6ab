/**
 * The way back of an observation: what an observer said, once the signature over it has been checked, becomes statements.
 * Who checks signatures (issuing credentials, a service of the course team) calls this; a learner's session never does.
 * @see product.md section 5: actor the learner, `answered`, `context.instructor` the observer
 */
import { interactionOf } from "@tessera/interactions";
import type { Course, Observation, Question, Unit } from "@tessera/course";
import { ACTIVITY_TYPES, TESSERA_EXTENSIONS, VERBS } from "@tessera/xapi";
import type { Activity, Agent, Iri, SentStatement, Uuid } from "@tessera/xapi";
import { tidy } from "./statement.ts";

/** What an observer's device hands over, checked. JSON data. */
export interface ObserverRecord {
  readonly learner: Agent;
  readonly observer: Agent;
  /** ISO 8601: when it was watched. */
  readonly at: string;
  /** The learner's registration, where the observer's device was told it. */
  readonly registration?: Uuid;
  /** SHA-256 of `seenText` as the device showed it: 64 hexadecimal digits. */
  readonly seen: string;
  /** Slug of a question → the response as xAPI writes it; of a performance with every step, `STEP[.]true` or `STEP[.]false`. */
  readonly answers: Readonly<Record<string, string>>;
}

/** Where in a compiled course it stands. */
export interface ObservedPlace {
  readonly course: Pick<Course, "id" | "version" | "language" | "objectives">;
  readonly unit: Pick<Unit, "id" | "title">;
  readonly observation: Observation;
}

export interface ObservedPorts {
  /** The same for the same record and question, so that what is handed over twice is stored once. */
  idOf(question: Iri): Uuid;
  /** SHA-256 of a text's UTF-8 bytes as 64 hexadecimal digits. */
  sha256(text: string): Promise<string>;
}

/**
 * Why a record becomes no statement: the learner observed themselves; the list was another than this course's; something
 * is missing or is no answer of this question.
 */
export type ObservedRefusal = "same-person" | "other-list" | "no-answer";

/** What is fingerprinted of what an observer sees: everything that decides what a mark means. */
export function seenText({ course, observation }: ObservedPlace): string {
  const { id, title, observers, role, evidence, questions } = observation;
  const asked = questions.map((question) => [question.id, question.version, question.stem, question.spec]);
  return JSON.stringify([course.id, course.version, id, title, observers, role, evidence, asked]);
}

/**
 * One statement for each question of the observation that has an answer; each performance has one.
 * Success is the kind's rule over the steps, never what a device claims.
 */
export async function observedStatements(
  record: ObserverRecord,
  place: ObservedPlace,
  ports: ObservedPorts,
): Promise<{ readonly statements: readonly SentStatement[] } | { readonly refused: ObservedRefusal }> {
  const { questions } = place.observation;
  if (samePerson(record.learner, record.observer)) return { refused: "same-person" };
  if ((await ports.sha256(seenText(place))) !== record.seen) return { refused: "other-list" };
  const known = new Set(questions.map(({ slug }) => slug));
  if (Object.keys(record.answers).some((slug) => !known.has(slug))) return { refused: "no-answer" };
  const statements: SentStatement[] = [];
  for (const question of questions) {
    const result = resultOf(question, record.answers[question.slug]);
    if (result === "absent") continue;
    if (result === "refused") return { refused: "no-answer" };
    statements.push(statement(question, result, { record, place, id: ports.idOf(question.id) }));
  }
  return { statements };
}

type ObservedResult = Required<Pick<NonNullable<SentStatement["result"]>, "response">> &
  Pick<NonNullable<SentStatement["result"]>, "success" | "score">;

function resultOf(
  { kind, spec, scoring }: Question,
  response: string | undefined,
): ObservedResult | "absent" | "refused" {
  const interaction = interactionOf(kind);
  const steps = interaction?.describe(spec, "en").steps;
  if (response === undefined) return steps === undefined ? "absent" : "refused";
  const answer = response === "" ? undefined : interaction?.parse(spec, response);
  if (interaction === undefined || answer === undefined) return "refused";
  if (steps === undefined) return { response: interaction.response(spec, answer) };
  // A step that is left out was not looked at; that is not the same as not done.
  if (response.split("[,]").length !== steps.length) return "refused";
  const { scaled, success } = interaction.score(spec, answer, scoring);
  return { response, success, score: { scaled: tidy(scaled) } };
}

interface StatementParts {
  readonly record: ObserverRecord;
  readonly place: ObservedPlace;
  readonly id: Uuid;
}

function statement(
  question: Question,
  result: ObservedResult,
  { record, place, id }: StatementParts,
): SentStatement {
  const { course, unit, observation } = place;
  const { language } = course;
  const interaction = interactionOf(question.kind);
  const correct = interaction?.correct(question.spec) ?? [];
  const activity = (iri: Iri, type: Iri, name: string): Activity => ({
    objectType: "Activity",
    id: iri,
    definition: { type, name: { [language]: name } },
  });
  const objectives = course.objectives.filter(({ slug }) => question.objectives.includes(slug));
  return {
    id,
    actor: record.learner,
    verb: VERBS.answered,
    object: {
      objectType: "Activity",
      id: question.id,
      definition: {
        type: ACTIVITY_TYPES.interaction,
        name: { [language]: question.name },
        ...(interaction && { interactionType: interaction.interactionType }),
        ...(correct.length > 0 && { correctResponsesPattern: correct }),
        ...interaction?.describe(question.spec, language),
      },
    },
    result,
    context: {
      language,
      ...(record.registration !== undefined && { registration: record.registration }),
      instructor: record.observer,
      contextActivities: {
        parent: [activity(observation.id, ACTIVITY_TYPES.performance, observation.title)],
        grouping: [activity(unit.id, ACTIVITY_TYPES.unit, unit.title)],
        ...(objectives.length > 0 && {
          other: objectives.map((each) => activity(each.id, ACTIVITY_TYPES.objective, each.title)),
        }),
      },
      extensions: {
        [TESSERA_EXTENSIONS.courseVersion]: course.version,
        [TESSERA_EXTENSIONS.questionVersion]: question.version,
        [TESSERA_EXTENSIONS.seen]: record.seen,
      },
    },
    timestamp: record.at,
  };
}

/** By what identifies an agent (xAPI 1.0.3 Part Two §2.4.2.3), not by name. */
function samePerson(one: Agent, other: Agent): boolean {
  const idOf = ({ account, mbox, mbox_sha1sum, openid }: Agent) =>
    account === undefined
      ? JSON.stringify([mbox?.toLowerCase(), mbox_sha1sum, openid])
      : JSON.stringify([account.homePage, account.name]);
  return idOf(one) === idOf(other);
}
