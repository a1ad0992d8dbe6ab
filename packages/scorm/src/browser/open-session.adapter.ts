import { ActiveTime } from "@tessera/session";
import type { SessionUnit, UnitSession } from "@tessera/session";
import { browserClock, pageLifecycle } from "@tessera/session/browser";
import { Connection } from "../connection.ts";
import type { RawApi } from "../edition.ts";
import { Sco } from "../sco.ts";
import type { ScoUnit } from "../sco.ts";
import { ScormSession } from "../scorm-session.ts";
import { editionOf } from "../targets.ts";
import { webLms } from "../web-lms.ts";
import type { WebStore } from "../web-lms.ts";
import { findApi } from "./find-api.ts";
import type {} from "./side.adapter.ts";

/** What a course page shows its units, in the window around them: one SCO for all of them. */
export interface CoursePage {
  readonly sco: Sco | undefined;
  /** Called before the SCO ends, for what a unit says at its end. */
  readonly ending: Set<() => void>;
  /** The learner is done with a unit: shows the list again. */
  leave(): void;
}

declare global {
  var TesseraCourse: CoursePage | undefined;
}

/** The session of a unit's page, for the target that `data-target` of `<tessera-unit>` names. */
export function openSession(unit: SessionUnit): UnitSession {
  const { target } = document.querySelector<HTMLElement>("tessera-unit")?.dataset ?? {};
  const lifecycle = pageLifecycle();
  const clock = browserClock();
  const around = coursePageAround();
  const common = { unit, clock, lifecycle, kept: target === "web" ? "browser" : "lms" } as const;
  // Only in a package that was built with a token endpoint.
  const beside = (session: UnitSession, sco: Sco | undefined) =>
    sco && globalThis.TesseraXapi ? globalThis.TesseraXapi(session, { unit, sco }) : session;
  if (around) {
    const session = new ScormSession({
      ...common,
      ...(around.sco && { sco: around.sco }),
      owned: false,
      ending: around.ending,
      leave: () => around.leave(),
      canReturn: true,
    });
    return beside(session, around.sco);
  }
  const sco = openSco(target, { course: unit.course.id, units: [scoUnit(unit)] });
  const session = new ScormSession({
    ...common,
    ...(sco && { sco }),
    owned: true,
    // Only a window that a script opened may be closed; elsewhere nothing happens and the page says so.
    leave: () => (target === "web" ? location.assign("index.html") : window.close()),
    canReturn: target === "web",
  });
  return beside(session, sco);
}

/** @returns undefined where there is no LMS, or on the web no storage */
export function openSco(
  target: string | undefined,
  { course, units }: { readonly course: string; readonly units: readonly ScoUnit[] },
): Sco | undefined {
  const edition = editionOf(target);
  const api =
    target === "web"
      ? webApi(units[0]?.id ?? course)
      : findApi(window, { name: edition.api, call: edition.calls.initialize });
  if (!api) return undefined;
  const active = new ActiveTime(browserClock(), !document.hidden);
  document.addEventListener("visibilitychange", () => active.run(!document.hidden));
  return new Sco({
    connection: new Connection(api, edition),
    edition,
    course,
    units,
    activeMs: () => active.total,
    now: () => new Date(),
  });
}

function webApi(unit: string): RawApi | undefined {
  const store = webStore();
  return store && webLms(store, unit);
}

/** @returns undefined where the browser forbids storage */
export function webStore(): WebStore | undefined {
  try {
    const { localStorage } = window;
    return {
      get: (key) => localStorage.getItem(key),
      set: (key, value) => localStorage.setItem(key, value),
    };
  } catch {
    return undefined;
  }
}

function scoUnit({ unit }: SessionUnit): ScoUnit {
  const { id, moveOn, mastery } = unit;
  return { id, moveOn, ...(mastery !== undefined && { mastery }) };
}

function coursePageAround(): CoursePage | undefined {
  try {
    const parent = window.parent as Window & typeof globalThis;
    const page = parent === window ? undefined : parent.TesseraCourse;
    // A frame or an element of the LMS's page may bear that name.
    return typeof page?.leave === "function" ? page : undefined;
  } catch {
    return undefined;
  }
}
