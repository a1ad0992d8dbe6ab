import { expect, test } from "vitest";
import { cardStore } from "./card-store.ts";
import type { Keeper } from "./card-store.ts";

function record(kept: Readonly<Record<string, string>> | undefined) {
  let listener = (): void => {};
  const keeper = {
    ready: kept !== undefined,
    state: { kept: kept ?? {} },
    subscribe(told: () => void) {
      listener = told;
      return () => (listener = () => {});
    },
    remember(key: string, value: string) {
      keeper.state = { kept: { ...keeper.state.kept, [key]: value } };
    },
    read(found: Readonly<Record<string, string>>) {
      keeper.ready = true;
      keeper.state = { kept: { ...found, ...keeper.state.kept } };
      listener();
    },
  };
  return keeper satisfies Keeper;
}

test("what is known of cards lies in the unit's own record, each deck by its name", () => {
  const keeper = record({ "card pumps a": "1 5", film: "7" });
  const store = cardStore("pumps", () => keeper);
  expect(store.read()).toEqual({ a: { box: 1, due: 5000 } });
  store.write({ ...store.read(), b: { box: 0, due: 0 } });
  expect(keeper.state.kept).toEqual({ "card pumps a": "1 5", "card pumps b": "0 0", film: "7" });
  expect(cardStore("valves", () => keeper).read()).toEqual({});
});

test("what was answered before the record was read is joined with what it holds", () => {
  const keeper = record(undefined);
  const store = cardStore("pumps", () => keeper);
  store.write({ b: { box: 1, due: 0 } });
  store.write({ b: { box: 2, due: 0 } });
  expect(keeper.state.kept).toEqual({});
  keeper.read({ "card pumps a": "1 5" });
  expect(keeper.state.kept).toEqual({ "card pumps a": "1 5", "card pumps b": "2 0" });
  expect(store.read()).toEqual({ a: { box: 1, due: 5000 }, b: { box: 2, due: 0 } });
});

test("without a player cards are known until the page is left", () => {
  const store = cardStore("pumps", () => undefined);
  store.write({ a: { box: 1, due: 0 } });
  expect(store.read()).toEqual({ a: { box: 1, due: 0 } });
});
