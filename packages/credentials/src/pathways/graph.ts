/**
 * What stacks into what: the credentials of courses, pathways made of them, and credentials from elsewhere. A pathway is a
 * credential that is earned by holding others.
 */
import type { AwardRule } from "../award/rule.ts";
import type { Achievement } from "../credential/build.ts";
import type { Issuer } from "../issuer/issuer.ts";

/** The words of a portfolio file that matter here. */
export interface PathwayWords {
  readonly pathways: readonly {
    readonly id: string;
    readonly title: string;
    readonly description?: string;
    readonly requires: readonly string[];
  }[];
  /** Credentials whose courses are not ours, among others. */
  readonly credentials: readonly { readonly id: string; readonly title: string }[];
}

export interface CourseWords {
  readonly rule: AwardRule;
  /** Pathways that the course's front matter names. */
  readonly partOf: readonly string[];
}

export interface GraphNode {
  readonly id: string;
  readonly title: string;
  readonly kind: "course" | "pathway" | "elsewhere";
  /** What has to be held before, or, of a pathway, altogether. */
  readonly requires: readonly string[];
  /** Absent for what is issued elsewhere. */
  readonly achievement?: Achievement;
  readonly rule?: AwardRule;
}

export interface Graph {
  /** Of what another one requires, that one comes later. */
  readonly nodes: ReadonlyMap<string, GraphNode>;
  /** What does not fit together, in words. */
  readonly faults: readonly string[];
}

/** A pathway's achievement; its criteria are the names of what it is made of. */
function pathwayAchievement(
  { id, title, description }: PathwayWords["pathways"][number],
  parts: readonly string[],
  { domain }: Pick<Issuer, "domain">,
): Achievement {
  return {
    id: `https://${domain}/achievements/${id}/v1`,
    name: title,
    description: description ?? title,
    criteria: [
      "Holds all of these, none of them expired or revoked:",
      "",
      ...parts.map((part) => `- ${part}`),
    ].join("\n"),
    version: "1.0.0",
    language: "en",
    achievementType: "Certificate",
  };
}

export function graphOf(
  courses: readonly CourseWords[],
  { pathways, credentials }: PathwayWords,
  issuer: Pick<Issuer, "domain">,
): Graph {
  const titles = new Map<string, string>([
    ...credentials.map(({ id, title }) => [id, title] as const),
    ...pathways.map(({ id, title }) => [id, title] as const),
    ...courses.map(({ rule }) => [rule.slug, rule.achievement.name] as const),
  ]);
  const nodes = new Map<string, GraphNode>();
  for (const { rule } of courses)
    nodes.set(rule.slug, {
      id: rule.slug,
      title: rule.achievement.name,
      kind: "course",
      requires: rule.requires,
      achievement: rule.achievement,
      rule,
    });
  for (const pathway of pathways) {
    const joined = courses.filter(({ partOf }) => partOf.includes(pathway.id)).map(({ rule }) => rule.slug);
    const requires = [...new Set([...pathway.requires, ...joined])];
    const parts = requires.map((id) => titles.get(id) ?? id);
    const achievement = pathwayAchievement(pathway, parts, issuer);
    nodes.set(pathway.id, { id: pathway.id, title: pathway.title, kind: "pathway", requires, achievement });
  }
  for (const { id, title } of credentials)
    if (!nodes.has(id)) nodes.set(id, { id, title, kind: "elsewhere", requires: [] });
  const { ordered, cycles } = inOrder(nodes);
  return { nodes: ordered, faults: [...unknown(nodes, courses), ...cycles, ...alone(nodes)] };
}

/** What is asked for and given by nobody. */
function unknown(nodes: ReadonlyMap<string, GraphNode>, courses: readonly CourseWords[]): readonly string[] {
  const asked = [...nodes.values()].flatMap(({ id, requires }) =>
    requires
      .filter((other) => !nodes.has(other))
      .map(
        (other) =>
          `${id} requires ${other}, which no course, pathway or entry of the portfolio gives: nobody can earn it`,
      ),
  );
  const joined = courses.flatMap(({ rule, partOf }) =>
    partOf
      .filter((other) => nodes.get(other)?.kind !== "pathway")
      .map((other) => `${rule.slug} is part of ${other}, which is no pathway of the portfolio`),
  );
  return [...asked, ...joined];
}

/** What leads nowhere although there are pathways: perhaps somebody forgot to put it into one. */
function alone(nodes: ReadonlyMap<string, GraphNode>): readonly string[] {
  const all = [...nodes.values()];
  if (!all.some(({ kind }) => kind === "pathway")) return [];
  const asked = new Set(all.flatMap(({ requires }) => requires));
  return all
    .filter(({ id, kind }) => kind !== "pathway" && !asked.has(id))
    .map(({ id }) => `${id} stacks into nothing: no pathway and no other credential asks for it`);
}

function inOrder(nodes: ReadonlyMap<string, GraphNode>): {
  readonly ordered: ReadonlyMap<string, GraphNode>;
  readonly cycles: readonly string[];
} {
  const ordered = new Map<string, GraphNode>();
  let rest = [...nodes.values()];
  for (;;) {
    const ready = rest.filter(({ requires }) => requires.every((id) => ordered.has(id) || !nodes.has(id)));
    for (const node of ready) ordered.set(node.id, node);
    rest = rest.filter(({ id }) => !ordered.has(id));
    if (ready.length === 0) break;
  }
  const cycles =
    rest.length === 0 ? [] : [`these require each other in a circle: ${rest.map(({ id }) => id).join(", ")}`];
  for (const node of rest) ordered.set(node.id, node);
  return { ordered, cycles };
}

/** What asks for this one. */
export const leadsTo = ({ nodes }: Graph, id: string): readonly GraphNode[] =>
  [...nodes.values()].filter(({ requires }) => requires.includes(id));
