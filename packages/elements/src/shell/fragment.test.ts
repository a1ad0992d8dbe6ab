import { expect, test } from "vitest";
import { fragmentOf } from "./fragment.ts";

test.each([
  ["", ""],
  ["#page-2", "page-2"],
  ["#%C3%BCber", "über"],
  ["#100%", "100%"],
  ["#actor=%7B%", "actor=%7B%"],
])("the address's fragment %j names %j", (hash, name) => {
  expect(fragmentOf(hash)).toBe(name);
});
