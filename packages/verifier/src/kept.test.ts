import { expect, test } from "vitest";
import { BLANK, keepInPage, readKept, type Kept } from "./kept.ts";

const PAGE = `<p></p><script type="application/json" id="kept">null</script><script>run()</script>`;
const dataOf = (page: string): string => /id="kept">([^<]*)</.exec(page)?.[1] ?? "";

const KEPT: Kept = {
  ...BLANK,
  from: "pack",
  trusted: [{ did: "did:web:x.example", name: "</script><script>alert(1)</script> $& $1" }],
  credential: `{"name":"<!--"}`,
};

test("what is kept in a page is read back as it was", () => {
  expect(readKept(dataOf(keepInPage(PAGE, KEPT)))).toEqual(KEPT);
  expect(readKept(dataOf(PAGE))).toEqual(BLANK);
});

test("nothing that is kept ends the block that it lies in, and the script stays what the policy names", () => {
  const page = keepInPage(PAGE, KEPT);
  expect(page.match(/<script/g)).toHaveLength(2);
  expect(page.endsWith("<script>run()</script>")).toBe(true);
});

test("a page can be given something else later, and no other page takes anything", () => {
  expect(readKept(dataOf(keepInPage(keepInPage(PAGE, KEPT), BLANK)))).toEqual(BLANK);
  expect(() => keepInPage("<p></p>", KEPT)).toThrow("this is no verifier page");
});

test("what a newer Tessera kept is not guessed at", () => {
  expect(readKept(`{"format":2,"from":"own","trusted":[{"did":"did:web:x"}]}`)).toEqual(BLANK);
});
