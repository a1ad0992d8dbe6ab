/** The words of a command line as a shell would part them: white space outside of quotes. No expansion. */
export function shellWords(line: string): readonly string[] {
  return [...line.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map(
    ([, double, single, bare]) => double ?? single ?? bare ?? "",
  );
}

export interface Fence {
  readonly language: string;
  /** What follows the language on the opening line. */
  readonly info: string;
  readonly text: string;
  /** What stands between this fence and the next. */
  readonly after: string;
}

export function fences(page: string): readonly Fence[] {
  const found = [...page.matchAll(/^(`{3,})(\w*)([^\n]*)\n([\s\S]*?)^\1$/gm)];
  return found.map((match, index) => {
    const [whole, , language = "", info = "", text = ""] = match;
    const end = match.index + whole.length;
    return {
      language,
      info: info.trim(),
      text,
      after: page.slice(end, found[index + 1]?.index ?? page.length),
    };
  });
}
