/** The page's own script: draws the panels again for another course, group or span of days. */
import type { DashboardData } from "../model/dashboard.ts";
import { h } from "../view/node.ts";
import { chosenGroup, contents, field, ifPanel, panels } from "../view/page.ts";
import type { Choice } from "../view/page.ts";
import { nameOf } from "../view/panels/completion.ts";
import { spanOf } from "../view/panels/over-time.ts";
import { dayOf } from "../view/words.ts";
import { draw } from "./draw.ts";
import { fillControls } from "./what-if-controls.ts";
import type { WhatIfChoice } from "./what-if-controls.ts";

const found = <Kind extends Element>(id: string) => document.getElementById(id) as Kind | null;

const source = found<HTMLScriptElement>("data");
const form = found<HTMLFormElement>("filters");
const main = found<HTMLElement>("panels");
if (source !== null && form !== null && main !== null) start(source, form, main);

function start(holds: HTMLElement, filters: HTMLFormElement, into: HTMLElement): void {
  const data = JSON.parse(holds.textContent ?? "") as DashboardData;
  let choice: Choice = { course: Number(into.dataset["course"] ?? 0) };
  filters.hidden = false;
  // What is asked of the future stays when another course is chosen.
  let asked: WhatIfChoice = {};
  const ask = () =>
    fillControls(data, asked, (now) => {
      asked = now;
      choice = { ...choice, ...asked };
      redrawPanel(ifPanel(data, choice));
    });
  ask();
  const course = found<HTMLSelectElement>("course");
  if (course !== null) course.value = String(choice.course);
  offer(data, choice);

  filters.addEventListener("change", (event) => {
    const value = (name: string) => found<HTMLSelectElement>(name)?.value ?? "";
    const changed = (event.target as HTMLSelectElement).id;
    const at = Number(value("course"));
    choice = { course: at };
    if (changed === "course") offer(data, choice);
    else {
      const [from, to] = [Number(value("from")), Number(value("to"))];
      choice = {
        course: at,
        ...(value("group") !== "" && { group: value("group") }),
        ...(value("from") !== "" && { span: { from: Math.min(from, to), to: Math.max(from, to) } }),
      };
    }
    choice = { ...choice, ...asked };
    redraw(data, choice, into);
    ask();
  });
  found("print")?.addEventListener("click", () => print());
  // What is folded on the screen is there on paper.
  let folded: HTMLDetailsElement[] = [];
  addEventListener("beforeprint", () => {
    folded = [...document.querySelectorAll<HTMLDetailsElement>("details:not([open])")];
    for (const one of folded) one.open = true;
  });
  addEventListener("afterprint", () => {
    for (const one of folded) one.open = false;
  });
}

function redraw(data: DashboardData, choice: Choice, into: HTMLElement): void {
  const drawn = panels(data, choice);
  into.replaceChildren(...drawn.map(draw));
  document.querySelector(".contents")?.replaceWith(draw(contents(drawn)));
  const status = found("status");
  const course = data.courses[choice.course];
  if (status !== null && course !== undefined)
    status.textContent = `Now showing ${course.title}, learners${chosenGroup(course, choice.group).words || ": all"}`;
}

/** One panel, but for what is chosen in it; its sentence is said. */
function redrawPanel(panel: ReturnType<typeof ifPanel>): void {
  const there = found(String(panel?.attributes["id"]));
  if (panel === undefined || there === null) return;
  const controls = there.querySelector(":scope > .controls");
  const drawn = panel.children.map(draw);
  const own = drawn.find((one) => one instanceof HTMLElement && one.classList.contains("controls"));
  const at = own === undefined ? -1 : drawn.indexOf(own);
  for (const old of [...there.children]) if (old !== controls) old.remove();
  controls?.before(...drawn.slice(0, at));
  there.append(...drawn.slice(at + 1));
  const status = found("status");
  if (status !== null) status.textContent = there.querySelector("h2")?.textContent ?? "";
}

/** Groups and days of a course. */
function offer(data: DashboardData, { course: at }: Choice): void {
  const course = data.courses[at];
  if (course === undefined) return;
  const groups = course.dimensions.map(({ name, label, groups: all }) =>
    h(
      "optgroup",
      { label },
      all.map((group, place) => h("option", { value: `${name}/${place}` }, nameOf(group))),
    ),
  );
  put(
    "field-group",
    groups.length > 0 ? field("group", "Learners", [["", "Everybody"], ...groups]) : undefined,
  );
  const span = spanOf(course);
  const { started, completed, passed } = course.curves;
  const days = [...new Set([...started, ...completed, ...passed].map(({ day }) => day))].sort(
    (a, b) => a - b,
  );
  const options = days.map((day) => [String(day), dayOf(day)] as const);
  put("field-from", span === undefined ? undefined : field("from", "From", options));
  put("field-to", span === undefined ? undefined : field("to", "To", options));
  const to = found<HTMLSelectElement>("to");
  if (to !== null) to.value = String(days.at(-1));
}

function put(id: string, what: ReturnType<typeof field> | undefined): void {
  found(id)?.replaceChildren(...(what === undefined ? [] : [draw(what)]));
}
