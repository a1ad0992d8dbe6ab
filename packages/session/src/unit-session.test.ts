import { expect, test } from "vitest";
import { verbs } from "./testing/fake-lms.ts";
import { answered, judged, Tab } from "./testing/harness.ts";

test("[7.1.1.0-1] [8.2.1.0-2] [9.3.8.0-1] a unit is launched, worked through and left", async () => {
  const tab = new Tab();
  const session = await tab.open(tab.lms.launch());
  expect(session.view.phase).toBe("active");
  session.record(answered());
  session.record({ type: "completed" });
  session.record(judged(0.9));
  await tab.rest();
  const leaving = session.exit();
  await tab.rest();
  await leaving;
  expect(verbs(tab.lms.stored())).toBe("initialized answered completed passed terminated");
  expect(tab.lms.violations).toEqual([]);
  expect(session.view).toMatchObject({ phase: "ended", reason: "exited", waiting: 0, passed: true });
  expect(tab.visited).toEqual(["https://lms.example/back"]);
});
