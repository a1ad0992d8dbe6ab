/** Cohorts that never were, as demo data and as truth that statistics have to find again. Start at `simulate/cohort.ts`. @module */
export { calendarTruths, itemTruths, simulateCohort } from "./simulate/cohort.ts";
export type {
  CohortOptions,
  LearnerTruth,
  SimulatedAccount,
  SimulatedLearner,
  StoredStatement,
} from "./simulate/cohort.ts";
export type { ItemTruth } from "./simulate/item-truth.ts";
export type { CalendarTruth } from "./simulate/working-calendar.ts";
