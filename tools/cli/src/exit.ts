/** Exit codes that scripts rely on (product.md section 6). */
export const EXIT = { done: 0, inputHasErrors: 1, wrongUsage: 2, bug: 70 } as const;

/** Something in the world is not as asked for: a file is missing, a port is taken. Told in one sentence. */
export class InputError extends Error {
  override readonly name = "InputError";
  readonly help: string | undefined;
  constructor(message: string, options: { readonly help?: string; readonly cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    this.help = options.help;
  }
}

/** The command was called in a way it does not have. */
export class UsageError extends InputError {}
