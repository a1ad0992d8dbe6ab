/** The reports by name, for help: kept apart so that help loads no report. `program.test.ts` holds them together. */
export const REPORT_WORDS: Readonly<Record<string, string>> = {
  completion: "how many learners started, completed, passed and satisfied each course and unit",
  coverage:
    "who is verified for what, by role, site and system; what is missing, and what hangs on one person",
  expiring: "what has expired or will in 30, 60 and 90 days, by credential and site, and what renews it",
  outcomes:
    "whether an indicator changed when people were verified (with --kpi FILE): interrupted time series",
  items: "how each question works: facility, discrimination, reliability, and the line that holds it",
  distractors: "what each option of each question drew, from whom, and which do no work",
  calibration: "slope and difficulty of each question by the two-parameter logistic model, with their errors",
  funnel: "where learners stop, page by page",
  time: "minutes spent against minutes promised, and days until learners pass",
  sessions: "how sessions ended, by unit and LMS",
  learner: "one learner's transcript, unit by unit (with --learner)",
  quality: "which rules of cmi5, of xAPI and of the course statements break, by LMS and course",
};

export const reportWords = (): string =>
  ["Reports:", ...Object.entries(REPORT_WORDS).map(([name, says]) => `  ${name.padEnd(12)} ${says}`)].join(
    "\n",
  );
