import type { Item, ManifestPlan, ScoRules } from "./plan.ts";
import { documentText, element } from "./xml.ts";
import type { Element } from "./xml.ts";

/** @see SCORM 1.2 Content Aggregation Model, 2.3 */
export function manifest12({ identifier, title, items, shared }: ManifestPlan): string {
  return documentText(
    element(
      "manifest",
      {
        identifier,
        version: "1.0",
        xmlns: "http://www.imsproject.org/xsd/imscp_rootv1p1p2",
        "xmlns:adlcp": "http://www.adlnet.org/xsd/adlcp_rootv1p2",
      },
      [
        element("metadata", {}, [element("schema", {}, "ADL SCORM"), element("schemaversion", {}, "1.2")]),
        element("organizations", { default: "organization" }, [
          element("organization", { identifier: "organization" }, [
            element("title", {}, title),
            ...items.map(itemElement),
          ]),
        ]),
        element("resources", {}, [
          ...scosIn(items).map((sco) => resource(sco, shared.length > 0)),
          shared.length === 0
            ? undefined
            : element(
                "resource",
                { identifier: "resource-shared", type: "webcontent", "adlcp:scormtype": "asset" },
                shared.map((href) => element("file", { href })),
              ),
        ]),
      ],
    ),
  );
}

/** Every SCO, in the order of the table of contents. */
export function scosIn(items: readonly Item[]): ScoRules[] {
  return items.flatMap((item) => [...(item.sco ? [item.sco] : []), ...scosIn(item.items)]);
}

function itemElement({ identifier, title, sco, items }: Item): Element {
  return element("item", { identifier, identifierref: sco?.resource, isvisible: "true" }, [
    element("title", {}, title),
    ...items.map(itemElement),
    // With it an LMS sets passed or failed by itself; it must not where completing is enough.
    sco?.mastery !== undefined && sco.needsPassed
      ? element("adlcp:masteryscore", {}, masteryScore(sco.mastery))
      : undefined,
  ]);
}

/** A whole number where it is one: some LMSs read no other. */
function masteryScore(mastery: number): string {
  return String(Math.round(mastery * 10_000) / 100);
}

function resource({ resource: identifier, href }: ScoRules, hasShared: boolean): Element {
  return element("resource", { identifier, type: "webcontent", "adlcp:scormtype": "sco", href }, [
    element("file", { href }),
    hasShared ? element("dependency", { identifierref: "resource-shared" }) : undefined,
  ]);
}
