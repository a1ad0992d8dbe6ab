/** An LMS for tests: takes any element, remembers every call, and fails where it is told to. */
import type { Edition, RawApi } from "../edition.ts";

export class FakeLms {
  readonly calls: string[] = [];
  readonly values: Record<string, string>;
  /** What was in `values` at the last commit. */
  saved: Readonly<Record<string, string>> = {};
  /** Call or element → error code. */
  readonly errors = new Map<string, string>();
  readonly api: RawApi;
  #error = "0";

  constructor(edition: Edition, values: Readonly<Record<string, string>> = {}) {
    this.values = { ...values };
    const { initialize, get, set, commit, terminate, error, explain } = edition.calls;
    const answer = (name: string, act: () => string) => {
      const code = this.errors.get(name) ?? "0";
      this.#error = code;
      return code === "0" ? act() : "false";
    };
    this.api = {
      [initialize]: () => answer(this.#note(initialize), () => "true"),
      [get]: (element: string) => answer(element, () => this.values[element] ?? ""),
      [set]: (element: string, value: string) =>
        answer(this.#note(element, value), () => {
          this.values[element] = value;
          return "true";
        }),
      [commit]: () => answer(this.#note(commit), () => this.#save()),
      [terminate]: () => answer(this.#note(terminate), () => this.#save()),
      [error]: () => this.#error,
      [explain]: (code: string) => `error ${code}`,
    };
  }

  /** How often a call was made. */
  count(call: string): number {
    return this.calls.filter((each) => each === call).length;
  }

  #note(name: string, value?: string): string {
    this.calls.push(value === undefined ? name : `${name}=${value}`);
    return name;
  }

  #save(): string {
    this.saved = { ...this.values };
    return "true";
  }
}
