/**
 * Authoring door: from directives to question specs, with diagnostics. Compile time only (zod lives here).
 * @module
 */
export type {
  AuthoredQuestion,
  DirectiveNode,
  IdRequest,
  ReadContext,
  SourceAttribute,
} from "./authoring.ts";
