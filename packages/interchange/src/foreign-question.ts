import type { Diagnostic, SourceText, Span } from "@tessera/diagnostics";
import { INTERCHANGE_CODES } from "./catalogue.ts";
import type { InterchangeCode } from "./catalogue.ts";

/** Text in the course language: no line end in it, nothing of it a command unless it was meant so. */
export type Inline = string;

export interface ForeignOption {
  readonly text: Inline;
  readonly right: boolean;
  /** Its share of the question's points, above 0: of a right one among several, or of a wrong one that is nearly right. */
  readonly share?: number | undefined;
  readonly feedback?: Inline | undefined;
}

/** What is asked, in the terms of the course language. */
export type ForeignAnswers =
  | { readonly kind: "choice"; readonly options: readonly ForeignOption[] }
  | {
      readonly kind: "true-false";
      readonly right: boolean;
      readonly feedback: { readonly true?: Inline; readonly false?: Inline };
    }
  /** `at` is the paragraph of the text with the place of the blank, which {@link BLANK} stands for. */
  | { readonly kind: "fill-in"; readonly right: string; readonly others: readonly string[] }
  | { readonly kind: "numeric"; readonly values: readonly (ForeignOption & { readonly text: string })[] }
  | { readonly kind: "matching"; readonly rows: readonly (readonly [left: Inline, right: Inline])[] };

export interface ForeignQuestion {
  /** What its own tool calls it. */
  readonly name?: string | undefined;
  /** Paragraphs. */
  readonly text: readonly Inline[];
  readonly answers: ForeignAnswers;
  /** Whatever was answered. */
  readonly feedback?: Inline | undefined;
  /** A heading that its own tool kept it under, where that is another than of the question before. */
  readonly category?: string | undefined;
}

/** Stands in the text of a question where the answer belongs: a private-use character, which no text holds. */
export const BLANK = "\uE100";

export interface Foreign {
  readonly questions: readonly ForeignQuestion[];
  /** In the order of the file. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Thrown and caught inside this room: the question at hand cannot be taken over. */
export class NotTaken extends Error {
  override readonly name = "NotTaken";
  readonly code: InterchangeCode;
  readonly help: string | undefined;

  constructor(code: InterchangeCode, message: string, help?: string) {
    super(message);
    this.code = code;
    this.help = help;
  }
}

/** Where something is said of one question. */
export class Notes {
  readonly found: Diagnostic[] = [];

  say(code: InterchangeCode, span: Span, { message, help }: { message: string; help?: string | undefined }) {
    const { severity } = INTERCHANGE_CODES[code];
    this.found.push({ code, severity, message, span, ...(help !== undefined && { help }) });
  }
}

/** A part of the file that holds one question. */
export interface Block {
  readonly text: string;
  /** Offset of its first character. */
  readonly start: number;
}

/**
 * Reads block after block; one that cannot be read is told and left out.
 *
 * @param read - says what is not as it was through `changed`; throws NotTaken; undefined for a block that is no question
 */
export function readBlocks(
  { file }: SourceText,
  blocks: readonly Block[],
  read: (block: Block, changed: (message: string, help?: string) => void) => ForeignQuestion | undefined,
): Foreign {
  const notes = new Notes();
  const questions: ForeignQuestion[] = [];
  for (const block of blocks) {
    const end = block.text.indexOf("\n");
    const span = { file, start: block.start, end: block.start + (end === -1 ? block.text.length : end) };
    try {
      const question = read(block, (message, help) => notes.say("import/changed", span, { message, help }));
      if (question) questions.push(question);
    } catch (cause) {
      if (!(cause instanceof NotTaken)) throw cause;
      notes.say(cause.code, span, cause);
    }
  }
  if (questions.length === 0 && !notes.found.some(({ severity }) => severity === "error"))
    notes.say(
      "import/no-questions",
      { file, start: 0, end: 0 },
      { message: "the file holds no question that could be taken over" },
    );
  return { questions, diagnostics: notes.found };
}
