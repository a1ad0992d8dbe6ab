/** What a package must not tell whoever opens its zip: the author's machine, the source, the answers. */
import { homedir, tmpdir } from "node:os";
import { fileURLToPath } from "node:url";
import type { Course } from "@tessera/course";
import { unzipSync } from "fflate";
import { expect, test } from "vitest";
import { buildCourse } from "../../tools/cli/src/build-course.adapter.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
// The tutorial shows the source of its questions on purpose, names of files and feedback included.
const COURSES = ["courses/first-steps", "courses/ot-cyber-hygiene", "courses/advanced-scaffold-safety"];
const SENTINEL = "c0ffee-sentinel-of-this-test";

async function built(folder: string) {
  process.env["TESSERA_LRS_SECRET"] = SENTINEL;
  const { parts } = await buildCourse(`${root}${folder}`, {}).finally(
    () => delete process.env["TESSERA_LRS_SECRET"],
  );
  if (!parts) throw new Error(`${folder} does not build`);
  const files = Object.entries(unzipSync(parts.zip)).map(
    ([name, bytes]) => [name, new TextDecoder().decode(bytes)] as const,
  );
  return { files, course: JSON.parse(parts.course) as Course };
}

test.each(COURSES)("%s tells nothing of the machine that built it, and carries no source", async (folder) => {
  const { files } = await built(folder);
  const words = [root, `${homedir()}/`, `${tmpdir()}/`, SENTINEL];
  for (const [name, text] of files) {
    for (const word of words) expect(text.includes(word), `${name}: ${word}`).toBe(false);
    expect(text, name).not.toMatch(/sourceMappingURL|file:\/\/|[A-Z]:\\Users|\/home\/\w|\/Users\/\w/);
    expect(text, name).not.toMatch(/course\.lock|\.tessera\.json|profile\.jsonld|course\.md\b/);
    // `tessera.json` says the format, for whoever reads packages later.
    if (name === "tessera.json") continue;
    expect(name).not.toMatch(/\.(?:md|ya?ml|map|ts|jsonld|json)$|(?:^|\/)\.|node_modules/);
  }
});

/** Every text that is shown only after an answer, and every pattern of right answers, of every question. */
function secretsOf(value: unknown, found: Set<string> = new Set(), isSecret = false): Set<string> {
  if (typeof value === "string") {
    if (isSecret && value.length > 12) found.add(value);
  } else if (Array.isArray(value)) for (const one of value) secretsOf(one, found, isSecret);
  else if (typeof value === "object" && value !== null)
    for (const [key, one] of Object.entries(value))
      secretsOf(one, found, isSecret || key === "feedback" || key === "hints");
  return found;
}

test.each(COURSES)("%s shows no feedback, no hint and no key to whoever reads its files", async (folder) => {
  const { files, course } = await built(folder);
  const secrets = [...secretsOf(course)].map((html) => html.replace(/<[^>]*>/g, "").trim());
  expect(secrets.length).toBeGreaterThan(1);
  for (const [name, text] of files) {
    for (const secret of secrets) expect(text.includes(secret), `${name}: ${secret}`).toBe(false);
    if (name.endsWith(".js")) continue;
    expect(text, name).not.toMatch(/correctResponsesPattern|"right"|data-(?:right|correct|key|answer)\b/);
  }
});

test("the pages of a package name no address that gives anybody a right: no key, no token, no password", async () => {
  for (const folder of COURSES)
    for (const [name, text] of (await built(folder)).files) {
      expect(text, name).not.toMatch(/https?:\/\/[^\s/"'`]+:[^\s/"'`]+@/);
      expect(text, name).not.toMatch(/Basic [A-Za-z0-9+/]{12,}|BEGIN [A-Z ]*PRIVATE KEY/);
    }
});
