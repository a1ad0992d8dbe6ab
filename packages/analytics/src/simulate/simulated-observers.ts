/** What observers say of learners on the job: nothing that a learner's session could send. */
import type { Block, Course, Observation, Question, Unit } from "@tessera/course";
import { interactionOf } from "@tessera/interactions";
import { ACTIVITY_TYPES, TESSERA_EXTENSIONS, VERBS } from "@tessera/xapi";
import type { Agent, SentStatement } from "@tessera/xapi";
import type { Chance } from "./chance.ts";
import type { SimulatedLms } from "./simulated-lms.ts";
import { workingMoment } from "./working-calendar.ts";

const DAY = 86_400_000;
/** Share of first looks at which everything critical is done. */
const READY = 0.85;
/** Share of those who are never watched: nobody found the time. */
const FORGOTTEN = 0.1;
const SUPERVISORS = 3;

export interface Watched {
  readonly lms: SimulatedLms;
  readonly learner: Agent;
  readonly registration: string;
  /** When everything else was done; milliseconds. */
  readonly from: number;
}

interface Place {
  readonly unit: Unit;
  readonly observation: Observation;
}

/** Each observation of the course by as many observers as it asks for, again after a week where something was missing. */
export function observe(course: Course, watched: Watched, chance: Chance): readonly SentStatement[] {
  const places = unitsOf(course.children).flatMap((unit) =>
    unit.pages
      .flatMap(({ flow }) => flow)
      .filter((block): block is Observation => block.type === "observation")
      .map((observation): Place => ({ unit, observation })),
  );
  if (places.length === 0 || chance.happens(FORGOTTEN)) return [];
  const atWork = (at: number) => workingMoment(at, { chance, calendar: watched.lms.calendar });
  return places.flatMap((place) => {
    const observers = chance
      .shuffled(Array.from({ length: SUPERVISORS }, (_, at) => at + 1))
      .slice(0, place.observation.observers);
    return observers.flatMap((number) => {
      const observer: Agent = {
        objectType: "Agent",
        account: { homePage: watched.lms.homePage, name: `supervisor-${number}` },
      };
      let at = atWork(watched.from + Math.floor(chance.between(1, 14) * DAY));
      const said: SentStatement[] = [];
      for (let look = 0; look < 3; look++) {
        const ready = chance.happens(READY + look * 0.1);
        said.push(...lookAt(course, place, { ...watched, observer, at, ready, chance }));
        if (ready) break;
        at = atWork(at + 7 * DAY);
      }
      return said;
    });
  });
}

interface Look extends Watched {
  readonly observer: Agent;
  readonly at: number;
  readonly ready: boolean;
  readonly chance: Chance;
}

/** Its performances, step by step; what is only rated or written is left out, and decides nothing. */
function lookAt(course: Course, { unit, observation }: Place, look: Look): readonly SentStatement[] {
  return observation.questions.flatMap((question) => {
    const judged = judge(question, look);
    if (judged === undefined) return [];
    const activity = (id: string, type: string, name: string) =>
      ({ objectType: "Activity", id, definition: { type, name: { [course.language]: name } } }) as const;
    return [
      {
        id: look.chance.uuid(),
        actor: look.learner,
        verb: VERBS.answered,
        object: activity(question.id, ACTIVITY_TYPES.interaction, question.name),
        result: judged,
        context: {
          language: course.language,
          registration: look.registration,
          instructor: look.observer,
          contextActivities: {
            parent: [activity(observation.id, ACTIVITY_TYPES.performance, observation.title)],
            grouping: [activity(unit.id, ACTIVITY_TYPES.unit, unit.title)],
          },
          extensions: {
            [TESSERA_EXTENSIONS.courseVersion]: course.version,
            [TESSERA_EXTENSIONS.questionVersion]: question.version,
          },
        },
        timestamp: new Date(look.at).toISOString(),
      },
    ];
  });
}

function judge({ kind, spec, scoring }: Question, { ready, chance }: Look) {
  const interaction = interactionOf(kind);
  const steps = interaction?.describe(spec, "en").steps;
  if (interaction === undefined || steps === undefined) return undefined;
  const missed = ready ? -1 : chance.below(steps.length);
  const response = steps.map(({ id }, at) => `${id}[.]${at !== missed}`).join("[,]");
  const answer = interaction.parse(spec, response);
  if (answer === undefined) return undefined;
  const { scaled, success } = interaction.score(spec, answer, scoring);
  return { response, success, score: { scaled: Math.round(scaled * 10_000) / 10_000 } };
}

const unitsOf = (children: readonly (Unit | Block)[]): readonly Unit[] =>
  children.flatMap((child) => (child.type === "unit" ? [child] : unitsOf(child.children)));
