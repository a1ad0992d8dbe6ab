import type { BehaviourName } from "@tessera/cmi5";
import type { Behaviour } from "../behaviour.ts";
import { CONTENTS } from "./contents.ts";
import { DOCUMENTS } from "./documents.ts";
import { LAUNCHES } from "./launches.ts";
import { STATEMENTS } from "./statements.ts";

/** How each observed behaviour is done: the compiler asks for every name. */
export const IMPLEMENTED: Readonly<Record<BehaviourName, Behaviour>> = {
  ...LAUNCHES,
  ...STATEMENTS,
  ...DOCUMENTS,
  ...CONTENTS,
};
