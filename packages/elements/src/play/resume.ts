/** What is kept for the next session, and how it is read back when the course has changed since. */
import type { QuizData, UnitData } from "@tessera/course";
import type { Interaction } from "@tessera/interactions";
import type { ResumeRecord } from "@tessera/session";
import { allQuizzes } from "./quiz.ts";
import {
  blankPlay,
  type AnswerPlay,
  type AttemptPlay,
  type FinishedAttempt,
  type PagePlay,
  type PlayState,
  type PracticePlay,
  type QuizPlay,
} from "./play.ts";

/** Raised when an older player could not read the record. */
export const RESUME_FORMAT = 1;
/** UTF-16 units; State documents should stay under 64 KB (importers.md R10), and half of that may be non-ASCII. */
const ROOM = 30_000;
/** Longer seeds and more attempts are not ours: nobody draws by the one or hands in the others. */
const LONGEST_SEED = 200;
const MOST_ATTEMPTS = 200;
const LONGEST_KEPT = 1_000;
/** Numbers above this are not ours either: 30 years in ms, which a duration can still be written of. */
const HIGHEST = 1e12;

/** When there is no room, what is only for looking back goes first: the answers of finished attempts. */
export function toRecord(state: PlayState): ResumeRecord {
  const full = { format: RESUME_FORMAT, ...state };
  if (JSON.stringify(full).length <= ROOM) return full;
  const quizzes = Object.fromEntries(
    Object.entries(state.quizzes).map(([slug, { last: _last, ...play }]) => [slug, play]),
  );
  return { ...full, quizzes };
}

/**
 * The record for an LMS with little room (SCORM 1.2: 4,096 characters). Each step leaves out more, what hurts least
 * first: answers that are only looked back at, practice, the answers of the open attempt, then everything but the
 * place, the pages read and the scores of finished attempts.
 * @param step - ≥ 1
 * @returns undefined when there is nothing left to leave out
 */
export function shorterRecord(state: PlayState, step: number): ResumeRecord | undefined {
  if (step > 4) return undefined;
  const { seed, place } = state;
  const quizzes = mapValues(state.quizzes, ({ finished, spent, open, extra }) => ({
    finished,
    ...(extra && { extra }),
    ...(spent !== undefined && { spent }),
    ...(open && step < 4 && { open: step < 3 ? open : { ...open, answers: {} } }),
  }));
  const pages = mapValues(state.pages, (page) => ({ ...page, activeMs: Math.round(page.activeMs) }));
  const practice = step < 2 ? state.practice : {};
  const kept = step < 2 && state.kept ? { kept: state.kept } : {};
  return { format: RESUME_FORMAT, seed, place, pages, practice, quizzes, ...kept };
}

function mapValues<Value, Out>(
  values: Readonly<Record<string, Value>>,
  change: (value: Value) => Out,
): Record<string, Out> {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, change(value)]));
}

/**
 * Reads a record of this or an earlier version of the course. What no longer exists is left out; an answer to
 * another version of its question is dropped, so that the question is asked again.
 * @param seed - for a record that has none
 */
export function fromRecord(record: ResumeRecord | undefined, data: UnitData, seed: string): PlayState {
  const blank = blankPlay(data, seed);
  if (!record || record["format"] !== RESUME_FORMAT) return blank;
  const known = new Set(data.pages.map((page) => page.slug));
  const { place, seed: kept } = record;
  return {
    seed: typeof kept === "string" && kept && kept.length <= LONGEST_SEED ? kept : seed,
    place: typeof place === "string" && known.has(place) ? place : blank.place,
    pages: entries(record["pages"], (slug, value) => (known.has(slug) ? readPage(value) : undefined)),
    practice: entries(record["practice"], (slug, value) =>
      readPractice(value, data.questions[slug]?.version),
    ),
    quizzes: entries(record["quizzes"], (slug, value) => {
      const quiz = allQuizzes(data).find((candidate) => candidate.slug === slug);
      return quiz && readQuiz(value, quiz, data);
    }),
    ...readKept(record["kept"]),
  };
}

/** Leaves out answers that their questions cannot take: some LMSs give back documents that they changed. */
export function withoutOddAnswers(
  state: PlayState,
  data: UnitData,
  interactionOf: (kind: string) => Interaction,
): PlayState {
  const isTaken = (slug: string, answer: unknown): boolean => {
    const question = data.questions[slug];
    if (!question) return false;
    const { score, response, feedback, isComplete } = interactionOf(question.kind);
    try {
      for (const use of [response, feedback, isComplete]) use(question.spec, answer);
      return Number.isFinite(score(question.spec, answer, question.scoring).scaled);
    } catch {
      return false;
    }
  };
  const taken = <Answer extends AnswerPlay>(answers: Readonly<Record<string, Answer>>) =>
    Object.fromEntries(Object.entries(answers).filter(([slug, { answer }]) => isTaken(slug, answer)));
  // Before the first try there are only hints.
  const hinted = Object.entries(state.practice).filter(([, { tries, open }]) => tries === 0 && !open);
  const attempt = (given: AttemptPlay): AttemptPlay => ({ ...given, answers: taken(given.answers) });
  const quizzes = Object.entries(state.quizzes).map(([slug, { open, last, ...rest }]) => [
    slug,
    { ...rest, ...(open && { open: attempt(open) }), ...(last && { last: attempt(last) }) },
  ]);
  return {
    ...state,
    practice: { ...taken(state.practice), ...Object.fromEntries(hinted) },
    quizzes: Object.fromEntries(quizzes) as PlayState["quizzes"],
  };
}

/** Short texts only: what else is there is not ours. */
function readKept(value: unknown): Pick<PlayState, "kept"> {
  if (!isBag(value)) return {};
  const texts = Object.entries(value).filter(
    (entry): entry is [string, string] => typeof entry[1] === "string" && entry[1].length <= LONGEST_KEPT,
  );
  return { kept: Object.fromEntries(texts) };
}

function readPage({ activeMs, seen, skipped }: Bag): PagePlay {
  return { activeMs: count(activeMs), seen: seen === true, ...(skipped === true && { skipped }) };
}

function readAnswer({ version, answer, ms }: Bag, wanted: number | undefined): AnswerPlay | undefined {
  return wanted !== undefined && version === wanted ? { version: wanted, answer, ms: count(ms) } : undefined;
}

function readPractice(value: Bag, wanted: number | undefined): PracticePlay | undefined {
  const answer = readAnswer(value, wanted);
  const { tries, hints, scaled, open } = value;
  return (
    answer && {
      ...answer,
      tries: Math.floor(count(tries)),
      hints: Math.floor(count(hints)),
      ...(typeof scaled === "number" && Math.abs(scaled) <= 1 && { scaled }),
      ...(open === true && { open }),
    }
  );
}

function readQuiz({ finished, spent, open, last, extra }: Bag, quiz: QuizData, data: UnitData): QuizPlay {
  const attempts = (Array.isArray(finished) ? finished.filter(isBag).slice(-MOST_ATTEMPTS) : []).map(
    ({ raw, max, ms }): FinishedAttempt => ({ raw: count(raw), max: count(max), ms: count(ms) }),
  );
  const before = Math.min(Math.floor(count(spent)), attempts.length);
  const openNow = readAttempt(open, quiz, data);
  const lastOne = readAttempt(last, quiz, data);
  return {
    finished: attempts,
    ...(before > 0 && { spent: before }),
    ...(openNow && { open: openNow }),
    ...(lastOne && { last: lastOne }),
    ...(isBag(extra) && { extra }),
  };
}

/** An attempt one of whose questions is gone can't be finished as it was drawn: it is started again. */
function readAttempt(value: unknown, quiz: QuizData, data: UnitData): AttemptPlay | undefined {
  if (!isBag(value) || !Array.isArray(value["questions"])) return undefined;
  const offered = quiz.pools.flatMap((pool) => pool.questions);
  const questions = [...new Set(value["questions"] as readonly string[])];
  if (questions.length === 0 || questions.some((slug) => !offered.includes(slug) || !data.questions[slug]))
    return undefined;
  const answers = entries(value["answers"], (slug, answer) =>
    readAnswer(answer, data.questions[slug]?.version),
  );
  return { questions, answers, ms: count(value["ms"]) };
}

type Bag = Readonly<Record<string, unknown>>;

function isBag(value: unknown): value is Bag {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A number ≥ 0, or 0: some LMSs give back documents that they changed (importers.md 2.6). */
function count(value: unknown): number {
  return Number.isFinite(value) ? Math.min(Math.max(value as number, 0), HIGHEST) : 0;
}

function entries<Value>(
  value: unknown,
  read: (slug: string, value: Bag) => Value | undefined,
): Record<string, Value> {
  const out: Record<string, Value> = {};
  for (const [slug, item] of isBag(value) ? Object.entries(value) : []) {
    const kept = isBag(item) ? read(slug, item) : undefined;
    if (kept) out[slug] = kept;
  }
  return out;
}
