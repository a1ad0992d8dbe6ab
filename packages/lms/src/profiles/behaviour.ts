/** What one LMS in the field does differently, as small parts that a profile is put together from. */
import type { Agent, Iri, Uuid } from "@tessera/xapi";
import type { JsonObject } from "../json-value.ts";
import type { LaunchFacts } from "../judge/exchange.ts";
import type { UnitVerb } from "../judge/statement-view.ts";
import type { LmsSettings } from "../ports.ts";

/** A unit's request, below the endpoint of its launch; `fetch` as path for the one-time URL. */
export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly query: readonly (readonly [name: string, value: string])[];
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array<ArrayBuffer>;
  readonly session: AskedSession;
}

export interface AskedSession {
  readonly launch: LaunchFacts;
  readonly status: "launched" | "active" | "terminated" | "abandoned";
  /** True when the one-time URL has given its token. */
  readonly fetchUsed: boolean;
  /** Milliseconds since the launch. */
  readonly age: number;
  /** Ids, in lower case, of the statements that this LMS has taken in, of any session. */
  readonly taken: ReadonlySet<string>;
}

/** `next` is the rest of the LMS; what a behaviour does not pass on never happens, and nothing is stored of it. */
export type Answering = (asked: Asked, next: (asked: Asked) => Promise<Response>) => Promise<Response>;

/** A launch before its URL is put together. */
export interface LaunchPlan {
  /** Fully qualified, without launch parameters. */
  readonly unitUrl: string;
  /** In order; values as they are, not encoded. */
  readonly parameters: readonly (readonly [name: string, value: string])[];
  /**
   * `query`: before a fragment, as cmi5 has it; `end`: behind everything; `fragment`: behind a # of its own;
   * `second ?`: behind everything, and always with a ?.
   */
  readonly place: "query" | "end" | "fragment" | "second ?";
  /** False: values are written as they are. */
  readonly encoded: boolean;
  readonly facts: {
    readonly actor: Agent;
    readonly registration: Uuid;
    readonly token: string;
    readonly returnURL?: string;
    readonly window: "iframe" | "window";
  };
}

/** A file of a package on its way out. Headers may be changed. */
export interface ServedFile {
  /** Key of its course, and its path in the package. */
  readonly course: string;
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly headers: Headers;
}

/** Where files are served. `folder` is the course's, fully qualified, with a slash at its end. */
export interface ContentAddress {
  urlOf(folder: string, file: string): string;
  /** @param place - the URL below the folder of a course, its query included */
  fileOf(place: string): string | undefined;
}

/** One thing that an LMS does. Each hook is optional; hooks of one kind run in the order of the profile's list. */
export interface Behaviour {
  readonly settings?: Partial<LmsSettings>;
  /** False: open sessions of a registration are left open at the next launch. */
  readonly abandons?: false;
  readonly enrols?: "at each launch";
  readonly activityId?: (ids: { readonly course: Iri; readonly unit: Iri }) => Iri;
  readonly launch?: (plan: LaunchPlan) => LaunchPlan;
  /** LMS.LaunchData, as it goes into the store and to the judge. */
  readonly launchData?: (data: JsonObject) => JsonObject;
  readonly token?: Answering;
  readonly every?: Answering;
  readonly statements?: Answering;
  readonly state?: Answering;
  /** Profiles, activities, agents, about. */
  readonly others?: Answering;
  /** Which of the unit's verbs a stored statement counts as, for status and moveOn. */
  readonly counts?: (statement: JsonObject, launch: LaunchFacts) => UnitVerb | undefined;
  readonly content?: (file: ServedFile) => ServedFile;
  readonly address?: (at: { readonly course: string }) => ContentAddress;
}
