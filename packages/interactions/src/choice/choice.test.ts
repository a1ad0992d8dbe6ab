import { expect, test } from "vitest";
import { readOne } from "../reading/sample-context.testing.ts";
import type { ChoiceSpec } from "./choice-spec.ts";

test("one right box makes radio buttons, with feedback and fixed places", () => {
  const question = readOne<ChoiceSpec>(`
:::choice{#vlan objective="segment report" points=2 attempts=2 shuffle level=apply}
Which devices belong on the **VLAN**?

- [x] BACnet/IP controllers
- [ ] Guest Wi-Fi
  > Guests reach the internet.
- [ ] None of these :set{#none fixed}

::hint[Who needs it?]
::correct[Right.]
:::
`);
  expect(question).toMatchInlineSnapshot(`
    {
      "attempts": 2,
      "feedback": {
        "correct": "<p>Right.</p>",
      },
      "hints": [
        "<p>Who needs it?</p>",
      ],
      "kind": "choice",
      "level": "apply",
      "name": "Which devices belong on the VLAN?",
      "objectives": [
        "segment",
        "report",
      ],
      "points": 2,
      "scoring": "partial",
      "shuffle": true,
      "slug": "vlan",
      "span": {
        "end": 283,
        "file": "page.md",
        "start": 1,
      },
      "spec": {
        "multiple": false,
        "options": [
          {
            "html": "BACnet/IP controllers",
            "id": "bacnet-ip-controllers",
            "right": true,
            "text": "BACnet/IP controllers",
          },
          {
            "feedback": "<p>Guests reach the internet.</p>",
            "html": "Guest Wi-Fi",
            "id": "guest-wi-fi",
            "right": false,
            "text": "Guest Wi-Fi",
          },
          {
            "fixed": true,
            "html": "None of these",
            "id": "none",
            "right": false,
            "text": "None of these",
          },
        ],
      },
      "stem": "<p>Which devices belong on the <strong>VLAN</strong>?</p>",
    }
  `);
});
