import { randomBytes as nodeRandomBytes, randomUUID } from "node:crypto";

/** The real clock and the real dice, for the rooms that take them as parameters. */
export const now = (): number => Date.now();
export const uuid = (): string => randomUUID();
/** Does not keep a process alive that has nothing else to do. */
export const wait = (ms: number): Promise<void> =>
  new Promise((resolve) => void setTimeout(resolve, ms).unref());
/** 192 bits, URL-safe. */
export const secret = (): string => nodeRandomBytes(24).toString("base64url");
/** Bytes that nobody can foresee. */
export const randomBytes = (count: number): Uint8Array => new Uint8Array(nodeRandomBytes(count));
