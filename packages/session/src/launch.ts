import type { Agent, Iri, Uuid } from "@tessera/xapi";
import { readJson } from "./read-json.ts";

/** What the LMS put into the URL that opened the unit (cmi5 §8.1). */
export interface Launch {
  /** Base of every xAPI request: one slash at the end of its path, a query of its own behind that. */
  readonly endpoint: string;
  /** Where the token comes from, once; absent when `auth` brought it (importers.md 2.3). */
  readonly fetch?: string;
  /** The token itself, without the word `Basic`. */
  readonly auth?: string;
  /** Exactly as received: an added property would be a violation. */
  readonly actor: Agent;
  readonly registration: Uuid;
  readonly activityId: Iri;
  /** Some LMSs say it here as well as, or instead of, in LMS.LaunchData. */
  readonly returnURL?: string;
  /** Names the learner among others in the same browser, without saying who. */
  readonly learner: string;
  /** Learner, registration and unit, which several sessions have in common; begins with `learner`. */
  readonly scope: string;
  /** Names this session among others in the same browser; begins with `scope`. */
  readonly key: string;
}

export type LaunchReading =
  | { readonly type: "launch"; readonly launch: Launch }
  /** Not opened by an LMS at all. */
  | { readonly type: "none" }
  | { readonly type: "refused"; readonly reason: "launch-incomplete" | "actor-invalid" };

/**
 * Reads the launch parameters after `?` and after `#`, in any order, among any others (importers.md R1).
 * Where a name occurs twice, the last non-empty value counts: LMSs append theirs to the unit's own query.
 */
export function readLaunch(url: string): LaunchReading {
  const given = parameters(url);
  const { endpoint, fetch, actor, registration } = given;
  const activityId = given["activityId"] ?? given["activity_id"];
  const auth = fetch ? undefined : given["auth"];
  if (!endpoint && !fetch && !actor && !activityId) return { type: "none" };
  if (!endpoint || !(fetch ?? auth) || !actor || !registration || !activityId) {
    return { type: "refused", reason: "launch-incomplete" };
  }
  if (!isAddress(endpoint, url) || (fetch && !isAddress(fetch, url)) || (auth && !isHeaderText(auth))) {
    return { type: "refused", reason: "launch-incomplete" };
  }
  const agent = readActor(actor);
  if (!agent) return { type: "refused", reason: "actor-invalid" };
  const returnURL = given["returnURL"] ?? given["returnUrl"];
  const learner = fingerprint(accountOf(agent));
  const scope = [learner, registration, activityId].join(" ");
  return {
    type: "launch",
    launch: {
      endpoint: endpoint.replace(/\/*(?=\?|$)/, "/"),
      ...(fetch && { fetch }),
      ...(auth && { auth: auth.replace(/^Basic /i, "") }),
      actor: agent,
      registration,
      activityId,
      ...(returnURL && { returnURL }),
      learner,
      scope,
      // Some LMSs have one fetch URL for everybody, and a tab may see several learners and units.
      // It names what lies on disk, where an address that gives out a token has no business.
      key: `${scope} ${fingerprint(fetch ?? auth ?? "")}`,
    },
  };
}

const NAMES = /^(?:endpoint|fetch|auth|actor|registration|activity_?id|returnurl)$/i;

/**
 * Turning a page changes the fragment, and a reload has to find the launch: one that came in the fragment is moved.
 * @returns the same launch in the query; undefined where it needs no move
 */
export function launchInQuery(url: string): string | undefined {
  const [page = ""] = url.split("#");
  if (readLaunch(url).type !== "launch" || readLaunch(page).type === "launch") return undefined;
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters(url)))
    if (value && NAMES.test(name)) query.set(name, value);
  return `${page}${page.includes("?") ? "&" : "?"}${query.toString()}`;
}

function parameters(url: string): Readonly<Partial<Record<string, string>>> {
  const [path = "", ...fragments] = url.split("#");
  const query = path.slice((path + "?").indexOf("?") + 1);
  const fragment = fragments.join("#");
  const parts = [query, fragment, fragment.slice(fragment.indexOf("?") + 1)];
  const found = read(parts);
  // `unit.html?own=1?endpoint=…`: some LMSs always append with `?`. Values may hold a raw `?` too, so only then.
  return found["endpoint"] ? found : read(parts.map((part) => part.replaceAll("?", "&")));
}

function read(parts: readonly string[]): Readonly<Partial<Record<string, string>>> {
  const found: Record<string, string> = {};
  for (const part of parts) {
    for (const [name, value] of new URLSearchParams(part)) if (value) found[name] = value;
  }
  return found;
}

/**
 * True for what a request may be sent to: http(s), without a user's name, and without a fragment, behind which the
 * resource would be lost.
 */
function isAddress(text: string, page: string): boolean {
  try {
    const url = new URL(text, /^https?:/i.test(page) ? page : undefined);
    return /^https?:$/.test(url.protocol) && !url.username && !url.password && !text.includes("#");
  } catch {
    return false;
  }
}

/** True for what a header can carry; a browser refuses every request with anything else. */
export function isHeaderText(text: string): boolean {
  return /^[ -~]+$/.test(text);
}

/** What tells learners apart; a name or a mail address may change (cmi5 §9.2). */
export function accountOf({ account }: Agent): string {
  return JSON.stringify([account?.homePage, account?.name]);
}

/** FNV-1a, 32 bits: tells two tokens apart without keeping either. */
function fingerprint(text: string): string {
  let hash = 0x811c9dc5;
  for (const character of text) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  return (hash >>> 0).toString(16);
}

/** cmi5 §9.2: an Agent with an account. */
function readActor(text: string): Agent | undefined {
  const actor = readJson(text) as Agent | null | undefined;
  const { homePage, name } = actor?.account ?? {};
  const isAgent = (actor?.objectType ?? "Agent") === "Agent";
  return isAgent && typeof homePage === "string" && typeof name === "string"
    ? (actor ?? undefined)
    : undefined;
}
