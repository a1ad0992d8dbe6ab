import { singleLine } from "@tessera/cmi5";
import { scosIn } from "./manifest-12.ts";
import type { Item, ManifestPlan } from "./plan.ts";

const NC_NAME = /^[A-Za-z_][A-Za-z0-9._-]*$/;

/**
 * What both editions ask of a manifest and a schema can't see, or we have no schema for: the schemas of ADL and IMS
 * come without a licence to pass them on.
 * @returns one sentence for each fault
 */
export function checkPlan(plan: ManifestPlan, paths: readonly string[]): readonly string[] {
  const scos = scosIn(plan.items);
  const items = itemsIn(plan.items);
  const identifiers = [
    plan.identifier,
    "organization",
    ...items.map(({ identifier }) => identifier),
    ...scos.map(({ resource }) => resource),
    "resource-shared",
  ];
  const listed = [...scos.map(({ href }) => href), ...plan.shared];
  return [
    ...(scos.length === 0 ? ["there is nothing to launch"] : []),
    ...identifiers.filter((each) => !NC_NAME.test(each)).map((each) => `${each} is no identifier`),
    ...repeated(identifiers).map((each) => `${each} identifies two things`),
    ...repeated(listed).map((path) => `${path} is listed twice`),
    ...paths.filter((path) => !listed.includes(path)).map((path) => `${path} is in no resource`),
    ...listed.filter((path) => !paths.includes(path)).map((path) => `${path || "a page"} is not there`),
    ...paths.filter((path) => !/^[A-Za-z0-9._/-]+$/.test(path)).map((path) => `${path} is no plain name`),
    ...paths
      .filter((path) => ["cmi5.xml", "imsmanifest.xml"].includes(path))
      .map((path) => `${path} is another manifest`),
    ...[plan, ...items].filter(({ title }) => singleLine(title) === "").map(() => "a title is empty"),
    ...scos
      .filter(({ mastery }) => mastery !== undefined && !(mastery > 0 && mastery <= 1))
      .map(({ href, mastery }) => `${href} has a mastery of ${mastery}`),
  ];
}

function itemsIn(items: readonly Item[]): Item[] {
  return items.flatMap((item) => [item, ...itemsIn(item.items)]);
}

function repeated(values: readonly string[]): string[] {
  return values.filter((value, index) => values.indexOf(value) !== index);
}
