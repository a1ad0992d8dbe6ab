import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { CoursePageData } from "../course-page-data.ts";
import { edition12 } from "../editions/edition-12.ts";
import { pack } from "../suspend/pack.ts";
import { FakeLms } from "../testing/fake-lms.ts";
import { COURSE } from "../testing/page.ts";
import type { CoursePage } from "./open-session.adapter.ts";

const WORDS = ["unit.new", "unit.done", "unit.percent", "quiz.passed", "status.saved", "status.standalone"];

/** The page as `bundle` makes it, as far as the script looks at it. */
function put(target: CoursePageData["target"]): void {
  const data: CoursePageData = {
    course: COURSE,
    target,
    language: "en",
    units: [
      { id: `${COURSE}/units/look`, moveOn: "Completed" },
      { id: `${COURSE}/units/prove`, moveOn: "CompletedAndPassed", mastery: 0.8 },
    ],
    strings: Object.fromEntries(WORDS.map((key) => [key, key === "unit.percent" ? "{n}%" : key])),
  };
  document.body.innerHTML = `<div class="t-course-page">
    <p class="t-state"></p><button data-act="exit" hidden></button>
    <div class="t-over" hidden><h1 tabindex="-1"></h1><p></p></div>
    <div class="t-list"><ul class="t-units">
      <li><a href="look.html" data-unit="${COURSE}/units/look">Look</a><p></p></li>
      <li><a href="prove.html" data-unit="${COURSE}/units/prove">Prove</a><p></p></li>
    </ul></div></div>`;
  const held = document.createElement("data");
  held.id = "_course";
  held.value = JSON.stringify(data);
  document.body.append(held);
}

/** What the page and its LMS know each other by. */
const scope = globalThis as { API?: unknown; TesseraCourse?: CoursePage | undefined };

const words = () => [...document.querySelectorAll(".t-units p")].map((line) => line.textContent);
const state = () => document.querySelector(".t-state")?.textContent;
const run = () => import("./course-page.adapter.ts");

beforeEach(() => {
  vi.resetModules();
  localStorage.clear();
});
afterEach(() => {
  delete scope.API;
  scope.TesseraCourse = undefined;
  document.body.replaceChildren();
});

test("the list says where each unit stands, as the LMS gave it back, and one session is begun", async () => {
  const units = { "/units/look": { c: 1, p: 100 }, "/units/prove": { p: 50 } };
  const lms = new FakeLms(edition12, { "cmi.suspend_data": pack({ of: COURSE, units }) });
  scope.API = lms.api;
  put("scorm12");
  await run();
  expect(words()).toEqual(["unit.done", "50%"]);
  expect(state()).toBe("status.saved");
  expect(lms.count("LMSInitialize")).toBe(1);

  // A unit says what it reached: the list follows, and the result is that of all.
  scope.TesseraCourse?.sco?.reach(`${COURSE}/units/prove`, { c: 1, p: 100, passed: 1 });
  expect(words()).toEqual(["unit.done", "quiz.passed"]);
  expect(lms.values["cmi.core.lesson_status"]).toBe("passed");
  document.querySelector<HTMLElement>("[data-act=exit]")?.click();
  expect(lms.count("LMSFinish")).toBe(1);
  expect(document.querySelector<HTMLElement>(".t-over")?.hidden).toBe(false);
  dispatchEvent(new Event("pagehide"));
  expect(lms.count("LMSFinish")).toBe(1);
});

test("a unit opens within the page, and leaving it brings the list back, with the focus where it was", async () => {
  scope.API = new FakeLms(edition12).api;
  put("scorm12");
  await run();
  const link = document.querySelector<HTMLElement>("[data-unit]");
  link?.click();
  expect(document.querySelector("iframe")?.src).toMatch(/look\.html$/);
  expect(document.querySelector<HTMLElement>(".t-course-page")?.inert).toBe(true);
  scope.TesseraCourse?.leave();
  expect(document.querySelector("iframe")).toBeNull();
  expect(document.activeElement).toBe(link);
});

test("without an LMS the page says so, and its units open all the same", async () => {
  put("scorm12");
  await run();
  expect(state()).toBe("status.standalone");
  expect(words()).toEqual(["unit.new", "unit.new"]);
  document.querySelector<HTMLElement>("[data-unit]")?.click();
  expect(document.querySelector("iframe")).not.toBeNull();
});

test("on the web the list is read from the browser's own storage, each unit from its own place", async () => {
  const units = { "/units/prove": { c: 1, p: 100, passed: 1 } };
  localStorage.setItem(`tessera-web ${COURSE}/units/prove`, pack({ of: COURSE, units }));
  put("web");
  await run();
  expect(words()).toEqual(["unit.new", "quiz.passed"]);
  expect(scope.TesseraCourse).toBeUndefined();
});
