import { directionOf } from "@tessera/elements";
import { questionMarkup } from "@tessera/interactions";
import type { QuestionData } from "@tessera/interactions";
import { states } from "@tessera/interactions/states";
import { expect, test } from "vitest";
import {
  sampleCourse,
  samplePage,
  sampleQuestion,
  sampleQuiz,
  sampleUnit,
} from "../testing/sample-course.ts";
import { smallRuntime } from "../testing/small-runtime.ts";
import { handoutOf } from "./handout.ts";
import { HANDOUT_LANGUAGES, handoutWords } from "./handout-words.ts";
import { questionOnPaper, textOnPaper } from "./on-paper.ts";
import { rightAnswer } from "./right-answers.ts";

const host = { readAsset: () => Promise.resolve(new TextEncoder().encode("<svg/>")) };
const say = handoutWords("en");
const quiz = sampleQuiz({
  pools: [
    {
      draw: 2,
      questions: ["one", "two", "three"].map((slug) =>
        sampleQuestion(slug, { stem: `<p>About ${slug}</p>` }),
      ),
    },
  ],
});
const course = sampleCourse(
  [
    sampleUnit([
      samplePage("page", "A page", [
        {
          type: "prose",
          html: '<p>Text</p><img src="tessera-asset:media/a%20b.svg" alt="A" loading="lazy">',
        },
        { type: "question", question: sampleQuestion("practice") },
        quiz,
      ]),
    ]),
  ],
  { assets: [{ path: "media/a b.svg", mediaType: "image/svg+xml", size: 6 }] },
);
const made = (answers: boolean) => handoutOf(course, host, { answers, runtime: smallRuntime() });

test("without answers nothing of what is right, no hint and no feedback is in the file", async () => {
  const html = await made(false);
  for (const key of ["keep them apart", "what must talk", "Count them", "Right answer", 'h-key"', '"right"'])
    expect(html).not.toContain(key);
  expect(html).toContain("Guest Wi-Fi access points");
});

test("with answers they stand at the end, in words, with the number of their question and what is said of them", async () => {
  const html = await made(true);
  const key = html.slice(html.indexOf('<section class="h-key">'));
  expect(key).toContain("<h3>Question 3</h3>");
  expect(key).toContain("BACnet/IP controllers; The operator workstation");
  expect(key).toContain("only what must talk to the controllers");
  expect(html.slice(0, html.indexOf(key))).toBe((await made(false)).split("</body>")[0]?.trimEnd());
});

test("where somebody marks, the key says what is looked for, and a good answer", async () => {
  const shown = (kind: "long-fill-in" | "performance" | "likert") =>
    rightAnswer(states[kind][0]?.question as QuestionData, "en", say);
  expect(shown("long-fill-in")).toMatch(/What counts:<\/strong><\/p><ul><li>.+A good answer:/s);
  expect(shown("performance")).toMatch(/What counts:<\/strong><\/p><ul><li>/);
  expect(shown("likert")).toBeUndefined();
});

test("of a quiz that draws, as many questions stand there as an attempt asks", async () => {
  const html = await made(false);
  expect(html).toContain("About one");
  expect(html).toContain("About two");
  expect(html).not.toContain("About three");
  expect(html).toContain("2 of 3 questions");
});

test("the file holds all that it shows, and asks nobody", async () => {
  const html = await made(true);
  expect(html).toContain('src="data:image/svg+xml;base64,PHN2Zy8+"');
  expect(html).not.toMatch(/<script|<link|tessera-asset|loading="lazy"/);
});

test("no kind leaves a form control on paper, in any of its states and languages", () => {
  for (const [kind, table] of Object.entries(states))
    for (const shown of table) {
      const html = questionOnPaper(
        questionMarkup(shown.question, { prefix: "_q", strings: shown.strings }),
        say,
      );
      expect(html, kind).not.toMatch(/<(?:input|select|option|textarea|button|label)\b/);
      expect(html.match(/<span\b/g)?.length ?? 0, `${kind}: ${shown.name}`).toBe(
        html.match(/<\/span\s*>/g)?.length ?? 0,
      );
    }
});

test("what is chosen from a list can be read: once where all lists are one, in place where each is its own", () => {
  const list = (options: string) => `<select id="a"><option value="">Choose</option>${options}</select>`;
  const one = '<option value="a">Left</option><option value="b">Right</option>';
  const same = questionOnPaper(list(one) + list(one), say);
  expect(same.match(/Left/g)).toHaveLength(1);
  expect(same).toContain("<p>Choose from:</p><ul><li>Left</li><li>Right</li></ul>");
  expect(questionOnPaper(list(one), say)).toBe(
    '<span class="h-line"></span> <span class="h-choices">(Left / Right)</span>',
  );
  expect(
    questionOnPaper(
      '<select><option value="0" selected>1</option><option value="1">2</option></select>',
      say,
    ),
  ).toBe('<span class="h-number"></span>');
});

test("what is folded is open, and what plays is left out", () => {
  expect(textOnPaper('<details name="a"><summary>x</summary></details>')).toBe(
    '<details open name="a"><summary>x</summary></details>',
  );
  expect(textOnPaper('<video src="tessera-asset:a.mp4"><track src="tessera-asset:a.vtt"></video>After')).toBe(
    "After",
  );
  expect(textOnPaper('<a href="tessera-asset:a.pdf" download="a">The sheet</a>')).toBe(
    "<span>The sheet</span>",
  );
});

test("every language has every word", () => {
  for (const language of HANDOUT_LANGUAGES) {
    expect(handoutWords(language)("question", { n: 2 })).toContain("2");
    expect(directionOf(language)).toBe(language === "ar" ? "rtl" : "ltr");
  }
  expect(handoutWords("fr-CA")("name")).toBe("Name");
});
