import { expect, test } from "vitest";
import { packageCourse } from "../../package-course.ts";
import { rawZip } from "../../testing/raw-zip.ts";
import {
  au,
  bytesOf,
  sampleCourse,
  sampleUnit,
  structure,
  texts,
  zipOf,
} from "../../testing/sample-package.ts";
import { verifyPackage } from "../verify-package.ts";
import { IMPORTER_RULES } from "./importer-rules.ts";
import { FEATURES } from "./package-features.ts";
import { KNOWN_LMS } from "../../known-lms/registry.ts";

const cmi5 = { name: "cmi5.xml", bytes: bytesOf(structure()) };
const index = { name: "index.html", bytes: bytesOf("<p>") };
const page = (html: string): Uint8Array => zipOf(structure(), { "index.html": html });
const unit = (options: Parameters<typeof au>[0], files?: Record<string, string>): Uint8Array =>
  zipOf(structure({ children: au(options) }), files);
const block = `<block id="urn:b">${texts()}${au()}</block>`;

async function rulesOf(bytes: Uint8Array): Promise<readonly string[]> {
  const { findings } = await verifyPackage(bytes, { name: "x.zip" });
  const rules = findings.filter((finding) => finding.code.startsWith("cmi5/importer-"));
  for (const finding of rules) expect(finding.severity).toBe("warning");
  return [
    ...new Set(rules.map((finding) => finding.code.replace("cmi5/importer-", "").toUpperCase())),
  ].sort();
}

test("a plain package breaks no rule of thumb", async () => {
  expect(await rulesOf(zipOf(structure()))).toEqual([]);
});

test.each([
  ["cmi5.xml is not first", () => rawZip([index, cmi5]), ["P1"]],
  ["a second cmi5.xml", () => rawZip([cmi5, index, { name: "old/cmi5.xml" }]), ["P1"]],
  ["a SCORM manifest beside", () => rawZip([cmi5, index, { name: "imsmanifest.xml" }]), ["P1"]],
  ["CDATA", () => unit({ texts: texts("<![CDATA[A]]>") }), ["P2"]],
  ["a DOCTYPE", () => zipOf(structure({ declaration: "<!DOCTYPE courseStructure>" })), ["P2"]],
  ["single quotes", () => zipOf(structure().replace(/xmlns="([^"]*)"/, "xmlns='$1'")), ["P2"]],
  [
    "a prefix",
    () =>
      zipOf(
        structure()
          .replace('xmlns="', 'xmlns:c="')
          .replace(/<(\/?)(?=[a-z])/gi, "<$1c:"),
      ),
    ["P2"],
  ],
  [
    "UTF-16",
    () =>
      zipOf(
        Buffer.from(
          `\ufeff${structure({ declaration: '<?xml version="1.0" encoding="UTF-16"?>' })}`,
          "utf16le",
        ),
      ),
    ["P2"],
  ],
  ["an emoji", () => unit({ texts: texts("😀") }), ["P3"]],
  ["a title on two lines", () => unit({ texts: texts("A\nB") }), ["P3"]],
  ["a title of 256 characters", () => unit({ texts: texts("x".repeat(256)) }), ["P3"]],
  ["a query", () => unit({ url: "index.html?x=1" }), ["P4"]],
  ["a fragment", () => unit({ url: "index.html#/x" }), ["P4"]],
  ["dots", () => unit({ url: "./index.html" }), ["P4"]],
  ["an absolute url", () => unit({ url: "https://example.org/x" }), ["P4"]],
  ["white space around a url", () => unit({ url: " index.html " }), ["P4"]],
  ["an id with a query", () => unit({ id: "https://example.org/?au=1" }), ["P5"]],
  ["an id of 300 characters", () => unit({ id: `https://example.org/${"x".repeat(300)}` }), ["P5"]],
  ["blocks", () => zipOf(structure({ children: block })), ["P6"]],
  ["no moveOn", () => unit({ attributes: 'launchMethod="AnyWindow"' }), ["P7"]],
  [
    "a mastery score of 0",
    () => unit({ attributes: 'moveOn="Passed" launchMethod="AnyWindow" masteryScore="0.0"' }),
    ["P7"],
  ],
  ["a PHP file", () => rawZip([cmi5, index, { name: "x.php" }]), ["P8"]],
  ["a module file", () => rawZip([cmi5, index, { name: "x.mjs" }]), ["P8"]],
  ["a dot-file", () => rawZip([cmi5, index, { name: ".htaccess" }]), ["P8"]],
  ["an apostrophe", () => rawZip([cmi5, index, { name: "it's.png" }]), ["P8"]],
  ["a 64-bit zip", () => rawZip([cmi5, index], { zip64: true }), ["P9"]],
  ["a <base>", () => page('<base href="/x">'), ["P10"]],
  ["a module script", () => page('<script type="module" src="x.js"></script>'), ["P10"]],
  ["an attribute without quotes", () => page("<img src=x.png>"), ["P10"]],
])("%s breaks it", async (_, bytes, rules) => {
  expect(await rulesOf(bytes())).toEqual(rules);
});

test("there is one rule for each of P1 to P10", () => {
  expect(IMPORTER_RULES.map((rule) => rule.code)).toEqual(
    Array.from({ length: 10 }, (_, index) => `cmi5/importer-p${index + 1}`),
  );
});

/** Outcome and notes of one LMS; the notes make the test read like the table it stands for. */
async function outcomeOf(bytes: Uint8Array, lms: string): Promise<string> {
  const { forecast } = await verifyPackage(bytes, { name: "x.zip" });
  const found = forecast.find((entry) => entry.lms === lms);
  return [found?.outcome, ...(found?.notes ?? [])].join("; ");
}

const plain = { attributes: 'moveOn="NotApplicable" launchMethod="AnyWindow" masteryScore="0.5"' };

test("what a plain package of one unit meets", async () => {
  const { forecast } = await verifyPackage(unit({}), { name: "x.zip" });
  expect(forecast.map(({ lms, outcome }) => `${lms}: ${outcome}`)).toMatchInlineSnapshot(`
    [
      "Moodle mod_cmi5 (ByLight): as it is",
      "Moodle mod_cmi5 (dropte): as it is",
      "CATAPULT: as it is",
      "Open edX: with losses",
      "ILIAS: with losses",
      "EscolaLMS: with losses",
      "Chamilo 2: with losses",
    ]
  `);
});

test.each([
  [
    "Moodle mod_cmi5 (ByLight)",
    () => unit({ texts: texts("x".repeat(256)) }),
    "refused; keeps titles in 255 characters and fails beyond",
  ],
  [
    "Moodle mod_cmi5 (dropte)",
    () => unit({ attributes: 'launchMethod="OwnWindow" moveOn="Passed"' }),
    "with losses; ignores launchMethod: the activity's setting decides",
  ],
  [
    "CATAPULT",
    () => unit({ url: "./index.html" }),
    "refused; looks the url up in the zip as it is written, without resolving dots",
  ],
  ["CATAPULT", () => unit({ texts: texts("😀") }), "with losses; strips emoji from texts"],
  ["CATAPULT", () => zipOf(structure({ children: block })), "as it is"],
  [
    "Open edX",
    () => rawZip([{ name: "old/cmi5.xml" }, cmi5, index]),
    "refused; takes the first cmi5.xml in the zip, whatever its folder",
  ],
  ["ILIAS", () => unit(plain), "as it is"],
  [
    "ILIAS",
    () => unit({ attributes: 'moveOn="Completed" masteryScore="8e-1"' }),
    "refused; validates against the official schema",
  ],
  [
    "ILIAS",
    () => zipOf(structure({ children: au(plain) + au({ ...plain, id: "urn:2" }) })),
    "with losses; takes the first unit only, silently",
  ],
  ["EscolaLMS", () => zipOf(structure({ children: block })), "refused; looks for units at the root only"],
  ["Chamilo 2", () => rawZip([cmi5, index, { name: "x.php" }]), "refused; refuses packages with a PHP file"],
  [
    "Chamilo 2",
    () => unit({ ...plain, url: "index.html?x=1" }),
    "with losses; takes the query for a part of the file's name",
  ],
  ["Chamilo 2", () => bytesOf("not a package"), "refused; the package cannot be read"],
])("%s, forecast", async (lms, bytes, outcome) => {
  expect(await outcomeOf(bytes(), lms)).toBe(outcome);
});

test("every feature matters to some importer", () => {
  const used = new Set(KNOWN_LMS.flatMap((lms) => lms.reactions.map((reaction) => reaction.on)));
  expect(FEATURES.filter((feature) => !used.has(feature))).toEqual([]);
});

/** What one LMS drops of a package at run time. */
async function dropped(bytes: Uint8Array, name: string): Promise<readonly string[]> {
  const { forecast } = await verifyPackage(bytes, { name: "x.zip" });
  const found = forecast.find((entry) => entry.name === name);
  return (found?.runTime ?? []).filter(({ effect }) => effect === "drops").map(({ note }) => note);
}

test("what is lost at run time is told where it matters to the package, and not of a package that is refused", async () => {
  const moveOn = "has no moveOn in LMS.LaunchData";
  expect(await dropped(unit({ attributes: 'moveOn="Passed" launchMethod="AnyWindow"' }), "escola")).toEqual([
    moveOn,
  ]);
  expect(await dropped(unit(plain), "escola")).toEqual(["has no masteryScore in LMS.LaunchData"]);
  expect(await dropped(bytesOf("not a package"), "chamilo")).toEqual([]);
  const { forecast } = await verifyPackage(unit(plain), { name: "x.zip" });
  expect(forecast.find(({ name }) => name === "openedx")?.impossible.map(({ name }) => name)).toEqual([
    "a mastery score of the LMS's own",
    "answers",
    "preferences",
    "the session in a statement",
    "one start for each link",
    "an end without terminated",
  ]);
  expect(forecast.find(({ name }) => name === "moodle-dropte")?.impossible.at(-1)?.name).toBe("a grade");
});

test("our own portable package is refused by none of them", async () => {
  const children = [
    { ...sampleUnit, mastery: 0.8 },
    { ...sampleUnit, id: `${sampleUnit.id}-2` },
  ];
  const urls = new Map(children.map(({ id }, at) => [id, `u${at}.html`]));
  const files = [...urls.values()].map((path) => ({ path, bytes: bytesOf("<p>") }));
  const { value } = await packageCourse({ ...sampleCourse, children }, files, { urls, profile: "portable" });
  const { forecast, findings } = await verifyPackage(value?.zip ?? new Uint8Array(), { name: "x.zip" });
  expect(findings).toEqual([]);
  expect(forecast.filter(({ outcome }) => outcome === "refused")).toEqual([]);
});
