import { BugError } from "@tessera/diagnostics";
import { afterEach, expect, test, vi } from "vitest";
import { run } from "./program.ts";

vi.mock("./commands/check.ts", () => ({
  check: ([folder]: readonly string[]) => {
    if (folder === "shut")
      throw Object.assign(new Error("EACCES: permission denied, open 'shut/course.md'"), {
        code: "EACCES",
        path: "shut/course.md",
      });
    throw new BugError("two units share a place");
  },
}));

afterEach(() => vi.restoreAllMocks());

test("a mistake of ours ends with 70, says that it is ours, and shows no stack", async () => {
  const lines: string[] = [];
  vi.spyOn(process.stderr, "write").mockImplementation((text) => lines.push(String(text)) > 0);
  expect(await run(["check", "anything"])).toBe(70);
  const text = lines.join("");
  expect(text).toContain("this is a mistake in Tessera, not in your input");
  expect(text).toContain("two units share a place");
  expect(text).not.toMatch(/\n\s+at /);
});

test("what the system does not allow is no mistake of ours: 1, in plain words", async () => {
  const lines: string[] = [];
  vi.spyOn(process.stderr, "write").mockImplementation((text) => lines.push(String(text)) > 0);
  expect(await run(["check", "shut"])).toBe(1);
  expect(lines.join("")).toBe("error: `shut/course.md`: permission denied\n");
});
