/** One breach of xAPI 1.0.3 in a statement: where, what was found and expected, and which rule says so. */
export interface StatementFault {
  /** From the root of what was checked: `$.context.registration`, `$.object.definition.choices[2].id`. */
  readonly path: string;
  /** What was found, then what was expected; no full stop. */
  readonly message: string;
  /** E.g. `xAPI 1.0.3 Data 2.4.6`. */
  readonly rule: string;
}

/** Where the checks write what they find; never read by them. */
export type Faults = StatementFault[];

/** A section of Part Two, "Experience API Data". */
export type DataRule = `xAPI 1.0.3 Data ${string}`;

export const dataRule = (section: string): DataRule => `xAPI 1.0.3 Data ${section}`;

/** More say nothing new, and a body of a million mistakes must not become a million messages. */
const MAX_FAULTS = 100;

export function fault(faults: Faults, path: string, message: string, section: string): void {
  if (faults.length < MAX_FAULTS) faults.push({ path, message, rule: dataRule(section) });
}

/** The quoted part of a message: enough of the value to find it again, never more than a line. */
export function found(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return value.length === 0 ? "an empty array" : `an array of ${value.length}`;
  if (typeof value === "object") return "an object";
  if (typeof value === "string") return value === "" ? "an empty string" : `the string ${quote(value)}`;
  if (typeof value === "number" || typeof value === "boolean") return `the ${typeof value} ${value}`;
  return "nothing";
}

export function quote(text: string): string {
  return JSON.stringify(text.length > 60 ? `${text.slice(0, 57)}...` : text);
}

/** `base.key`, or `base["odd key"]` where the key is not a plain word. */
export function child(base: string, key: string): string {
  return /^[A-Za-z_$][\w$]{0,59}$/.test(key) ? `${base}.${key}` : `${base}[${quote(key)}]`;
}
