import { expect, test } from "vitest";
import { findApi } from "./find-api.ts";

const WANTED = { name: "API", call: "LMSInitialize" };

interface Shape {
  readonly api?: unknown;
  readonly parent?: Window;
  readonly opener?: Window | null;
  /** Another origin: nothing can be read but the way up. */
  readonly foreign?: boolean;
}

/** A window as far as the search looks at it. */
function windowOf({ api, parent, opener = null, foreign = false }: Shape = {}): Window {
  const window = {} as Record<string, unknown>;
  Object.defineProperty(window, "API", {
    get() {
      if (foreign) throw new DOMException("Blocked a frame with another origin", "SecurityError");
      return api;
    },
  });
  window["parent"] = parent ?? window;
  window["opener"] = opener;
  return window as unknown as Window;
}

const api = { LMSInitialize: () => "true" };

test("an API is found in the window itself, two frames up, and nearest first", () => {
  expect(findApi(windowOf({ api }), WANTED)).toBe(api);
  const lms = windowOf({ api: { LMSInitialize: () => "false" } });
  const player = windowOf({ parent: lms, api });
  expect(findApi(windowOf({ parent: player }), WANTED)).toBe(api);
});

test("an API is found in the window that opened this one, and in the frames around that", () => {
  const lms = windowOf({ api });
  const opener = windowOf({ parent: lms });
  expect(findApi(windowOf({ opener }), WANTED)).toBe(api);
  expect(findApi(windowOf({ parent: windowOf({ opener }) }), WANTED)).toBe(api);
});

test("a frame of another origin in between is passed by", () => {
  const lms = windowOf({ api });
  const foreign = windowOf({ parent: lms, foreign: true });
  expect(findApi(windowOf({ parent: foreign }), WANTED)).toBe(api);
});

test("what only has the name of an API is none", () => {
  for (const fake of [null, "API", 7, {}, { LMSInitialize: "yes" }])
    expect(findApi(windowOf({ api: fake }), WANTED)).toBeUndefined();
});

test("windows that open each other, and a parent without end, are given up", () => {
  const first = windowOf() as unknown as Record<string, unknown>;
  const second = windowOf({ opener: first as unknown as Window });
  first["opener"] = second;
  expect(findApi(second, WANTED)).toBeUndefined();
  let asked = 0;
  const endless = (): Window =>
    ({
      get parent() {
        asked += 1;
        return endless();
      },
      opener: null,
    }) as unknown as Window;
  expect(findApi(endless(), WANTED)).toBeUndefined();
  expect(asked).toBeLessThan(300);
});
