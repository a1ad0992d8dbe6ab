/** What the language's own tables and schemas say of each directive. */
import { INTERACTION_CODES } from "@tessera/interactions/schema";
import { MARKDOWN_CODES } from "@tessera/markdown";
import { commonAttributes } from "../../../packages/interactions/src/reading/attributes.ts";
import type { AttributeShape } from "../../../packages/interactions/src/reading/attributes.ts";
import type { KindSource } from "../../../packages/interactions/src/reading/kind-source.ts";
import { schemas } from "../../../packages/interactions/src/schemas.ts";
import { COURSE_LANGUAGE } from "../../../packages/markdown/src/course-language.ts";
import { WORDS } from "./sections.ts";
import { valueOf } from "./values.ts";
import type { Form } from "../../../packages/markdown/src/language.ts";

export interface Setting {
  readonly name: string;
  /** What a value has to be, in the words of the message about a wrong one; undefined where no schema says it. */
  readonly takes?: string;
  /** For the settings of `:set`: the kinds of question that know it. */
  readonly at?: readonly string[];
}

export interface Directive {
  readonly name: string;
  readonly forms: readonly Form[];
  readonly within: readonly string[];
  readonly isQuestion: boolean;
  /** Its own first, then those that every question has. */
  readonly settings: readonly Setting[];
  readonly shared: readonly Setting[];
  /** Code → what it means. */
  readonly codes: Readonly<Record<string, string>>;
}

const kinds: readonly KindSource[] = Object.values<KindSource>(schemas);
const MEANINGS: Readonly<Record<string, { readonly meaning: string }>> = {
  ...INTERACTION_CODES,
  ...MARKDOWN_CODES,
};

/** Every directive that this version builds, in order of name. */
export async function directives(
  codesOf: (name: string) => readonly string[],
): Promise<readonly Directive[]> {
  const all = await Promise.all(
    [...COURSE_LANGUAGE.words.values()].map(async (word) => {
      const kind = kinds.find((each) => each.kind === word.name);
      const own = kind ? settingsOf(kind.attributes) : await ownSettings(word.name, word.attributes ?? []);
      const prefixes = codesOf(word.name);
      const codes = kind
        ? kind.mistakes.map(({ code }) => code)
        : Object.keys(MEANINGS).filter((code) => prefixes.some((prefix) => code.startsWith(prefix)));
      return {
        name: word.name,
        forms: word.forms,
        within: word.within,
        isQuestion: kind !== undefined,
        settings: kind ? own : [...own, ...textSettings(word.name)],
        shared: kind ? settingsOf(commonAttributes) : [],
        codes: Object.fromEntries(
          [...new Set(codes)].sort().map((code) => [code, MEANINGS[code]?.meaning ?? ""]),
        ),
      };
    }),
  );
  return all.sort((left, right) => (left.name < right.name ? -1 : 1));
}

const ownSettings = (directive: string, names: readonly string[]): Promise<readonly Setting[]> =>
  Promise.all(
    names.map(async (name) => {
      const takes = WORDS[directive]?.takes?.[name] ?? (await valueOf(directive, name));
      return takes === undefined ? { name } : { name, takes };
    }),
  );

/** Of `:set`, `:blank`, `:choose` and `::end`, which the kinds read themselves. */
function textSettings(name: string): readonly Setting[] {
  const found = new Map<string, Setting & { readonly at: string[] }>();
  for (const { kind, texts, leaves } of kinds)
    for (const setting of settingsOf(texts[name] ?? leaves?.[name] ?? {})) {
      const known = found.get(setting.name);
      if (known) known.at.push(kind);
      else found.set(setting.name, { ...setting, at: [kind] });
    }
  return [...found.values()];
}

function settingsOf(shape: AttributeShape): readonly Setting[] {
  return Object.entries(shape).map(([name, type]) => {
    // What no value can be: the answer is what a message would say.
    const result = type.safeParse("\u0000 \u0000");
    const takes = result.success ? "text" : (result.error.issues[0]?.message ?? "text");
    return { name, takes: takes.replace(/ or \d+ more$/, " …") };
  });
}
