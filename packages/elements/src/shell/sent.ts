/** What a unit can send, for the sheet "What is recorded": one sentence for each statement of the contract. */
import type { UnitData } from "@tessera/course";
import type { StatementName } from "@tessera/session";

type Condition = (data: UnitData, mastery: number | undefined) => boolean;

const always: Condition = () => true;
const quizzes: Condition = (data) => data.quizzes.length > 0;
const media: Condition = (data) => data.media === true;
const some = (data: UnitData, is: (question: UnitData["questions"][string]) => boolean) =>
  Object.values(data.questions).some(is);

/** In the order in which a session sends them. The words are `sent.NAME` and `sent.NAME.what` of the strings. */
const SENT: Readonly<Record<StatementName, Condition>> = {
  initialized: always,
  experienced: always,
  progressed: always,
  played: media,
  paused: media,
  seeked: media,
  watched: media,
  asked: (data) => some(data, ({ hints }) => hints.length > 0),
  attempted: quizzes,
  answered: (data) => some(data, () => true),
  scored: quizzes,
  completed: always,
  passed: quizzes,
  failed: (data, mastery) => mastery !== undefined && quizzes(data, mastery),
  terminated: always,
};

/** @param mastery - in force, the LMS's over the author's */
export function sentBy(data: UnitData, mastery: number | undefined): readonly StatementName[] {
  return (Object.keys(SENT) as StatementName[]).filter((name) => SENT[name](data, mastery));
}

/** True when some question keeps what is typed out of its statements. */
export function isTypedKeptBack(data: UnitData): boolean {
  return some(data, ({ record }) => record === "score");
}
