import type { Agent, Uuid } from "@tessera/xapi";
import type { PackageReader } from "./course/package-reader.ts";

/** The store behind the LMS: requests as they come, judged already. */
export interface LrsPort {
  /** @param caller - `endpoint`: the path that `more` links begin with */
  handle(
    request: Request,
    caller: { readonly authority: Agent; readonly endpoint?: string },
  ): Promise<Response>;
}

export interface IdsPort {
  /** A random UUID, version 4. */
  uuid(): Uuid;
  /** At least 128 bits of randomness, URL-safe: tokens and one-time URLs. */
  secret(): string;
}

/** Where the LMS lives. An origin is scheme, host and port, without a trailing slash. */
export interface LmsOrigins {
  readonly lms: string;
  /** Its own origin, so that a package can't touch the LMS; the LMS's own for LMSs that serve both from one. */
  readonly content: string;
  /** Further hosts (`name:port`) under which requests may arrive, e.g. behind a proxy. */
  readonly otherHosts?: readonly string[];
}

/** Everything that the LMS needs from outside. */
export interface LmsPorts {
  readonly lrs: LrsPort;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly ids: IdsPort;
  /** Default: the reader and verifier of `@tessera/cmi5`. */
  readonly readPackage: PackageReader;
  readonly origins: LmsOrigins;
  /** Resolves after that many milliseconds; a slow network is as quick as any without it. */
  readonly wait?: (ms: number) => Promise<void>;
}

/**
 * What lies between units and this LMS: nothing; a line that is cut; a gateway that answers 503, or 401; or a line on
 * which each answer takes `SLOW_MS`.
 */
export type NetworkState = "works" | "offline" | "unavailable" | "unauthorized" | "slow";

/** How this LMS behaves where the specification leaves a choice, and where LMSs in the field differ. */
export interface LmsSettings {
  /** Milliseconds that statements are still taken after `terminated` (cmi5 §9.3.8). 0 is what the strictest LMS does. */
  readonly graceMs: number;
  /** False: writing `cmi5LearnerPreferences` answers 403, as cmi5 §11 allows. */
  readonly preferencesWritable: boolean;
  /** What a request with the token of an ended session is answered with. */
  readonly endedStatus: 401 | 403;
  /** True: the five launch parameters come in another order at each launch (8.1.0.0-7). */
  readonly shuffleParameters: boolean;
  /** Whether the endpoint in the launch URL ends in a slash; units have to take both. */
  readonly endpointSlash: boolean;
  /** False: breaches are recorded but not refused, as lax LMSs do. Not conforming (cmi5 §6.3). */
  readonly enforce: boolean;
  readonly network: NetworkState;
}

export const DEFAULT_SETTINGS: LmsSettings = {
  graceMs: 0,
  preferencesWritable: true,
  endedStatus: 401,
  shuffleParameters: false,
  endpointSlash: true,
  enforce: true,
  network: "works",
};
