import type { Rule } from "../rule.ts";
import { ORDER_RULES } from "./order.ts";

/** Every rule that this LMS can see held or broken; one for each requirement. */
export const RULES: readonly Rule[] = [...ORDER_RULES];
