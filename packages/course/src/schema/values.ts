/**
 * The small values of front matter. The `error` of every schema completes the sentence "found …, expected …":
 * the markdown room adds what was found and where.
 */
import { RECORDS } from "@tessera/interactions";
import { LAUNCH_METHODS, MOVE_ON } from "@tessera/xapi";
import { z } from "zod";
import { PURPOSES } from "../course.ts";

/** Longest title that real LMSs store (importers.md P3), and longest course id (P5). */
const LONGEST = 255;

/** Everything of ours hangs on these; `? # & + %` break launch links on real LMSs (importers.md P5). */
const IRI = /^https:\/\/[^\s/?#&+%<>"{}|\\^`@:]+(:\d+)?(\/[^\s?#&+%<>"{}|\\^`]*)?$/u;
/** No name before an `@`: `https://ours.example@theirs.example` leads elsewhere than it reads. */
const WEB = /^https:\/\/[^\s/?#@<>"{}|\\^`]+([/?#][^\s<>"{}|\\^`]*)?$/u;
/** RFC 5646: language, script, region, variants. */
const LANGUAGE = /^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|\d{3}))?(-([a-z\d]{5,8}|\d[a-z\d]{3}))*$/;
const SEMVER = /^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(-[0-9A-Za-z.-]+)?$/;
/** ISO 8601: at least one number, `T` only before a time. */
const DURATION = /^P(?=\d|T\d)(\d+Y)?(\d+M)?(\d+W)?(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+(\.\d+)?S)?)?$/;
export const SLUG = /^[a-z0-9]+(-[a-z0-9]+)*$/;

const one = (words: readonly string[]) => `one of ${words.map((word) => `\`${word}\``).join(", ")}`;

export const title = z
  .string({ error: "one line of text" })
  .trim()
  .min(1, { error: "one line of text" })
  .max(LONGEST, { error: `at most ${LONGEST} characters, which is what an LMS stores` })
  .regex(/^[^\r\n]*$/, { error: "one line of text" });

export const description = z
  .string({ error: "text" })
  .trim()
  .min(1, { error: "text" })
  .transform((text) => text.replace(/\s+/g, " "));

export const iri = z
  .string({ error: "an address such as `https://example.org/courses/fire-safety`" })
  .max(LONGEST, { error: `at most ${LONGEST} characters` })
  .regex(IRI, {
    error: "an absolute `https` address without spaces or any of `? # & + %`",
  })
  .refine((text) => !text.endsWith("/"), {
    error: "no `/` at the end: parts of the course are added behind it",
  });

export const webAddress = z
  .string({ error: "an `https` address" })
  .regex(WEB, { error: "an absolute `https` address" });

export const slug = z
  .string({ error: "an id of `a-z`, `0-9` and `-`" })
  .regex(SLUG, { error: "an id of `a-z`, `0-9` and single `-` between them" })
  .max(80, { error: "an id of at most 80 characters" });

export const slugs = z.array(slug, { error: "a list of ids, such as `[segment, report]`" });

/** Codes of warnings that the author means. */
export const codes = z.array(
  z
    .string({ error: "a code such as `writing/longest-right`" })
    .regex(/^[a-z\d-]+\/[a-z\d-]+$/, { error: "a code such as `writing/longest-right`" }),
  { error: "a list of codes, such as `[writing/longest-right]`" },
);

export const languageTag = z
  .string({ error: "a language tag such as `en` or `de-CH`" })
  .regex(LANGUAGE, { error: "a language tag such as `en` or `de-CH`" });

export const version = z
  .string({ error: "three numbers such as `1.0.0`" })
  .regex(SEMVER, { error: "three numbers such as `1.0.0`" });

export const duration = z
  .string({ error: "a time span such as `P2Y` or `P90D`" })
  .regex(DURATION, { error: "a time span such as `P2Y` or `P90D`" });

/** (0, 1], at most four decimals (cmi5 §13.1.4; 0 is read as "none" by some LMSs, importers.md P7). */
export const mastery = z
  .number({ error: "a number above 0 and up to 1, such as `0.8`" })
  .gt(0, { error: "a number above 0 and up to 1, such as `0.8`" })
  .lte(1, { error: "a number above 0 and up to 1, such as `0.8` for 80 %" })
  .refine((value) => Number(value.toFixed(4)) === value, { error: "at most four decimals" });

export const count = z
  .number({ error: "a whole number from 1" })
  .int({ error: "a whole number from 1" })
  .min(1, { error: "a whole number from 1" });

export const minutes = z
  .number({ error: "a number of minutes" })
  .gt(0, { error: "a number of minutes above 0" })
  .lte(6000, { error: "at most 6000 minutes" });

export const grade = z
  .number({ error: "a school grade, such as `8`" })
  .gte(1, { error: "a school grade from 1" })
  .lte(16, { error: "a school grade up to 16" });

export const moveOn = z.enum(MOVE_ON, { error: one(MOVE_ON) });
export const launchMethod = z.enum(LAUNCH_METHODS, { error: one(LAUNCH_METHODS) });
export const record = z.enum(RECORDS, { error: one(RECORDS) });
export const purpose = z.enum(PURPOSES, { error: one(PURPOSES) });
export const path = z
  .string({ error: "the path of a file or folder of the course" })
  .trim()
  .min(1, { error: "the path of a file or folder of the course" });
