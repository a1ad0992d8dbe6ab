import type { Edition, RawApi, Setting } from "./edition.ts";

/** A call that the LMS refused. */
export interface LmsError {
  /** What was tried: a call's name, or an element's. */
  readonly call: string;
  /** The LMS's number; `?` where it has none, `!` where the call threw. */
  readonly code: string;
  /** The LMS's own words, if it has any. */
  readonly text: string;
}

/** The one place that calls an LMS's API. Reads the error after each call; never throws. */
export class Connection {
  readonly #api: RawApi;
  readonly #edition: Edition;
  /** Call or element → its last error; gone when it succeeds. */
  readonly #errors = new Map<string, LmsError>();
  readonly #sent = new Map<string, string>();

  constructor(api: RawApi, edition: Edition) {
    this.#api = api;
    this.#edition = edition;
  }

  /** The oldest error that still stands. */
  get error(): LmsError | undefined {
    return this.#errors.values().next().value;
  }

  initialize(): boolean {
    return this.#did("initialize", "");
  }

  commit(): boolean {
    return this.#did("commit", "");
  }

  terminate(): boolean {
    return this.#did("terminate", "");
  }

  /** @returns `""` for what the LMS does not have */
  get(element: string): string {
    const { get } = this.#edition.calls;
    const { value, code, text } = this.#call(get, element);
    // Everything else has a value to fall back on; work that can't be read must not be overwritten.
    if (element === this.#edition.suspendData && code !== "0" && !this.#edition.absent.includes(code))
      this.#errors.set(element, { call: element, code, text });
    return code === "0" ? textOf(value) : "";
  }

  /**
   * Writes what has changed since it was last written.
   * @returns false where the LMS refused; an element that it does not have at all counts as refused, without an error
   */
  set([element, value]: Setting): boolean {
    if (this.#sent.get(element) === value) return true;
    const { value: reply, code, text } = this.#call(this.#edition.calls.set, element, value);
    const isTaken = isTrue(reply);
    if (isTaken) {
      // An interaction is written once; there may be hundreds.
      if (!element.startsWith("cmi.interactions.")) this.#sent.set(element, value);
      this.#errors.delete(element);
    } else if (!["401", "402"].includes(code)) {
      this.#errors.set(element, { call: element, code, text });
    }
    return isTaken;
  }

  /** True when an error of this number stands for a call. */
  failedWith(call: "initialize", code: string | undefined): boolean {
    return code !== undefined && this.#errors.get(this.#edition.calls[call])?.code === code;
  }

  forgive(call: "initialize"): void {
    this.#errors.delete(this.#edition.calls[call]);
  }

  #did(name: "initialize" | "commit" | "terminate", argument: string): boolean {
    const call = this.#edition.calls[name];
    const { value, code, text } = this.#call(call, argument);
    // Some LMSs leave the number of an earlier error standing: what the call itself says counts.
    if (isTrue(value)) this.#errors.delete(call);
    else this.#errors.set(call, { call, code, text });
    return isTrue(value);
  }

  #call(name: string, ...words: readonly string[]) {
    const { error, explain } = this.#edition.calls;
    try {
      const value = this.#invoke(name, words);
      const code = textOf(this.#invoke(error, [])) || "0";
      const text = code === "0" ? "" : textOf(this.#invoke(explain, [code]));
      return { value, code: code === "0" && value === "false" ? "?" : code, text };
    } catch (cause) {
      return { value: undefined, code: "!", text: cause instanceof Error ? cause.message : "" };
    }
  }

  /** As a method of the API: some are Java applets or old objects whose functions can't be taken from them. */
  #invoke(name: string, words: readonly string[]): unknown {
    const api = this.#api as Record<string, (...words: readonly string[]) => unknown>;
    return api[name]?.(...words);
  }
}

/** SCORM speaks in strings; some LMSs answer with numbers and truth values. */
function textOf(value: unknown): string {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean"
    ? String(value)
    : "";
}

function isTrue(value: unknown): boolean {
  return value === true || value === "true" || value === 1;
}
