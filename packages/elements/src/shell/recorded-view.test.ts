import { render } from "lit";
import type { UnitData } from "@tessera/course";
import type { Pending, SessionView } from "@tessera/session";
import { expect, test } from "vitest";
import { sayIn } from "../strings/say.ts";
import { shellStrings } from "../strings/strings.ts";
import { fakeSession, unitData } from "../testing/unit-data.ts";
import { recordedView } from "./recorded-view.ts";
import { stillPlayer } from "../testing/still-player.testing.ts";

const say = sayIn(shellStrings("en"), "en");

function sheet(
  view: Partial<SessionView> = {},
  { data = unitData(), pending = [] }: { data?: UnitData; pending?: readonly Pending[] } = {},
): HTMLElement {
  const session = { ...fakeSession({ view }), view: fakeSession({ view }).view, pending: () => pending };
  const player = stillPlayer(data, session);
  const place = document.createElement("div");
  render(recordedView(player, { say, language: "en", close: () => {} }), place);
  return place;
}
const words = (place: HTMLElement) => place.textContent.replace(/\s+/g, " ");
const withPrivacy = (privacy: string): UnitData => {
  const data = unitData();
  return { ...data, course: { ...data.course, privacy } };
};
const waits = (n: number): Pending[] =>
  Array.from({ length: n }, (_, nth) => ({
    what: "answered",
    name: `Question ${nth + 1}`,
    at: "2026-03-20T10:02:40.000Z",
  }));

test("it says to where and as whom", () => {
  const host = "lms.example.org";
  const lead = (view: Partial<SessionView>) => sheet(view).querySelector("p")?.textContent;
  expect(lead({ host, learner: "Ada", account: "u-1" })).toBe(
    "This unit tells lms.example.org what you do here, as Ada (u-1).",
  );
  expect(lead({ host, account: "u-1" })).toMatch(/, as u-1\.$/);
  expect(lead({ host })).toBe("This unit tells lms.example.org what you do here.");
  expect(lead({})).toBe("This unit tells your learning platform what you do here.");
});

test("what waits is listed, the first twenty, and how many more there are", () => {
  expect(words(sheet())).toContain("Nothing: all of it has arrived.");
  const many = sheet({}, { pending: waits(23) });
  expect(many.querySelectorAll(".t-waiting li")).toHaveLength(20);
  expect(words(many)).toContain("Answer Question 20");
  expect(words(many)).toContain("And 3 more.");
  expect(words(sheet({}, { pending: waits(20) }))).not.toContain("more.");
});

test("what an LMS or an author wrote stays text", () => {
  const name = "<img src=x onerror=alert(1)>";
  const place = sheet(
    { learner: name, host: name },
    { pending: [{ what: "answered", name, at: "not a time" }] },
  );
  expect(place.querySelector("img")).toBeNull();
  expect(words(place)).toContain(`Answer ${name}`);
});

test("where nothing is recorded, or nothing but coming and going, it says so and lists nothing", () => {
  for (const [view, said] of [
    [{ phase: "standalone" }, /opened without a learning platform/],
    [{ phase: "refused", reason: "token-used" }, /Nothing is recorded/],
    [{ mode: "Browse" }, /All that is sent is that you opened this unit and left it/],
    [{ keptBy: "browser" }, /This browser alone keeps/],
    [{ keptBy: "lms" }, /Your learning platform is told/],
  ] as const) {
    const place = sheet(view);
    expect(words(place)).toMatch(said);
    expect(place.querySelector("dl")).toBeNull();
  }
});

test("what waits when the LMS has ended the session is still listed", () => {
  const ended = { phase: "ended", reason: "session-over", waiting: 1 } as const;
  expect(words(sheet(ended, { pending: waits(1) }))).toContain("Question 1");
});

test("the privacy link leads to an address of the web, and to nothing else", () => {
  const link = (privacy: string) => sheet({}, { data: withPrivacy(privacy) }).querySelector("a");
  expect(link("https://example.org/p")?.getAttribute("rel")).toBe("noopener noreferrer");
  expect(link("https://example.org/p")?.getAttribute("target")).toBe("_blank");
  expect(link("javascript:alert(1)")).toBeNull();
  expect(sheet().querySelector("a")).toBeNull();
});

test("memory that keeps nothing, and what the LMS refused, are said with what to do", () => {
  expect(words(sheet({ keptIn: "memory" }))).toMatch(/closing this page before it has arrived would lose it/);
  expect(words(sheet({ parked: 2, parkedReasons: [400, 413] }))).toMatch(
    /Refused by your learning platform: 2 \(code 400, 413\).+You can go on.+Tell the people/,
  );
});
