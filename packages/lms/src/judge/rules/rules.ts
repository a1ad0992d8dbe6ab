import { BugError } from "@tessera/diagnostics";
import type { Rule } from "../rule.ts";
import { CONTEXT_RULES } from "./context.ts";
import { IDENTITY_RULES } from "./identity.ts";
import { LAUNCH_RULES } from "./launch.ts";
import { MODE_RULES } from "./mode.ts";
import { ORDER_RULES } from "./order.ts";
import { PROFILE_RULES } from "./profile.ts";
import { RESULT_RULES } from "./results.ts";
import { STATE_RULES } from "./state.ts";
import { TERMINATION_RULES } from "./termination.ts";
import { TOKEN_RULES } from "./token.ts";
import { TRANSPORT_RULES } from "./transport.ts";
import { VERB_RULES } from "./verbs.ts";

/** Every rule whose keeping or breach this LMS can see; one for each requirement. */
export const RULES: readonly Rule[] = [
  ...LAUNCH_RULES,
  ...TOKEN_RULES,
  ...TRANSPORT_RULES,
  ...IDENTITY_RULES,
  ...ORDER_RULES,
  ...VERB_RULES,
  ...RESULT_RULES,
  ...CONTEXT_RULES,
  ...MODE_RULES,
  ...STATE_RULES,
  ...PROFILE_RULES,
  ...TERMINATION_RULES,
];

const ids = RULES.map((rule) => rule.id);
const twice = ids.find((id, index) => ids.indexOf(id) !== index);
if (twice !== undefined) throw new BugError(`two rules judge ${twice}`);
