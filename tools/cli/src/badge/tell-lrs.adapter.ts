import { webCrypto } from "@tessera/credentials";
import { untold } from "@tessera/credentials/issuing";
import type { Telling } from "@tessera/credentials/issuing";
import { XAPI_VERSION } from "@tessera/xapi";
import { openLrs, type LrsDoor } from "../analytics/lrs-access.adapter.ts";
import { InputError } from "../exit.ts";
import { say } from "../terminal.adapter.ts";
import type { IssuerFolder } from "./issuer-folder.adapter.ts";
import type { LedgerFile } from "./ledger-file.adapter.ts";

/** Statements in one request. */
const BATCH = 50;
const TIMEOUT_MS = 60_000;

interface Told {
  readonly told: number;
  /** Why something was not told; the next run tries again. */
  readonly faults: readonly string[];
}

/** Writes what the LRS was not told yet, and into the ledger what it has taken. */
async function tellLrs(folder: IssuerFolder, file: LedgerFile, door: LrsDoor): Promise<Told> {
  const lrs = door.endpoint;
  const faults: string[] = [];
  let [told, batch] = [0, [] as Telling[]];
  const send = async (): Promise<boolean> => {
    if (batch.length === 0) return true;
    const { taken, fault } = await write(door, batch);
    file.append(taken.map(({ line }) => line));
    told += taken.length;
    if (fault !== undefined) faults.push(fault);
    batch = [];
    // An LRS that takes nothing is not asked a thousand times.
    return fault === undefined || taken.length > 0;
  };
  // Taken out first: what is told changes what there is to tell.
  const all: Telling[] = [];
  for await (const telling of untold(folder.issuer, file.ledger, lrs, webCrypto.sha256)) all.push(telling);
  for (const telling of all) {
    batch.push(telling);
    if (batch.length >= BATCH && !(await send())) break;
  }
  await send();
  file.settle();
  return { told, faults };
}

interface Outcome<Told extends Tellable> {
  readonly taken: readonly Told[];
  readonly fault?: string;
}

/** Whatever becomes a statement, and is written down as told. */
export interface Tellable {
  readonly statement: { readonly id?: string };
}

/** @param batch - at most some tens: one request */
export async function write<Told extends Tellable>(
  door: LrsDoor,
  batch: readonly Told[],
): Promise<Outcome<Told>> {
  const { status, says } = await request(
    door,
    { method: "POST", path: "statements" },
    batch.map(({ statement }) => statement),
  );
  if (status === 200 || status === 204) return { taken: batch };
  // One of them is there already, and some LRSs take none of a list then: each for itself.
  if (status === 409) return oneByOne(door, batch);
  return { taken: [], fault: says };
}

async function oneByOne<Told extends Tellable>(
  door: LrsDoor,
  batch: readonly Told[],
): Promise<Outcome<Told>> {
  const taken: Told[] = [];
  let fault: string | undefined;
  for (const telling of batch) {
    const id = String(telling.statement.id);
    const { status, says } = await request(
      door,
      { method: "PUT", path: `statements?statementId=${id}` },
      telling.statement,
    );
    if (status === 200 || status === 204) taken.push(telling);
    // The id is made of what is said and by whom: another text under it was said by us, in other words.
    else if (status === 409) taken.push(telling);
    else fault = says;
  }
  return { taken, ...(fault !== undefined && { fault }) };
}

async function request(
  { endpoint, authorization }: LrsDoor,
  { method, path }: { readonly method: "POST" | "PUT"; readonly path: string },
  body: object,
): Promise<{ readonly status: number; readonly says: string }> {
  const { host } = new URL(endpoint);
  try {
    const reply = await fetch(`${endpoint}${path}`, {
      method,
      headers: {
        "content-type": "application/json",
        "x-experience-api-version": XAPI_VERSION,
        ...(authorization !== undefined && { authorization }),
      },
      body: JSON.stringify(body),
      // A redirect could carry the key to another host (decision 13).
      redirect: "manual",
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    await reply.arrayBuffer();
    const hint = reply.status === 401 || reply.status === 403 ? ": this key may not write statements" : "";
    return { status: reply.status, says: `${host} answered HTTP ${reply.status}${hint}` };
  } catch (error) {
    return { status: 0, says: `${host} did not answer: ${error instanceof Error ? error.message : "?"}` };
  }
}

/** Where `earned` is written to. */
export async function doorOf(
  { tell }: { readonly tell?: string | false },
  source: LrsDoor | undefined,
): Promise<LrsDoor | undefined> {
  if (tell === false) return undefined;
  return tell === undefined ? source : openLrs(tell);
}

/** @throws InputError when the LRS has not taken all of it */
export async function telling(folder: IssuerFolder, file: LedgerFile, door: LrsDoor): Promise<void> {
  const { told, faults } = await tellLrs(folder, file, door);
  if (told > 0) say(`Told ${door.endpoint} of ${told} ${told === 1 ? "change" : "changes"}.`);
  const [first] = faults;
  if (first !== undefined)
    throw new InputError(`not everything could be written to the LRS: ${first}`, {
      help: "what was issued is issued; the next run tells the LRS what it does not know yet",
    });
}
