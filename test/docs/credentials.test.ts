import { readFileSync } from "node:fs";
import { newIssuer, parseIssuer, REASONS, REFUSALS, VERDICTS } from "@tessera/credentials";
import { hasErrors } from "@tessera/diagnostics";
import { compileCourse, objectHost } from "@tessera/markdown";
import { expect, test } from "vitest";
import { program } from "../../tools/cli/src/program.ts";

const page = readFileSync(new URL("../../docs/credentials.md", import.meta.url), "utf8");
const fence = (language: string): string =>
  new RegExp(`\`\`\`${language}\n([\\s\\S]*?)\`\`\``).exec(page)?.[1] ?? "";

test("every verdict has its row", () => {
  const check = page.slice(page.indexOf("## Check a credential"));
  const rows = [...check.matchAll(/^\| `([a-z-]+)` +\|/gm)].map((match) => match[1] ?? "");
  const verdicts = rows.filter((row) => (VERDICTS as readonly string[]).includes(row));
  expect([...verdicts].sort()).toEqual([...VERDICTS].sort());
  expect(new Set(Object.values(REASONS)).size).toBe(VERDICTS.length - 1);
});

test("every reason against an observation has its row", () => {
  const section = page.slice(
    page.indexOf("## Observing on the job"),
    page.indexOf("## Issue, revoke, publish"),
  );
  const codes = [...section.matchAll(/^\| (`[^|]+) +\|/gm)].flatMap(([, cell = ""]) =>
    [...cell.matchAll(/`([a-z-]+)`/g)].map((match) => match[1] ?? ""),
  );
  expect([...codes].sort()).toEqual(["unreadable", ...Object.keys(REFUSALS)].sort());
});

test("the award rule on the page is one that a course may have", async () => {
  const rule = fence("yaml");
  expect(rule).toContain("award:");
  const front = `id: https://example.org/c\ntitle: T\nversion: 1.0.0\nlanguage: en\n${rule}`;
  const files = { "course.md": `---\n${front}---\n\n# T\n`, "01-read.md": "# Read\n\nClose the valve.\n" };
  const { course, diagnostics } = await compileCourse(objectHost(files));
  expect(hasErrors(diagnostics)).toBe(false);
  expect(course?.credential).toMatchObject({ award: { observations: 1 } });
});

test("the evidence on the page is one that an issuer may have", () => {
  const issuer = {
    ...newIssuer("badges.example.org", "A", "2026"),
    ...(JSON.parse(fence("json")) as object),
  };
  expect(parseIssuer(JSON.stringify(issuer))).toHaveProperty("issuer");
});

test("every command and option on the page is one that the command line has, and each command is there", () => {
  const badge = program().commands.find((command) => command.name() === "badge");
  const lines = [...page.matchAll(/^tessera badge (\S+) (.*)$/gm)];
  const commands = badge?.commands ?? [];
  expect(new Set(lines.map((line) => line[1]))).toEqual(new Set(commands.map((command) => command.name())));
  for (const [line = "", name, words = ""] of lines) {
    const group = commands.find((each) => each.name() === name);
    // Some have commands of their own: `observer add`.
    const command = group?.commands.find((each) => each.name() === words.split(" ")[0]) ?? group;
    const known = command?.options.map(({ long }) => long);
    for (const option of words.match(/--[a-z-]+/g) ?? []) expect(known, line).toContain(option);
  }
});
