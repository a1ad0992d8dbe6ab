import {
  OBSERVED_KINDS,
  PRACTICE_KINDS,
  QUESTION_KINDS,
  QUESTION_OWNS,
  QUESTION_PLACES,
} from "@tessera/interactions/schema";
import { languageOf } from "./language.ts";

/** Every word of the course language, with those of all kinds of question. */
export const COURSE_LANGUAGE = languageOf({
  kinds: QUESTION_KINDS,
  owns: QUESTION_OWNS,
  observedKinds: OBSERVED_KINDS,
  practiceKinds: PRACTICE_KINDS,
  parts: QUESTION_PLACES,
});
