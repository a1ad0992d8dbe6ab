/**
 * Learners, answers and verdicts by chance, as statements and as the plain facts behind them: retries, second attempts,
 * copies, voided statements, attempts that break off, answers without a score.
 */
import { Chance } from "../simulate/chance.ts";
import { statement, voiding } from "./statements.ts";
import type { Json } from "./statements.ts";

export const UNIT = "https://example.org/c/unit";
export const QUIZ = `${UNIT}/quiz`;
export const OPTIONS = ["a", "b", "c", "d"] as const;
export const question = (n: number): string => `${UNIT}/q-${n}`;

export interface Answer {
  readonly who: string;
  readonly question: string;
  readonly version: string;
  readonly seconds: number;
  readonly x: number;
  readonly response: string;
  readonly durationMs: number;
  readonly quiz: string | undefined;
  readonly counts: boolean;
}

export interface Event {
  readonly who: string;
  readonly verb: string;
  readonly object: string;
  readonly seconds: number;
  readonly session: string;
  readonly counts: boolean;
}

export interface Cohort {
  readonly statements: readonly Json[];
  readonly answers: readonly Answer[];
  readonly events: readonly Event[];
}

export function randomCohort(
  seed: string,
  {
    learners = 60,
    questions = 6,
    breakOff = 0.1,
  }: { readonly learners?: number; readonly questions?: number; readonly breakOff?: number } = {},
): Cohort {
  const chance = new Chance(seed);
  const statements: Json[] = [];
  const answers: Answer[] = [];
  const events: Event[] = [];
  const put = (said: Json, seconds: number): boolean => {
    statements.push(said);
    if (chance.happens(0.05)) statements.push({ ...said });
    const voided = chance.happens(0.04);
    if (voided) statements.push(voiding(said["id"], seconds + 5_000));
    return !voided;
  };
  for (let n = 0; n < learners; n++) {
    const who = `learner ${n}`;
    const ability = chance.normal();
    let seconds = chance.below(50_000);
    for (let session = 1; session <= 1 + chance.below(2); session++) {
      const event = (verb: string, object: string, more: object = {}) => {
        seconds += 1 + chance.below(20);
        const said = { who, verb, object, seconds, session: `${who} ${session}` };
        const counts = put(statement({ ...said, unit: UNIT, ...more }), seconds);
        events.push({ ...said, counts });
      };
      event("initialized", UNIT);
      const stop = chance.happens(breakOff) ? 1 + chance.below(questions) : questions + 1;
      for (let q = 1; q <= questions && q < stop; q++) {
        for (let attempt = 1; attempt <= 1 + (chance.happens(0.1) ? 1 : 0); attempt++) {
          seconds += 1 + chance.below(60);
          const right = chance.happens(1 / (1 + Math.exp(q / 3 - 1 - ability)));
          const partly = chance.happens(0.15);
          const x = partly ? Math.round(chance.next() * 100) / 100 : right ? 1 : 0;
          const response = partly ? "a[,]b" : right ? "a" : (OPTIONS[1 + chance.below(3)] ?? "b");
          const durationMs = 1_000 * (1 + chance.below(90));
          const quiz = q % 5 === 0 ? undefined : QUIZ;
          const answer = { who, question: question(q), version: "1", seconds, x, response, durationMs, quiz };
          const counts = put(
            statement({
              who,
              verb: "answered",
              seconds,
              object: answer.question,
              unit: UNIT,
              version: 1,
              ...(quiz && { quiz }),
              result: {
                response,
                success: x === 1,
                duration: `PT${durationMs / 1_000}S`,
                ...(x === 0 || x === 1
                  ? chance.happens(0.5) && { score: { scaled: x } }
                  : { score: { scaled: x } }),
              },
            }),
            seconds,
          );
          answers.push({ ...answer, counts });
        }
      }
      if (stop <= questions) continue;
      event("scored", QUIZ, { result: { score: { scaled: 0.5 } } });
      if (chance.happens(0.8)) event("completed", UNIT);
      event(chance.happens(0.6) ? "passed" : "failed", UNIT);
      event("terminated", UNIT);
    }
  }
  return { statements: chance.shuffled(statements), answers, events };
}
