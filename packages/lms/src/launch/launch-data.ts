import { CMI5_EXTENSIONS } from "@tessera/xapi";
import type { Context, LaunchData } from "@tessera/xapi";
import type { LmsUnit } from "../course/lms-course.ts";
import type { LaunchRequest } from "./launch-request.ts";

/** What a launch adds to the request and the unit. */
export interface LaunchDataFacts {
  readonly unit: LmsUnit;
  readonly sessionId: string;
  /** The page of this LMS that `returnURL: "auto"` means. */
  readonly ownReturn: string;
}

/** The State document LMS.LaunchData: the structure's values, and the launch's over them (cmi5 §10.2). */
export function launchDataOf(request: LaunchRequest, facts: LaunchDataFacts): LaunchData {
  const { unit, sessionId, ownReturn } = facts;
  const masteryScore =
    request.masteryScore === undefined ? unit.masteryScore : (request.masteryScore ?? undefined);
  const launchParameters = request.launchParameters ?? unit.launchParameters;
  const returnURL = request.returnURL === "auto" ? ownReturn : request.returnURL;
  return {
    contextTemplate: templateFor(unit, sessionId, request.contextTemplate),
    launchMode: request.mode ?? "Normal",
    launchMethod: unit.launchMethod,
    moveOn: unit.moveOn,
    ...(launchParameters === undefined ? {} : { launchParameters }),
    ...(masteryScore === undefined ? {} : { masteryScore }),
    ...(returnURL === undefined ? {} : { returnURL }),
    ...(unit.entitlementKey === undefined
      ? {}
      : {
          entitlementKey: {
            courseStructure: unit.entitlementKey,
            ...(request.entitlement === undefined ? {} : { alternate: request.entitlement }),
          },
        }),
  };
}

function templateFor(unit: LmsUnit, sessionId: string, more: Context = {}): Context {
  return {
    ...more,
    contextActivities: {
      ...more.contextActivities,
      grouping: [{ id: unit.publisherId }, ...(more.contextActivities?.grouping ?? [])],
    },
    extensions: { ...more.extensions, [CMI5_EXTENSIONS.sessionId]: sessionId },
  };
}
