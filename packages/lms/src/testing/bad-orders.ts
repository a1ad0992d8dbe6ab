import type { JsonObject } from "../json-value.ts";
import { ending, resumeParameters } from "./bad-sessions.ts";
import type { BadSession } from "./bad-sessions.ts";

/** The statement with its time moved by `ms`. */
const moved = (statement: JsonObject, ms: number): JsonObject => ({
  ...statement,
  timestamp: new Date(Date.parse(String(statement["timestamp"])) + ms).toISOString(),
});

/** Sessions with a breach in the order of things, or in what is missing at the end. */
export const BAD_ORDERS: readonly BadSession[] = [
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
      return unit.request("GET", "activities/state", { query: resumeParameters(unit) });
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
