import type { Block, Course, SourcePlace, Unit } from "@tessera/course";
import type { Diagnostic } from "@tessera/diagnostics";
import { STRUCTURE_FILE } from "../read-package.ts";
import { escapeAttribute } from "../xml/xml-characters.ts";

/**
 * Findings about a `cmi5.xml` that we wrote, at the unit or block of the source that they are about: an author
 * has never seen the XML. What belongs to the course as a whole has no place.
 */
export function atSourcePlaces(
  diagnostics: readonly Diagnostic[],
  { course, xml }: { course: Course; xml: string },
): readonly Diagnostic[] {
  const sources = new Map(course.children.flatMap(placesOf));
  return diagnostics.map(({ span, labels, ...rest }) => {
    if (span?.file !== STRUCTURE_FILE) return { ...rest, ...(span && { span }), ...(labels && { labels }) };
    const place = sources.get(idBefore(xml, span.end) ?? "");
    return { ...rest, ...(place && { span: place }) };
  });
}

function placesOf(child: Unit | Block): readonly (readonly [string, SourcePlace])[] {
  const own = [escapeAttribute(child.id), child.source] as const;
  return child.type === "unit" ? [own] : [own, ...child.children.flatMap(placesOf)];
}

/** Our writer puts each start tag on one line and its id first. */
function idBefore(xml: string, end: number): string | undefined {
  const line = xml.indexOf("\n", end);
  const before = xml.slice(0, line === -1 ? xml.length : line);
  const start = Math.max(before.lastIndexOf("<au id="), before.lastIndexOf("<block id="));
  return start === -1 ? undefined : /id="([^"]*)"/.exec(before.slice(start))?.[1];
}
