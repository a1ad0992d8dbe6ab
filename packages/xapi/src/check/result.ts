/** Result and Score: Data §2.4.5. */
import { fault, found, type Faults } from "./fault.ts";
import { isDuration } from "./formats.ts";
import {
  checkBoolean,
  checkEach,
  checkExtensions,
  checkFormat,
  checkObject,
  checkString,
  property,
} from "./shape.ts";

const RESULT = {
  what: "a result",
  section: "2.4.5",
  known: ["score", "success", "completion", "response", "duration", "extensions"],
};
const SCORE = { what: "a score", section: "2.4.5.1", known: ["scaled", "raw", "min", "max"] };

export function checkResult(faults: Faults, path: string, value: unknown): void {
  const result = checkObject(faults, path, value, RESULT);
  if (!result) return;
  checkEach(faults, path, result, {
    score: checkScore,
    success: (list, at, success) => {
      checkBoolean(list, at, success, RESULT.section);
    },
    completion: (list, at, completion) => {
      checkBoolean(list, at, completion, RESULT.section);
    },
    response: (list, at, response) => {
      checkString(list, at, response, RESULT.section);
    },
    duration: (list, at, duration) => {
      checkFormat(list, at, duration, {
        what: "an ISO 8601 duration such as PT1M30.5S",
        section: "4.6",
        holds: isDuration,
      });
    },
    extensions: checkExtensions,
  });
}

function checkScore(faults: Faults, path: string, value: unknown): void {
  const score = checkObject(faults, path, value, SCORE);
  if (!score) return;
  const numbers = new Map<string, number>();
  for (const key of SCORE.known) {
    const number = property(score, key);
    if (number === undefined || number === null) continue;
    if (typeof number === "number" && Number.isFinite(number)) numbers.set(key, number);
    else fault(faults, `${path}.${key}`, `found ${found(number)}, expected a number`, SCORE.section);
  }
  const say = (key: string, expected: string) => {
    fault(
      faults,
      `${path}.${key}`,
      `found ${numbers.get(key)}, expected a number ${expected}`,
      SCORE.section,
    );
  };
  const scaled = numbers.get("scaled");
  const raw = numbers.get("raw");
  const min = numbers.get("min");
  const max = numbers.get("max");
  if (scaled !== undefined && (scaled < -1 || scaled > 1)) say("scaled", "between -1 and 1");
  if (min !== undefined && max !== undefined && min >= max) say("min", `less than max, ${max}`);
  if (raw !== undefined && min !== undefined && raw < min) say("raw", `of at least min, ${min}`);
  if (raw !== undefined && max !== undefined && raw > max) say("raw", `of at most max, ${max}`);
}
