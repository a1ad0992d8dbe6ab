/** What an update of the course takes back of earlier work, for the one sentence that says so. */
import type { UnitData } from "@tessera/course";
import type { ResumeRecord } from "@tessera/session";
import type { Words } from "../strings/say.ts";
import type { PlayState } from "./play.ts";
import { allQuizzes } from "./quiz.ts";
import { RESUME_FORMAT } from "./resume.ts";

export interface UpdateNews {
  /** Key of the sentence. */
  readonly key: "updated.asked" | "updated.quiz";
  readonly words?: Words;
}

/**
 * Answers are counted that were given to questions which are still there, and are asked again: the question has
 * another version, or its quiz is drawn anew because one of its questions is gone. What was left out is not news.
 * @param state - what `fromRecord` made of the record
 */
export function newsOfUpdate(
  record: ResumeRecord | undefined,
  data: UnitData,
  state: PlayState,
): UpdateNews | undefined {
  // Another format is none of ours to compare.
  if (record?.["format"] !== RESUME_FORMAT) return undefined;
  let asked = 0;
  let again = 0;
  let isRestarted = false;
  for (const [slug, play] of Object.entries(bag(record["practice"])))
    if (Number(bag(play)["tries"]) > 0 && isOther(bag(play)["version"], slug, data)) asked += 1;
  for (const { slug } of allQuizzes(data)) {
    const { questions, answers } = bag(bag(bag(record["quizzes"])[slug])["open"]);
    if (!Array.isArray(questions) || questions.length === 0) continue;
    const isOpen = state.quizzes[slug]?.open !== undefined;
    if (!isOpen) isRestarted = true;
    for (const [question, given] of Object.entries(bag(answers))) {
      if (isOpen && isOther(bag(given)["version"], question, data)) asked += 1;
      if (!isOpen && data.questions[question]) again += 1;
    }
  }
  if (asked > 0) return { key: "updated.asked", words: { n: asked + again } };
  return isRestarted ? { key: "updated.quiz" } : undefined;
}

/** A version that is none was not written by us: no news. */
function isOther(version: unknown, slug: string, data: UnitData): boolean {
  const question = data.questions[slug];
  return question !== undefined && typeof version === "number" && version !== question.version;
}

function bag(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}
