import type { Question, Unit } from "@tessera/course";
import { expect, test } from "vitest";
import { packageCourse } from "../package-course.ts";
import { readPackage } from "../read-package.ts";
import { bytesOf, sampleCourse, sampleUnit } from "../testing/sample-package.ts";
import { DESCRIPTION_FILE, describePackage, readDescription } from "./describe-package.ts";

const question: Question = {
  slug: "vlan",
  id: "https://example.org/courses/ot/why/vlan",
  version: 2,
  kind: "choice",
  name: "Which devices?",
  stem: "<p>Which devices?</p>",
  objectives: [],
  points: 1,
  shuffle: false,
  scoring: "all-or-nothing",
  spec: { options: [{ id: "a", right: "the-answer-key" }] },
  hints: ["a-hint"],
  feedback: {},
  source: { ...sampleUnit.source, file: "secret-source.md" },
};

const unit: Unit = {
  ...sampleUnit,
  pages: [
    {
      slug: "one",
      id: "https://example.org/courses/ot/why/one",
      title: "One",
      flow: [
        { type: "prose", html: "<p>" },
        { type: "question", question },
        {
          type: "quiz",
          slug: "quiz",
          id: "https://example.org/courses/ot/why/quiz",
          title: "Quiz",
          intro: "",
          shuffle: false,
          review: "after",
          pools: [{ questions: [{ ...question, id: `${question.id}2` }] }],
          source: question.source,
        },
      ],
      source: question.source,
    },
  ],
};
const course = { ...sampleCourse, children: [unit] };
const files = [{ path: "why.html", bytes: bytesOf("abc") }];
const urls = new Map([[unit.id, "why.html"]]);

test("the description holds ids, versions, titles and digests", async () => {
  expect(await describePackage(course, files)).toMatchInlineSnapshot(`
    {
      "children": [
        {
          "assessments": [
            {
              "id": "https://example.org/courses/ot/why/quiz",
              "title": "Quiz",
            },
          ],
          "id": "https://example.org/courses/ot/why",
          "moveOn": "Completed",
          "pages": [
            {
              "id": "https://example.org/courses/ot/why/one",
              "title": "One",
            },
          ],
          "purpose": "learn",
          "questions": [
            {
              "id": "https://example.org/courses/ot/why/vlan",
              "kind": "choice",
              "version": 2,
            },
            {
              "id": "https://example.org/courses/ot/why/vlan2",
              "kind": "choice",
              "version": 2,
            },
          ],
          "title": "Why it matters",
          "type": "unit",
        },
      ],
      "course": {
        "id": "https://example.org/courses/ot",
        "language": "en",
        "title": "OT hygiene",
        "version": "1.0.0",
      },
      "files": [
        {
          "path": "why.html",
          "sha256": "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
          "size": 3,
        },
      ],
      "format": 1,
      "objectives": [
        {
          "id": "https://example.org/courses/ot/objectives/segment",
          "title": "Segment",
        },
      ],
    }
  `);
});

test("the package carries neither keys nor sources", async () => {
  const { value } = await packageCourse(course, files, { urls });
  const read = readPackage(value?.zip ?? new Uint8Array(), { name: "ot.zip" }).value;
  const text = new TextDecoder().decode(read?.read(DESCRIPTION_FILE));
  for (const secret of ["the-answer-key", "a-hint", "secret-source", "course.md"])
    expect(text).not.toContain(secret);
  expect(readDescription(text).value).toMatchObject({ format: 1, course: { version: "1.0.0" } });
});

test.each([
  ['{"format":2}', "cmi5/description-too-new"],
  ['{"format":0}', "cmi5/description-unreadable"],
  ['{"format":"1"}', "cmi5/description-unreadable"],
  ["[]", "cmi5/description-unreadable"],
  ["null", "cmi5/description-unreadable"],
  ["{", "cmi5/description-unreadable"],
  ['{"format":1}', "cmi5/description-unreadable"],
  ['{"format":1,"course":{},"objectives":[],"children":[null],"files":[]}', "cmi5/description-unreadable"],
])("%s is refused in a clear word", (text, code) => {
  const { value, diagnostics } = readDescription(text);
  expect(value).toBeUndefined();
  expect(diagnostics).toMatchObject([{ code, severity: "error" }]);
});
