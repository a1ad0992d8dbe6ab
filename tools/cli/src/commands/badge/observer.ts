import { existsSync } from "node:fs";
import { join } from "node:path";
import { readEnrolment, shortKey, webCrypto, withObserver, withObservers } from "@tessera/credentials";
import { moment } from "@tessera/credentials/issuing";
import type { Issuer, Observer } from "@tessera/credentials";
import { printable } from "@tessera/diagnostics";
import { isTimestamp } from "@tessera/xapi";
import { openIssuer, PLACES, readBounded, type IssuerFolder } from "../../badge/issuer-folder.adapter.ts";
import { withLedger } from "../../badge/ledger-file.adapter.ts";
import { InputError, UsageError } from "../../exit.ts";
import { now } from "../../ports.adapter.ts";
import { data, say } from "../../terminal.adapter.ts";
import { writeWhole } from "../../write.adapter.ts";

export interface AddOptions {
  readonly from?: string;
  readonly until?: string;
}

/** Puts an observer onto the list of those whose signature counts. */
export async function add(dir: string, code: string, options: AddOptions): Promise<void> {
  const text = existsSync(code) ? new TextDecoder().decode(readBounded(code, 20_000)) : code;
  const enrolment = await readEnrolment(text, webCrypto);
  if (enrolment === undefined)
    throw new InputError("that is no enrolment, or it was not signed with the key in it", {
      help: "give the file, the link or the code that the observer's page shows, whole and in quotes",
    });
  const from = momentOf(options.from, "--from", "T00:00:00Z") ?? moment(now());
  const until = momentOf(options.until, "--until", "T23:59:59Z");
  if (until !== undefined && Date.parse(until) < Date.parse(from))
    throw new UsageError("--until lies before --from");
  await change(dir, ({ issuer }) => {
    const made = withObserver(issuer, enrolment, { from, ...(until !== undefined && { until }) });
    if ("conflict" in made)
      throw new InputError(
        made.conflict === "already-there"
          ? `${enrolment.name} is on the list already with this key`
          : "somebody else is on the list with this key, and a key has one owner",
      );
    return made.issuer;
  });
  say(
    `${printable(enrolment.name)} (${printable(enrolment.role)}) may observe from ${from}${until === undefined ? "" : ` until ${until}`}.`,
  );
  say(
    `Compare with the device, by voice or face to face: ${await shortKey(enrolment.key, webCrypto.sha256)}`,
  );
}

export async function list(dir: string, { format }: { readonly format: "table" | "json" }): Promise<void> {
  const { observers } = openIssuer(dir).issuer.evidence.observation;
  const rows = await Promise.all(
    observers.map(async (each) => ({ ...each, state: stateOf(each), short: await short(each) })),
  );
  if (format === "json") return data(JSON.stringify({ observers: rows }, null, 2));
  if (rows.length === 0)
    return say("Nobody is on the list. `tessera badge observer add` puts somebody onto it.");
  for (const { name, role, agent, from, until, state, short: key } of rows)
    data(
      printable(
        [state, name ?? "?", role ?? "", idOf(agent), key, `${from ?? "…"} – ${until ?? "…"}`].join("  "),
      ),
    );
}

/** Takes somebody off: nothing of theirs is accepted any more, and what was accepted stays. */
export async function remove(dir: string, who: string): Promise<void> {
  let taken: Observer | undefined;
  const at = moment(now());
  await change(dir, ({ issuer }) => {
    const { observers } = issuer.evidence.observation;
    const wanted = observers.filter(
      (each) => each.removed === undefined && [each.key, each.name, idOf(each.agent)].includes(who),
    );
    [taken] = wanted;
    if (taken === undefined)
      throw new InputError(`nobody on the list has the key, the name or the account \`${printable(who)}\``);
    if (wanted.length > 1)
      throw new InputError(`${wanted.length} on the list are called \`${printable(who)}\``, {
        help: "name the key (did:key:…)",
      });
    return withObservers(
      issuer,
      observers.map((each) => (each === taken ? { ...each, removed: at } : each)),
    );
  });
  say(
    `${printable(taken?.name ?? who)} was taken off. What was accepted before stays; nothing else of theirs will be, whatever date it bears.`,
  );
}

/** Two commands at once would each write the list without the other's change. */
async function change(dir: string, to: (folder: IssuerFolder) => Issuer): Promise<void> {
  const { root } = openIssuer(dir);
  await withLedger(openIssuer(dir), async () => {
    const issuer = to(openIssuer(dir));
    writeWhole([{ path: join(root, PLACES.issuer), data: `${JSON.stringify(issuer, null, 2)}\n` }]);
  });
}

/** @param rest - what a day alone is completed with */
function momentOf(given: string | undefined, option: string, rest: string): string | undefined {
  if (given === undefined) return undefined;
  const whole = /^\d{4}-\d\d-\d\d$/.test(given) ? `${given}${rest}` : given;
  if (!isTimestamp(whole) || Number.isNaN(Date.parse(whole)))
    throw new UsageError(`\`${option} ${given}\` is no day or moment, expected one such as 2026-12-31`);
  return moment(Date.parse(whole));
}

const idOf = ({ account, mbox, openid }: Observer["agent"]): string =>
  account === undefined ? (mbox ?? openid ?? "?") : `${account.homePage} ${account.name}`;

const short = async ({ key }: Observer): Promise<string> =>
  key === undefined ? "no key" : shortKey(key, webCrypto.sha256);

function stateOf({ from, until, removed }: Observer): "removed" | "not yet" | "over" | "may observe" {
  const at = now();
  if (removed !== undefined && Date.parse(removed) <= at) return "removed";
  if (from !== undefined && Date.parse(from) > at) return "not yet";
  return until !== undefined && Date.parse(until) < at ? "over" : "may observe";
}
