import type { QuestionStrings } from "../interaction.ts";
import { EN, type StringKey } from "./en.ts";

/**
 * One phrase of the interface. With `count` among the values, the form for that number is taken.
 * A key that the language lacks is said in English: a gap never leaves a control without a name.
 */
export function phrase(
  strings: QuestionStrings,
  key: StringKey,
  values: Readonly<Record<string, string | number>> = {},
): string {
  const { count } = values;
  const from = strings[key] === undefined ? EN : strings;
  const form =
    typeof count === "number"
      ? (from as QuestionStrings)[`${key}.${new Intl.PluralRules(from["question.language"]).select(count)}`]
      : undefined;
  const template = form ?? (from as QuestionStrings)[key] ?? EN[key];
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}
