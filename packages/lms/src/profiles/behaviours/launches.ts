/** What LMSs do to a launch: its URL, its data and its token. importers.md M3, M5, 2.2 to 2.6. */
import { CMI5_EXTENSIONS } from "@tessera/xapi";
import { isObject } from "../../json-value.ts";
import type { JsonObject } from "../../json-value.ts";
import type { Answering, Behaviour, LaunchPlan } from "../behaviour.ts";
import { error, instead } from "./asking.ts";

const HOUR_MS = 60 * 60 * 1000;

type Parameter = LaunchPlan["parameters"][number];

function parameters(
  change: (list: readonly Parameter[], plan: LaunchPlan) => readonly Parameter[],
): Behaviour {
  return { launch: (plan) => ({ ...plan, parameters: change(plan.parameters, plan) }) };
}

function withoutKeys(...names: readonly string[]): Behaviour {
  return {
    launchData: (data) => Object.fromEntries(Object.entries(data).filter(([name]) => !names.includes(name))),
  };
}

function inTemplate(change: (template: JsonObject) => JsonObject): Behaviour {
  return {
    launchData: (data) =>
      isObject(data["contextTemplate"])
        ? { ...data, contextTemplate: change(data["contextTemplate"]) }
        : data,
  };
}

function drop(value: unknown, name: string): JsonObject {
  return Object.fromEntries(Object.entries(isObject(value) ? value : {}).filter(([key]) => key !== name));
}

const noSessionId = inTemplate((template) => ({
  ...template,
  extensions: drop(template["extensions"], CMI5_EXTENSIONS.sessionId),
}));

const noGrouping = inTemplate((template) => ({
  ...template,
  contextActivities: drop(template["contextActivities"], "grouping"),
}));

/** As one release writes them. */
const MISSPELT: Readonly<Record<string, string>> = {
  contextTemplate: "contentTemplate",
  launchParameters: "launchParameteres",
};

const misspelt: Behaviour = {
  launchData: (data) =>
    Object.fromEntries(Object.entries(data).map(([name, value]) => [MISSPELT[name] ?? name, value])),
};

function again(answer: Answering): Behaviour {
  return { token: async (asked, next) => (asked.session.fetchUsed ? answer(asked, next) : next(asked)) };
}

function refusedAgain(status: 400 | 401): Behaviour {
  const body = { "error-code": "1", "error-text": "already used" };
  return again(async () => Response.json(body, { status }));
}

/** The name of the cookie that stands for the LMS's session. */
const COOKIE = "lms_session";

export const LAUNCHES = {
  "parameters-at-end": { launch: (plan: LaunchPlan): LaunchPlan => ({ ...plan, place: "end" }) },
  "parameters-in-fragment": { launch: (plan: LaunchPlan): LaunchPlan => ({ ...plan, place: "fragment" }) },
  "second-question-mark": { launch: (plan: LaunchPlan): LaunchPlan => ({ ...plan, place: "second ?" }) },
  "endpoint-without-slash": { settings: { endpointSlash: false } },
  "values-unencoded": { launch: (plan: LaunchPlan): LaunchPlan => ({ ...plan, encoded: false }) },
  "course-id-for-every-unit": { activityId: ({ course }) => course },
  "activity-id-twice": parameters((list) => [
    ...list,
    ["activity_id", list.find(([name]) => name === "activityId")?.[1] ?? ""],
  ]),
  "activity-underscore-id": parameters((list) =>
    list.map(([name, value]) => [name === "activityId" ? "activity_id" : name, value]),
  ),
  "auth-for-fetch": parameters((list, { facts }) =>
    list.map(([name, value]) => (name === "fetch" ? ["auth", `Basic ${facts.token}`] : [name, value])),
  ),
  "empty-return-parameter": parameters((list, { facts }) =>
    facts.window === "window" ? [...list, ["returnURL", ""]] : list,
  ),
  "return-parameter": parameters((list, { facts }) => [...list, ["returnURL", facts.returnURL ?? ""]]),
  "empty-return-url": { launchData: (data) => ({ ...data, returnURL: "" }) },
  "no-return-url": withoutKeys("returnURL"),
  "no-context-template": misspelt,
  "no-session-id": noSessionId,
  "no-grouping": noGrouping,
  "no-move-on": withoutKeys("moveOn"),
  "no-mastery": withoutKeys("masteryScore"),
  "empty-launch-parameters": { launchData: (data) => ({ ...data, launchParameters: "" }) },
  "mastery-from-nothing": {
    launchData: (data) => ({ ...data, masteryScore: data["masteryScore"] ? data["masteryScore"] : 0.7 }),
  },
  "passed-for-both": {
    launchData: (data) => ({
      ...data,
      moveOn: data["moveOn"] === "CompletedAndPassed" ? "Passed" : data["moveOn"],
    }),
  },
  "registration-per-launch": { enrols: "at each launch" },
  "never-abandons": { abandons: false },
  "fetch-again-gives-token": again(async ({ session }) =>
    Response.json({ "auth-token": session.launch.token }),
  ),
  "fetch-again-401": refusedAgain(401),
  "fetch-again-400": refusedAgain(400),
  "token-expires": {
    every: instead(
      ({ session }) => session.age >= HOUR_MS,
      () => error(401, "the token has expired"),
    ),
  },
  "login-dialog": {
    every: async (asked, next) => {
      const response = await next(asked);
      if (response.status === 401) response.headers.set("WWW-Authenticate", "Basic");
      return response;
    },
  },
  "needs-cookie": {
    content(file) {
      file.headers.set("Set-Cookie", `${COOKIE}=1; Path=/; HttpOnly; SameSite=Lax`);
      return file;
    },
    // Only a browser keeps cookies, and says so: what asks from elsewhere is let in.
    every: instead(
      ({ headers }) =>
        headers["sec-fetch-mode"] !== undefined && !(headers["cookie"] ?? "").includes(`${COOKIE}=`),
      () => error(401, "nobody is logged in"),
    ),
  },
} satisfies Readonly<Record<string, Behaviour>>;
