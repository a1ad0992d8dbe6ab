import { ending, resumeParameters, stateParameters } from "./bad-sessions.ts";
import type { BadSession } from "./bad-sessions.ts";

const good = { languagePreference: "en-US,fr-FR", audioPreference: "on" };

/** Sessions with a breach in a request. */
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
      query: { ...resumeParameters(unit), agent: '{"mbox":"mailto:ada@example.org"}' },
    }),
  ),
  ending("8.1.4.0-3", "a State request has no registration", (unit) => {
    const { registration: _registration, ...query } = resumeParameters(unit);
    return unit.request("GET", "activities/state", { query });
  }),
  ending("8.1.5.0-5", "a State request names another activity", (unit) =>
    unit.request("GET", "activities/state", {
      query: { ...resumeParameters(unit), activityId: "https://example.org/else" },
    }),
  ),
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
      query: { ...stateParameters(unit), stateId: "LMS.LaunchData" },
      body: "{}",
    }),
  ),
  ending("10.2.1.0-5", "LMS.LaunchData is deleted", (unit) =>
    unit.request("DELETE", "activities/state", {
      query: { ...stateParameters(unit), stateId: "LMS.LaunchData" },
    }),
  ),
  ending("10.2.1.0-5", "all states are deleted", (unit) =>
    unit.request("DELETE", "activities/state", { query: stateParameters(unit) }),
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
];
