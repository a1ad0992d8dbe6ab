import { expect, test } from "vitest";
import type { Diagnostic } from "./diagnostic.ts";
import { renderGithub } from "./render-github.ts";
import { renderJson } from "./render-json.ts";
import { renderSarif } from "./render-sarif.ts";

const text = "# Title\n\n:::chioce, 100 %\nnext\n";
const sources = new Map([["01 a,b/é.md", { file: "01 a,b/é.md", text }]]);
const span = (start: number, end: number) => ({ file: "01 a,b/é.md", start, end });
const unknown: Diagnostic = {
  code: "directive/unknown",
  severity: "error",
  message: "unknown: 100 %\nof it",
  span: span(9, 18),
  labels: [{ span: span(0, 7), message: "below this" }],
  help: "did you mean `choice`?",
  requirement: "13.1.4.0-1",
  params: { name: "chioce" },
};
const several: Diagnostic = {
  code: "page/empty",
  severity: "warning",
  message: "two lines",
  span: span(9, 30),
};
const nowhere: Diagnostic = { code: "course/missing", severity: "info", message: "no course" };

test("JSON has places in lines and columns, counts, and everything the caller may need", () => {
  expect(JSON.parse(renderJson([several, unknown, nowhere], sources))).toEqual({
    diagnostics: [
      { code: "course/missing", severity: "info", message: "no course" },
      {
        code: "directive/unknown",
        severity: "error",
        message: "unknown: 100 %\nof it",
        file: "01 a,b/é.md",
        line: 3,
        column: 1,
        endLine: 3,
        endColumn: 10,
        help: "did you mean `choice`?",
        requirement: "13.1.4.0-1",
        params: { name: "chioce" },
        labels: [
          { message: "below this", file: "01 a,b/é.md", line: 1, column: 1, endLine: 1, endColumn: 8 },
        ],
      },
      {
        code: "page/empty",
        severity: "warning",
        message: "two lines",
        file: "01 a,b/é.md",
        line: 3,
        column: 1,
        endLine: 4,
        endColumn: 5,
      },
    ],
    errors: 1,
    warnings: 1,
    hidden: 0,
  });
});

test("JSON says how many it leaves out when asked to", () => {
  const data = JSON.parse(renderJson([several, unknown, nowhere], sources, 1)) as {
    hidden: number;
    diagnostics: unknown[];
  };
  expect(data.hidden).toBe(2);
  expect(data.diagnostics).toMatchObject([{ code: "directive/unknown" }]);
});

test("annotations escape what the workflow commands would read", () => {
  expect(renderGithub([unknown, several, nowhere], sources)).toMatchInlineSnapshot(`
    "::notice title=course/missing::no course
    ::error file=01 a%2Cb/é.md,line=3,endLine=3,col=1,endColumn=10,title=directive/unknown::unknown: 100 %25%0Aof it%0Ahelp: did you mean \`choice\`?
    ::warning file=01 a%2Cb/é.md,line=3,endLine=4,title=page/empty::two lines
    "
  `);
});

test("SARIF 2.1.0 has rules, regions and related places", () => {
  const log = JSON.parse(renderSarif([several, unknown, nowhere], sources, "0.1.0")) as {
    version: string;
    runs: { results: unknown[]; tool: unknown }[];
  };
  expect(log.version).toBe("2.1.0");
  expect(log.runs).toMatchInlineSnapshot(`
    [
      {
        "columnKind": "utf16CodeUnits",
        "results": [
          {
            "level": "note",
            "message": {
              "text": "no course",
            },
            "ruleId": "course/missing",
            "ruleIndex": 0,
          },
          {
            "level": "error",
            "locations": [
              {
                "physicalLocation": {
                  "artifactLocation": {
                    "uri": "01%20a%2Cb/%C3%A9.md",
                  },
                  "region": {
                    "endColumn": 10,
                    "endLine": 3,
                    "startColumn": 1,
                    "startLine": 3,
                  },
                },
              },
            ],
            "message": {
              "text": "unknown: 100 %
    of it
    help: did you mean \`choice\`?",
            },
            "properties": {
              "params": {
                "name": "chioce",
              },
              "requirement": "13.1.4.0-1",
            },
            "relatedLocations": [
              {
                "id": 1,
                "message": {
                  "text": "below this",
                },
                "physicalLocation": {
                  "artifactLocation": {
                    "uri": "01%20a%2Cb/%C3%A9.md",
                  },
                  "region": {
                    "endColumn": 8,
                    "endLine": 1,
                    "startColumn": 1,
                    "startLine": 1,
                  },
                },
              },
            ],
            "ruleId": "directive/unknown",
            "ruleIndex": 1,
          },
          {
            "level": "warning",
            "locations": [
              {
                "physicalLocation": {
                  "artifactLocation": {
                    "uri": "01%20a%2Cb/%C3%A9.md",
                  },
                  "region": {
                    "endColumn": 5,
                    "endLine": 4,
                    "startColumn": 1,
                    "startLine": 3,
                  },
                },
              },
            ],
            "message": {
              "text": "two lines",
            },
            "ruleId": "page/empty",
            "ruleIndex": 2,
          },
        ],
        "tool": {
          "driver": {
            "name": "Tessera",
            "rules": [
              {
                "id": "course/missing",
              },
              {
                "id": "directive/unknown",
              },
              {
                "id": "page/empty",
              },
            ],
            "version": "0.1.0",
          },
        },
      },
    ]
  `);
});
