import { at, isObject, listOf } from "../json-value.ts";

/**
 * What a response says, quotation by quotation: ids of options give way to the words that the definition has for them
 * (xAPI 1.0.3 Data 2.4.4.1). What the definition does not know, and what a person typed, stays as it came.
 *
 * @returns nothing for an empty response
 */
export function responseInWords(definition: unknown, response: string): readonly string[] {
  if (response === "") return [];
  const items = response.replace(/^\{(?:case_matters|order_matters|lang)=[^}]*\}/, "").split("[,]");
  switch (at(definition, "interactionType")) {
    case "choice":
    case "sequencing":
      return items.map(namesOf(definition, "choices"));
    case "likert":
      return items.map(namesOf(definition, "scale"));
    case "matching":
      return pairs(items, namesOf(definition, "source"), namesOf(definition, "target"));
    case "performance":
      return pairs(items, namesOf(definition, "steps"), (done) => done);
    case "fill-in":
    case "long-fill-in":
      return items;
    case "numeric":
      return [response.replace("[:]", " to ")];
    default:
      return [response];
  }
}

type Name = (id: string) => string;

function pairs(items: readonly string[], left: Name, right: Name): readonly string[] {
  return items.map((item) => {
    const [from = "", to] = item.split("[.]");
    return to === undefined ? left(from) : `${left(from)}: ${right(to)}`;
  });
}

function namesOf(definition: unknown, list: string): Name {
  const names = new Map<string, string>();
  for (const component of listOf(at(definition, list))) {
    const id = at(component, "id");
    const description = at(component, "description");
    const words = isObject(description)
      ? Object.values(description).find((text) => typeof text === "string")
      : undefined;
    if (typeof id === "string" && words !== undefined) names.set(id, words);
  }
  return (id) => names.get(id) ?? id;
}
