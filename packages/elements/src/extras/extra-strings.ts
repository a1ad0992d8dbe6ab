/** The words of the extras of quizzes: a unit brings those of the extras it has. */
import { primaryLanguage, type Strings } from "../strings/strings.ts";
import { confidenceStrings } from "./confidence/confidence.strings.ts";
import { limitStrings } from "./limit/limit.strings.ts";
import { pretestStrings } from "./pretest/pretest.strings.ts";
import { remedyStrings } from "./remedy/remedy.strings.ts";
import { waitStrings } from "./wait/wait.strings.ts";

/** Each is a folder here, and a script `extra-NAME.js` of the runtime. */
export const EXTRA_NAMES = ["limit", "wait", "confidence", "pretest", "remedy"] as const;
export type ExtraName = (typeof EXTRA_NAMES)[number];

export const EXTRA_STRINGS: Readonly<Record<ExtraName, Readonly<Record<string, Strings>>>> = {
  limit: limitStrings,
  wait: waitStrings,
  confidence: confidenceStrings,
  pretest: pretestStrings,
  remedy: remedyStrings,
};

/** @param language - RFC 5646; only its primary subtag counts, and English stands in for a language that is missing */
export function extraStrings(language: string, names: Iterable<ExtraName>): Strings {
  const all = [...names].flatMap((name) => {
    const { en, [primaryLanguage(language)]: own } = EXTRA_STRINGS[name];
    return [en, own];
  });
  return Object.assign({}, ...all) as Strings;
}
