import type { DirectiveNode } from "@tessera/interactions/schema";
import type { Language } from "../language.ts";
import type { Report } from "../report.ts";
import type { ParsedFile } from "./parse-markdown.ts";

/** What one walk over a file needs and finds. */
export interface SyntaxContext {
  readonly file: ParsedFile;
  readonly language: Language;
  readonly report: Report;
  /** Directives that later steps leave alone, because what they hold cannot be trusted. */
  readonly broken: Set<object>;
  /** Containers without a closing line of which an outer one was the cause. */
  readonly forgiven: Set<object>;
  /** Closing lines that belong to openings already reported; each is passed over in silence. */
  excused: number;
}

export function isDirective(node: object): node is DirectiveNode {
  const { type } = node as { type?: string };
  return type === "containerDirective" || type === "leafDirective" || type === "textDirective";
}
