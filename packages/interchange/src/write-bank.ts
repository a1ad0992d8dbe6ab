import { BLANK } from "./foreign-question.ts";
import type { ForeignAnswers, ForeignOption, ForeignQuestion, Inline } from "./foreign-question.ts";
import { escaped } from "./inline-text.ts";

/** A longer name is no id but a sentence. */
const LONGEST_ID = 40;

/** A bank of questions in the course language. @param title - what colleagues call it */
export function writeBank(title: string, questions: readonly ForeignQuestion[]): string {
  const taken = new Set<string>();
  const parts = questions.map((question) => {
    const id = idOf(question.name, taken);
    const note = question.category
      ? `<!-- ${question.category.replace(/--+/g, "–").replace(/>/g, "")} -->\n\n`
      : "";
    return note + questionText(question, id);
  });
  return `# ${escaped(title) || "Questions"}\n\n${parts.join("\n")}`;
}

/** The name that the question had, where it can be an id and no other question has it. */
function idOf(name: string | undefined, taken: Set<string>): string | undefined {
  const id = (name ?? "")
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "");
  if (id === "" || id.length > LONGEST_ID || taken.has(id) || /[^\p{ASCII}]/u.test(name ?? ""))
    return undefined;
  taken.add(id);
  return id;
}

function questionText({ text, answers, feedback }: ForeignQuestion, id: string | undefined): string {
  const settings = id === undefined ? "" : `{#${id}}`;
  const stem =
    answers.kind === "fill-in" ? text.map((each) => each.replace(BLANK, () => blank(answers))) : text;
  const parts = [
    stem.join("\n\n"),
    answerText(answers),
    ...(feedback === undefined ? [] : [`::feedback[${feedback}]`]),
  ];
  return `:::${answers.kind}${settings}\n${parts.filter((part) => part !== "").join("\n\n")}\n\n:::\n`;
}

function answerText(answers: ForeignAnswers): string {
  switch (answers.kind) {
    case "choice":
      return answers.options.map(optionText).join("\n");
    case "numeric":
      return answers.values.map(optionText).join("\n");
    case "true-false": {
      const { right, feedback } = answers;
      return [
        optionText({ text: "True", right, feedback: feedback.true }),
        optionText({ text: "False", right: !right, feedback: feedback.false }),
      ].join("\n");
    }
    case "matching":
      return table([["Item", "Answer"], ...answers.rows]);
    case "fill-in":
      return "";
  }
}

/** The first row is the heading; columns are as wide as their widest cell. */
function table(rows: readonly (readonly [string, string])[]): string {
  const widths = [0, 1].map((column) => Math.max(3, ...rows.map((row) => (row[column] as string).length)));
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] as number)).join(" | ")} |`;
  const [heading, ...others] = rows.map(line);
  return [heading, line(widths.map((width) => "-".repeat(width))), ...others].join("\n");
}

function optionText({ text, right, share, feedback }: ForeignOption): string {
  const points = share === undefined ? "" : ` :set{points=${String(Number(share.toFixed(4)))}}`;
  const said = feedback === undefined ? "" : `\n  > ${feedback}`;
  return `- [${right ? "x" : " "}] ${text}${points}${said}`;
}

/** Moodle looks at the case of letters only where a setting says so that GIFT does not hold. */
function blank({ right, others }: Extract<ForeignAnswers, { kind: "fill-in" }>): Inline {
  const list = others.join("; ").replaceAll("&", "&amp;").replaceAll('"', "&quot;");
  const or = others.length === 0 ? "" : `or="${list}" `;
  return `:blank[${escaped(right)}]{${or}ignore=case}`;
}
