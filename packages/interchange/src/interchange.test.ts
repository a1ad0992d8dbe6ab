import { compileCourse, objectHost } from "@tessera/markdown";
import fc from "fast-check";
import { expect, test } from "vitest";
import { INTERCHANGE_CODES } from "./catalogue.ts";
import type { InterchangeCode } from "./catalogue.ts";
import { formatOf, readQuestions } from "./formats.ts";
import type { Format } from "./formats.ts";
import { foreignFile } from "./testing/foreign-files.testing.ts";
import { writeBank } from "./write-bank.ts";

const COURSE = `---
id: https://example.org/courses/taken-over
title: Taken over
version: 1.0.0
language: en
units:
  - prove: 01-quiz.md
    mastery: 0.5
---

All of it.
`;

/** The bank that a file becomes, and what the compiler makes of it. */
async function takenOver(text: string, format: Format) {
  const { questions, diagnostics } = readQuestions({ file: "bank.txt", text }, format);
  const bank = writeBank("Taken over", questions);
  const { course, diagnostics: found } = await compileCourse(
    objectHost({
      "course.md": COURSE,
      "01-quiz.md": "# Quiz\n\n::::quiz{#final}\n\n::from{bank=banks/taken.md}\n\n::::\n",
      "banks/taken.md": bank,
    }),
  );
  const unit = course?.children[0];
  const flow = unit?.type === "unit" ? (unit.pages[0]?.flow ?? []) : [];
  const asked = flow.flatMap((part) =>
    part.type === "quiz" ? part.pools.flatMap((pool) => pool.questions) : [],
  );
  return {
    bank,
    said: diagnostics.map(({ code, message, span }) => `${code} ${lineOf(text, span?.start)}: ${message}`),
    errors: found.filter(({ severity }) => severity === "error"),
    asked,
  };
}

const lineOf = (text: string, offset = 0) => text.slice(0, offset).split("\n").length;
const shown = (html: string) =>
  html
    .replace(/<[^>]*>/g, "")
    .replace(/&(?:#x([0-9A-F]+)|(\w+));/gi, (_all, hex?: string, name?: string) =>
      hex
        ? String.fromCodePoint(Number.parseInt(hex, 16))
        : ({ amp: "&", lt: "<", gt: ">", quot: '"' }[name ?? ""] ?? ""),
    )
    .replace(/\s+/g, " ")
    .trim();

const AIKEN = `Which port does BACnet/IP use?
A. 47808
B. 502
C) 1911
ANSWER: A

What is 2 < 3 && 4 * 5, in [brackets]?
It has a second line.
A. #true
B. {false}
ANSWER: b
`;

test("Aiken: lettered options become a choice", async () => {
  const { bank, said, errors, asked } = await takenOver(AIKEN, "aiken");
  expect(said).toEqual([]);
  expect(errors).toEqual([]);
  expect(asked.map(({ kind }) => kind)).toEqual(["choice", "choice"]);
  expect(bank).toContain("- [x] 47808\n- [ ] 502\n- [ ] 1911\n");
  expect(bank).toContain("- [ ] \\#true\n- [x] `{false}`\n");
});

test("Aiken: what cannot be read is told at its line, and the rest is taken over", async () => {
  const text = `No options here\nANSWER: A\n\nFine?\nA. Yes\nB. No\nANSWER: A\n\nWhich?\nA. One\nB. Two\nANSWER: D\n\nNo answer?\nA. One\nB. Two\n`;
  const { said, errors, asked } = await takenOver(text, "aiken");
  expect(said).toEqual([
    "import/unreadable 1: this question has no options",
    "import/unreadable 9: the answer is `D`, and the options are A, B",
    "import/unreadable 14: this question has no line `ANSWER:`",
  ]);
  expect(errors).toEqual([]);
  expect(asked).toHaveLength(1);
});

/** After the examples of https://docs.moodle.org/en/GIFT_format. */
const GIFT = `// true-false
::TrueStatement about Grant::Grant was buried in a tomb in New York City.{T}

// feedback: for whoever is wrong first
The sun rises in the west.{FALSE#It does not.#Right: in the east.}

$CATEGORY: $course$/top/History

::Q2:: What's between orange and green in the spectrum?
{ =yellow # right; good! ~red # wrong, it's yellow ~blue # wrong, it's yellow }

Two plus {=two =2} equals four.

::Q4:: Which animals eat eggs? {=cat =dog}

::Q5:: What is the value of pi (to 3 decimal places)? {#3.141:0.0005}

::Q6:: A number from 1 to 5? {#1..5}

::Q7:: When was Ulysses S. Grant born? {#
   =1822:0
   =%50%1822:2 # Nearly.
}

::Q8:: Match the following countries with their capitals. {
   =Canada -> Ottawa
   =Italy  -> Rome
   =Japan  -> Tokyo
   = -> Paris
   ####Capitals are not always the largest city.
}

What two people are entombed in Grant's tomb? {
   ~%-100%No one
   ~%50%Grant
   ~%50%Grant's wife
   ~%-100%Grant's father
}

The *largest* city of Mahesh\\: is it {~Ahmedabad =Delhi ~%30%New \\= Delhi}?

[html]<p>Which is <b>hot</b>&nbsp;&amp; wet?</p><p>See <img src="a.png"></p>{=Steam ~Ice}
`;

test("GIFT: each kind becomes its counterpart, and the compiler takes all of them", async () => {
  const { bank, said, errors, asked } = await takenOver(GIFT, "gift");
  expect(errors).toEqual([]);
  expect(asked.map(({ kind }) => kind)).toEqual([
    "true-false",
    "true-false",
    "choice",
    "fill-in",
    "fill-in",
    "numeric",
    "numeric",
    "numeric",
    "matching",
    "choice",
    "choice",
    "choice",
  ]);
  expect(said).toEqual([
    `import/changed ${lineOf(GIFT, GIFT.indexOf("What two people"))}: wrong answers took points away here; in a bank they earn nothing`,
    `import/changed ${lineOf(GIFT, GIFT.indexOf("[html]"))}: of this question \`<img>\` is left out`,
  ]);
  for (const part of [
    ":::true-false{#truestatement-about-grant}\nGrant was buried in a tomb in New York City.\n\n- [x] True\n- [ ] False\n",
    "- [ ] True\n  > It does not.\n- [x] False\n  > Right: in the east.\n",
    "<!-- History -->\n\n:::choice{#q2}\n",
    "- [x] yellow\n  > right; good!\n- [ ] red\n",
    'Two plus :blank[two]{or="2" ignore=case} equals four.\n',
    ':blank[cat]{or="dog" ignore=case}\n',
    "- [x] 3.141 ± 0.0005\n",
    "- [x] 1 .. 5\n",
    "- [x] 1822\n- [ ] 1822 ± 2 :set{points=0.5}\n  > Nearly.\n",
    "| Canada | Ottawa |\n| Italy  | Rome   |\n| Japan  | Tokyo  |\n|        | Paris  |\n\n::feedback[Capitals are not always the largest city.]\n",
    "- [ ] No one\n- [x] Grant\n- [x] Grant's wife\n- [ ] Grant's father\n",
    "The \\*largest\\* city of Mahesh: is it \\_\\_\\_\\_ ?\n\n- [ ] Ahmedabad\n- [x] Delhi\n- [ ] New = Delhi :set{points=0.3}\n",
    "Which is **hot** & wet?\n\nSee\n\n- [x] Steam\n",
  ])
    expect(bank).toContain(part);
});

test.each([
  ["Say why. {}", "import/left-out 1: a bank holds no question that people answer in their own words"],
  ["Welcome to the quiz.", "import/left-out 1: this is a text and asks nothing; a bank holds questions only"],
  [
    "// a note\n\nWhich? {=a ~b",
    "import/unreadable 3: the answers begin with `{`, and no `}` follows before the next empty line",
  ],
  ["Which? {a b}", "import/unreadable 1: the answers begin with neither `=` nor `~`"],
  ["Which? {~a ~b}", "import/unreadable 1: no answer of this question is right"],
  ["How many? {#a few}", "import/unreadable 1: `a few` is no number, range or tolerance"],
  ["Which? {=a ~}", "import/unreadable 1: an answer of this question has no text"],
  ["Which? {=a -> }", "import/unreadable 1: a pair of this question has no right-hand side"],
  ["Which? {=a =%50%b}", "import/changed 1: `b` was worth 50 % here; in a bank it is wrong"],
  [
    "Which? {=a =b ~c}",
    "import/changed 1: any one of 2 answers was right here; now all of them are asked for",
  ],
  ["", "import/no-questions 1: the file holds no question that could be taken over"],
])("GIFT: of `%s` it is said what is not taken over", async (text, expected) => {
  const { said, errors } = await takenOver(text, "gift");
  expect(said).toContain(expected);
  expect(errors.filter(({ code }) => code !== "bank/no-questions" && code !== "quiz/empty")).toEqual([]);
});

test("what a file holds tells its format", () => {
  expect(formatOf(AIKEN)).toBe("aiken");
  expect(formatOf(GIFT)).toBe("gift");
  expect(formatOf("# A page\n\nText.\n")).toBeUndefined();
});

test.each(Object.keys(INTERCHANGE_CODES) as InterchangeCode[])("%s is said of its example", (code) => {
  expect(foreignFile(code).diagnostics.map((each) => each.code)).toEqual([code]);
});

const SNIPPETS = fc.constantFrom(
  ..."*_`~[]{}<>|$#:&;\\\"'!@^%=+-.()".split(""),
  ..."1. |x |- |# |::name[a]{b}|:blank|www.example.org|https://example.org/a?b=c|a@example.org|&amp;|<b>|[x] |> |``` |---|$x$|![a](b)|[^1]|:set{points=1}|[!NOTE]|é|漢|🙂| |ab".split(
    "|",
  ),
);
const text = fc.array(SNIPPETS, { minLength: 1, maxLength: 8 }).map((parts) => `a ${parts.join("")} z`);
const gift = (plain: string) => plain.replace(/[~=#{}:\\]/g, "\\$&");

test("whatever stands in a question is read by learners as it was written", async () => {
  await fc.assert(
    fc.asyncProperty(text, text, text, async (stem, right, wrong) => {
      fc.pre(right.replace(/\s+/g, " ") !== wrong.replace(/\s+/g, " "));
      const { asked, errors, bank } = await takenOver(
        `[plain]${gift(stem)} {=[plain]${gift(right)} #[plain]${gift(wrong)} ~[plain]${gift(wrong)}}`,
        "gift",
      );
      expect(errors, bank).toEqual([]);
      const [question] = asked;
      const flat = (each: string) => each.replace(/\s+/g, " ").trim();
      expect(shown(question?.stem ?? ""), bank).toBe(flat(stem));
      const spec = question?.spec as { options: readonly { html: string; feedback?: string }[] } | undefined;
      const options = spec?.options ?? [];
      expect(options.map(({ html }) => shown(html))).toEqual([flat(right), flat(wrong)]);
      expect(shown(options[0]?.feedback ?? "")).toBe(flat(wrong));
    }),
    { numRuns: 30 },
  );
});

const words = text.map((each) => each.replace(/[;*>]/g, ""));

test("whatever a blank or a pair holds is what the compiler takes for right", async () => {
  await fc.assert(
    fc.asyncProperty(words, words, words, async (first, second, third) => {
      const flat = (each: string) => each.replace(/\s+/g, " ").trim();
      fc.pre(new Set([first, second, third].map((each) => flat(each).toLowerCase())).size === 3);
      const { asked, errors, bank } = await takenOver(
        `[plain]Say {=${gift(first)} =${gift(second)}} now.\n\n[plain]Match {=[plain]${gift(first)} -> [plain]${gift(second)} =[plain]${gift(second)} -> [plain]${gift(third)}}`,
        "gift",
      );
      expect(errors, bank).toEqual([]);
      const [blank, pairs] = asked.map(({ spec }) => JSON.stringify(spec));
      expect(blank, bank).toContain(JSON.stringify(flat(first)));
      expect(blank, bank).toContain(JSON.stringify(flat(second)));
      for (const each of [first, second, third])
        expect(pairs, bank).toContain(`"text":${JSON.stringify(flat(each))}`);
    }),
    { numRuns: 20 },
  );
});
