import { mistake } from "../mistake.ts";

export const numericMistakes = {
  notANumber: mistake<{ found: string }>("numeric/not-a-number", {
    meaning: "An answer of a numeric question is no number, range or tolerance.",
    message: ({ found }) =>
      `"${found}" is no number; an answer is \`18\`, \`17.5 .. 18.5\`, \`18 ± 0.5\` or \`18 ± 2%\``,
    help: ({ found }) => {
      if (/\d,\d/.test(found))
        return `write a point before decimals: \`${found.replace(/(\d),(\d)/g, "$1.$2")}\``;
      if (/\+\s*[/-]|±.*±/.test(found)) return "write the tolerance as `18 ± 0.5`";
      if (/\d\s*(?:-|–|to|…|\.\.\.)\s*\d/.test(found))
        return "write the range with two points: `17.5 .. 18.5`";
      if (/\d\s*[^\d\s.±%]+/.test(found)) return 'write the unit once, on the opening line: `unit="m³/h"`';
      return undefined;
    },
  }),
  toleranceAlone: mistake<{ found: string }>("numeric/tolerance-alone", {
    meaning: "A tolerance has no number before it or no width after it.",
    message: ({ found }) =>
      `"${found}" lacks a number; a tolerance stands between the two of them, as in \`18 ± 0.5\``,
  }),
  toleranceWidth: mistake<{ found: string }>("numeric/tolerance-width", {
    meaning: "A tolerance is zero or negative, or a percentage of zero.",
    message: ({ found }) => `the tolerance in "${found}" leaves no room; it is a number above 0`,
    help: () => "write the number alone when only it is right",
  }),
  rangeOrder: mistake<{ found: string }>("numeric/range-order", {
    meaning: "A range begins above its end.",
    message: ({ found }) => `"${found}" begins above its end; the smaller number stands first`,
  }),
  overlap: mistake<{ found: string; first: string }>("numeric/overlap", {
    meaning: "An answer overlaps an earlier one, so part of it can never be taken.",
    message: ({ found, first }) => `"${found}" overlaps "${first}", which is taken first`,
    help: () => "let them not meet, or let the later one hold all of the earlier one",
  }),
  unit: mistake<{ found: string }>("numeric/unit", {
    meaning: "A unit or its conversion cannot be read.",
    message: ({ found }) =>
      `\`${found}\` is no unit; a unit is a name, and from the second on how it becomes the first: \`l/s × 3.6\``,
    help: ({ found }) =>
      /\s[x*]\s/.test(found)
        ? `write the sign ×: \`${found.replace(/\s[x*]\s/, " × ")}\``
        : "write a number after ×, and a shift after + or − where there is one: `°F × 0.5556 − 17.78`",
  }),
  unitTwice: mistake<{ found: string }>("numeric/unit-twice", {
    meaning: "The same unit stands twice.",
    message: ({ found }) => `the unit \`${found}\` stands twice`,
  }),
} as const;
