import type { Contexts } from "./canonicalize.ts";
import { CLR_CONTEXT, CLR_V2 } from "./clr-context.ts";

/** What a Comprehensive Learner Record needs beside the contexts of Open Badges. */
export const CLR_CONTEXTS: Contexts = new Map([[CLR_V2, JSON.parse(CLR_CONTEXT) as unknown]]);
