import { addTold } from "@tessera/credentials";
import type { AcceptedLog, ToldLine } from "@tessera/credentials";
import type { LrsDoor } from "../analytics/lrs-access.adapter.ts";
import { InputError } from "../exit.ts";
import { say } from "../terminal.adapter.ts";
import { appendAccepted } from "./accepted-file.adapter.ts";
import type { IssuerFolder } from "./issuer-folder.adapter.ts";
import { write } from "./tell-lrs.adapter.ts";

/**
 * Writes what observers have signed and this LRS has not taken yet, one request for each of them. The LRS puts the issuer's own
 * authority to it, since it comes with the issuer's key.
 *
 * @throws InputError when the LRS does not take one of them
 */
export async function tellObservations(folder: IssuerFolder, log: AcceptedLog, door: LrsDoor): Promise<void> {
  const lrs = door.endpoint;
  let count = 0;
  for (const { name, statements } of log.byName.values()) {
    if (log.told.get(lrs)?.has(name) === true) continue;
    const { taken, fault } = await write(
      door,
      statements.map((statement) => ({ statement })),
    );
    if (fault !== undefined || taken.length < statements.length)
      throw new InputError(`not everything could be written to the LRS: ${fault ?? "it did not say why"}`, {
        help: "what was accepted is accepted; the next run tells the LRS what it does not know yet",
      });
    const line: ToldLine = { line: "told", name, lrs };
    appendAccepted(folder, [line]);
    addTold(log, line);
    count += 1;
  }
  if (count > 0) say(`Told ${lrs} of ${count} ${count === 1 ? "observation" : "observations"}.`);
}
