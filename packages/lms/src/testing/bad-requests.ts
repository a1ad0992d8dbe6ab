import type { JsonObject } from "../json-value.ts";
import { ending } from "./bad-sessions.ts";
import type { BadSession } from "./bad-sessions.ts";
import type { ScriptedUnit } from "./scripted-unit.ts";

const state = (unit: ScriptedUnit): Record<string, string> => ({
  activityId: unit.parameters.get("activityId") ?? "",
  agent: unit.parameters.get("actor") ?? "",
  registration: unit.parameters.get("registration") ?? "",
});
const mine = (unit: ScriptedUnit): Record<string, string> => ({ ...state(unit), stateId: "resume" });
const good = { languagePreference: "en-US,fr-FR", audioPreference: "on" };
/** The statement with its time moved by `ms`. */
const moved = (statement: JsonObject, ms: number): JsonObject => ({
  ...statement,
  timestamp: new Date(Date.parse(String(statement["timestamp"])) + ms).toISOString(),
});

/** Sessions with a breach in a request, in the order of things, or in what is missing at the end. */
export const BAD_REQUESTS: readonly BadSession[] = [
  // token
  { id: "8.1.2.0-4", why: "the token is asked for with GET", play: (unit) => unit.fetchToken("GET") },
  { id: "8.2.1.0-2", why: "the token is asked for with PUT", play: (unit) => unit.fetchToken("PUT") },
  {
    id: "8.1.2.0-3",
    why: "the fetch URL loses its query",
    status: 200,
    play: (unit, { lms }) => {
      const url = new URL(unit.parameters.get("fetch") ?? "");
      return lms.fetch(new Request(url.origin + url.pathname, { method: "POST" }));
    },
  },
  {
    id: "+8.2.1-6",
    why: "the token is asked for twice",
    play: async (unit) => {
      await unit.fetchToken();
      return unit.fetchToken();
    },
  },
  ending(
    "8.1.2.0-5",
    "a request has no Authorization",
    (unit) => unit.request("GET", "about", { headers: { Authorization: undefined } }),
    { status: 401 },
  ),
  ending(
    "8.2.1.0-5",
    "the token is sent as a Bearer",
    (unit) => unit.send(unit.allowed(), { headers: { Authorization: `Bearer ${unit.token}` } }),
    { status: 401 },
  ),
  ending(
    "8.2.2.0-4",
    "the error JSON was taken for a token",
    (unit) => unit.send(unit.allowed(), { headers: { Authorization: "Basic undefined" } }),
    { status: 401 },
  ),
  ending(
    "8.2.2.0-5",
    "the token is encoded once more",
    (unit) => unit.send(unit.allowed(), { headers: { Authorization: `Basic ${btoa(unit.token)}` } }),
    { status: 401 },
  ),
  // endpoint and transport
  ending("8.1.1.0-3", "a slash too many follows the endpoint", (unit) => unit.request("GET", "/about"), {
    status: 404,
  }),
  ending(
    "8.1.1.0-2",
    "the endpoint is made up",
    (unit) => unit.request("GET", "statements", { endpoint: "http://lms.test:4000/xapi" }),
    { status: 404 },
  ),
  ending(
    "7.0.0.0-2",
    "the version header is missing",
    (unit) => unit.send(unit.allowed(), { headers: { "X-Experience-API-Version": undefined } }),
    { status: 400 },
  ),
  ending(
    "7.0.0.0-2",
    "the version is 2.0.0",
    (unit) => unit.send(unit.allowed(), { headers: { "X-Experience-API-Version": "2.0.0" } }),
    { status: 400 },
  ),
  ending(
    "7.0.0.0-2",
    "a cache buster is added",
    (unit) => unit.send(unit.allowed(), { query: { cachebuster: "1" } }),
    { status: 400 },
  ),
  ending(
    "7.0.0.0-2",
    "the alternate syntax is used",
    (unit) => unit.send([unit.allowed()], { query: { method: "PUT" } }),
    { status: 400 },
  ),
  ending(
    "7.0.0.0-2",
    "statements are sent as text",
    (unit) => unit.send(unit.allowed(), { headers: { "Content-Type": "text/plain" } }),
    { status: 400 },
  ),
  ending("7.0.0.0-2", "the body is cut off", (unit) => unit.send(unit.allowed(), { body: '{"id":' }), {
    status: 400,
  }),
  ending("7.0.0.0-2", "statements are deleted", (unit) => unit.request("DELETE", "statements"), {
    status: 400,
  }),
  ending("8.1.3.0-3", "a State request names another agent", (unit) =>
    unit.request("GET", "activities/state", {
      query: { ...mine(unit), agent: '{"mbox":"mailto:ada@example.org"}' },
    }),
  ),
  ending("8.1.4.0-3", "a State request has no registration", (unit) => {
    const { registration: _registration, ...query } = mine(unit);
    return unit.request("GET", "activities/state", { query });
  }),
  ending("8.1.5.0-5", "a State request names another activity", (unit) =>
    unit.request("GET", "activities/state", {
      query: { ...mine(unit), activityId: "https://example.org/else" },
    }),
  ),
  // order
  {
    id: "9.3.0.0-4",
    why: "an answer comes before initialized",
    status: 403,
    play: async (unit) => {
      await unit.start();
      return unit.send(unit.allowed());
    },
  },
  {
    id: "9.3.2.0-2",
    why: "the first statement is completed",
    status: 403,
    play: async (unit) => {
      await unit.start();
      return unit.send(unit.defined("completed"));
    },
  },
  {
    id: "9.3.0.0-4",
    why: "initialized shares its request",
    status: 403,
    play: async (unit) => {
      await unit.start();
      return unit.send([unit.defined("initialized"), unit.allowed()]);
    },
  },
  ending("7.1.3.0-1", "an answer has an earlier timestamp than initialized", (unit) =>
    unit.send(moved(unit.allowed(), -5000)),
  ),
  ending("9.3.0.0-4", "completed has an earlier timestamp than initialized", (unit) =>
    unit.send(moved(unit.defined("completed"), -5000)),
  ),
  ending("9.3.2.0-3", "initialized comes twice", (unit) => unit.send(unit.defined("initialized"))),
  {
    id: "9.3.2.0-1",
    why: "initialized takes a minute",
    status: 204,
    play: async (unit, { clock }) => {
      await unit.start();
      clock.now += 60_000;
      return unit.send(unit.defined("initialized"));
    },
  },
  ending("9.3.0.0-2", "completed comes twice", async (unit) => {
    await unit.send(unit.defined("completed"));
    return unit.send(unit.defined("completed"));
  }),
  ending("9.3.0.0-6", "completed comes twice in a registration", async (unit) => {
    await unit.send(unit.defined("completed"));
    return unit.send(unit.defined("completed"));
  }),
  ending("9.3.3.0-2", "completed comes twice in one request", (unit) =>
    unit.send([unit.defined("completed"), unit.defined("completed")]),
  ),
  ending("9.3.0.0-7", "passed comes twice", async (unit) => {
    await unit.send(unit.defined("passed"));
    return unit.send(unit.defined("passed"));
  }),
  ending("9.3.4.0-3", "passed comes twice in one request", (unit) =>
    unit.send([unit.defined("passed"), unit.defined("passed")]),
  ),
  ending("9.3.0.0-3", "passed follows failed in one session", async (unit) => {
    await unit.send(unit.defined("failed"));
    return unit.send(unit.defined("passed"));
  }),
  ending("9.3.0.0-8", "failed follows passed", async (unit) => {
    await unit.send(unit.defined("passed"));
    return unit.send(unit.defined("failed"));
  }),
  // mode
  ending("10.2.2.0-2", "completed is sent in Browse", (unit) => unit.send(unit.defined("completed")), {
    launch: { mode: "Browse" },
  }),
  ending("10.2.2.0-9", "passed is sent in Browse", (unit) => unit.send(unit.defined("passed")), {
    launch: { mode: "Browse" },
  }),
  ending("10.2.2.0-3", "failed is sent in Review", (unit) => unit.send(unit.defined("failed")), {
    launch: { mode: "Review" },
  }),
  ending("10.2.2.0-11", "completed is sent in Review", (unit) => unit.send(unit.defined("completed")), {
    launch: { mode: "Review" },
  }),
  ending("10.2.2.0-5", "passed is sent in Review", (unit) => unit.send(unit.defined("passed")), {
    launch: { mode: "Review" },
  }),
  // launch data
  {
    id: "10.2.1.0-4",
    why: "initialized is sent before LMS.LaunchData is read",
    status: 403,
    play: async (unit) => {
      await unit.fetchToken();
      await unit.readPreferences();
      return unit.send(unit.defined("initialized"));
    },
  },
  ending("10.2.1.0-5", "LMS.LaunchData is written", (unit) =>
    unit.request("PUT", "activities/state", {
      query: { ...state(unit), stateId: "LMS.LaunchData" },
      body: "{}",
    }),
  ),
  ending("10.2.1.0-5", "LMS.LaunchData is deleted", (unit) =>
    unit.request("DELETE", "activities/state", { query: { ...state(unit), stateId: "LMS.LaunchData" } }),
  ),
  ending("10.2.1.0-5", "all states are deleted", (unit) =>
    unit.request("DELETE", "activities/state", { query: state(unit) }),
  ),
  {
    id: "+10.2.6-2",
    why: "LMS.LaunchData is never read",
    status: 404,
    abandon: true,
    play: async (unit) => {
      await unit.fetchToken();
      return unit.readPreferences();
    },
  },
  {
    id: "+10.2.3-1",
    why: "launchParameters are never read",
    status: 404,
    abandon: true,
    launch: { launchParameters: "level=2" },
    play: async (unit) => {
      await unit.fetchToken();
      return unit.readPreferences();
    },
  },
  // preferences
  {
    id: "11.0.0.0-3",
    why: "initialized is sent before the preferences are read",
    status: 403,
    play: async (unit) => {
      await unit.fetchToken();
      await unit.readLaunchData();
      return unit.send(unit.defined("initialized"));
    },
  },
  ending("11.0.0.0-1", "the preferences of another agent are read", (unit) =>
    unit.request("GET", "agents/profile", {
      query: { profileId: "cmi5LearnerPreferences", agent: '{"mbox":"mailto:eve@example.org"}' },
    }),
  ),
  ending(
    "11.0.0.0-4",
    "the document is called cmi5LearnerPreference",
    (unit) => unit.writePreferences(good, { profileId: "cmi5LearnerPreference" }),
    { status: 400 },
  ),
  ending(
    "11.0.0.0-4",
    "preferences are written under a name of its own",
    (unit) => unit.writePreferences(good, { profileId: "settings" }),
    { status: 400 },
  ),
  ending(
    "11.0.0.0-5",
    "the audioPreference is missing",
    (unit) => unit.writePreferences({ languagePreference: "en" }),
    { status: 400 },
  ),
  ending("11.0.0.0-5", "the preferences are a list", (unit) => unit.writePreferences(["en", "on"]), {
    status: 400,
  }),
  ending(
    "11.0.0.0-5",
    "the audioPreference is true",
    (unit) => unit.writePreferences({ ...good, audioPreference: true }),
    { status: 400 },
  ),
  ending(
    "11.1.0.0-1",
    "the languages have spaces between them",
    (unit) => unit.writePreferences({ ...good, languagePreference: "en-US, fr-FR" }),
    { status: 400 },
  ),
  ending(
    "11.1.0.0-1",
    "the languages are a list",
    (unit) => unit.writePreferences({ ...good, languagePreference: ["en-US"] }),
    { status: 400 },
  ),
  ending(
    "11.0.0.0-2",
    "a refused write is tried again",
    async (unit) => {
      await unit.writePreferences(good);
      return unit.writePreferences(good);
    },
    // The LMS's own no, which names no requirement of the unit.
    { settings: { preferencesWritable: false }, status: 403 },
  ),
  // the end
  ending(
    "10.2.6.0-1",
    "the learner is sent back before terminated",
    (unit, { lms }) => lms.fetch(new Request(String(unit.launchData["returnURL"]))),
    { status: 200, launch: { returnURL: "auto" } },
  ),
  ending(
    "9.3.8.0-2",
    "an answer follows terminated",
    async (unit) => {
      await unit.send(unit.defined("terminated"));
      return unit.send(unit.allowed());
    },
    { settings: { graceMs: 60_000 } },
  ),
  ending(
    "7.1.2.0-1",
    "terminated comes twice",
    async (unit) => {
      await unit.send(unit.defined("terminated"));
      return unit.send(unit.defined("terminated"));
    },
    { status: 401 },
  ),
  ending("9.3.0.0-5", "terminated has an earlier timestamp than an answer", async (unit) => {
    await unit.send(unit.allowed());
    return unit.send(moved(unit.defined("terminated"), -1500));
  }),
  ending(
    "7.1.3.0-1",
    "an answer has a later timestamp than terminated",
    async (unit) => {
      await unit.send(unit.defined("terminated"));
      return unit.send(unit.allowed());
    },
    { settings: { graceMs: 60_000 } },
  ),
  ending(
    "9.3.8.0-4",
    "a state is read after terminated",
    async (unit) => {
      await unit.send(unit.defined("terminated"));
      return unit.request("GET", "activities/state", { query: mine(unit) });
    },
    { settings: { graceMs: 60_000 }, status: 404 },
  ),
  ending(
    "9.3.6.0-2",
    "requests go on after three refusals",
    async (unit, test) => {
      await test.api("POST", `sessions/${unit.session}/abandon`);
      for (let count = 0; count < 3; count += 1) await unit.send(unit.allowed());
      return unit.send(unit.allowed());
    },
    { status: 401 },
  ),
  ending("9.3.8.0-1", "terminated never comes", (unit) => unit.send(unit.defined("completed")), {
    status: 204,
    abandon: true,
  }),
  ending("7.1.2.0-1", "the last statement is not terminated", (unit) => unit.send(unit.allowed()), {
    status: 204,
    abandon: true,
  }),
  ending("+7.1.2-2", "the session ends in silence", (unit) => unit.send(unit.allowed()), {
    status: 204,
    abandon: true,
  }),
  ending("10.2.2.0-6", "a Normal session has no terminated", (unit) => unit.send(unit.allowed()), {
    status: 204,
    abandon: true,
  }),
  ending("10.2.2.0-8", "a Browse session has no terminated", (unit) => unit.send(unit.allowed()), {
    status: 204,
    abandon: true,
    launch: { mode: "Browse" },
  }),
  ending("10.2.2.0-10", "a Review session has no terminated", (unit) => unit.send(unit.allowed()), {
    status: 204,
    abandon: true,
    launch: { mode: "Review" },
  }),
  { id: "7.1.1.0-1", why: "initialized never comes", abandon: true, play: (unit) => unit.start() },
  {
    id: "8.1.0.0-7",
    why: "a unit falls over another order of the launch parameters",
    abandon: true,
    settings: { shuffleParameters: true },
    // Its page takes the wrong value for the endpoint: the token is fetched, and nothing follows.
    play: (unit) => unit.fetchToken(),
  },
];
