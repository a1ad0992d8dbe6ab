import { scosIn } from "./manifest-12.ts";
import type { Item, ManifestPlan, ScoRules } from "./plan.ts";
import { documentText, element } from "./xml.ts";
import type { Element } from "./xml.ts";

/** @see SCORM 2004 4th edition Content Aggregation Model, 3.4 and 5.1 */
export function manifest2004({ identifier, title, items, shared }: ManifestPlan): string {
  return documentText(
    element(
      "manifest",
      {
        identifier,
        version: "1.0",
        xmlns: "http://www.imsglobal.org/xsd/imscp_v1p1",
        "xmlns:adlcp": "http://www.adlnet.org/xsd/adlcp_v1p3",
        "xmlns:adlseq": "http://www.adlnet.org/xsd/adlseq_v1p3",
        "xmlns:imsss": "http://www.imsglobal.org/xsd/imsss",
      },
      [
        element("metadata", {}, [
          element("schema", {}, "ADL SCORM"),
          element("schemaversion", {}, "2004 4th Edition"),
        ]),
        element("organizations", { default: "organization" }, [
          element(
            "organization",
            { identifier: "organization", "adlseq:objectivesGlobalToSystem": "false" },
            [
              element("title", {}, title),
              ...items.map(itemElement),
              element("imsss:sequencing", {}, [
                element("imsss:controlMode", { choice: "true", flow: "true" }),
              ]),
            ],
          ),
        ]),
        element("resources", {}, [
          ...scosIn(items).map((sco) => resource(sco, shared.length > 0)),
          shared.length === 0
            ? undefined
            : element(
                "resource",
                { identifier: "resource-shared", type: "webcontent", "adlcp:scormType": "asset" },
                shared.map((href) => element("file", { href })),
              ),
        ]),
      ],
    ),
  );
}

function itemElement({ identifier, title, sco, items }: Item): Element {
  return element("item", { identifier, identifierref: sco?.resource, isvisible: "true" }, [
    element("title", {}, title),
    ...items.map(itemElement),
    ...(sco
      ? [completionThreshold(), sequencing(sco)]
      : [element("imsss:sequencing", {}, [element("imsss:controlMode", { choice: "true", flow: "true" })])]),
  ]);
}

/** Everything counts as seen at 100 %; what the content says of its completion holds. */
function completionThreshold(): Element {
  return element("adlcp:completionThreshold", {
    completedByMeasure: "false",
    minProgressMeasure: "1.0",
    progressWeight: "1.0",
  });
}

function sequencing({ mastery, needsPassed, needsAnything }: ScoRules): Element {
  return element("imsss:sequencing", {}, [
    element("imsss:rollupRules", {
      rollupObjectiveSatisfied: String(needsPassed),
      rollupProgressCompletion: String(needsAnything),
      objectiveMeasureWeight: needsPassed ? "1.0" : "0.0",
    }),
    mastery === undefined
      ? undefined
      : element("imsss:objectives", {}, [
          element("imsss:primaryObjective", { objectiveID: "primary", satisfiedByMeasure: "true" }, [
            element("imsss:minNormalizedMeasure", {}, String(mastery)),
          ]),
        ]),
    // Nothing that the content leaves open becomes completed or satisfied by itself.
    element("imsss:deliveryControls", { completionSetByContent: "true", objectiveSetByContent: "true" }),
  ]);
}

function resource({ resource: identifier, href }: ScoRules, hasShared: boolean): Element {
  return element("resource", { identifier, type: "webcontent", "adlcp:scormType": "sco", href }, [
    element("file", { href }),
    hasShared ? element("dependency", { identifierref: "resource-shared" }) : undefined,
  ]);
}
