import type { Page, Quiz, Unit } from "@tessera/course";
import type { Span } from "@tessera/diagnostics";
import { problem } from "../report.ts";
import type { Report } from "../report.ts";
import { leastSlip } from "./pools.ts";
import type { UnitSettings } from "./unit-settings.ts";

export interface UnitRules {
  readonly settings: UnitSettings;
  /** Of the unit, or of its first quiz that has one. */
  readonly mastery: number | undefined;
  readonly pages: readonly Page[];
  /** True when something in it was reported and left out: what is missing may be only unread. */
  readonly torn: boolean;
  /** The unit's line in the list, or its file. */
  readonly span: Span;
  readonly report: Report;
}

/**
 * `moveOn` as written or by default, after checking that the unit can ever send what it waits for
 * (cmi5 §13.1.4; requirement +13.1.4-6).
 */
export function checkUnit(rules: UnitRules): Unit["moveOn"] {
  const { settings, mastery, pages, torn, report } = rules;
  const requirement = "+13.1.4-6";
  const all = pages.flatMap((page) => page.flow.filter((block): block is Quiz => block.type === "quiz"));
  const quizzes = all.filter(({ uncounted }) => !uncounted);
  const moveOn = settings.moveOn ?? (mastery === undefined ? "Completed" : "CompletedAndPassed");
  if (torn || !settings.complete) return moveOn;
  const scored = quizzes.length > 0;
  checkSlip(quizzes, mastery, report);
  const observed = pages.some((page) => page.flow.some(({ type }) => type === "observation"));
  const needsPassed = moveOn === "Passed" || moveOn === "CompletedAndPassed";
  if (settings.mastery !== undefined && !scored)
    report(
      problem("unit/mastery-without-quiz", settings.span("mastery"), {
        message: `\`mastery\` is ${settings.mastery}, but nothing in this unit is scored: only questions in a \`quiz\` count`,
        help: "put its questions into `::::quiz`, or take `mastery` out",
        requirement,
      }),
    );
  else if (settings.moveOn !== undefined && needsPassed && (!scored || mastery === undefined))
    report(
      problem("unit/move-on-unreachable", settings.span("moveOn"), {
        message: scored
          ? `\`${moveOn}\` waits for \`passed\`, but the unit has no \`mastery\` to pass`
          : `\`${moveOn}\` waits for \`passed\`, but nothing in this unit is scored${observed ? ": an observation is signed elsewhere, and no session of the learner can pass it" : ""}`,
        help: scored
          ? "add `mastery: 0.8`, or write `moveOn: Completed`"
          : "add a `::::quiz`, or write `moveOn: Completed`",
        requirement,
      }),
    );
  if (settings.observers !== undefined && !observed && settings.purpose !== "apply")
    report(
      problem("unit/idle-observers", settings.span("observers"), {
        message: `\`observers\` is ${settings.observers}, but the unit holds no observation`,
        help: "add an `::::observation`, or take `observers` out",
      }),
    );
  if (settings.moveOn === "NotApplicable")
    report(
      problem("unit/move-on-not-applicable", settings.span("moveOn"), {
        message: "`NotApplicable` counts as done before the learner has opened the unit",
        help: "write `moveOn: Completed` unless the unit is meant to be optional",
        requirement: "+13.1.4-3",
      }),
    );
  if (settings.purpose === "apply" && !observed)
    report(
      problem("unit/nothing-to-observe", rules.span, {
        message: "an `apply` unit holds no observation, so nobody could ever sign it",
        help: "add an `::::observation`, or list the unit as `practise:`",
        requirement,
      }),
    );
  return moveOn;
}

/**
 * An attempt is measured against what it asks, so everything right is 1 in every draw and each mastery can be reached.
 * What can go wrong is that nothing less reaches it: a draw of three and 80 %.
 */
function checkSlip(quizzes: readonly Quiz[], mastery: number | undefined, report: Report): void {
  const [quiz, ...others] = quizzes;
  // Several quizzes make one score together; who writes 1 means it.
  if (!quiz || others.length > 0 || mastery === undefined || mastery === 1) return;
  const isDrawn = quiz.pools.some(({ draw = Infinity, questions }) => draw < questions.length);
  const slip = leastSlip(quiz.pools);
  if (!isDrawn || 1 - slip >= mastery - 1e-9) return;
  const percent = (share: number) => `${Math.round(share * 1000) / 10} %`;
  report(
    problem("quiz/no-slip", quiz.source, {
      message: `one wrong question costs at least ${percent(slip)} of the score, and ${percent(mastery)} is needed: only who has no question wrong passes`,
      help: "draw more questions, or write `mastery: 1` if that is what you mean",
    }),
  );
}

/** Titles as LMSs take them (importers.md P3). */
export function checkTitle(title: string, span: Span, report: Report): void {
  if (title.length > 255) {
    const message = `the title has ${title.length} characters; LMSs store 255`;
    report(problem("title/too-long", span, { message, help: "say the rest in the first paragraph" }));
  }
  const astral = /[\u{10000}-\u{10FFFF}]/u.exec(title)?.[0];
  if (astral === undefined) return;
  const message = `the title has \`${astral}\`, which some LMSs drop`;
  report(problem("title/emoji", span, { message, help: "use letters, digits and punctuation" }));
}
