/**
 * What a learner's unit hands to whoever is to watch: what is watched, of whom, and for which registration. It goes in the
 * fragment of a link, which no server sees, or in a file. Nothing in it is believed: whoever accepts the signature compares it
 * with the course as it was built.
 */
import type { Agent, Iri, Uuid } from "@tessera/xapi";
import { checkAgent, type StatementFault } from "@tessera/xapi";
import { isObject, readJson } from "../read-json.ts";
import { packed, unpacked } from "./packed.ts";

export const REQUEST_FORMAT = 1;

export interface ObservationRequest {
  readonly format: typeof REQUEST_FORMAT;
  /** What the observer sees, to the letter: `seenText` of the course. Its digest is what is signed. */
  readonly seen: string;
  /** RFC 5646, of the list. */
  readonly language: string;
  /** The course's and the unit's titles, for reading only. */
  readonly course: string;
  readonly unit: { readonly id: Iri; readonly title: string };
  readonly learner: Agent;
  readonly registration: Uuid;
  /** 22 letters of base64url: 16 bytes that nobody foresees, for this showing of the code. */
  readonly nonce: string;
}

/** Behind the `#` of the observer's page. */
export const FRAGMENTS = { request: "o", signed: "s", enrolment: "e" } as const;

/** Bytes of a request; one in a hundred steps comes near. */
export const LARGEST_REQUEST = 60_000;

/** `KEY=TEXT`, to stand behind a `#`. */
export async function fragmentOf(
  key: (typeof FRAGMENTS)[keyof typeof FRAGMENTS],
  value: object,
): Promise<string> {
  return `${key}=${await packed(JSON.stringify(value))}`;
}

/**
 * The text of a link, its fragment, or the JSON of a file: whichever of the three somebody has.
 *
 * @returns the JSON that it holds; undefined for anything else, or for more than `most` bytes
 */
export async function handedOver(
  text: string,
  key: (typeof FRAGMENTS)[keyof typeof FRAGMENTS],
  most: number,
): Promise<unknown> {
  const given = text.trim();
  if (given.startsWith("{")) return given.length > most ? undefined : readJson(given);
  const fragment = given.slice(given.indexOf("#") + 1);
  if (!fragment.startsWith(`${key}=`)) return undefined;
  const json = await unpacked(fragment.slice(key.length + 1), most);
  return json === undefined ? undefined : readJson(json);
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
export const isNonce = (value: unknown): value is string =>
  typeof value === "string" && /^[\w-]{22}$/.test(value);
export const isUuid = (value: unknown): value is Uuid => typeof value === "string" && UUID.test(value);
/** What turns the direction of writing, so that a text reads as another one; and control characters. */
// oxlint-disable-next-line no-control-regex -- these are what is looked for
const HIDDEN = /[\u0000-\u0008\u000b-\u001f\u007f\u202a-\u202e\u2066-\u2069\ufeff]/;

export const isText = (value: unknown, longest: number): value is string =>
  typeof value === "string" && value.trim() !== "" && value.length <= longest && !HIDDEN.test(value);
export const isLine = (value: unknown, longest: number): value is string =>
  isText(value, longest) && !/[\t\n]/.test(value);

export function isAgent(value: unknown): value is Agent {
  const faults: StatementFault[] = [];
  checkAgent(faults, "$", value);
  return (
    faults.length === 0 &&
    isObject(value) &&
    value["objectType"] !== "Group" &&
    Object.keys(value).length <= 4
  );
}

/** @returns undefined for what is none, or of another format */
export async function readRequest(text: string): Promise<ObservationRequest | undefined> {
  const value = await handedOver(text, FRAGMENTS.request, LARGEST_REQUEST);
  if (!isObject(value) || value["format"] !== REQUEST_FORMAT) return undefined;
  const { seen, language, course, unit, learner, registration, nonce } = value;
  if (typeof seen !== "string" || !isLine(language, 40) || !isLine(course, 500) || !isObject(unit))
    return undefined;
  const { id, title } = unit;
  if (
    !isLine(id, 2_000) ||
    !isLine(title, 500) ||
    !isAgent(learner) ||
    !isUuid(registration) ||
    !isNonce(nonce)
  )
    return undefined;
  return {
    format: REQUEST_FORMAT,
    seen,
    language,
    course,
    unit: { id, title },
    learner,
    registration,
    nonce,
  };
}
