/**
 * Reads a response or pattern as somebody does who has only the specification: xAPI 1.0.3 Part Two §2.4.4.1, "Response
 * Patterns". Shares no code with what writes them.
 */
export type ReadBack =
  | { readonly item: string }
  | { readonly items: readonly string[] }
  | { readonly pairs: readonly (readonly [string, string])[] }
  | { readonly text: string };

export function readBack(interactionType: string, response: string): ReadBack {
  switch (interactionType) {
    case "true-false":
    case "likert":
      return { item: response };
    case "choice":
    case "sequencing":
    case "other":
      return { items: between(response, "[,]") };
    case "matching":
    case "performance":
      return {
        pairs: between(response, "[,]").map((item) => {
          const [left, right, ...rest] = between(item, "[.]");
          if (left === undefined || right === undefined || rest.length > 0)
            throw new Error(`no pair: ${item}`);
          return [left, right] as const;
        }),
      };
    case "long-fill-in":
      if (/^\{(case_matters|order_matters|lang)=/.test(response)) throw new Error("a parameter in an answer");
      if (response.includes("[,]")) throw new Error("more than one text");
      return { text: response };
    default:
      throw new Error(`${interactionType} is not read here`);
  }
}

/** Character by character, so that nothing of `split` and its like is taken over. */
function between(text: string, delimiter: string): string[] {
  const found: string[] = [];
  let rest = text;
  for (let at = rest.indexOf(delimiter); at >= 0; at = rest.indexOf(delimiter)) {
    found.push(rest.slice(0, at));
    rest = rest.slice(at + delimiter.length);
  }
  return text === "" ? [] : [...found, rest];
}
