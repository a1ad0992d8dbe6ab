import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { encodeDuration } from "../duration.ts";
import {
  isDuration,
  isIri,
  isLanguageTag,
  isMailto,
  isMediaType,
  isSha2Hex,
  isTimestamp,
  isUuid,
  readTimestamp,
} from "./formats.ts";

describe("timestamps", () => {
  test.each([
    "2026-01-31T08:30:00Z",
    "2026-01-31T08:30:00.123456789Z",
    "2026-01-31T08:30:00+05:30",
    "2024-02-29T00:00:00-08:00",
    "2016-12-31T23:59:60Z",
    "0050-01-01T00:00:00Z",
  ])("%s is one", (text) => {
    expect(isTimestamp(text)).toBe(true);
  });

  test.each([
    ["a zone of -00:00, which says that the zone is unknown", "2026-01-31T08:30:00-00:00"],
    ["no zone", "2026-01-31T08:30:00"],
    ["no time", "2026-01-31"],
    ["a space for the T", "2026-01-31 08:30:00Z"],
    ["lower case", "2026-01-31t08:30:00z"],
    ["a day that the month lacks", "2026-02-29T08:30:00Z"],
    ["a century that is no leap year", "1900-02-29T08:30:00Z"],
    ["a month 13", "2026-13-01T08:30:00Z"],
    ["an hour 24", "2026-01-31T24:00:00Z"],
    ["a minute 60", "2026-01-31T08:60:00Z"],
    ["a zone of 24 hours", "2026-01-31T08:30:00+24:00"],
    ["a zone without colon", "2026-01-31T08:30:00+0100"],
    ["a bare point", "2026-01-31T08:30:00.Z"],
    ["nothing", ""],
    ["a date in words", "31 January 2026"],
  ])("a text with %s is none", (_why, text) => {
    expect(isTimestamp(text)).toBe(false);
  });

  test("every date that the platform writes is read as the same moment", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 253_402_300_799_999 }), (millis) => {
        const moment = readTimestamp(new Date(millis).toISOString());
        expect(moment?.seconds).toBe(Math.floor(millis / 1_000));
        expect(Number(`0.${moment?.fraction || "0"}`)).toBeCloseTo((millis % 1_000) / 1_000, 6);
      }),
    );
  });

  test("a zone moves the moment, not the clock face", () => {
    expect(readTimestamp("2026-01-31T08:30:00+01:00")).toEqual(readTimestamp("2026-01-31T07:30:00.000Z"));
  });
});

describe("durations", () => {
  test.each([
    "PT0S",
    "PT4H35M59.14S",
    "P3Y1M29DT4H35M59.14S",
    "P3Y",
    "P4W",
    "PT1,5H",
    "P1Y1D",
    "PT16559.14S",
  ])("%s is one", (text) => {
    expect(isDuration(text)).toBe(true);
  });

  test.each([
    "",
    "P",
    "PT",
    "P1YT",
    "P4W1D",
    "-PT1S",
    "PT1.5H30M",
    "PT1M1H",
    "P0003-01-29T04:35:59",
    "1H",
    "pt1s",
  ])("%j is none", (text) => {
    expect(isDuration(text)).toBe(false);
  });

  test("whatever this room encodes is one", () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1e12, noNaN: true }), (elapsed) => {
        expect(isDuration(encodeDuration(elapsed))).toBe(true);
      }),
    );
  });
});

describe("identifiers", () => {
  test.each([
    "http://example.com/",
    "urn:uuid:1",
    "mailto:a@b.example",
    "https://w3id.org/xapi/فعل",
    "tag:x,2013:y",
  ])("%s is an IRI", (text) => {
    expect(isIri(text)).toBe(true);
  });

  test.each([
    "",
    "example.com/verb",
    "/verbs/x",
    "#x",
    "http:",
    "http://a b",
    "http://a/%zz",
    "1http://x",
    "http://a\n",
  ])("%j is no absolute IRI", (text) => {
    expect(isIri(text)).toBe(false);
  });

  test.each(["12345678-1234-5678-1234-567812345678", "FD41C918-B88B-4B20-A0A5-A4C32391AAA0"])(
    "%s is a UUID",
    (text) => {
      expect(isUuid(text)).toBe(true);
    },
  );

  test.each([
    "",
    "fd41c918b88b4b20a0a5a4c32391aaa0",
    "{fd41c918-b88b-4b20-a0a5-a4c32391aaa0}",
    "gd41c918-b88b-4b20-a0a5-a4c32391aaa0",
  ])("%j is no UUID", (text) => {
    expect(isUuid(text)).toBe(false);
  });

  test("a mailto IRI has one address and a scheme in lower case", () => {
    expect(isMailto("mailto:a.b+c@example.com")).toBe(true);
    for (const text of ["a@example.com", "MAILTO:a@example.com", "mailto:a", "mailto:a@b@c", "mailto:"]) {
      expect(isMailto(text)).toBe(false);
    }
  });

  test("a SHA-2 hash has one of four lengths", () => {
    for (const length of [56, 64, 96, 128]) expect(isSha2Hex("a".repeat(length))).toBe(true);
    for (const length of [0, 40, 63, 65]) expect(isSha2Hex("a".repeat(length))).toBe(false);
  });
});

describe("language tags", () => {
  test.each([
    "en",
    "es-MX",
    "zh-Hant-TW",
    "sl-rozaj-biske",
    "de-CH-1901",
    "en-a-bbb-x-c",
    "x-klingon",
    "i-klingon",
    "und",
    "tlh",
  ])("%s is one", (tag) => {
    expect(isLanguageTag(tag)).toBe(true);
  });

  test.each([
    "",
    "e",
    "english-language-of-england",
    "en_US",
    "en-",
    "-en",
    "en--US",
    "en-a",
    "1n",
    "__proto__",
  ])("%j is none", (tag) => {
    expect(isLanguageTag(tag)).toBe(false);
  });
});

test("a media type has two parts and perhaps parameters", () => {
  for (const type of [
    "text/plain",
    "application/vnd.x+json",
    'text/plain; charset="utf-8"',
    "text/plain;charset=ascii",
  ]) {
    expect(isMediaType(type)).toBe(true);
  }
  for (const type of ["", "text", "text/", "/plain", "text/plain charset=x", "text/plain; charset"]) {
    expect(isMediaType(type)).toBe(false);
  }
});

test("no predicate takes longer than the text deserves", () => {
  // Each of these makes a pattern with nested repetition hang; the run itself is the assertion.
  const hostile = [
    "a-".repeat(50_000),
    `P${"1".repeat(100_000)}`,
    `text/plain${"; a".repeat(50_000)}`,
    `x:${"%".repeat(100_000)}`,
  ];
  for (const text of hostile) {
    for (const holds of [isLanguageTag, isDuration, isMediaType, isIri, isMailto, isTimestamp, isUuid]) {
      expect(holds(text)).toBe(false);
    }
  }
});
