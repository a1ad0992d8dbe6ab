import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { InputError } from "../exit.ts";
import { say } from "../terminal.adapter.ts";

/** 32 bytes by chance, hexadecimal. */
export const freshKey = (): string => randomBytes(32).toString("hex");

/**
 * The key of a store's pseudonyms, made when the file is not there.
 *
 * @returns hexadecimal
 * @throws InputError when it is no key, or is not there and `make` is false
 */
export function keyFile(path: string, { make }: { readonly make: boolean }): string {
  if (!existsSync(path)) {
    if (!make) throw new InputError(`there is no \`${path}\``, { help: "give the key file of the store" });
    mkdirSync(dirname(path), { recursive: true });
    // `wx`: a key that another run has just made is not written over.
    writeFileSync(path, `${freshKey()}\n`, { mode: 0o600, flag: "wx" });
    say(`made \`${path}\`: whoever has it can tell who is who, and without it nobody can; keep it apart`);
  }
  const text = readFileSync(path, "utf8").trim();
  if (!/^[0-9a-f]{64}$/.test(text))
    throw new InputError(`\`${path}\` is no key file`, { help: "it holds 64 hexadecimal digits" });
  if (process.platform !== "win32" && (statSync(path).mode & 0o077) !== 0)
    say(`warning: others on this machine can read \`${path}\`; chmod 600 keeps it yours`);
  return text;
}
