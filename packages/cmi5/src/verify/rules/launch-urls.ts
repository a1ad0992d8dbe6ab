import type { Diagnostic } from "@tessera/diagnostics";
import { finding } from "../../codes.ts";
import type { Rule } from "../rule.ts";
import { cannotTell, judge, notApplicable, onStructure } from "../rule.ts";
import type { LaunchUrl, StructureParts } from "../subject.ts";
import { launchPath, launchUrls } from "../subject.ts";
import { schemaFindings } from "./schema-findings.ts";

/** Parameters that the LMS adds to the launch URL (cmi5 §8.1). */
const RESERVED = ["endpoint", "fetch", "actor", "registration", "activityId"];

export const reservedParameters: Rule = {
  id: "8.1.0.0-6",
  section: "8.1",
  level: "MUST",
  binds: "package",
  says: "A url's own query has no parameter of the launch",
  check: onStructure((parts) => {
    const withQuery = launchUrls(parts).filter(({ url }) => url.includes("?"));
    if (withQuery.length === 0) return notApplicable("no url has a query");
    const findings = withQuery.flatMap(({ url, element }) =>
      parameterNames(url).flatMap((name): readonly Diagnostic[] => {
        const reserved = RESERVED.find((candidate) => candidate.toLowerCase() === name.toLowerCase());
        if (reserved === undefined) return [];
        const exact = reserved === name;
        return [
          finding("cmi5/reserved-parameter", {
            message: `the query of ${JSON.stringify(url)} has a parameter ${JSON.stringify(name)}, which ${exact ? "is the LMS's" : `differs from the LMS's ${reserved} in case only`}`,
            severity: exact ? "error" : "info",
            span: element.content,
            help: "rename the parameter",
            requirement: "8.1.0.0-6",
            params: { parameter: name },
          }),
        ];
      }),
    );
    return judge(findings, "no query has a parameter of the launch");
  }),
};

function parameterNames(url: string): readonly string[] {
  const query = url.split("#")[0]?.split("?").slice(1).join("?") ?? "";
  return [...new Set(new URLSearchParams(query).keys())];
}

export const legalUrls: Rule = {
  id: "13.1.4.0-2",
  section: "13.1.4",
  level: "MUST",
  binds: "package",
  says: "What follows the scheme of a url is legal by RFC 1738",
  check: onStructure((parts, subject) => {
    const urls = launchUrls(parts);
    const findings = urls.flatMap(({ url, element, absolute }) => {
      const problem = illegalPart(url, absolute);
      if (problem === undefined) return [];
      return [
        finding("cmi5/illegal-url", {
          message: `the url ${JSON.stringify(url)} ${problem}`,
          span: element.content,
          help: "write %20 for a space and percent-encode what is not ASCII; better, rename the file",
          requirement: "13.1.4.0-2",
          params: { url },
        }),
      ];
    });
    // The schema knows less of URLs than this rule, but may know something else.
    const places = urls.filter(({ element }) => findings.some((found) => found.span === element.content));
    const known = new Set(places.map(({ element }) => element.span.start));
    const more = schemaFindings(subject, "13.1.4.0-2").filter((found) => !known.has(found.span?.start ?? -1));
    return judge([...findings, ...more], "all urls are legal");
  }),
};

/** No browser fetches these: what they hold runs, or is shown, in the name of the page that opens them. */
const SCRIPT = /^(?:javascript|vbscript|data):/i;

/** `~` is legal by RFC 3986, which took the place of RFC 1738, and in use everywhere; so is a fragment. */
function illegalPart(url: string, absolute: boolean): string | undefined {
  if (SCRIPT.test(url)) return "would run in the page of the LMS, expected an address that is opened";
  const rest = absolute ? url.slice(url.indexOf(":") + 1) : url;
  const host = /^\/\/[^/?#]*/.exec(rest)?.[0] ?? "";
  const found = /[^A-Za-z0-9$\-_.+!*'(),;/?:@=&%~#]/u.exec(rest.slice(host.length))?.[0];
  if (found === " ") return "holds a space, expected %20";
  if (found !== undefined) return `holds ${JSON.stringify(found)}, expected it percent-encoded`;
  if (/%(?![0-9A-Fa-f]{2})/.test(rest)) return "holds a % that is not followed by two hexadecimal digits";
  if (!absolute) return undefined;
  if (rest === "" || (/^https?:/i.test(url) && !canParse(url))) return "has no host";
  return undefined;
}

function canParse(url: string): boolean {
  return /^[A-Za-z]+:\/\/[^/?#]/.test(url) && URL.canParse(url);
}

/** Neither relative nor fully qualified: it depends on where the LMS keeps its files. */
function isRooted(url: LaunchUrl): boolean {
  return !url.absolute && url.url.startsWith("/");
}

export const relativeInside: Rule = {
  id: "14.1.0.0-3",
  section: "14.1",
  level: "SHOULD",
  binds: "package",
  says: "An entry point in the zip is referenced by a relative url",
  check: onStructure((parts, { kind, files }) => {
    if (kind !== "zip") return notApplicable("there is no zip");
    const names = new Set(files);
    const urls = launchUrls(parts);
    const inside = urls.filter((url) => !url.absolute && names.has(launchPath(url.url) ?? ""));
    const local = urls.filter((url) => /^file:/i.test(url.url));
    if (inside.length + local.length === 0) return notApplicable("no unit starts from the zip");
    const findings = [...inside.filter(isRooted), ...local].map(({ url, element }) =>
      finding("cmi5/rooted-url", {
        message: `the url ${JSON.stringify(url)} is not relative to \`cmi5.xml\``,
        severity: "warning",
        span: element.content,
        help: `write ${JSON.stringify(url.replace(/^(file:)?\/+/i, ""))}`,
        requirement: "14.1.0.0-3",
        params: { url },
      }),
    );
    return judge(findings, "every unit that starts from the zip does so by a relative url");
  }),
};

export const qualifiedOutside: Rule = {
  id: "14.1.0.0-4",
  section: "14.1",
  level: "MUST",
  binds: "package",
  says: "An entry point that is not in the zip is referenced by a fully qualified url",
  check: onStructure((parts, { kind, files, archive }) => {
    if (kind !== "zip") return notApplicable("there is no zip");
    if (!archive) return cannotTell("the zip could not be read");
    const findings = missingFiles(parts, files);
    return judge(findings, "every relative url finds its file");
  }),
};

function missingFiles(parts: StructureParts, files: readonly string[]): readonly Diagnostic[] {
  const names = new Set(files);
  const folded = new Map(files.map((file) => [file.toLowerCase(), file]));
  return launchUrls(parts).flatMap(({ url, element, absolute }) => {
    if (absolute) return [];
    const path = url.startsWith("//") ? undefined : launchPath(url);
    // A file may be called by its escaped name, too: `a%20b.html` in url and zip alike.
    if (path !== undefined && (names.has(path) || names.has(url.split(/[?#]/)[0] ?? ""))) return [];
    const near = path === undefined ? undefined : folded.get(path.toLowerCase());
    return [
      finding("cmi5/missing-entry-point", {
        message: `the url ${JSON.stringify(url)} finds no file in the zip`,
        span: element.content,
        help:
          near === undefined
            ? "add the file, or write a fully qualified url"
            : `did you mean ${JSON.stringify(near)}?`,
        requirement: "14.1.0.0-4",
        params: { url },
      }),
    ];
  });
}

export const qualifiedAlone: Rule = {
  id: "14.2.0.0-1",
  section: "14.2",
  level: "MUST",
  binds: "package",
  says: "In a bare cmi5.xml every url is fully qualified",
  check: onStructure((parts, { kind }) => {
    if (kind !== "xml") return notApplicable("the course structure is in a zip");
    const urls = launchUrls(parts);
    const findings = urls
      .filter((url) => !url.absolute)
      .map(({ url, element }) =>
        finding("cmi5/relative-url-alone", {
          message: `the url ${JSON.stringify(url)} is relative, but there is no zip it could be relative to`,
          span: element.content,
          help: "write a fully qualified url, or put the file into a zip",
          requirement: "14.2.0.0-1",
          params: { url },
        }),
      );
    return judge(findings, "all urls are fully qualified");
  }),
};
