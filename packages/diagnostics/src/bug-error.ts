/** A mistake of ours, never of the author or the world. The command line turns it into exit code 70. */
export class BugError extends Error {
  override readonly name = "BugError";
}

/** @throws BugError with `message` when `condition` does not hold */
export function invariant(condition: unknown, message: string): asserts condition {
  if (!condition) throw new BugError(message);
}

/** Marks a branch that the types say cannot be reached. */
export function assertNever(value: never, what = "value"): never {
  throw new BugError(`unexpected ${what}: ${JSON.stringify(value)}`);
}
