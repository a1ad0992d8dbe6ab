/** Every example of docs/course-language.md is compiled, and gives what the page says. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { QUESTION_KINDS } from "@tessera/interactions/schema";
import { INTERACTION_CODES } from "@tessera/interactions/schema";
import { compileCourse, MARKDOWN_CODES, objectHost } from "@tessera/markdown";
import { describe, expect, test } from "vitest";

const read = (path: string) => readFileSync(fileURLToPath(new URL(`../../${path}`, import.meta.url)), "utf8");
const page = read("docs/course-language.md");

/** What the examples lean on; an example with a `course.md` of its own brings its pages, too. */
const AROUND: Readonly<Record<string, string>> = {
  "media/explorer/index.html": '<!doctype html><title>Explorer</title><script src="explorer.js"></script>',
  "media/explorer/explorer.js": "document.title = 'Ready';",
  "media/plant-room.svg": `<svg xmlns="http://www.w3.org/2000/svg" width="400" height="300"><g id="make-up"><circle cx="300" cy="80" r="30"/></g><rect id="filter" x="20" y="20" width="60" height="60"/></svg>`,
  "media/rounds.pdf": "%PDF-1.7",
  "media/isolate.mp4": "film",
  "media/isolate.en.vtt": "WEBVTT\n\n00:01.000 --> 00:04.000\nShut the suction valve first.\n",
  "media/isolate.de.vtt": "WEBVTT\n\n00:01.000 --> 00:04.000\nZuerst das Saugventil schließen.\n",
  "media/isolate.md": "Shut the suction valve first.\n",
  "media/call.mp3": "recording",
  "media/call.md": "**Sam:** Noticed at 02:10.\n",
};
const COURSE: Readonly<Record<string, string>> = {
  "course.md":
    "---\nid: https://example.org/courses/networks\ntitle: Networks\nversion: 1.0.0\nlanguage: en\nobjectives: { segment: Put each device where it belongs }\n---\n\n# Networks\n\nAbout networks.\n",
  "01-why-it-matters.md":
    "# Why it matters\n\nText.\n\n## Zones\n\n:::true-false{#same objective=segment}\nZones are walls.\n\n- [x] True\n- [ ] False\n\n:::\n",
};

interface Example {
  readonly heading: string;
  readonly files: Readonly<Record<string, string>>;
  readonly wrong?: string;
  readonly warns?: string;
}

/** Fences with `file=` under one heading are one course; any other is a page. */
function examples(): readonly Example[] {
  const found: Example[] = [];
  for (const section of page.split(/^(?=##+ )/m)) {
    const heading = /^##+ (.+)$/m.exec(section)?.[1] ?? "the beginning";
    const course: Record<string, string> = {};
    for (const [, , info = "", text = ""] of section.matchAll(/^(`{3,})(\S.*)\n([\s\S]*?)^\1$/gm)) {
      const file = /\bfile=(\S+)/.exec(info)?.[1];
      const wrong = /\bwrong=(\S+)/.exec(info)?.[1];
      const warns = /\bwarns=(\S+)/.exec(info)?.[1];
      // A mistake in a file of its own is a course of its own.
      if (file !== undefined && wrong !== undefined)
        found.push({ heading, files: { [file]: text, "01-page.md": "# A page\n\nText.\n" }, wrong });
      else if (file !== undefined) course[file] = text;
      else if ((wrong ?? warns) !== undefined || info.startsWith("markdown"))
        found.push({
          heading,
          files: { "02-example.md": text },
          ...(wrong === undefined ? {} : { wrong }),
          ...(warns === undefined ? {} : { warns }),
        });
    }
    if (Object.keys(course).length > 0) found.push({ heading, files: course });
  }
  return found;
}

const all = examples();

test("the page has examples of what is right and of what is wrong", () => {
  expect(all.filter(({ wrong }) => wrong === undefined).length).toBeGreaterThan(15);
  expect(all.filter(({ wrong }) => wrong !== undefined).length).toBeGreaterThan(8);
});

describe.each(all.map((example, index) => [`${index + 1}. ${example.heading}`, example] as const))(
  "%s",
  (_, { files, wrong, warns }) => {
    const told = wrong ?? warns;
    test(told === undefined ? "compiles without a word" : `gives ${told} and nothing else`, async () => {
      const host = objectHost({ ...AROUND, ...(files["course.md"] === undefined ? COURSE : {}), ...files });
      const { course, diagnostics } = await compileCourse(host);
      expect(
        diagnostics.map(({ code, message }) => (told === undefined ? `${code}: ${message}` : code)),
      ).toEqual(told === undefined ? [] : [told]);
      expect(course === undefined).toBe(diagnostics.some(({ severity }) => severity === "error"));
    });
  },
);

test("the question in the README compiles", async () => {
  const [example = ""] = [...read("README.md").matchAll(/^```markdown\n([\s\S]*?)^```$/gm)].map(
    ([, text = ""]) => text,
  );
  expect(example).toContain(":::choice{");
  const { diagnostics } = await compileCourse(
    objectHost({ ...COURSE, "02-example.md": `# Example\n\n${example}` }),
  );
  expect(diagnostics).toEqual([]);
});

test("every code the page names exists", () => {
  const codes = { ...MARKDOWN_CODES, ...INTERACTION_CODES };
  for (const { wrong, warns } of all)
    for (const code of [wrong, warns]) if (code !== undefined) expect(Object.keys(codes)).toContain(code);
});

test("every kind of question has a section", () => {
  for (const kind of QUESTION_KINDS) {
    expect(page).toContain(`:::${kind}{`);
    expect(page).toContain(`../packages/interactions/src/${kind}/README.md`);
  }
});

test("what “Not yet” names is indeed not built", async () => {
  expect(page.split("## Not yet")[1] ?? "").toContain("translations");
  const french =
    "---\nid: https://example.org/courses/x\ntitle: Réseaux\nversion: 1.0.0\nlanguage: fr\n---\n";
  const { diagnostics } = await compileCourse(objectHost({ ...AROUND, ...COURSE, "fr/course.md": french }));
  expect(diagnostics.map(({ code }) => code)).toEqual(["course/translation-not-yet"]);
});

test("every setting of front matter that the schemas have is explained", () => {
  const schemas = read("packages/course/src/schema/course.schema.ts");
  const settings = /courseFrontMatter = z\.strictObject\(\s*\{([\s\S]*?)\n {2}\},/.exec(schemas)?.[1] ?? "";
  const names = [...settings.matchAll(/^ {4}(\w+):/gm)].map(([, name = ""]) => name);
  expect(names.length).toBeGreaterThan(8);
  for (const name of names) expect(page).toMatch(new RegExp(`^\\|[^|]*\`${name}\``, "m"));
});
