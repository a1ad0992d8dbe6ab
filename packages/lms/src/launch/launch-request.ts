import type { Context, LaunchMode } from "@tessera/xapi";

/** What the page, or a test, asks for. */
export interface LaunchRequest {
  /** Key or publisher id. */
  readonly course: string;
  /** Publisher id; the first unit where absent. */
  readonly au?: string;
  readonly learner: string;
  readonly mode?: LaunchMode;
  /** In place of the structure's; [0, 1]. `null` takes the structure's away. */
  readonly masteryScore?: number | null;
  readonly window?: "iframe" | "window";
  /** False: refused (409) while a session of the registration is open, in place of abandoning it. */
  readonly relaunch?: boolean;
  /** An id; `new` for a new enrolment; the learner's latest where absent. */
  readonly registration?: string;
  readonly launchParameters?: string;
  /** RFC 5646 tags, most wanted first, written to the learner's preferences before the launch. */
  readonly language?: string;
  readonly audio?: "on" | "off";
  /** `auto`: a page of this LMS, which sees the learner come back. */
  readonly returnURL?: string;
  /** Added to the contextTemplate, which has the publisher id and the sessionid anyway (cmi5 §10.2.1). */
  readonly contextTemplate?: Context;
  /** `entitlementKey.alternate` (cmi5 §10.2.7.2). */
  readonly entitlement?: string;
}
