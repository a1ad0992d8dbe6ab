import { createInterface } from "node:readline/promises";
import { Writable } from "node:stream";

/**
 * A name and a secret from whoever sits at the terminal; the secret is not shown.
 *
 * @returns undefined where nobody sits there, or the name is left empty
 */
export async function askedFor(
  forName: string,
  forSecret: string,
): Promise<{ readonly name: string; readonly secret: string } | undefined> {
  if (process.stdin.isTTY !== true || process.stderr.isTTY !== true) return undefined;
  const name = await ask(forName, false);
  return name === "" ? undefined : { name, secret: await ask(forSecret, true) };
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
