import fc from "fast-check";
import { expect, test } from "vitest";
import { decode85, encode85, encodedLength } from "./base85.ts";
import { pack, unpack } from "./pack.ts";
import { squeeze, unsqueeze } from "./squeeze.ts";
import { fitSuspendData, readSuspendData } from "./suspend-data.ts";
import type { Kept, Shorten } from "./suspend-data.ts";

const COURSE = "https://example.org/courses/pumps";
/** Printable ASCII without what LMSs are known to change on the way. */
const SAFE = /^[!#$()*,\-./0-9:;=?@A-Z[\]^_a-z{|}~]*$/;

test("any bytes come back from base 85, in the length that was foretold", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
      const text = encode85(bytes);
      expect(text).toMatch(SAFE);
      expect(text).toHaveLength(encodedLength(bytes.length));
      expect(decode85(text)).toEqual(bytes);
    }),
  );
});

test("any bytes come back from the compressor", () => {
  const bytes = fc.uint8Array({ maxLength: 400 });
  const extremes = fc.array(fc.constantFrom(0, 1, 127, 128, 255), { maxLength: 400 });
  fc.assert(
    fc.property(fc.oneof(bytes, extremes), (given) => {
      const plain = Uint8Array.from(given);
      expect(unsqueeze(squeeze(plain), plain.length)).toEqual(plain);
    }),
  );
});

test("any JSON comes back from the text of an LMS, every script and emoji included", () => {
  fc.assert(
    fc.property(fc.jsonValue({ stringUnit: "binary", maxDepth: 4 }), (given) => {
      const value: unknown = JSON.parse(JSON.stringify(given));
      const text = pack(value);
      expect(text).toMatch(SAFE);
      expect(unpack(text)).toEqual({ type: "value", value });
    }),
  );
});

test("a text that was cut off or changed anywhere is told as damaged, never read as something else", () => {
  const text = pack({ of: COURSE, units: { "/units/a": { c: 1, p: 100 } } });
  for (let length = 1; length < text.length; length += 1)
    expect(unpack(text.slice(0, length))).toEqual({ type: "damaged" });
  fc.assert(
    fc.property(
      fc.nat(text.length - 1),
      fc.constantFrom("!", "~", "0", "a", " ", "\u00e9"),
      (at, character) => {
        fc.pre(text[at] !== character);
        const changed = text.slice(0, at) + character + text.slice(at + 1);
        expect(unpack(changed)).not.toHaveProperty("value");
      },
    ),
  );
});

test("nothing, somebody else's text and a newer player's are told apart", () => {
  expect(unpack("")).toEqual({ type: "none" });
  expect(unpack("page=3|seen=1,2")).toEqual({ type: "damaged" });
  expect(unpack(`2${pack({}).slice(1)}`)).toEqual({ type: "newer" });
  expect(readSuspendData("", COURSE)).toBe("none");
  expect(readSuspendData(pack([1]), COURSE)).toBe("damaged");
});

test("another course's work is not taken for this one's", () => {
  const text = pack({ of: "https://example.org/courses/other", units: { "/units/a": { c: 1 } } });
  expect(readSuspendData(text, COURSE)).toBe("damaged");
});

test("the same record is the same text: what one player wrote another reads", () => {
  // Changed on purpose only, with a new format character.
  expect(pack({ of: COURSE, units: { "/units/a": { c: 1, p: 100, passed: 1 } } })).toMatchInlineSnapshot(
    `"12@Tld!!(8A8R?/9!JJFL2bilyjfKP@dHk?^)pGo0x:u_P4W^X|NxGUDZl"`,
  );
});

/** A record of `count` questions, with `steps` shorter forms that leave out one part after the other. */
function recordOf(count: number, steps = 4): { kept: Kept; shorten: Map<string, Shorten> } {
  const words = (index: number) => `question-${(index * 7_919) % 10_007}-${(index * 104_729) % 99_991}`;
  const all = Array.from({ length: count }, (_, index) => words(index));
  const record = (part: number) => ({ answers: all.slice(0, Math.ceil(count * part)), place: "one" });
  return {
    kept: { "/units/a": { p: 50, resume: record(1) } },
    shorten: new Map([
      ["/units/a", (step: number) => (step > steps ? undefined : record(1 - step / (steps + 1)))],
    ]),
  };
}

test.each([4_096, 64_000])(
  "what fits into %i characters is kept whole, and never a character more",
  (limit) => {
    let sawWhole = false;
    let sawShort = false;
    for (let count = Math.ceil(limit / 24); count < limit / 2 && !sawShort; count = Math.ceil(count * 1.15)) {
      const { kept, shorten } = recordOf(count);
      const fitted = fitSuspendData(COURSE, kept, { shorten, limit });
      expect(fitted?.text.length).toBeLessThanOrEqual(limit);
      const back = readSuspendData(fitted?.text ?? "", COURSE) as Kept;
      if (fitted?.shortened) {
        sawShort = true;
        expect(back["/units/a"]?.p).toBe(50);
        expect(back["/units/a"]?.resume).toMatchObject({ place: "one" });
      } else {
        sawWhole = true;
        expect(back).toEqual(kept);
      }
    }
    expect([sawWhole, sawShort]).toEqual([true, true]);
  },
);

test("a text of exactly the limit is kept, one character less is too little", () => {
  const { kept, shorten } = recordOf(50);
  const whole = fitSuspendData(COURSE, kept, { shorten, limit: 64_000 });
  const { length } = whole?.text ?? "";
  expect(fitSuspendData(COURSE, kept, { shorten, limit: length })?.shortened).toBe(false);
  expect(fitSuspendData(COURSE, kept, { shorten, limit: length - 1 })?.shortened).toBe(true);
});

test("40 practice answers and a finished quiz of 40 fit into SCORM 1.2 twice", () => {
  const slug = (index: number) =>
    `${["match-the-device", "which-zone", "report-within", "restore-a-backup"][index % 4] ?? ""}-${index}`;
  const all = Array.from({ length: 40 }, (_, index) => index);
  const answer = (index: number) => ({
    version: 1,
    answer: [`${slug(index * 3)}-option`, `${slug(index * 5)}-option`],
    ms: (index * 7_919) % 30_011,
  });
  const practice = all.map((index) => [slug(index), { ...answer(index), tries: 1, hints: 0, scaled: 1 }]);
  const answers = all.map((index) => [`quiz-${slug(index)}`, answer(index + 2)]);
  const resume = {
    format: 1,
    seed: "0.8472910374651",
    place: "restore",
    pages: Object.fromEntries(
      all.slice(0, 8).map((index) => [`page-${slug(index)}`, { activeMs: index * 9_973, seen: true }]),
    ),
    practice: Object.fromEntries(practice) as object,
    quizzes: {
      final: {
        finished: [{ raw: 33, max: 40, ms: 412_345 }],
        last: {
          questions: answers.map(([name]) => name),
          answers: Object.fromEntries(answers) as object,
          ms: 1,
        },
      },
    },
  };
  const { length } = pack({ of: COURSE, units: { "/units/a": { c: 1, p: 100, passed: 1, resume } } });
  expect(length).toBeLessThan(4_096 / 2);
});

test("what was reached stays when no record fits", () => {
  const { kept } = recordOf(2_000);
  const reached = { "/units/a": { ...kept["/units/a"], c: 1 as const, passed: 1 as const } };
  const fitted = fitSuspendData(COURSE, reached, { shorten: new Map(), limit: 200 });
  expect(fitted?.shortened).toBe(true);
  expect(readSuspendData(fitted?.text ?? "", COURSE)).toEqual({ "/units/a": { p: 50, c: 1, passed: 1 } });
});

test("where not even that fits nothing is written, so that what the LMS has stays readable", () => {
  expect(fitSuspendData(COURSE, { "/units/a": { c: 1 } }, { shorten: new Map(), limit: 8 })).toBeUndefined();
});

test("in one SCO, what is finished gives way to what is open, and that to nothing before its own short forms", () => {
  const words = (seed: number) =>
    Array.from({ length: 700 }, (_, index) => `${((index + seed) * 7_919) % 10_007}-${(index * seed) % 997}`);
  const kept: Kept = {
    "/units/done": { c: 1, p: 100, resume: { words: words(11) } },
    "/units/begun": { p: 30, resume: { words: words(13) } },
    "/units/open": { p: 50, resume: { words: words(17) } },
  };
  const shorten = new Map<string, Shorten>([
    ["/units/open", (step) => (step <= 4 ? { words: words(17).slice(0, 700 - step * 10) } : undefined)],
  ]);
  const left = (limit: number) => {
    const fitted = fitSuspendData(COURSE, kept, { shorten, limit });
    const back = readSuspendData(fitted?.text ?? "", COURSE) as Kept;
    expect(Object.keys(back)).toEqual(Object.keys(kept));
    return Object.entries(back)
      .filter(([, unit]) => unit.resume)
      .map(([name]) => name.slice("/units/".length))
      .join(" ");
  };
  const whole = pack({ of: COURSE, units: kept }).length;
  expect(left(whole)).toBe("done begun open");
  expect(left(Math.floor(whole * 0.7))).toBe("begun open");
  expect(left(Math.floor(whole * 0.4))).toBe("open");
  expect(left(200)).toBe("");
});
