import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { folderHost } from "./folder.adapter.ts";

let base = "";
let course = "";

beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), "tessera-folder-"));
  course = join(base, "course");
  mkdirSync(join(course, "unit"), { recursive: true });
  writeFileSync(join(course, "course.md"), "course");
  writeFileSync(join(course, "unit", "01.md"), "one\r\n");
  writeFileSync(join(base, "secret.md"), "secret");
  mkdirSync(join(base, "outside"));
  writeFileSync(join(base, "outside", "secret.md"), "secret");
});

afterEach(() => rmSync(base, { recursive: true, force: true }));

test("files and folders are what they are, and nothing is nothing", () => {
  const host = folderHost(course);
  expect(host.list("")).toEqual(["course.md", "unit"]);
  expect(host.list(".")).toEqual(["course.md", "unit"]);
  expect(host.list("unit")).toEqual(["01.md"]);
  expect(host.list("unit/01.md")).toEqual([]);
  expect(host.list("none")).toEqual([]);
  expect(host.exists("unit/01.md")).toBe(true);
  expect(host.exists("unit")).toBe(false);
  expect(host.exists("unit/01.md/more")).toBe(false);
  expect(host.readText("unit/01.md")).toBe("one\r\n");
  expect(host.readText("unit")).toBeUndefined();
  expect(host.readText("unit/unit.md")).toBeUndefined();
  expect(host.readBytes("unit/01.md")).toEqual(new Uint8Array([111, 110, 101, 10]));
  expect(host.readBytes("unit/none.png")).toBeUndefined();
});

test("a roundabout way leads to the same file", () => {
  const host = folderHost(course);
  expect(host.list("unit")).toEqual(["01.md"]);
  for (const way of ["unit/./01.md", "./unit/01.md", "unit//01.md", "unit/../unit/01.md"])
    expect(host.readText(way), way).toBe("one\r\n");
});

test("nothing above the folder can be read", () => {
  const host = folderHost(course);
  mkdirSync(join(base, "course-of-others"));
  writeFileSync(join(base, "course-of-others", "secret.md"), "secret");
  expect(host.readText("../course-of-others/secret.md")).toBeUndefined();
  expect(host.exists("../secret.md")).toBe(false);
  expect(host.readText("unit/../../secret.md")).toBeUndefined();
  expect(host.list("..")).toEqual([]);
});

test.skipIf(process.platform === "win32")("a link out of the folder is not there; one inside is", () => {
  symlinkSync(join(base, "secret.md"), join(course, "out.md"));
  symlinkSync(join(base, "outside"), join(course, "out"));
  symlinkSync(join(course, "nowhere.md"), join(course, "dangling.md"));
  symlinkSync(join(course, "unit"), join(course, "same"));
  symlinkSync(join(course, "round"), join(course, "round"));
  const host = folderHost(course);
  expect(host.list("")).toEqual(["course.md", "same", "unit"]);
  expect(host.lost?.("")).toEqual(["dangling.md", "out", "out.md", "round"]);
  expect(host.lost?.("unit")).toEqual([]);
  expect(host.list("out")).toEqual([]);
  expect(host.readText("out.md")).toBeUndefined();
  expect(host.readText("out/secret.md")).toBeUndefined();
  expect(host.readText("dangling.md")).toBeUndefined();
  expect(host.readText("round")).toBeUndefined();
  expect(host.readText("same/01.md")).toBe("one\r\n");
  expect(host.list("same")).toEqual(["01.md"]);
});

test.skipIf(process.platform === "win32")("a course folder may itself be reached through a link", () => {
  symlinkSync(course, join(base, "linked"));
  const host = folderHost(join(base, "linked"));
  expect(host.list("unit")).toEqual(["01.md"]);
  expect(host.readText("unit/01.md")).toBe("one\r\n");
});

test("names are found by their composed form, whatever form the disk keeps", () => {
  const decomposed = "u\u0308bung";
  mkdirSync(join(course, decomposed));
  writeFileSync(join(course, decomposed, `${decomposed}.md`), "deep");
  const host = folderHost(course);
  expect(host.list("")).toContain("\u00fcbung");
  expect(host.list("\u00fcbung")).toEqual(["\u00fcbung.md"]);
  expect(host.exists("\u00fcbung/\u00fcbung.md")).toBe(true);
  expect(host.readText("\u00fcbung/\u00fcbung.md")).toBe("deep");
  expect(host.readText("\u00fcbung/none.md")).toBeUndefined();
});
