import { choiceSource } from "./choice/choice.schema.ts";
import type { Kind } from "./kinds.ts";
import type { KindSource } from "./reading/kind-source.ts";

/** How each kind is read from its directive. Compile time only. */
export const schemas = { choice: choiceSource } satisfies { readonly [K in Kind]: KindSource<K> };
