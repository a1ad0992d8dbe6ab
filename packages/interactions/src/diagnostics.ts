import type { Catalogue } from "@tessera/diagnostics";
import type { Mistake } from "./mistake.ts";
import { questionMistakes } from "./reading/question-mistakes.ts";
import type { KindSource } from "./reading/kind-source.ts";
import { schemas } from "./schemas.ts";
import { writingMistakes } from "./writing/writing-mistakes.ts";

const all: readonly Mistake<never>[] = [
  ...Object.values(questionMistakes),
  ...Object.values(writingMistakes),
  ...Object.values<KindSource>(schemas).flatMap((source) => source.mistakes),
];

/** Every code of this room: the shared ones, then each kind's own. */
export const INTERACTION_CODES: Catalogue = Object.fromEntries(
  all.map(({ code, severity, meaning }) => [code, { severity, meaning }]),
);
