import { BugError } from "@tessera/diagnostics";
import { afterEach, expect, test, vi } from "vitest";
import { run } from "./program.ts";

vi.mock("./commands/check.ts", () => ({
  check: () => {
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
