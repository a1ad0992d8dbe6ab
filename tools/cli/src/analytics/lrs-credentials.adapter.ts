import { UsageError } from "../exit.ts";
import { askedFor } from "./ask.adapter.ts";

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
  const asked = await askedFor(`Key for ${host} (empty for none): `, "Secret: ");
  return asked && { key: asked.name, secret: asked.secret };
}
