import type { Diagnostic, Severity, Span } from "@tessera/diagnostics";
import type { Cmi5Code } from "../../codes.ts";
import { finding } from "../../codes.ts";
import { STRUCTURE_FILE } from "../../read-package.ts";
import { attributeOf, attributeSpan, elementsUnder, textOf } from "../../xml/xml-document.ts";
import type { StructureParts, Subject } from "../subject.ts";
import { launchPath, launchUrls, ourChildren } from "../subject.ts";

/**
 * One rule of thumb from trying real LMSs: legal cmi5 that some importer breaks. Nothing here is a requirement.
 * A stranger's package gets warnings; our own writer must not break the rules that are its to keep.
 */
export interface ImporterRule {
  readonly code: Cmi5Code;
  readonly says: string;
  /** In a package of our own: `error` where our writer decides it, less where the author does. */
  readonly ours: Severity;
  /** What was found, each with its place. */
  check(subject: Subject, parts: StructureParts | undefined): readonly ImporterFault[];
}

interface ImporterFault {
  readonly message: string;
  readonly span?: Span | undefined;
  readonly help?: string;
}

/** Judges by every rule of thumb. */
export function importerFindings(subject: Subject): readonly Diagnostic[] {
  return IMPORTER_RULES.flatMap((rule) =>
    rule
      .check(subject, subject.parts)
      .map((fault) =>
        finding(rule.code, { ...fault, severity: subject.description ? rule.ours : "warning" }),
      ),
  );
}

function inEntry(file: string): Span {
  return { file, start: 0, end: 0 };
}

const placement: ImporterRule = {
  code: "cmi5/importer-p1",
  says: "`cmi5.xml` is the first entry and the only file of that name; no other standard's manifest beside it",
  ours: "error",
  check({ files }) {
    if (!files.includes(STRUCTURE_FILE)) return [];
    const faults: ImporterFault[] = [];
    if (files[0] !== STRUCTURE_FILE) {
      faults.push({ message: "`cmi5.xml` is not the first file in the zip", span: inEntry(STRUCTURE_FILE) });
    }
    for (const file of files) {
      const name = file.split("/").at(-1)?.toLowerCase();
      if (file !== STRUCTURE_FILE && name === STRUCTURE_FILE) {
        faults.push({
          message: `${JSON.stringify(file)} is a second file of that name`,
          span: inEntry(file),
        });
      }
      if (name === "imsmanifest.xml" || name === "tincan.xml") {
        faults.push({
          message: `${JSON.stringify(file)} makes some LMSs take the zip for another standard`,
          span: inEntry(file),
        });
      }
    }
    return faults;
  },
};

const plainXml: ImporterRule = {
  code: "cmi5/importer-p2",
  says: "Plain XML: UTF-8, no DOCTYPE, no CDATA, the default namespace in double quotes, no prefixes",
  ours: "error",
  check(_, parts) {
    if (!parts) return [];
    const { document } = parts;
    const { root } = document;
    const faults: ImporterFault[] = [];
    const add = (message: string, help?: string): void => {
      faults.push({ message, span: root.span, ...(help !== undefined && { help }) });
    };
    if (/^utf-?16/i.test(document.declaration.encoding ?? "")) add("the file is UTF-16, expected UTF-8");
    if (document.doctype !== undefined)
      add("the file has a DOCTYPE, which some importers refuse", "delete it");
    if (root.prefix !== "") {
      add(
        `the root is written with the prefix "${root.prefix}", which three importers refuse`,
        "make the namespace the default one",
      );
    } else if (!/\sxmlns="/.test(document.text.slice(root.span.start, root.span.end))) {
      add("the default namespace is not in double quotes, which one importer needs");
    }
    const cdata = [...elementsUnder(root)].find((element) =>
      element.children.some((child) => child.type === "text" && child.cdata),
    );
    if (cdata)
      faults.push({
        message: `\`${cdata.local}\` holds a CDATA section, which one importer refuses`,
        span: cdata.span,
      });
    return faults;
  },
};

const ASTRAL = /[\u{10000}-\u{10ffff}]/u;

const plainTexts: ImporterRule = {
  code: "cmi5/importer-p3",
  says: "One short, trimmed, single-line langstring in each title and description",
  ours: "warning",
  check(_, parts) {
    return (parts?.texts ?? []).flatMap((text): readonly ImporterFault[] => {
      const langstrings = ourChildren(text, "langstring");
      const faults: ImporterFault[] = [];
      if (langstrings.length > 1) {
        faults.push({
          message: `the ${text.local} has ${langstrings.length} languages; most LMSs show the first, one refuses`,
          span: text.span,
        });
      }
      for (const langstring of langstrings) {
        const raw = textOf(langstring);
        const place = { span: langstring.span };
        if (raw !== raw.trim() || /[\r\n]/.test(raw.trim())) {
          faults.push({
            message: `a ${text.local} is written over several lines or with space around it`,
            ...place,
          });
        }
        if (text.local === "title" && [...raw.trim()].length > 255) {
          faults.push({
            message: `a title has ${[...raw.trim()].length} characters; one LMS takes at most 255`,
            ...place,
          });
        }
        if (ASTRAL.test(raw))
          faults.push({
            message: `a ${text.local} holds a character that one LMS strips, such as an emoji`,
            ...place,
          });
      }
      return faults;
    });
  },
};

const plainUrls: ImporterRule = {
  code: "cmi5/importer-p4",
  says: "A launch url is a plain relative path: `[A-Za-z0-9._/-]`, no query, no fragment, no escapes",
  ours: "error",
  check({ kind }, parts) {
    if (!parts || kind !== "zip") return [];
    return launchUrls(parts).flatMap(({ url, raw, element, absolute }): readonly ImporterFault[] => {
      const span = element.content;
      if (absolute)
        return [
          { message: `the url ${JSON.stringify(url)} lies outside of the zip, where LMSs differ`, span },
        ];
      if (raw !== url)
        return [{ message: "a url has white space around it, which three importers keep", span }];
      if (/^[A-Za-z0-9._-]+(\/[A-Za-z0-9._-]+)*$/.test(url) && !/(^|\/)\.\.?\//.test(url)) return [];
      return [
        {
          message: `the url ${JSON.stringify(url)} is more than a plain path, which some LMSs get wrong`,
          span,
          help: "one file for each unit, named with letters, digits, dot, hyphen and underscore",
        },
      ];
    });
  },
};

const plainIds: ImporterRule = {
  code: "cmi5/importer-p5",
  says: "Ids are https IRIs without `? # & + %`, at most 255 characters, unique over all kinds",
  ours: "warning",
  check(_, parts) {
    if (!parts) return [];
    const { document, course, blocks, units, objectives } = parts;
    const seen = new Set<string>();
    return [...(course ? [course] : []), ...objectives, ...blocks, ...units].flatMap((element) => {
      const id = attributeOf(element, "id")?.trim() ?? "";
      const span = attributeSpan(document, element, "id");
      const faults: ImporterFault[] = [];
      if (/[?#&+%]/.test(id))
        faults.push({
          message: `the id ${JSON.stringify(id)} holds one of ? # & + %, which one LMS cannot pass on`,
          span,
        });
      if (id.length > 255)
        faults.push({ message: `an id has ${id.length} characters; one LMS takes at most 255`, span });
      if (seen.has(id))
        faults.push({ message: `the id ${JSON.stringify(id)} is used for two parts of the course`, span });
      seen.add(id);
      return faults;
    });
  },
};

const flatStructure: ImporterRule = {
  code: "cmi5/importer-p6",
  says: "Every unit at the root: two importers lose units in blocks, one takes the first unit only",
  ours: "info",
  check(_, parts) {
    const [block] = parts?.blocks ?? [];
    if (!block) return [];
    return [
      {
        message: "the course has blocks; two importers lose the units in them",
        span: block.span,
        help: "build with --profile portable where such an LMS is used",
      },
    ];
  },
};

const explicitAttributes: ImporterRule = {
  code: "cmi5/importer-p7",
  says: "moveOn and launchMethod are written out; masteryScore is a plain decimal above 0",
  ours: "error",
  check(_, parts) {
    if (!parts) return [];
    return parts.units.flatMap((unit): readonly ImporterFault[] => {
      const faults: ImporterFault[] = [];
      for (const name of ["moveOn", "launchMethod"]) {
        if (attributeOf(unit, name) !== undefined) continue;
        faults.push({ message: `a unit leaves ${name} to the LMS, and LMSs differ`, span: unit.span });
      }
      const mastery = attributeOf(unit, "masteryScore")?.trim();
      if (mastery !== undefined && !/^(0\.\d*[1-9]\d*|1(\.0+)?)$/.test(mastery)) {
        const span = attributeSpan(parts.document, unit, "masteryScore");
        faults.push({
          message: `masteryScore ${JSON.stringify(mastery)} is 0 or not a plain decimal; one LMS makes it 0.7`,
          span,
        });
      }
      return faults;
    });
  },
};

const plainFiles: ImporterRule = {
  code: "cmi5/importer-p8",
  says: "File names of letters, digits, dot, hyphen, underscore; no .php, .mjs or dot-files",
  ours: "error",
  check({ files }) {
    return files.flatMap((file): readonly ImporterFault[] => {
      const span = inEntry(file);
      const name = JSON.stringify(file);
      if (/\.(php\d?|phtml|phar)$/i.test(file))
        return [{ message: `${name} looks like a PHP script, for which one LMS refuses the package`, span }];
      if (/\.mjs$/i.test(file))
        return [
          { message: `${name} is served as text by one LMS, so it does not run`, span, help: "name it .js" },
        ];
      if (/(^|\/)\./.test(file))
        return [{ message: `${name} starts with a dot, so some servers hide it`, span }];
      if (!/^[A-Za-z0-9._/-]+$/.test(file))
        return [{ message: `${name} has characters in its name for which one LMS renames the file`, span }];
      return [];
    });
  },
};

const SIZE_LIMIT = 480 * 1024 * 1024;

const smallZip: ImporterRule = {
  code: "cmi5/importer-p9",
  says: "A 32-bit zip of at most 480 MB",
  ours: "error",
  check({ archive }) {
    if (!archive) return [];
    const packed = archive.entries.reduce((size, entry) => size + entry.packedSize, 0);
    const size =
      packed > SIZE_LIMIT
        ? [{ message: `the zip has ${packed} bytes; one LMS takes at most ${SIZE_LIMIT}` }]
        : [];
    return archive.zip64
      ? [...size, { message: "the zip is a 64-bit one, which is legal and rarely tried" }]
      : size;
  },
};

/** Bytes of a launch file that are looked at. */
const HTML_LIMIT = 512 * 1024;

const rewritableHtml: ImporterRule = {
  code: "cmi5/importer-p10",
  says: "HTML that survives rewriting: quoted attributes, no `<base>`, no inline or module scripts",
  ours: "warning",
  check({ archive, files }, parts) {
    if (!archive || !parts) return [];
    const names = new Set(files);
    const pages = new Set(
      launchUrls(parts).map(({ url, absolute }) => (absolute ? undefined : launchPath(url))),
    );
    return [...pages].flatMap((page): readonly ImporterFault[] => {
      if (page === undefined || !names.has(page) || !/\.html?$/i.test(page)) return [];
      const bytes = archive.read(page).value?.subarray(0, HTML_LIMIT);
      if (!bytes) return [];
      const html = withoutComments(new TextDecoder("utf-8").decode(bytes));
      return htmlProblems(html).map((problem) => ({
        message: `${JSON.stringify(page)} ${problem}`,
        span: inEntry(page),
      }));
    });
  },
};

/** By hand, as a pattern takes quadratic time over comments that nobody closes. */
function withoutComments(html: string): string {
  const parts: string[] = [];
  let at = 0;
  for (let start = html.indexOf("<!--"); start !== -1; start = html.indexOf("<!--", at)) {
    parts.push(html.slice(at, start));
    const end = html.indexOf("-->", start + 4);
    if (end === -1) return parts.join("");
    at = end + 3;
  }
  return parts.join("") + html.slice(at);
}

function htmlProblems(html: string): readonly string[] {
  const problems: string[] = [];
  if (/<base\s/i.test(html))
    problems.push("has a <base>, which breaks where an LMS serves files through a script");
  if (/<script\b[^<>]*\btype\s*=\s*["']?module/i.test(html))
    problems.push("has a module script, which two LMSs serve as text");
  if (/\s(?:src|href|poster|data)=[^\s"'>]/i.test(html.replace(/"[^"]*"/g, '""'))) {
    problems.push("has a src or href without quotes, which one LMS does not rewrite");
  }
  return problems;
}

/** P1 to P10, in order. */
export const IMPORTER_RULES: readonly ImporterRule[] = [
  placement,
  plainXml,
  plainTexts,
  plainUrls,
  plainIds,
  flatStructure,
  explicitAttributes,
  plainFiles,
  smallZip,
  rewritableHtml,
];
