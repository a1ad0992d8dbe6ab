import type { Catalogue } from "@tessera/diagnostics";

/** Every code of this room. */
export const COURSE_CODES = {
  "course/newer-format": {
    severity: "error",
    meaning: "A compiled course was written by a newer version of Tessera",
  },
  "course/not-a-course": { severity: "error", meaning: "A file that should be a compiled course is none" },
} as const satisfies Catalogue;
