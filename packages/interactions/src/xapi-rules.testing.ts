/** xAPI 1.0.3 Part Two §2.4.4.1 once more, written from the text and not from the code. */
import type { ActivityDefinition } from "@tessera/xapi";

const LISTS: Readonly<Record<string, readonly string[]>> = {
  choice: ["choices"],
  sequencing: ["choices"],
  likert: ["scale"],
  matching: ["source", "target"],
  performance: ["steps"],
};

export function definitionProblems(definition: ActivityDefinition): string[] {
  const problems: string[] = [];
  const allowed = LISTS[definition.interactionType ?? ""] ?? [];
  for (const list of ["choices", "scale", "source", "target", "steps"] as const) {
    const components = definition[list];
    if (components === undefined) {
      if (allowed.includes(list)) problems.push(`${list} is missing`);
      continue;
    }
    if (!allowed.includes(list)) problems.push(`${list} does not belong to ${definition.interactionType}`);
    const ids = components.map(({ id }) => id);
    if (new Set(ids).size !== ids.length) problems.push(`${list} repeats an id`);
    if (ids.some((id) => id === "" || /\s/.test(id))) problems.push(`${list} has an id with white space`);
    for (const { description } of components) {
      if (Object.values(description ?? {}).some((text) => text.trim() === ""))
        problems.push(`${list}: empty description`);
    }
  }
  for (const pattern of definition.correctResponsesPattern ?? [])
    problems.push(...patternProblems(pattern, definition));
  return problems;
}

const NUMBER = /^-?\d+(\.\d+)?(e[+-]?\d+)?$/;

/** What is wrong with a response or pattern of this definition's type. */
export function patternProblems(pattern: string, definition: ActivityDefinition): string[] {
  const ids = (list: "choices" | "scale" | "source" | "target" | "steps") =>
    (definition[list] ?? []).map(({ id }) => id);
  const known = (found: readonly string[], list: "choices" | "scale" | "source" | "target" | "steps") =>
    found.filter((id) => !ids(list).includes(id)).map((id) => `${id} is not in ${list}`);
  const type: string = definition.interactionType ?? "";
  switch (type) {
    case "true-false":
      return pattern === "true" || pattern === "false" ? [] : [`${pattern} is neither true nor false`];
    case "choice":
    case "sequencing":
      return known(pattern.split("[,]"), "choices");
    case "likert":
      return known([pattern], "scale");
    case "matching":
      return pattern.split("[,]").flatMap((pair) => {
        const parts = pair.split("[.]");
        if (parts.length !== 2) return [`${pair} is no pair`];
        return [...known([parts[0] as string], "source"), ...known([parts[1] as string], "target")];
      });
    case "numeric": {
      const ends = pattern.split("[:]");
      if (ends.length > 2 || ends.every((end) => end === "")) return [`${pattern} is no range`];
      return ends.filter((end) => end !== "" && !NUMBER.test(end)).map((end) => `${end} is no number`);
    }
    case "fill-in": {
      const start = /^(\{(case_matters|order_matters)=(true|false)\})*/.exec(pattern)?.[0] ?? "";
      return pattern
        .slice(start.length)
        .split("[,]")
        .map((item) => item.replace(/^\{lang=[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*\}/, ""))
        .filter((item) => /^\{(case_matters|order_matters|lang)=/.test(item))
        .map((item) => `${item} has a parameter out of place`);
    }
    case "performance":
      return pattern.split("[,]").flatMap((item) => {
        const parts = item.split("[.]");
        return parts.length === 2 ? known([parts[0] as string], "steps") : [`${item} is no step`];
      });
    case "long-fill-in":
      // One text, and at its start only what says how it is compared.
      return pattern.includes("[,]") ? ["a delimiter in a text"] : [];
    case "other":
      // Any text; what its parts are called is the author's business, but they have names.
      return pattern.split("[,]").some((id) => id.trim() === "") ? [`${pattern} has an empty part`] : [];
    default:
      return [`${definition.interactionType} is not checked`];
  }
}
