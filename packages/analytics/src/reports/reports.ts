import { completion } from "./completion.ts";
import { distractors } from "./distractors.ts";
import { items } from "./items.ts";
import { quality } from "./quality.ts";
import type { Report } from "./report.ts";

/** Every report there is, in the order in which help lists them. */
export const REPORTS: readonly Report[] = [completion, items, distractors, quality];
