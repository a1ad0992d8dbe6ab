// `node tools/dev/new-interaction.mjs KIND [--room FOLDER]`: writes the folder of a new kind of question, with
// tests that fail and say what to do next.
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const [kind, flag, folder] = process.argv.slice(2);
if (kind === undefined || !/^[a-z]+(-[a-z]+)*$/.test(kind) || (flag !== undefined && flag !== "--room")) {
  console.error(
    "usage: node tools/dev/new-interaction.mjs KIND [--room FOLDER]\nKIND is small letters and hyphens, as authors write it: hotspot",
  );
  process.exit(2);
}
const room = resolve(folder ?? fileURLToPath(new URL("../../packages/interactions/", import.meta.url)));
const target = join(room, "src", kind);
if (existsSync(target)) {
  console.error(`${kind} exists already: ${target}`);
  process.exit(1);
}

const Name = kind.replace(/(^|-)(\w)/g, (_, _hyphen, letter) => letter.toUpperCase());
const name = Name[0].toLowerCase() + Name.slice(1);
/** The author may write a kind that xAPI does not know: it is an `other` there. */
const XAPI = [
  "true-false",
  "choice",
  "fill-in",
  "long-fill-in",
  "matching",
  "performance",
  "sequencing",
  "likert",
  "numeric",
];
const type = XAPI.includes(kind) ? kind : "other";

const files = {
  [`${kind}-spec.ts`]: `/** What the player knows of a ${kind} question. JSON data. */
export interface ${Name}Spec {
  readonly parts: readonly { readonly id: string; readonly text: string }[];
}

export type ${Name}Answer = string | null;
`,
  [`${kind}.score.ts`]: `import type { Judgement, Scoring } from "../interaction.ts";
import { judge } from "../scaled.ts";
import type { ${Name}Answer, ${Name}Spec } from "./${kind}-spec.ts";

/** Write the rule here as it stands in the README. */
export function score${Name}(_spec: ${Name}Spec, _answer: ${Name}Answer, scoring: Scoring): Judgement {
  return judge(scoring, { success: false, gained: 0, lost: 0, marks: {} });
}
`,
  [`${kind}.xapi.ts`]: `import type { ${Name}Answer, ${Name}Spec } from "./${kind}-spec.ts";

/** xAPI 1.0.3 Part Two §2.4.4.1 has the format of \`${type}\`. */
export function ${name}Response(_spec: ${Name}Spec, answer: ${Name}Answer): string {
  return answer ?? "";
}

export function parse${Name}(spec: ${Name}Spec, response: string): ${Name}Answer | undefined {
  if (response === "") return null;
  return spec.parts.some(({ id }) => id === response) ? response : undefined;
}
`,
  [`${kind}.ts`]: `import { html } from "../html.ts";
import type { Interaction } from "../interaction.ts";
import { score${Name} } from "./${kind}.score.ts";
import type { ${Name}Answer, ${Name}Spec } from "./${kind}-spec.ts";
import { ${name}Response, parse${Name} } from "./${kind}.xapi.ts";

export const ${name} = {
  kind: "${kind}",
  interactionType: "${type}",
  blank: () => null,
  isComplete: (_spec, answer) => answer !== null,
  score: score${Name},
  feedback: () => [],
  response: ${name}Response,
  parse: parse${Name},
  correct: () => [],
  describe: () => ({}),
  judgedBy: () => "key",
  typed: () => false,
  arrangeable: () => [],
  markup: () => html\`<p></p>\`.raw,
} as const satisfies Interaction<"${kind}", ${Name}Spec, ${Name}Answer>;
`,
  [`${kind}.schema.ts`]: `import type { KindSource } from "../reading/kind-source.ts";
import type { ${Name}Spec } from "./${kind}-spec.ts";

/** \`:::${kind}\` */
export const ${name}Source = {
  kind: "${kind}",
  answers: "boxes",
  attributes: {},
  texts: {},
  mistakes: [],
  read: () => undefined,
} as const satisfies KindSource<"${kind}", ${Name}Spec, Record<never, never>>;
`,
  [`${kind}.element.ts`]: `import { defineQuestion, QuestionElement } from "../elements/question-element.ts";
import { ${name} } from "./${kind}.ts";
import type { ${Name}Answer, ${Name}Spec } from "./${kind}-spec.ts";

/** \`<tessera-${kind}>\` */
export class ${Name}Element extends QuestionElement<${Name}Spec, ${Name}Answer> {
  override readonly interaction = ${name};

  protected override readAnswer(): ${Name}Answer {
    return null;
  }

  protected override writeAnswer(_answer: ${Name}Answer): void {}
}

defineQuestion("${kind}", ${Name}Element);
`,
  [`${kind}.css`]: `/* What \`question.css\` does not have. Tokens only. */
`,
  [`${kind}.test.ts`]: `import { expect, test } from "vitest";
import { kinds } from "../kinds.ts";
import { schemas } from "../schemas.ts";

test("1. the kind is registered", () => {
  expect(Object.keys(kinds), "add a line to kinds.ts").toContain("${kind}");
  expect(Object.keys(schemas), "add a line to schemas.ts; elements.ts and states/states.ts will ask for theirs").toContain("${kind}");
});

test("2. the README says how it is written, scored and recorded", () => {
  expect.fail("write README.md: an example in a markdown fence, a table of worked scores, the xAPI format");
});

test("3. the directive is read", () => {
  expect.fail("write ${kind}.schema.ts: each mistake is a \`mistake(…)\` with a folder in fixtures/");
});

test("4. answers are scored and recorded as the README says", () => {
  expect.fail("write ${kind}.score.ts, ${kind}.xapi.ts and ${kind}.ts; test the README's table here");
});

test("5. the contract holds", () => {
  expect.fail("write ${kind}.testing.ts with a Sample and add it to contract.test.ts");
});

test("6. the element plays it", () => {
  expect.fail("write ${kind}.element.ts and ${kind}.samples.ts; add them to elements.ts, states/states.ts and the element tests");
});
`,
  "README.md": `# ${kind}

Say in one sentence what the learner does. Then: how it is written (an example that compiles), what the learner sees,
how it is scored (\`all-or-nothing\`, \`partial\`, \`negative\`, each with worked examples), what xAPI records.
`,
};

mkdirSync(target, { recursive: true });
for (const [file, text] of Object.entries(files)) writeFileSync(join(target, file), text);
writeFileSync(
  join(room, "src", "kinds", `${kind}.ts`),
  `/** Door \`./kinds/${kind}\`: all that a page needs beside the base to play a ${kind} question. */
export { ${name} as interaction } from "../${kind}/${kind}.ts";
export { ${Name}Element as element } from "../${kind}/${kind}.element.ts";
`,
);
console.log(`wrote ${target}
now run its tests and do what they say:
  npx vitest run -c test/vitest.config.ts packages/interactions/src/${kind}`);
