import { expect, test } from "vitest";
import { unfold } from "./unfold.ts";

test("a link to a part of an accordion opens it, and what it stands in; nothing else", () => {
  document.body.innerHTML = `<details id="outer"><summary>Water</summary>
    <details id="cold"><summary><h3 id="to">Cold</h3></summary><p>6 °C</p></details>
    <details id="warm"><summary><h3>Warm</h3></summary><p>29 °C</p></details></details><h2 id="plain">Air</h2>`;
  const open = () => [...document.querySelectorAll("details[open]")].map(({ id }) => id);
  unfold(document.getElementById("plain") as Element);
  expect(open()).toEqual([]);
  unfold(document.getElementById("to") as Element);
  expect(open()).toEqual(["outer", "cold"]);
});
