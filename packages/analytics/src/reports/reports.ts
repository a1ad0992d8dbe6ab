import { calibration } from "./calibration.ts";
import { completion } from "./completion.ts";
import { coverage } from "./coverage.ts";
import { distractors } from "./distractors.ts";
import { expiring } from "./expiring.ts";
import { funnel } from "./funnel.ts";
import { items } from "./items.ts";
import { learner } from "./learner.ts";
import { outcomes } from "./outcomes.ts";
import { quality } from "./quality.ts";
import { sessions } from "./sessions.ts";
import { time } from "./time.ts";
import type { Report } from "./report.ts";

/** Every report there is, in the order in which help lists them. */
export const REPORTS: readonly Report[] = [
  completion,
  coverage,
  expiring,
  outcomes,
  items,
  distractors,
  calibration,
  funnel,
  time,
  sessions,
  learner,
  quality,
];
