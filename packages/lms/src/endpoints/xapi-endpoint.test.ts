import { expect, test } from "vitest";
import { at } from "../json-value.ts";
import { begin } from "../testing/bad-sessions.ts";
import { launchUnit, playWell } from "../testing/scripted-unit.ts";
import type { ScriptedUnit } from "../testing/scripted-unit.ts";
import { CONTENT_ORIGIN, startTestLms } from "../testing/test-lms.ts";

const place = (unit: ScriptedUnit, stateId: string): Record<string, string> => ({
  activityId: unit.parameters.get("activityId") ?? "",
  agent: unit.parameters.get("actor") ?? "",
  registration: unit.parameters.get("registration") ?? "",
  stateId,
});

test("the unit's state is kept over launches of a registration, with its etag", async () => {
  const started = await startTestLms();
  const first = await launchUnit(started);
  await begin(first);
  const written = await first.request("PUT", "activities/state", {
    query: place(first, "resume"),
    body: '{"page":2}',
  });
  expect(written.status).toBe(204);
  const second = await launchUnit(started);
  await second.start();
  const read = await second.request("GET", "activities/state", { query: place(second, "resume") });
  expect(await read.json()).toEqual({ page: 2 });
  expect(read.headers.get("etag")).toMatch(/^"[0-9a-f]{40}"$/);
  expect(read.headers.get("access-control-expose-headers")).toContain("ETag");
});

test("the token reaches nobody else's statements", async () => {
  const started = await startTestLms();
  await started.api("POST", "learners", { name: "Eve" });
  const ada = await launchUnit(started);
  await playWell(ada);
  const eve = await launchUnit(started, { learner: "learner-2" });
  await eve.start();
  const agent = eve.parameters.get("actor") ?? "";
  const own = await eve.request("GET", "statements", { query: { agent } });
  expect(at(await own.json(), "statements")).toHaveLength(1);
  expect(
    (await eve.request("GET", "statements", { query: { agent: ada.parameters.get("actor") ?? "" } })).status,
  ).toBe(403);
  expect((await eve.request("GET", "statements")).status).toBe(403);
  const others = started.lms.snapshot().statements.find(({ from }) => from === "unit")?.id ?? "";
  expect((await eve.request("GET", "statements", { query: { statementId: others } })).status).toBe(403);
});

test("more links stay below the endpoint of the launch", async () => {
  const started = await startTestLms();
  const unit = await launchUnit(started);
  await begin(unit);
  const agent = unit.parameters.get("actor") ?? "";
  const page = (await (
    await unit.request("GET", "statements", { query: { agent, limit: "1" } })
  ).json()) as unknown;
  expect(at(page, "more")).toMatch(
    new RegExp(`^${new URL(unit.parameters.get("endpoint") ?? "").pathname}statements`),
  );
});

test("preferences that the LMS keeps to itself answer 403, and the session goes on", async () => {
  const started = await startTestLms(undefined, { settings: { preferencesWritable: false } });
  const unit = await launchUnit(started);
  await begin(unit);
  expect((await unit.writePreferences({ languagePreference: "de", audioPreference: "on" })).status).toBe(403);
  expect((await unit.send(unit.defined("terminated"))).status).toBe(204);
  const { findings, sessions } = started.lms.snapshot();
  expect(findings).toEqual([]);
  expect(sessions[0]?.verdict.violated).toBe(0);
});

test("[9.3.8.0-4] after terminated everything of the session is refused at once", async () => {
  const started = await startTestLms();
  const unit = await launchUnit(started);
  await begin(unit);
  await unit.send(unit.defined("terminated"));
  expect((await unit.send(unit.allowed())).status).toBe(401);
  expect((await unit.request("GET", "activities/state", { query: place(unit, "resume") })).status).toBe(401);
});

test("[9.3.8.0-4] with a grace period a statement from before terminated still gets in, until it is over", async () => {
  const started = await startTestLms(undefined, {
    settings: { graceMs: 30_000, enforce: false, endedStatus: 403 },
  });
  const unit = await launchUnit(started);
  await begin(unit);
  const [late, later] = [unit.allowed(), unit.allowed()];
  await unit.send(unit.defined("terminated"));
  expect((await unit.send(late)).status).toBe(204);
  started.clock.now += 30_000;
  expect((await unit.send(later)).status).toBe(403);
});

test("a retry with the same id is taken again and counted once", async () => {
  const started = await startTestLms();
  const unit = await launchUnit(started);
  await begin(unit);
  const completed = unit.defined("completed");
  expect((await unit.send(completed)).status).toBe(204);
  expect((await unit.send(completed)).status).toBe(204);
  const { statements, findings } = started.lms.snapshot();
  expect(statements.slice(-2).map(({ outcome }) => outcome)).toEqual(["stored", "again"]);
  expect(findings).toEqual([]);
});

test("an outage before the LMS is judged as the unit behaves in it: the same again is right, another id is not", async () => {
  let down = false;
  const started = await startTestLms(undefined, {
    intercept: () => (down ? new Response(null, { status: 503 }) : undefined),
  });
  const unit = await launchUnit(started);
  await begin(unit);
  const completed = unit.defined("completed");
  down = true;
  expect((await unit.send(completed)).status).toBe(503);
  down = false;
  expect((await unit.send(completed)).status).toBe(204);
  expect(started.lms.snapshot().findings).toEqual([]);
  down = true;
  await unit.send(unit.defined("passed"));
  down = false;
  expect((await unit.send(unit.defined("passed"))).status).toBe(403);
  expect(started.lms.snapshot().findings.map(({ id }) => id)).toContain("9.3.0.0-2");
});

test("what was refused was not issued: the statement put right, with an id of its own, is taken", async () => {
  const started = await startTestLms();
  const unit = await launchUnit(started);
  await begin(unit);
  expect((await unit.send(unit.defined("completed", { result: { duration: undefined } }))).status).toBe(403);
  expect((await unit.send(unit.defined("completed"))).status).toBe(204);
  expect(started.lms.snapshot().findings.map(({ id }) => id)).toEqual(["9.5.4.1-2"]);
});

test("initialized that was not answered is no leave to go on", async () => {
  let down = false;
  const started = await startTestLms(undefined, {
    intercept: () => (down ? new Response(null, { status: 503 }) : undefined),
  });
  const unit = await launchUnit(started);
  await unit.start();
  down = true;
  await unit.send(unit.defined("initialized"));
  down = false;
  const answer = await unit.send(unit.allowed());
  expect(answer.status).toBe(403);
  expect(at(await answer.json(), "error")).toContain(
    "9.3.0.0-4: a cmi5-allowed statement arrived before initialized was answered",
  );
});

test("preferences that could not be asked for have not been read", async () => {
  const started = await startTestLms(undefined, {
    intercept: ({ url }) =>
      url.includes("agents/profile") ? new Response(null, { status: 503 }) : undefined,
  });
  const unit = await launchUnit(started);
  await unit.start();
  expect((await unit.send(unit.defined("initialized"))).status).toBe(403);
});

test("a request that is cut off stays on record without an answer", async () => {
  let cut = false;
  const started = await startTestLms(undefined, {
    intercept: () => {
      if (cut) throw new TypeError("connection lost");
      return undefined;
    },
  });
  const unit = await launchUnit(started);
  await begin(unit);
  cut = true;
  await expect(unit.send(unit.defined("completed"))).rejects.toThrow("connection lost");
  expect(started.lms.record(unit.session).exchanges.at(-1)).not.toHaveProperty("status");
});

test("a batch with one bad statement is refused as a whole, and says which one it was", async () => {
  const started = await startTestLms();
  const unit = await launchUnit(started);
  await begin(unit);
  const [good, bad] = [unit.allowed(), unit.allowed({ timestamp: undefined })];
  const answer = await unit.send([good, bad]);
  expect(answer.status).toBe(403);
  const { statements, findings } = started.lms.snapshot();
  expect(statements.slice(-2).map(({ outcome, broken }) => [outcome, broken])).toEqual([
    ["rejected", []],
    ["rejected", ["9.7.0.0-1"]],
  ]);
  expect(findings.map(({ statement }) => statement)).toEqual([bad["id"]]);
  expect((await unit.send([good])).status).toBe(200);
  expect(started.lms.snapshot().findings).toHaveLength(1);
});

test("a lax LMS records what it does not refuse", async () => {
  const started = await startTestLms(undefined, { settings: { enforce: false } });
  const unit = await launchUnit(started);
  await begin(unit);
  expect((await unit.send(unit.defined("completed", { result: { duration: undefined } }))).status).toBe(204);
  expect(started.lms.snapshot().findings.map(({ id }) => id)).toEqual(["9.5.4.1-2"]);
});

test("no answer asks the browser for a password", async () => {
  const started = await startTestLms();
  const unit = await launchUnit(started);
  const answer = await unit.request("GET", "about", { headers: { Authorization: undefined } });
  expect([answer.status, answer.headers.get("www-authenticate")]).toEqual([401, null]);
  expect(answer.headers.get("access-control-allow-origin")).toBe(CONTENT_ORIGIN);
});

test("statements with attachments are judged by their first part", async () => {
  const started = await startTestLms();
  const unit = await launchUnit(started);
  await begin(unit);
  const part = JSON.stringify(unit.allowed({ timestamp: undefined }));
  const body = ["--x", "Content-Type: application/json", "", part, "--x--", ""].join("\r\n");
  const answer = await unit.send(unit.allowed(), {
    method: "POST",
    body,
    headers: { "Content-Type": "multipart/mixed; boundary=x" },
  });
  expect(answer.status).toBe(403);
  expect(started.lms.snapshot().findings.map(({ id }) => id)).toEqual(["9.7.0.0-1"]);
});

test("the learner who comes back is seen, before terminated or after it", async () => {
  const started = await startTestLms();
  const unit = await launchUnit(started, { returnURL: "auto" });
  await begin(unit);
  const back = String(unit.launchData["returnURL"]);
  await started.lms.fetch(new Request(back));
  await unit.send(unit.defined("terminated"));
  const answer = await started.lms.fetch(new Request(back));
  expect(await answer.text()).toContain("You may close this page");
  const { findings } = started.lms.snapshot();
  expect(findings.map(({ id, message }) => [id, message])).toEqual([
    ["10.2.6.0-1", "the learner was sent to the returnURL before terminated"],
  ]);
});
