import { createInterface } from "node:readline/promises";
import { Writable } from "node:stream";
import { UsageError } from "../exit.ts";

export interface LrsKey {
  readonly key: string;
  readonly secret: string;
}

/**
 * Key and secret for an LRS, from `TESSERA_LRS_KEY` and `TESSERA_LRS_SECRET`, else asked for at a terminal. Never from the
 * command line, where other users of the machine could read them.
 *
 * @returns undefined for an LRS that asks for none: no key in the environment and no terminal, or an empty answer
 */
export async function credentials(host: string): Promise<LrsKey | undefined> {
  const key = process.env["TESSERA_LRS_KEY"];
  const secret = process.env["TESSERA_LRS_SECRET"];
  if (key && secret) return { key, secret };
  if (key || secret)
    throw new UsageError(`TESSERA_LRS_${key ? "SECRET" : "KEY"} is not set`, {
      help: "set both, or neither",
    });
  if (process.stdin.isTTY !== true || process.stderr.isTTY !== true) return undefined;
  const asked = await ask(`Key for ${host} (empty for none): `, false);
  if (asked === "") return undefined;
  return { key: asked, secret: await ask("Secret: ", true) };
}

async function ask(question: string, hidden: boolean): Promise<string> {
  process.stderr.write(question);
  const output = hidden ? new Writable({ write: (_chunk, _encoding, done) => done() }) : process.stderr;
  const lines = createInterface({ input: process.stdin, output, terminal: true });
  try {
    return (await lines.question("")).trim();
  } finally {
    lines.close();
    if (hidden) process.stderr.write("\n");
  }
}
