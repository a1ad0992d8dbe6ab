import { LOCK_FILE, objectHost } from "@tessera/markdown";
import { expect, test } from "vitest";
import { KeptLock } from "./kept-lock.ts";

test("what was kept is read in place of the file, and listed where there is no file", async () => {
  const lock = new KeptLock();
  const host = objectHost({ "course.md": "course" });
  expect(await (await lock.over(host)).readText(LOCK_FILE)).toBeUndefined();
  lock.keep("kept");
  const over = await lock.over(host);
  expect(await over.readText(LOCK_FILE)).toBe("kept");
  expect(await over.readText("course.md")).toBe("course");
  expect(await over.list("")).toContain(LOCK_FILE);
});

test("a file that somebody wrote meanwhile counts, until the next version", async () => {
  const lock = new KeptLock();
  const read = async (text: string) =>
    (await lock.over(objectHost({ [LOCK_FILE]: text }))).readText(LOCK_FILE);
  expect(await read("one")).toBe("one");
  lock.keep("kept");
  expect(await read("one")).toBe("kept");
  expect(await read("two")).toBe("two");
  expect(await read("two")).toBe("two");
  lock.keep("kept again");
  expect(await read("two")).toBe("kept again");
});
