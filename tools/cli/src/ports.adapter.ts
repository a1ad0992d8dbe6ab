import { randomBytes, randomUUID } from "node:crypto";

/** The real clock and the real dice, for the rooms that take them as parameters. */
export const now = (): number => Date.now();
export const uuid = (): string => randomUUID();
/** 192 bits, URL-safe. */
export const secret = (): string => randomBytes(24).toString("base64url");
