import type { Statement } from "@tessera/xapi";

interface Rule {
  readonly location: string;
  readonly presence?: string;
  readonly any?: readonly unknown[];
  readonly all?: readonly unknown[];
  readonly none?: readonly unknown[];
}

export interface Contract {
  readonly templates: readonly {
    readonly id: string;
    readonly verb: string;
    readonly objectActivityType?: string;
    readonly rules: readonly Rule[];
  }[];
}

/** Everything at a JSONPath of the kind the contract uses: names, `[*]`, `['…']`, ` | `. */
function found(value: unknown, location: string): readonly unknown[] {
  return location.split(" | ").flatMap((path) => {
    let here: readonly unknown[] = [value];
    for (const [, name, quoted, star] of path.matchAll(/\.(\w+)|\['([^']+)'\]|\[(\*)\]/g))
      here = here
        .flatMap((one): unknown[] =>
          star ? (Array.isArray(one) ? one : []) : [(one as Record<string, unknown>)[name ?? quoted ?? ""]],
        )
        .filter((one) => one !== undefined);
    return here;
  });
}

function follows(statement: Statement, rule: Rule): boolean {
  const values = found(statement, rule.location);
  if (rule.presence === "excluded") return values.length === 0;
  if (values.length === 0) return rule.presence !== "included";
  if (rule.any && !rule.any.some((one) => values.includes(one))) return false;
  if (rule.all && !values.every((one) => rule.all?.includes(one))) return false;
  return !rule.none?.some((one) => values.includes(one));
}

/** Names of the templates that a statement follows; the contract is made so that it is one. */
export function templatesOf({ templates }: Contract, statement: Statement): readonly string[] {
  const { object } = statement;
  const type = "definition" in object ? object.definition?.type : undefined;
  return templates
    .filter(
      ({ verb, objectActivityType }) => verb === statement.verb.id && (objectActivityType ?? type) === type,
    )
    .filter(({ rules }) => rules.every((rule) => follows(statement, rule)))
    .map(({ id }) => id.split("/t/")[1] ?? "");
}
