import type { Literal } from "mdast";
import type { CompileContext, Extension as FromMarkdown, Token } from "mdast-util-from-markdown";
import type { Code, Construct, Effects, Extension, State, TokenizeContext } from "micromark-util-types";

declare module "micromark-util-types" {
  interface TokenTypeMap {
    mathFlow: "mathFlow";
    mathFlowFence: "mathFlowFence";
    mathFlowValue: "mathFlowValue";
    mathText: "mathText";
  }
}

declare module "mdast" {
  interface PhrasingContentMap {
    inlineMath: InlineMath;
  }
  interface RootContentMap {
    inlineMath: InlineMath;
    math: FlowMath;
  }
}

/** Where a line of a formula begins: in the formula, and in the file (UTF-16 code units). */
export interface FormulaLine {
  readonly at: number;
  readonly offset: number;
}

/** `value` is TeX. */
interface Formula extends Literal {
  /** Set off from the text, in a line of its own. */
  display: boolean;
  /** Has no `$$` at its end. */
  open: boolean;
  readonly lines: FormulaLine[];
}

/** `$…$` or `$$…$$` in a line of text. */
export interface InlineMath extends Formula {
  type: "inlineMath";
}

/** A formula between two `$$`, of which the first begins a line and the second ends one. */
export interface FlowMath extends Formula {
  type: "math";
}

const DOLLAR = 36;
const BACKSLASH = 92;

/**
 * Formulas between dollar signs, with one guard (dialect.md, guard 2): `$` opens before something other than a space and
 * closes in the same line after something other than a space and not before a digit. So `$5 to $10` stays text.
 */
export function mathSyntax(): Extension {
  return {
    flow: { [DOLLAR]: { name: "mathFlow", tokenize: tokenizeFlow, concrete: true } },
    text: { [DOLLAR]: { name: "mathText", tokenize: tokenizeText, previous } },
  };
}

/** Not in the middle of a run of dollar signs: the run as a whole was no opening. */
function previous(this: TokenizeContext, code: Code): boolean {
  return code !== DOLLAR || this.events.at(-1)?.[1].type === "characterEscape";
}

function tokenizeText(this: TokenizeContext, effects: Effects, ok: State, nok: State): State {
  let size = 0;
  let last: Code = null;
  const start: State = (code) => {
    effects.enter("mathText");
    return opening(code);
  };
  const opening: State = (code) => {
    if (code === DOLLAR) {
      size += 1;
      effects.consume(code);
      return opening;
    }
    return size > 2 || isBreak(code) || (size === 1 && isSpace(code)) ? nok(code) : inside(code);
  };
  const inside: State = (code) => {
    if (isBreak(code)) return nok(code);
    if (code === DOLLAR) return closing(code);
    effects.consume(code);
    last = code;
    return code === BACKSLASH ? escaped : inside;
  };
  const escaped: State = (code) => {
    if (isBreak(code)) return nok(code);
    effects.consume(code);
    last = null;
    return inside;
  };
  const closing: State = (code) => {
    // A single dollar sign after a space closes nothing, and neither does one before a digit: both are amounts of money.
    if (size === 1 && isSpace(last)) return nok(code);
    effects.consume(code);
    return size === 1 ? closed : second;
  };
  const second: State = (code) => {
    if (code !== DOLLAR) return nok(code);
    effects.consume(code);
    return closed;
  };
  const closed: State = (code) => {
    if (code === DOLLAR || (size === 1 && isDigit(code))) return nok(code);
    effects.exit("mathText");
    return ok(code);
  };
  return start;
}

function tokenizeFlow(this: TokenizeContext, effects: Effects, ok: State, nok: State): State {
  const { parser } = this;
  const now = () => this.now();
  let inValue = false;
  const value = (code: Code) => {
    if (!inValue) effects.enter("mathFlowValue");
    inValue = true;
    effects.consume(code);
  };
  const endValue = () => {
    if (inValue) effects.exit("mathFlowValue");
    inValue = false;
  };
  const start: State = (code) => {
    effects.enter("mathFlow");
    effects.enter("mathFlowFence");
    effects.consume(code);
    return secondOfOpening;
  };
  const secondOfOpening: State = (code) => {
    if (code !== DOLLAR) return nok(code);
    effects.consume(code);
    effects.exit("mathFlowFence");
    return (next) => (next === DOLLAR ? nok(next) : inside(next));
  };
  const inside: State = (code) => {
    if (code === null) return done(code);
    if (isBreak(code)) {
      endValue();
      return effects.attempt(continuation, inside, done)(code);
    }
    if (code === DOLLAR) {
      endValue();
      return effects.attempt(closing, done, dollar)(code);
    }
    value(code);
    return code === BACKSLASH ? escaped : inside;
  };
  const escaped: State = (code) => {
    if (isBreak(code)) return inside(code);
    value(code);
    return inside;
  };
  const dollar: State = (code) => {
    value(code);
    // Two that do not end a line: this is a formula in a line of text.
    return (next) => (next === DOLLAR ? nok(next) : inside(next));
  };
  const done: State = (code) => {
    endValue();
    effects.exit("mathFlow");
    return ok(code);
  };
  const closing: Construct = {
    partial: true,
    tokenize(inner, accept, refuse) {
      let size = 0;
      const fence: State = (code) => {
        if (code !== DOLLAR) {
          inner.exit("mathFlowFence");
          return size === 2 ? after(code) : refuse(code);
        }
        size += 1;
        inner.consume(code);
        return fence;
      };
      const after: State = (code) => {
        if (isBreak(code)) return accept(code);
        if (!isSpace(code)) return refuse(code);
        inner.enter("whitespace");
        return space(code);
      };
      const space: State = (code) => {
        if (code !== null && !isBreak(code) && isSpace(code)) {
          inner.consume(code);
          return space;
        }
        inner.exit("whitespace");
        return isBreak(code) ? accept(code) : refuse(code);
      };
      return (code) => {
        inner.enter("mathFlowFence");
        return fence(code);
      };
    },
  };
  const continuation: Construct = {
    partial: true,
    tokenize(inner, accept, refuse) {
      return (code) => {
        inner.enter("lineEnding");
        inner.consume(code);
        inner.exit("lineEnding");
        // A line that its list or quote does not reach belongs to no formula in it.
        return (next) => (parser.lazy[now().line] ? refuse(next) : accept(next));
      };
    },
  };
  return start;
}

/** The tree's nodes, which remember where each line of the formula stands. */
export function mathFromSource(): FromMarkdown {
  const pieces: { text: string; line: number; offset: number }[] = [];
  let fences = 0;
  const enter = (context: CompileContext, token: Token, type: "math" | "inlineMath") =>
    context.enter({ type, value: "", display: type === "math", open: false, lines: [] } as never, token);
  return {
    enter: {
      mathFlow(token) {
        pieces.length = fences = 0;
        enter(this, token, "math");
      },
      mathText(token) {
        enter(this, token, "inlineMath");
      },
    },
    exit: {
      mathFlowFence() {
        fences += 1;
      },
      mathFlowValue(token) {
        const { line, offset } = token.start;
        pieces.push({ text: this.sliceSerialize(token), line, offset });
      },
      mathFlow(token) {
        const node = this.stack.at(-1) as unknown as FlowMath;
        let line = token.start.line;
        for (const piece of pieces) {
          node.value += "\n".repeat(Math.max(piece.line - line, 0));
          line = piece.line;
          node.lines.push({ at: node.value.length, offset: piece.offset });
          node.value += piece.text;
        }
        node.open = fences < 2;
        this.exit(token);
      },
      mathText(token) {
        const node = this.stack.at(-1) as unknown as InlineMath;
        const text = this.sliceSerialize(token);
        const size = text.startsWith("$$") ? 2 : 1;
        node.value = text.slice(size, -size);
        node.display = size === 2;
        node.lines.push({ at: 0, offset: token.start.offset + size });
        this.exit(token);
      },
    },
  };
}

function isBreak(code: Code): boolean {
  return code === null || code < -2;
}

function isSpace(code: Code): boolean {
  return code === -2 || code === -1 || code === 32 || code === 9;
}

function isDigit(code: Code): boolean {
  return code !== null && code >= 48 && code <= 57;
}
