import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { unitsIn } from "@tessera/course";
import { expect, test } from "vitest";
import { compileFolder } from "../compile-folder.adapter.ts";
import { writeTemplate } from "./new.ts";

test("a new course has nothing to mend, and shows how to teach, to prove and to be watched on the job", async () => {
  const folder = mkdtempSync(join(tmpdir(), "tessera-new-"));
  try {
    writeTemplate(join(folder, "course"), "Filters");
    const { course, diagnostics } = await compileFolder(join(folder, "course"));
    expect(diagnostics).toEqual([]);
    const units = unitsIn(course?.children ?? []);
    expect(units.map(({ purpose }) => purpose)).toEqual(["learn", "prove", "apply"]);
    expect(units.at(-1)?.pages[0]?.flow.map(({ type }) => type)).toContain("observation");
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
