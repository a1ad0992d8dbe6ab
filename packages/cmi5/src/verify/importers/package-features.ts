import { STRUCTURE_FILE } from "../../read-package.ts";
import { attributeOf, elementsUnder, textOf } from "../../xml/xml-document.ts";
import { hasIndentedText } from "../rules/lms-duties.ts";
import type { StructureParts, Subject } from "../subject.ts";
import { launchPath, launchUrls, ourChildren } from "../subject.ts";

/** Everything about a package on which known importers differ. A feature is there or not. */
export const FEATURES = [
  "unreadable",
  "structure-elsewhere",
  "structure-wrong-case",
  "second-structure-first",
  "prefixed-root",
  "entities",
  "cdata",
  "schema-invalid",
  "several-languages",
  "empty-text",
  "no-description",
  "long-title",
  "astral-text",
  "indented-text",
  "only-blocks",
  "units-and-blocks",
  "several-units",
  "objectives",
  "extensions",
  "own-window",
  "activity-type",
  "launch-parameters",
  "launch-parameters-later",
  "move-on",
  "completed-and-passed",
  "no-move-on",
  "mastery",
  "mastery-zero",
  "no-mastery",
  "duplicate-unit",
  "reserved-parameter",
  "special-course-id",
  "url-query",
  "url-fragment",
  "url-dot",
  "url-rooted",
  "url-escape",
  "url-space-around",
  "url-absolute",
  "url-missing",
  "php",
  "renamed-file",
  "module-file",
  "large",
] as const;

export type Feature = (typeof FEATURES)[number];

const LARGE = 480 * 1024 * 1024;

/** Which features this package has. */
export function featuresOf(subject: Subject): ReadonlySet<Feature> {
  const found = new Set<Feature>();
  const add = (feature: Feature, present: boolean): void => {
    if (present) found.add(feature);
  };
  const { files, parts, kind, archive } = subject;
  add("unreadable", kind === "unknown" || (kind === "zip" && !archive) || !parts);
  const atRoot = files.includes(STRUCTURE_FILE);
  const kin = files.filter((file) => file.split("/").at(-1) === STRUCTURE_FILE);
  add("structure-elsewhere", kind === "zip" && !atRoot && kin.length > 0);
  add("structure-wrong-case", !atRoot && files.some((file) => file.toLowerCase() === STRUCTURE_FILE));
  add("second-structure-first", atRoot && kin[0] !== STRUCTURE_FILE);
  add(
    "php",
    files.some((file) => /\.(php\d?|phtml|phar)$/i.test(file)),
  );
  add(
    "renamed-file",
    files.some((file) => /[&']/.test(file)),
  );
  add(
    "module-file",
    files.some((file) => /\.mjs$/i.test(file)),
  );
  add("large", (archive?.entries.reduce((size, entry) => size + entry.packedSize, 0) ?? 0) > LARGE);
  if (parts) {
    addXml(parts, subject, add);
    addTexts(parts, add);
    addStructure(parts, add);
    addUrls(parts, subject, add);
  }
  return found;
}

type Add = (feature: Feature, present: boolean) => void;

function addXml({ document, extensions }: StructureParts, { schemaFaults }: Subject, add: Add): void {
  add("prefixed-root", document.root.prefix !== "");
  add("entities", document.entities.length > 0);
  const sections = [...elementsUnder(document.root)].flatMap((element) => element.children);
  add(
    "cdata",
    sections.some((child) => child.type === "text" && child.cdata),
  );
  add("schema-invalid", (schemaFaults?.length ?? 0) > 0);
  add("extensions", extensions.length > 0);
}

function addTexts(parts: StructureParts, add: Add): void {
  const langstrings = parts.texts.map((text) => ourChildren(text, "langstring"));
  const titles = parts.texts.filter((text) => text.local === "title");
  const named = [
    ...(parts.course ? [parts.course] : []),
    ...parts.objectives,
    ...parts.blocks,
    ...parts.units,
  ];
  const words = langstrings.flat().map(textOf);
  add(
    "several-languages",
    langstrings.some((list) => list.length > 1),
  );
  add(
    "empty-text",
    words.some((text) => text.trim() === ""),
  );
  add(
    "no-description",
    named.some((element) => ourChildren(element, "description").length === 0),
  );
  add(
    "long-title",
    titles.some((title) =>
      ourChildren(title, "langstring").some((text) => [...textOf(text).trim()].length > 255),
    ),
  );
  add(
    "astral-text",
    words.some((text) => /[\u{10000}-\u{10ffff}]/u.test(text)),
  );
  add("indented-text", hasIndentedText(parts));
}

function addStructure(
  { document, course, units, blocks, objectives, references }: StructureParts,
  add: Add,
): void {
  const atRoot = units.filter((unit) => unit.parent === document.root).length;
  const values = (name: string) => units.map((unit) => attributeOf(unit, name)?.trim());
  const parameters = units.map((unit) =>
    ourChildren(unit, "launchParameters").some((element) => textOf(element).trim() !== ""),
  );
  const mastery = values("masteryScore").filter((value) => value !== undefined);
  const ids = values("id");
  add("only-blocks", blocks.length > 0 && atRoot === 0);
  add("units-and-blocks", blocks.length > 0 && atRoot > 0);
  add("several-units", units.length > 1);
  add("objectives", objectives.length + references.length > 0);
  add("own-window", values("launchMethod").includes("OwnWindow"));
  add(
    "activity-type",
    values("activityType").some((value) => value !== undefined),
  );
  add("launch-parameters", parameters.includes(true));
  add("launch-parameters-later", parameters.slice(1).includes(true));
  add(
    "move-on",
    values("moveOn").some((value) => value !== undefined && value !== "NotApplicable"),
  );
  add("completed-and-passed", values("moveOn").includes("CompletedAndPassed"));
  add("no-move-on", values("moveOn").includes(undefined));
  add("mastery", mastery.length > 0);
  add("no-mastery", mastery.length < units.length);
  add(
    "mastery-zero",
    mastery.some((value) => Number(value) === 0),
  );
  add("duplicate-unit", new Set(ids).size < ids.length);
  add("special-course-id", course !== undefined && /[&#?+%]/.test(attributeOf(course, "id") ?? ""));
}

function addUrls(parts: StructureParts, { kind, files }: Subject, add: Add): void {
  const urls = launchUrls(parts);
  const relative = urls.filter((url) => !url.absolute);
  const names = new Set(files);
  add(
    "url-query",
    urls.some(({ url }) => url.includes("?")),
  );
  add(
    "reserved-parameter",
    urls.some(({ url }) => /[?&](endpoint|fetch|actor|registration|activityId)=/.test(url)),
  );
  add(
    "url-fragment",
    urls.some(({ url }) => url.includes("#")),
  );
  add(
    "url-dot",
    relative.some(({ url }) => /(^|\/)\.\.?\//.test(url)),
  );
  add(
    "url-rooted",
    relative.some(({ url }) => url.startsWith("/")),
  );
  add(
    "url-escape",
    relative.some(({ url }) => url.includes("%")),
  );
  add(
    "url-space-around",
    urls.some(({ raw, url }) => raw !== url),
  );
  add(
    "url-absolute",
    urls.some((url) => url.absolute),
  );
  add("url-missing", kind === "zip" && relative.some(({ url }) => !names.has(launchPath(url) ?? "")));
}
