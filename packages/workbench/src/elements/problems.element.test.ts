import { render } from "lit";
import { beforeEach, expect, test } from "vitest";
import { Refusal } from "../client/lms-client.ts";
import { fakeLms } from "../model/fake-client.testing.ts";
import { lms, preview, previewProblem } from "../model/sample-lms.testing.ts";
import { problemList } from "./problems.ts";
import { switches } from "./switches.ts";
import type { WorkbenchElement } from "./workbench.element.ts";
import "./workbench.element.ts";

let place: HTMLElement;
beforeEach(() => {
  place = document.createElement("div");
  document.body.replaceChildren(place);
});

const words = (element: Element | null | undefined): string =>
  (element?.textContent ?? "").replace(/\s+/g, " ").trim();

test("a problem says what is wrong, where, what is there, how to mend it, and where its code is explained", () => {
  const other = {
    file: "02-b.md",
    line: 3,
    column: 1,
    excerpt: ["", "# B", ""],
    message: "first used here",
  } as const;
  render(problemList(preview({ behind: true, problems: [previewProblem({ others: [other] })] })), place);
  const problem = document.querySelector("li");
  expect(words(problem)).toBe(
    "Error: Unknown directive :::chioce. 01-page.md:12:4 · directive/unknown :::chioce{#vlan} Did you mean choice?. First used here: 02-b.md:3:1 # B",
  );
  expect(words(problem?.querySelector("mark"))).toBe("chioce");
  expect(problem?.querySelector("a")?.getAttribute("href")).toBe("/docs/diagnostics#directive/unknown");
  expect(words(document.body)).toContain("What plays here is the last version without them.");
});

test("what an author wrote is shown as text, whatever it is", () => {
  const excerpt = ["", "<img src=x onerror=alert(1)>", ""] as const;
  const at = { file: "<b>.md", line: 1, column: 1, excerpt };
  render(problemList(preview({ problems: [previewProblem({ message: "a `<script>`", place: at })] })), place);
  expect(place.querySelector("img, script, b")).toBeNull();
});

async function workbench(fake: ReturnType<typeof fakeLms>): Promise<WorkbenchElement> {
  const element = document.createElement("tessera-workbench") as WorkbenchElement;
  element.store = fake.store;
  await fake.store.start();
  document.body.append(element);
  await element.updateComplete;
  return element;
}

test("problems have a tab where a course is being written, and the unit says when it is behind", async () => {
  const plain = await workbench(fakeLms());
  expect(plain.querySelector("#tab-problems")).toBeNull();
  plain.remove();
  const fake = fakeLms();
  fake.picture = lms({ preview: preview({ behind: true, problems: [previewProblem()] }) });
  const element = await workbench(fake);
  expect(words(element.querySelector("#tab-problems"))).toBe("Problems 1");
  element.querySelector<HTMLElement>(".wb-behind button")?.click();
  await element.updateComplete;
  expect(element.querySelector("#panel-problems")?.hasAttribute("hidden")).toBe(false);
  await fake.happen({ seq: 9, at: 0, type: "preview", preview: preview({ version: 2 }) });
  await element.updateComplete;
  expect(element.querySelector(".wb-behind")).toBeNull();
  expect(words(element.querySelector("#panel-problems"))).toContain("The course has no mistakes.");
});

function choose(id: string, value: string): HTMLSelectElement {
  const select = document.querySelector<HTMLSelectElement>(`#${id}`) as HTMLSelectElement;
  select.value = value;
  select.dispatchEvent(new Event("change"));
  return select;
}

test("the network is everybody's to choose, direction and colours where a course is being written", async () => {
  const fake = fakeLms();
  render(switches(lms(), fake.store), place);
  expect([...document.querySelectorAll("select")].map(({ id }) => id)).toEqual(["network"]);
  render(switches(lms({ preview: preview() }), fake.store), place);
  choose("network", "offline");
  choose("direction", "rtl");
  choose("colours", "dark");
  await Promise.resolve();
  expect(fake.asked).toEqual(
    expect.arrayContaining([
      'settings {"network":"offline"}',
      'look {"direction":"rtl"}',
      'look {"colours":"dark"}',
    ]),
  );
});

test("where the LMS refuses, the switch goes back to what the LMS has", async () => {
  const fake = fakeLms();
  await fake.store.start();
  fake.refusal = new Refusal("no", { status: 404 });
  render(switches(lms({ preview: preview() }), fake.store), place);
  const select = choose("direction", "rtl");
  await expect.poll(() => select.value).toBe("auto");
});
