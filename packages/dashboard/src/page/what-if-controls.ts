/** The choices of the “what if” panel: a day ahead, and in a page with names who is gone. */
import type { DashboardData } from "../model/dashboard.ts";
import { h } from "../view/node.ts";
import type { Element as Drawn } from "../view/node.ts";
import { field } from "../view/page.ts";
import { firstWhatIf, microsOf } from "../view/panels/what-if.ts";
import { dayOf } from "../view/words.ts";
import { endOfDay } from "../what-if/coverage-at.ts";
import type { WhatIf } from "../what-if/coverage-at.ts";
import { draw } from "./draw.ts";

export interface WhatIfChoice {
  readonly whatIf?: WhatIf;
  readonly ahead?: number;
}

const DAY_MICROS = 86_400_000_000;
const AHEAD = [0, 30, 60, 90, 180, 365];
const OTHER = "other";

/** Fills the panel's form as it is chosen; `changed` is called with each new choice. */
export function fillControls(
  data: DashboardData,
  choice: WhatIfChoice,
  changed: (choice: WhatIfChoice) => void,
): void {
  const form = document.getElementById("what-if-controls") as HTMLFormElement | null;
  if (form === null) return;
  form.hidden = false;
  form.onsubmit = (event) => event.preventDefault();
  if (data.named) named(form, data, choice.whatIf ?? firstWhatIf(data), changed);
  else dayAhead(form, data, choice.ahead, changed);
}

const inDays = (base: number, days: number): string =>
  days === 0 ? "Today" : `In ${days} days (${dayOf(endOfDay(base, days) / DAY_MICROS - 1)})`;

function dayAhead(
  form: HTMLFormElement,
  { ahead, made }: DashboardData,
  chosen: number | undefined,
  changed: (choice: WhatIfChoice) => void,
): void {
  const days = ahead?.days ?? [];
  put(form, [
    field(
      "ahead",
      "Day",
      days.map((day, at) => [String(at), inDays(microsOf(made), day)] as const),
    ),
  ]);
  const select = form.querySelector("select");
  if (select === null) return;
  select.value = String(chosen ?? days.length - 1);
  select.onchange = () => changed({ ahead: Number(select.value) });
}

function named(
  form: HTMLFormElement,
  data: DashboardData,
  chosen: WhatIf,
  changed: (choice: WhatIfChoice) => void,
): void {
  const base = microsOf(data.made);
  const people = data.holds?.people ?? [];
  let { on, without } = chosen;
  const isoOf = (micros: number) => new Date(micros / 1_000 - 86_400_000).toISOString().slice(0, 10);
  const known = AHEAD.map((days) => endOfDay(base, days));
  put(form, [
    field("what-if-day", "Day", [
      ...AHEAD.map((days, at) => [String(known[at]), inDays(base, days)] as const),
      [OTHER, "Another day"] as const,
    ]),
    h(
      "label",
      { class: "field", id: "what-if-other" },
      h("span", {}, "Which day"),
      h("input", { type: "date", id: "what-if-date" }),
    ),
    field("what-if-who", "Who leaves", [
      ["", without.length === 0 ? "Nobody" : "Somebody else, too"] as const,
      ...people.filter(({ id }) => !without.includes(id)).map(({ id, name }) => [id, name] as const),
    ]),
    h(
      "p",
      { class: "gone" },
      without.map((id) =>
        h(
          "button",
          { type: "button", "data-back": id },
          `${people.find((person) => person.id === id)?.name ?? id} stays after all`,
        ),
      ),
    ),
  ]);
  const [day, who] = form.querySelectorAll("select");
  const date = form.querySelector("input");
  const other = document.getElementById("what-if-other");
  if (day === undefined || who === undefined || date === null || other === null) return;
  day.value = known.includes(on) ? String(on) : OTHER;
  date.value = isoOf(on);
  other.hidden = day.value !== OTHER;
  day.onchange = () => {
    other.hidden = day.value !== OTHER;
    if (day.value === OTHER) return date.focus();
    on = Number(day.value);
    date.value = isoOf(on);
    changed({ whatIf: { on, without } });
  };
  date.onchange = () => {
    const at = Date.parse(`${date.value}T00:00:00Z`);
    if (Number.isNaN(at)) return;
    on = at * 1_000 + DAY_MICROS;
    changed({ whatIf: { on, without } });
  };
  const gone = (now: readonly string[], focus: string) => {
    without = now;
    changed({ whatIf: { on, without } });
    named(form, data, { on, without }, changed);
    document.getElementById(focus)?.focus();
  };
  who.onchange = () => {
    if (who.value !== "") gone([...without, who.value], "what-if-who");
  };
  for (const button of form.querySelectorAll<HTMLButtonElement>("[data-back]"))
    button.onclick = () =>
      gone(
        without.filter((id) => id !== button.dataset["back"]),
        "what-if-who",
      );
}

const put = (form: HTMLFormElement, parts: readonly Drawn[]): void =>
  form.replaceChildren(...parts.map(draw));
