/** Who issues: `issuer.json` of an issuer's folder. Holds no secret. */
import { agentKey } from "../award/agent.ts";
import { checkAgent, type Agent, type StatementFault } from "@tessera/xapi";
import type { IssuerProfile } from "../credential/build.ts";
import { isObject, property, type Json, type JsonObject } from "../json/json.ts";
import { dateTime, differences, exactly, list, record, text, type Shape } from "../json/shape.ts";
import { parseStrictJson } from "../json/strict-json.ts";
import { didKeyDocument, didWeb, isHost } from "../keys/did.ts";

export const ISSUER_FORMAT = 1;

/** Somebody whose word about others counts, and when. */
export interface Observer {
  readonly agent: Agent;
  /** As credentials name them. */
  readonly name?: string;
  readonly role?: string;
  /** `did:key:…` of the device that signs. Who has one is believed by signature only; who has none, by whoever writes the statement. */
  readonly key?: string;
  /** Both inclusive; absent = always. */
  readonly from?: string;
  readonly until?: string;
  /** Since when nothing of theirs is accepted any more, whatever date it bears. */
  readonly removed?: string;
}

/**
 * Whose statements count. An LRS writes `authority` by itself, from the credentials that a statement came with; everything
 * else in a statement is the sender's word.
 */
export interface EvidencePolicy {
  /** Under whose credentials the LMS lets sessions write: what a learner's browser sends has these too. */
  readonly authorities: readonly Agent[];
  readonly observation: {
    /** Under whose credentials observations are written; a learner's session must never have them. */
    readonly authorities: readonly Agent[];
    readonly observers: readonly Observer[];
  };
}

export interface Issuer {
  readonly format: typeof ISSUER_FORMAT;
  readonly domain: string;
  readonly name: string;
  /** What stands behind the `#` of a key, for each purpose; also the names of the key files. */
  readonly keys: { readonly credentials: string; readonly status: string; readonly token: string };
  readonly evidence: EvidencePolicy;
  /** Keys that sign no longer, the latest last. */
  readonly retired?: readonly RetiredKey[];
}

export interface RetiredKey {
  readonly name: string;
  readonly purpose: keyof Issuer["keys"];
  readonly at: string;
  /** Since when somebody else may have had it. */
  readonly stolen?: string;
}

export const didOf = ({ domain }: Pick<Issuer, "domain">): string => didWeb(domain);
export const statusListUrl = ({ domain }: Pick<Issuer, "domain">, list = 1): string =>
  `https://${domain}/status/${list}.json`;
export const profileOf = (issuer: Issuer): IssuerProfile => ({
  id: didOf(issuer),
  name: issuer.name,
  url: `https://${issuer.domain}/`,
});

/** @param year - four digits, of the keys' names */
export function newIssuer(domain: string, name: string, year: string): Issuer {
  return {
    format: ISSUER_FORMAT,
    domain,
    name,
    keys: { credentials: `credentials-${year}`, status: `status-${year}`, token: `token-${year}` },
    evidence: { authorities: [], observation: { authorities: [], observers: [] } },
  };
}

const agent: Shape = (value, path, report) => {
  const faults: StatementFault[] = [];
  checkAgent(faults, path, value);
  for (const { path: at, message } of faults) report(`${at}: ${message}`);
};
const keyName: Shape = (value, path, report) => {
  if (typeof value !== "string" || !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(value))
    report(`${path}: expected a name of a-z, 0-9 and single -`);
};
const agents = list(agent, 0);

const key: Shape = (value, path, report) => {
  if (typeof value !== "string" || didKeyDocument(value) === undefined)
    report(`${path}: expected the key of an observer's device, did:key:z6Mk…`);
};
const observer = record(
  { agent },
  { name: text(200), role: text(200), key, from: dateTime, until: dateTime, removed: dateTime },
);
const shape = record(
  {
    format: exactly(ISSUER_FORMAT),
    domain: (value, path, report) => {
      if (typeof value !== "string" || !isHost(value))
        report(`${path}: expected a domain such as badges.example.org`);
    },
    name: text(200),
    keys: record({ credentials: keyName, status: keyName, token: keyName }),
    evidence: record({
      authorities: agents,
      observation: record({
        authorities: agents,
        observers: list(observer, 0, 100_000),
      }),
    }),
  },
  {
    retired: list(
      record(
        { name: keyName, purpose: exactly("credentials", "status", "token"), at: dateTime },
        { stolen: dateTime },
      ),
      0,
    ),
  },
);

/** @returns what is wrong, in words with the place in the file, when it is no issuer */
export function parseIssuer(
  source: string,
): { readonly issuer: Issuer } | { readonly faults: readonly string[] } {
  const parsed = parseStrictJson(source);
  if ("fault" in parsed)
    return { faults: [`it is no JSON that can be read (at character ${parsed.at + 1})`] };
  const format = isObject(parsed.value) ? property(parsed.value, "format") : undefined;
  if (typeof format === "number" && format > ISSUER_FORMAT)
    return { faults: [`it has format ${format}, which is newer than this Tessera reads (${ISSUER_FORMAT})`] };
  const faults = differences(parsed.value, shape);
  if (faults.length > 0) return { faults };
  const issuer = parsed.value as JsonObject & Json as unknown as Issuer;
  const { authorities, observation } = issuer.evidence;
  const sessions = new Set(authorities.map(agentKey));
  const both = observation.authorities.findIndex((each) => sessions.has(agentKey(each)));
  if (both !== -1)
    return {
      faults: [
        `$.evidence.observation.authorities[${both}]: a learner's session has these rights too, so that learners could observe themselves`,
      ],
    };
  const owners = new Map<string, string | undefined>();
  for (const [at, { key: own, agent: who }] of observation.observers.entries()) {
    if (own === undefined) continue;
    if (owners.has(own))
      return {
        faults: [
          `$.evidence.observation.observers[${at}]: this key stands in the list already, and a key has one owner`,
        ],
      };
    owners.set(own, agentKey(who));
  }
  return { issuer };
}
