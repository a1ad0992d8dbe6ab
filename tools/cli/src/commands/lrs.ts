import { reasonOf } from "../system-words.ts";
import { InputError } from "../exit.ts";
import { untilStopped } from "../until-stopped.adapter.ts";
import { data, say } from "../terminal.adapter.ts";

/**
 * The embedded LRS alone. Key and secret come from TESSERA_LRS_KEY and TESSERA_LRS_SECRET, never from the command
 * line, where other users of the machine could read them; without them everyone on this machine may do everything.
 */
export async function lrs(options: { readonly port: number; readonly db: string }): Promise<void> {
  const { startStandaloneLrs } = await import("@tessera/lrs/node");
  const key = process.env["TESSERA_LRS_KEY"];
  const secret = process.env["TESSERA_LRS_SECRET"];
  const running = await startStandaloneLrs({
    port: options.port,
    file: options.db,
    ...(key && secret ? { credentials: { key, secret } } : {}),
    onError: (error) => say(`bug: ${String(error)}`),
  }).catch((cause: unknown) => {
    throw new InputError(`the LRS cannot start: ${reasonOf(cause)}`, {
      help: "choose another --port or another --db",
      cause,
    });
  });
  data(running.endpoint);
  say(`The LRS answers at ${running.endpoint} and keeps statements in ${options.db}. Stop it with Ctrl+C.`);
  if (!(key && secret)) say("It asks for no key: set TESSERA_LRS_KEY and TESSERA_LRS_SECRET to have it ask.");
  await untilStopped();
  await running.close();
}
