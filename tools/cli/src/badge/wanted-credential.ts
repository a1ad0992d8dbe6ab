import type { Held, Ledger } from "@tessera/credentials/issuing";
import { InputError } from "../exit.ts";

/** @param id - with or without `urn:uuid:` @throws InputError when nothing of this id was issued */
export function wantedCredential({ issued }: Ledger, id: string): Held {
  const wanted = id.startsWith("urn:uuid:") ? id.toLowerCase() : `urn:uuid:${id.toLowerCase()}`;
  const held = issued.get(wanted);
  if (held === undefined)
    throw new InputError(`no credential ${wanted} was issued here`, {
      help: "`tessera badge verify FILE` prints the id; the folders of credentials/ bear it",
    });
  return held;
}
