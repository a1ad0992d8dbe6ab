/** Each behaviour shows its deviation, and a test for each is asked for. What was seen where: importers.md §2. */
import type { BehaviourName } from "@tessera/cmi5";
import { CMI5_EXTENSIONS, CMI5_VERBS } from "@tessera/xapi";
import { expect, test } from "vitest";
import { at } from "../../json-value.ts";
import type { JsonObject } from "../../json-value.ts";
import {
  begun,
  lmsWith,
  outcomes,
  place,
  profileWith,
  progressOf,
  startedUnit,
  state,
} from "../../testing/behaviour-bench.ts";
import { launchUnit, playWell } from "../../testing/scripted-unit.ts";
import { CONTENT_ORIGIN, startTestLms, testPackage, testUnit } from "../../testing/test-lms.ts";
import type { TestLms } from "../../testing/test-lms.ts";

const HOUR_MS = 60 * 60 * 1000;
const OTHER = "http://adlnet.gov/expapi/activities/other";

const contentOf = (started: TestLms, path: string): Promise<Response> =>
  started.lms.content.fetch(new Request(`${CONTENT_ORIGIN}/content/course-1/${path}`));

async function launchDataWith(
  behaviour: BehaviourName,
  more: JsonObject = {},
  unit: Parameters<typeof testUnit>[1] = {},
): Promise<JsonObject> {
  const launched = await launchUnit(await lmsWith([behaviour], unit), more);
  await launched.fetchToken();
  await launched.readLaunchData();
  return launched.launchData;
}

async function launchUrlWith(behaviour: BehaviourName, url = "intro.html", more = {}): Promise<string> {
  const launched = await launchUnit(await lmsWith([behaviour], { url }), more);
  return launched.launch.href;
}

const tests: Readonly<Record<BehaviourName, () => Promise<void>>> = {
  "parameters-at-end": async () => {
    expect(await launchUrlWith("parameters-at-end", "intro.html#/x")).toMatch(/intro\.html#\/x\?endpoint=/);
    expect(await launchUrlWith("parameters-at-end")).toMatch(/intro\.html\?endpoint=/);
  },
  "parameters-in-fragment": async () => {
    expect(await launchUrlWith("parameters-in-fragment")).toMatch(/intro\.html#endpoint=/);
  },
  "second-question-mark": async () => {
    expect(await launchUrlWith("second-question-mark", "intro.html?a=1")).toMatch(/\?a=1\?endpoint=/);
  },
  "endpoint-without-slash": async () => {
    const { searchParams } = new URL(await launchUrlWith("endpoint-without-slash"));
    expect(searchParams.get("endpoint")).toMatch(/[^/]$/);
  },
  "values-unencoded": async () => {
    const started = await lmsWith(["values-unencoded"]);
    const answer = await started.api("POST", "launch", { course: "course-1", learner: "learner-1" });
    expect(answer["url"]).toContain('actor={"objectType":"Agent","account":{"homePage":"https://');
  },
  "course-id-for-every-unit": async () => {
    const started = await lmsWith(["course-id-for-every-unit"]);
    const second = await launchUnit(started, { au: "https://example.org/courses/valves/second" });
    expect(second.parameters.get("activityId")).toBe("https://example.org/courses/valves");
    await playWell(second);
    expect(outcomes(started)).not.toContain("rejected");
  },
  "activity-id-twice": async () => {
    const { searchParams } = new URL(await launchUrlWith("activity-id-twice"));
    expect(searchParams.get("activity_id")).toBe(searchParams.get("activityId"));
  },
  "activity-underscore-id": async () => {
    const { searchParams } = new URL(await launchUrlWith("activity-underscore-id"));
    expect(searchParams.get("activityId")).toBeNull();
    expect(searchParams.get("activity_id")).toContain("of=");
  },
  "auth-for-fetch": async () => {
    const unit = await launchUnit(await lmsWith(["auth-for-fetch"]));
    expect(unit.parameters.get("fetch")).toBeNull();
    unit.token = (unit.parameters.get("auth") ?? "").replace("Basic ", "");
    expect((await unit.readLaunchData()).status).toBe(200);
  },
  "empty-return-parameter": async () => {
    expect(await launchUrlWith("empty-return-parameter", "intro.html", { window: "window" })).toMatch(
      /&returnURL=$/,
    );
    expect(await launchUrlWith("empty-return-parameter")).not.toContain("returnURL");
  },
  "return-parameter": async () => {
    const url = await launchUrlWith("return-parameter", "intro.html", {
      returnURL: "https://lms.example/view",
    });
    expect(new URL(url).searchParams.get("returnURL")).toBe("https://lms.example/view");
  },
  "empty-return-url": async () => {
    expect(await launchDataWith("empty-return-url", { returnURL: "auto" })).toMatchObject({ returnURL: "" });
  },
  "no-return-url": async () => {
    expect(await launchDataWith("no-return-url", { returnURL: "auto" })).not.toHaveProperty("returnURL");
  },
  "no-context-template": async () => {
    const data = await launchDataWith("no-context-template");
    expect(data).not.toHaveProperty("contextTemplate");
    expect(data).toHaveProperty("contentTemplate");
  },
  "no-session-id": async () => {
    const data = await launchDataWith("no-session-id");
    expect(at(data, "contextTemplate", "extensions")).toEqual({});
    expect(at(data, "contextTemplate", "contextActivities", "grouping")).toHaveLength(1);
    const { started, unit } = await begun("no-session-id");
    const sent = unit.defined("completed", {
      context: { extensions: { [CMI5_EXTENSIONS.sessionId]: "own" } },
    });
    expect((await unit.send(sent)).ok).toBe(true);
    const found = started.lms.snapshot().findings.map(({ id, remark }) => ({ id, remark }));
    expect(found).toEqual([{ id: "9.6.3.1-4", remark: true }]);
  },
  "no-grouping": async () => {
    const data = await launchDataWith("no-grouping");
    expect(at(data, "contextTemplate", "contextActivities")).toEqual({});
    expect(Object.keys(at(data, "contextTemplate", "extensions") as object)).toHaveLength(1);
  },
  "no-move-on": async () => expect(await launchDataWith("no-move-on")).not.toHaveProperty("moveOn"),
  "no-mastery": async () => expect(await launchDataWith("no-mastery")).not.toHaveProperty("masteryScore"),
  "empty-launch-parameters": async () => {
    const data = await launchDataWith("empty-launch-parameters", { launchParameters: "seed=7" });
    expect(data["launchParameters"]).toBe("");
  },
  "mastery-from-nothing": async () => {
    const none = await launchDataWith("mastery-from-nothing", { masteryScore: null });
    expect(none["masteryScore"]).toBe(0.7);
    expect((await launchDataWith("mastery-from-nothing"))["masteryScore"]).toBe(0.8);
  },
  "passed-for-both": async () => {
    expect((await launchDataWith("passed-for-both"))["moveOn"]).toBe("Passed");
    const other = await launchDataWith("passed-for-both", {}, { moveOn: "Completed" });
    expect(other["moveOn"]).toBe("Completed");
  },
  "launch-data-as-html": async () => {
    const unit = await launchUnit(await lmsWith(["launch-data-as-html"]));
    await unit.fetchToken();
    expect((await unit.readLaunchData()).headers.get("content-type")).toMatch(/^text\/html/);
    expect(unit.launchData).toHaveProperty("contextTemplate");
  },
  "registration-per-launch": async () => {
    const started = await lmsWith(["registration-per-launch"]);
    const first = await launchUnit(started);
    const second = await launchUnit(started);
    expect(second.parameters.get("registration")).not.toBe(first.parameters.get("registration"));
  },
  "never-abandons": async () => {
    const started = await lmsWith(["never-abandons"]);
    await launchUnit(started);
    await launchUnit(started);
    expect(started.lms.snapshot().sessions.map(({ status }) => status)).toEqual(["launched", "launched"]);
    // Two sessions at once: a statement that both have is one statement, and another one is a second.
    const [one, two] = [await startedUnit(started), await startedUnit(started)];
    const completed = one.defined("completed");
    expect((await one.send(completed)).status).toBe(204);
    const again = await two.send({ ...completed, context: two.defined("completed")["context"] });
    expect(again.status).toBe(409);
    expect(started.lms.snapshot().findings.map(({ id }) => id)).toEqual([]);
    expect((await two.send(two.defined("completed"))).status).toBe(403);
    expect(started.lms.snapshot().findings.map(({ id }) => id)).toContain("9.3.3.0-2");
  },
  "fetch-again-gives-token": async () => {
    const unit = await launchUnit(await lmsWith(["fetch-again-gives-token"]));
    expect(await unit.fetchToken()).toEqual(await unit.fetchToken());
  },
  "fetch-again-401": () => fetchedTwice("fetch-again-401", 401),
  "fetch-again-400": () => fetchedTwice("fetch-again-400", 400),
  "token-expires": async () => {
    const { started, unit } = await begun("token-expires");
    started.clock.now += HOUR_MS;
    expect((await unit.send([unit.allowed()])).status).toBe(401);
    expect((await state(unit, "GET")).status).toBe(401);
  },
  "login-dialog": async () => {
    const { unit } = await begun("login-dialog");
    unit.token = "stale";
    expect((await state(unit, "GET")).headers.get("www-authenticate")).toBe("Basic");
  },
  "needs-cookie": async () => {
    const started = await lmsWith(["needs-cookie"], {}, ["intro.html"]);
    const cookie = (await contentOf(started, "intro.html")).headers.get("set-cookie") ?? "";
    const unit = await launchUnit(started);
    await unit.fetchToken();
    const browser = { "Sec-Fetch-Mode": "cors" };
    expect((await state(unit, "GET", undefined, browser)).status).toBe(401);
    const sent = { ...browser, Cookie: cookie.split(";")[0] ?? "" };
    expect((await state(unit, "GET", undefined, sent)).status).toBe(404);
  },
  "repeated-id-400": () => sentTwice("repeated-id-400", 400),
  "repeated-id-409": () => sentTwice("repeated-id-409", 409),
  "batch-one-by-one": async () => {
    const { started, unit } = await begun("batch-one-by-one", "repeated-id-400");
    const [first, second, third] = [unit.allowed(), unit.allowed(), unit.allowed()];
    expect((await unit.send([second])).status).toBe(200);
    expect((await unit.send([first, second, third])).status).toBe(400);
    // What came before the one that was refused is stored, what comes behind it is not.
    expect(outcomes(started)).toEqual(["stored", "stored", "stored", "rejected", "rejected"]);
    expect((await unit.send([third])).status).toBe(200);
  },
  "broken-answer": async () => {
    const { started, unit } = await begun("broken-answer");
    const one = unit.defined("completed");
    const response = await unit.send(one);
    expect(response.status).toBe(200);
    const text = await response.text();
    expect(text).toContain(String(one["id"]));
    expect(() => JSON.parse(text) as unknown).toThrow(SyntaxError);
    expect(outcomes(started)).toEqual(["stored", "stored"]);
  },
  "verb-iri-alone": async () => {
    const { started, unit } = await begun("verb-iri-alone", "no-cmi5-rules");
    const elsewhere = { object: { id: OTHER }, context: { contextActivities: { category: [] } } };
    expect((await unit.send(unit.defined("initialized", elsewhere))).status).toBe(400);
    await unit.send(unit.defined("passed", elsewhere));
    expect(progressOf(started)).toMatchObject({ passed: true, completed: false });
    await unit.send(unit.defined("terminated", elsewhere));
    expect(started.lms.snapshot().sessions[0]?.status).toBe("terminated");
  },
  "verb-by-english-word": async () => {
    const { started, unit } = await begun("verb-by-english-word", "no-cmi5-rules");
    const verb = (display: unknown) => ({ verb: { id: CMI5_VERBS.completed.id, display } });
    await unit.send(
      unit.defined("completed", { verb: { display: { en: undefined, "en-US": "completed" } } }),
    );
    expect(progressOf(started)).toMatchObject({ completed: false });
    expect((await unit.send(unit.defined("completed", verb(undefined)))).status).toBe(500);
    await unit.send(unit.defined("passed", { object: { id: OTHER } }));
    await unit.send(unit.defined("completed"));
    expect(progressOf(started)).toMatchObject({ completed: true, passed: true });
  },
  "result-for-one-statement": async () => {
    const { unit } = await begun("result-for-one-statement");
    const one = unit.allowed();
    await unit.send([one]);
    const read = await unit.request("GET", "statements", { query: { statementId: String(one["id"]) } });
    expect(at(await read.json(), "statements")).toHaveLength(1);
  },
  "initialized-alone": async () => {
    const unit = await launchUnit(await lmsWith(["initialized-alone"]));
    await unit.start();
    const initialized = unit.defined("initialized");
    expect((await unit.send([initialized, unit.allowed()])).status).toBe(403);
    expect((await unit.send([initialized])).status).toBe(200);
  },
  "hangs-on-other-json": async () => {
    const { unit } = await begun("hangs-on-other-json");
    const body = JSON.stringify([unit.allowed()], undefined, 2);
    expect((await unit.send([], { body })).status).toBe(504);
    expect((await state(unit, "PUT", { page: 2 })).status).toBe(204);
  },
  "body-limit": async () => {
    const { unit } = await begun("body-limit");
    expect((await state(unit, "PUT", { text: "x".repeat(1024 * 1024) })).status).toBe(413);
    expect((await state(unit, "PUT", { text: "x".repeat(1024 * 1024 - 11) })).status).toBe(204);
  },
  "statements-end": async () => {
    const { unit } = await begun("statements-end");
    await unit.send(unit.defined("terminated"));
    expect((await unit.send([unit.allowed()])).status).toBe(400);
    expect((await state(unit, "PUT", { page: 2 })).status).toBe(204);
  },
  "all-ends-403": async () => {
    const { unit } = await begun("all-ends-403");
    await unit.send(unit.defined("terminated"));
    expect((await unit.send([unit.allowed()])).status).toBe(403);
    expect((await state(unit, "GET")).status).toBe(403);
  },
  "no-cmi5-rules": async () => {
    const { started, unit } = await begun("no-cmi5-rules");
    const odd = unit.defined("completed", { result: { duration: undefined } });
    expect((await unit.send(odd)).status).toBe(204);
    expect(started.lms.snapshot().findings).not.toEqual([]);
  },
  "put-and-two-states": async () => {
    const { started, unit } = await begun("put-and-two-states");
    const posted = await unit.send([unit.allowed()]);
    expect([posted.status, await posted.json()]).toEqual([200, { success: true }]);
    expect(outcomes(started)).toEqual(["stored", "dropped"]);
    expect((await state(unit, "PUT", { page: 2 })).ok).toBe(true);
    expect(await (await state(unit, "GET")).json()).toEqual({ success: true });
    const suspend = { query: place(unit, "suspendData") };
    expect(await (await unit.request("GET", "activities/state", suspend)).json()).toEqual({});
    await unit.request("PUT", "activities/state", { ...suspend, body: '{"page":2}' });
    expect(await (await unit.request("GET", "activities/state", suspend)).json()).toEqual({ page: 2 });
    expect(await (await unit.readPreferences()).json()).toEqual({ success: true });
    await unit.send(unit.defined("passed"));
    expect(progressOf(started)).toMatchObject({ passed: true });
  },
  "every-error-412": async () => {
    const { unit } = await begun("every-error-412");
    const bad = await unit.send(unit.defined("passed", { result: { score: { scaled: 0.1 } } }));
    expect([bad.status, await bad.text()]).toEqual([412, "Wrong Response"]);
    expect((await state(unit, "GET")).status).toBe(404);
    await unit.send(unit.defined("terminated"));
    expect((await state(unit, "GET")).status).toBe(401);
  },
  "no-preconditions": async () => {
    const { unit } = await begun("no-preconditions");
    expect((await state(unit, "PUT", { page: 2 })).headers.get("etag")).toBeNull();
    expect((await state(unit, "PUT", { page: 3 }, { "If-Match": '"stale"' })).status).toBe(204);
    const read = await state(unit, "GET");
    expect([read.headers.get("etag"), await read.json()]).toEqual([null, { page: 3 }]);
  },
  "if-match-409": async () => {
    const { unit } = await begun("if-match-409");
    await state(unit, "PUT", { page: 2 });
    expect((await state(unit, "PUT", { page: 3 }, { "If-Match": '"stale"' })).status).toBe(409);
    expect((await state(unit, "PUT", { page: 3 }, { "If-None-Match": "*" })).status).toBe(412);
  },
  "deep-merge": async () => {
    const { unit } = await begun("deep-merge");
    await state(unit, "PUT", { answers: { a: 1 } });
    await state(unit, "POST", { answers: { b: 2 } });
    expect(await (await state(unit, "GET")).json()).toEqual({ answers: { a: 1, b: 2 } });
  },
  "post-replaces": async () => {
    const { unit } = await begun("post-replaces");
    await state(unit, "PUT", { a: 1 });
    await state(unit, "POST", { b: 2 });
    expect(await (await state(unit, "GET")).json()).toEqual({ b: 2 });
  },
  "no-state-list": async () => {
    const { unit } = await begun("no-state-list");
    expect((await unit.request("GET", "activities/state", { query: place(unit) })).status).toBe(404);
  },
  "no-delete": async () => {
    const { unit } = await begun("no-delete");
    expect((await state(unit, "DELETE")).status).toBe(405);
  },
  "keys-sorted": async () => {
    const { unit } = await begun("keys-sorted");
    await state(unit, "PUT", { page: 2, answers: {}, list: [{ z: 1, a: {} }] });
    expect(await (await state(unit, "GET")).text()).toBe('{"answers":[],"list":[{"a":[],"z":1}],"page":2}');
  },
  "state-per-learner": async () => {
    const { started, unit } = await begun("state-per-learner");
    await state(unit, "PUT", { page: 2 });
    const again = await launchUnit(started, { registration: "new" });
    await again.start();
    expect(await (await state(again, "GET")).json()).toEqual({ page: 2 });
  },
  "no-learner-profile": async () => {
    const { unit } = await begun("no-learner-profile");
    expect((await unit.readPreferences()).status).toBe(404);
    expect((await unit.writePreferences({ languagePreference: "de" })).status).toBe(404);
  },
  "learner-profile-400": async () => {
    const { started, unit } = await begun("learner-profile-400");
    expect((await unit.readPreferences()).status).toBe(400);
    // The unit has asked, and has an answer.
    expect(started.lms.snapshot().findings).toEqual([]);
  },
  "no-about-no-agents": async () => {
    const { unit } = await begun("no-about-no-agents");
    expect((await unit.request("GET", "about")).status).toBe(400);
    expect((await unit.readPreferences()).status).toBe(404);
  },
  "no-agents-no-lists": async () => {
    const { unit } = await begun("no-agents-no-lists");
    const agent = unit.parameters.get("actor") ?? "";
    expect((await unit.request("GET", "agents", { query: { agent } })).status).toBe(400);
    expect((await unit.request("GET", "statements", { query: { agent } })).status).toBe(200);
  },
  "immutable-content": async () => {
    const started = await lmsWith(["immutable-content"], {}, ["intro.html"]);
    expect((await contentOf(started, "intro.html")).headers.get("cache-control")).toBe(
      "private, max-age=7776000, immutable",
    );
  },
  "few-media-types": async () => {
    const started = await lmsWith(["few-media-types"], {}, ["a.js", "a.mjs", "a.woff2", "a.svg", "a.png"]);
    const types = await Promise.all(
      ["a.js", "a.mjs", "a.woff2", "a.png"].map(async (name) =>
        (await contentOf(started, name)).headers.get("content-type"),
      ),
    );
    expect(types).toEqual([
      "application/x-javascript",
      "text/plain",
      "application/octet-stream",
      "image/png",
    ]);
    expect((await contentOf(started, "a.svg")).headers.get("content-disposition")).toBe("attachment");
  },
  "scripts-as-text": async () => {
    const started = await lmsWith(["scripts-as-text"], {}, ["a.js"]);
    const { headers } = await contentOf(started, "a.js");
    expect([headers.get("content-type"), headers.get("x-content-type-options")]).toEqual([
      "text/plain",
      null,
    ]);
  },
  "rewritten-under-query": async () => {
    const html = `<a href="#top"></a><img src="media/a b.png"><script src='x.js?v=1'></script><img src=c.png><link href="https://e.example/x"><script>const src = "y.js"</script>`;
    const files = new Map([
      ["unit/intro.html", new TextEncoder().encode(html)],
      ["unit/x.css", new TextEncoder().encode("a{background:url(img/a.png)} b{src:url('/b.png')}")],
    ]);
    const started = await startTestLms(
      { ...testPackage([testUnit("intro", { url: "unit/intro.html" })]), files },
      { profile: profileWith("rewritten-under-query") },
    );
    const unit = await launchUnit(started);
    expect(unit.launch.pathname).toBe("/content/course-1/package_asset.php");
    expect(unit.parameters.get("path")).toBe("course-1/unit/intro.html");
    const served = await started.lms.content.fetch(new Request(unit.launch));
    const under = (path: string): string => `package_asset.php?path=course-1%2Funit%2F${path}`;
    expect(await served.text()).toBe(
      `<a href="#top"></a><img src="${under("media%2Fa%20b.png")}"><script src='${under("x.js")}&amp;v=1'></script><img src=c.png><link href="https://e.example/x"><script>const src = "${under("y.js")}"</script>`,
    );
    const css = await contentOf(started, under("x.css"));
    expect(await css.text()).toBe(`a{background:url(${under("img%2Fa.png")})} b{src:url('/b.png')}`);
    expect((await contentOf(started, "unit/x.css")).status).toBe(404);
  },
};

async function fetchedTwice(behaviour: BehaviourName, status: number): Promise<void> {
  const started = await lmsWith([behaviour]);
  const unit = await launchUnit(started);
  expect(await unit.fetchToken()).toHaveProperty("auth-token");
  const again = await started.lms.fetch(
    new Request(unit.parameters.get("fetch") ?? "", { method: "POST", headers: { Origin: CONTENT_ORIGIN } }),
  );
  expect(again.status).toBe(status);
  expect(await again.json()).toHaveProperty("error-code");
}

async function sentTwice(behaviour: BehaviourName, status: number): Promise<void> {
  const { started, unit } = await begun(behaviour);
  const one = unit.defined("completed");
  expect((await unit.send(one)).status).toBe(204);
  expect((await unit.send(one)).status).toBe(status);
  expect(outcomes(started)).toEqual(["stored", "stored", "rejected"]);
}

test.each(Object.entries(tests))("%s", async (_, play) => play());
