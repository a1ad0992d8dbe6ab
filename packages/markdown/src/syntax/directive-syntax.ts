import { directiveFromMarkdown } from "mdast-util-directive";
import type { CompileContext, Extension as FromMarkdown, Token } from "mdast-util-from-markdown";
import { directive } from "micromark-extension-directive";
import type { Code, Construct, Effects, Extension, State, TokenizeContext } from "micromark-util-types";

const COLON = 58;
const LEFT_BRACKET = 91;
const CARET = 94;
const LEFT_BRACE = 123;

/**
 * The generic directives, with one guard (dialect.md, guard 1): `:name` is one only if the name starts with a
 * letter and `[` (not `[^`) or `{` follows at once. So `02:10`, `3:1` and `host:8080` stay text.
 */
export function directiveSyntax(): Extension {
  const { flow, text } = directive();
  const inline = text?.[COLON] as Construct;
  const guarded: Construct = {
    ...(inline.previous && { previous: inline.previous }),
    tokenize(effects, ok, nok) {
      const accept = inline.tokenize.call(this, effects, ok, nok);
      return effects.check({ tokenize: tokenizeOpening, partial: true }, accept, nok);
    },
  };
  return { ...(flow && { flow }), text: { [COLON]: guarded } };
}

/** Looks ahead over `:name[` or `:name{`; consumes nothing for good. */
function tokenizeOpening(this: TokenizeContext, effects: Effects, ok: State, nok: State): State {
  // A look-ahead needs a token to consume in; `check` throws it away.
  const token = "data" as const;
  const name = (code: Code): State | undefined => {
    if (isLetter(code) || isDigit(code) || code === 45 || code === 95) {
      effects.consume(code);
      return name;
    }
    if (code === LEFT_BRACE) return leave(ok, code);
    if (code !== LEFT_BRACKET) return leave(nok, code);
    effects.consume(code);
    return (next) => leave(next === CARET ? nok : ok, next);
  };
  const leave = (state: State, code: Code): State | undefined => {
    effects.exit(token);
    return state(code);
  };
  return (code) => {
    effects.enter(token);
    effects.consume(code);
    return (first) => (isLetter(first) ? name(first) : leave(nok, first));
  };
}

function isLetter(code: Code): boolean {
  return code !== null && code > 0 && /\p{L}/u.test(String.fromCharCode(code));
}

function isDigit(code: Code): boolean {
  return code !== null && code >= 48 && code <= 57;
}

/** One attribute with where its name and value stand (UTF-16 offsets); repeats are kept. */
export interface RawAttribute {
  readonly name: string;
  readonly value: string;
  readonly nameStart: number;
  readonly nameEnd: number;
  readonly valueStart: number;
  readonly valueEnd: number;
}

type Handle = (this: CompileContext, token: Token) => unknown;
type Handles = Record<string, Handle>;

/**
 * The directives' tree builder, which also writes down each attribute's place: the tree alone keeps neither places
 * nor repeats.
 *
 * @param record - called once for each directive that has braces
 */
export function directiveFromSource(
  record: (node: object, attributes: readonly RawAttribute[]) => void,
): FromMarkdown {
  const base = directiveFromMarkdown({ verbose: true });
  const enter: Handles = { ...(base.enter as Handles) };
  const exit: Handles = { ...(base.exit as Handles) };
  let found: RawAttribute[] = [];
  const after = (handles: Handles, name: string, more: Handle) => {
    const original = handles[name];
    handles[name] = function (token) {
      original?.call(this, token);
      more.call(this, token);
    };
  };
  /** What the original handler has just decoded: character references are resolved in it. */
  const decoded = (context: CompileContext): readonly [string, string] => {
    const list = (context.data as { directiveAttributes?: [string, string][] }).directiveAttributes;
    return list?.at(-1) ?? ["", ""];
  };
  const shorthand: Handle = function (token) {
    const [name, value] = decoded(this);
    const [start, end] = [token.start.offset, token.end.offset];
    found.push({ name, value, nameStart: start - 1, nameEnd: end, valueStart: start, valueEnd: end });
  };
  const named: Handle = function (token) {
    const [start, end] = [token.start.offset, token.end.offset];
    found.push({
      name: decoded(this)[0],
      value: "",
      nameStart: start,
      nameEnd: end,
      valueStart: start,
      valueEnd: end,
    });
  };
  const valued: Handle = function (token) {
    const last = found.pop();
    if (!last) return;
    const [valueStart, valueEnd] = [token.start.offset, token.end.offset];
    found.push({ ...last, value: decoded(this)[1], valueStart, valueEnd });
  };
  for (const form of ["Container", "Leaf", "Text"]) {
    const begin: Handle = () => {
      found = [];
    };
    after(enter, `directive${form}Attributes`, begin);
    after(exit, `directive${form}AttributeIdValue`, shorthand);
    after(exit, `directive${form}AttributeClassValue`, shorthand);
    after(exit, `directive${form}AttributeName`, named);
    after(exit, `directive${form}AttributeValue`, valued);
    after(exit, `directive${form}Attributes`, function () {
      record(this.stack.at(-1) as object, found);
      found = [];
    });
  }
  return { ...base, enter, exit } as FromMarkdown;
}
