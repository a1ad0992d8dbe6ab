/** Query parameters, held to the standards of the same values in statements (Data §2.2, Communication §3.2). */
import {
  checkActor,
  checkAgent,
  isIri,
  isUuid,
  type Actor,
  type Agent,
  type Iri,
  type StatementFault,
  type Uuid,
} from "@tessera/xapi";
import { parseJson } from "./json-body.ts";
import { badRequest, Refusal } from "./refusal.ts";
import { readStamp } from "./stamp.ts";
import type { Stamp } from "./store.ts";

export class Parameters {
  readonly #values: ReadonlyMap<string, string>;
  /** The section that describes the resource; quoted in refusals. */
  readonly #section: string;

  /** @throws Refusal 400 for a parameter that is not `known` here, or given twice */
  constructor(given: Iterable<readonly [string, string]>, known: readonly string[], section: string) {
    const values = new Map<string, string>();
    for (const [name, value] of given) {
      if (!known.includes(name)) throw unknownParameter(name, known);
      if (values.has(name))
        throw badRequest(`found the parameter "${name}" twice, expected it once`, "3.2", name);
      values.set(name, value);
    }
    this.#values = values;
    this.#section = section;
  }

  get names(): readonly string[] {
    return [...this.#values.keys()];
  }

  get all(): Readonly<Record<string, string>> {
    return Object.fromEntries(this.#values);
  }

  text(name: string): string | undefined {
    return this.#values.get(name);
  }

  /** @throws Refusal 400 when the parameter is missing */
  required<Value>(name: string, value: Value | undefined): Value {
    if (value === undefined)
      throw badRequest(`found no parameter "${name}", expected one`, this.#section, name);
    return value;
  }

  uuid(name: string): Uuid | undefined {
    return this.#held(name, isUuid, "a UUID");
  }

  iri(name: string): Iri | undefined {
    return this.#held(name, isIri, "an absolute IRI");
  }

  /** An Agent as JSON. */
  agent(name: string): Agent | undefined {
    return this.#actor(name, checkAgent) as Agent | undefined;
  }

  /** An Agent or an identified Group as JSON. */
  actor(name: string): Actor | undefined {
    return this.#actor(name, checkActor) as Actor | undefined;
  }

  stamp(name: string): Stamp | undefined {
    const text = this.text(name);
    return text === undefined
      ? undefined
      : (readStamp(text) ?? this.#refuse(name, text, "an RFC 3339 timestamp with its time zone"));
  }

  /** `false` when missing. */
  boolean(name: string): boolean {
    return this.#held(name, (text) => text === "true" || text === "false", "true or false") === "true";
  }

  /** A whole number, ≥ 0. */
  count(name: string): number | undefined {
    const text = this.#held(
      name,
      (held) => /^\d+$/.test(held) && Number.isSafeInteger(Number(held)),
      "a whole number, 0 or more",
    );
    return text === undefined ? undefined : Number(text);
  }

  choice<Choice extends string>(name: string, choices: readonly Choice[]): Choice | undefined {
    return this.#held(
      name,
      (text) => (choices as readonly string[]).includes(text),
      `one of ${choices.join(", ")}`,
    ) as Choice | undefined;
  }

  #held(name: string, holds: (text: string) => boolean, expected: string): string | undefined {
    const text = this.text(name);
    return text === undefined || holds(text) ? text : this.#refuse(name, text, expected);
  }

  #actor(name: string, check: typeof checkAgent): unknown {
    const text = this.text(name);
    if (text === undefined) return undefined;
    const value = parseJson(text, `the parameter "${name}"`);
    const faults: StatementFault[] = [];
    check(faults, name, value);
    const [first] = faults;
    if (first) throw new Refusal(400, first.message, { rule: first.rule, path: first.path, faults });
    return value;
  }

  #refuse(name: string, value: string, expected: string): never {
    const shown = JSON.stringify(value.length > 80 ? `${value.slice(0, 77)}...` : value);
    throw badRequest(`found ${shown} in the parameter "${name}", expected ${expected}`, this.#section, name);
  }
}

function unknownParameter(name: string, known: readonly string[]): Refusal {
  const other = known.find((one) => one.toLowerCase() === name.toLowerCase());
  const expected = other
    ? `"${other}" in exactly this case`
    : known.length === 0
      ? "no parameter"
      : `only ${known.join(", ")}`;
  return badRequest(`found the parameter ${JSON.stringify(name)}, expected ${expected}`, "3.2", name);
}
