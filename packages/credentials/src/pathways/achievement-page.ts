/** What a badge leads to: what had to be shown for it, what comes before it and after it, and which skills it stands for. */
import type { AwardRule } from "../award/rule.ts";
import { FOREVER, percent } from "../award/rule.ts";
import { spanWords } from "../award/span.ts";
import { achievementJson, type Achievement, type Alignment } from "../credential/build.ts";
import { didOf, type Issuer } from "../issuer/issuer.ts";
import type { JsonObject } from "../json/json.ts";
import { leadsTo, type Graph, type GraphNode } from "./graph.ts";
import { escape, page, safeLink } from "./page.ts";

const NO_GRAPH: Graph = { nodes: new Map(), faults: [] };

/** Where the page of an achievement lies below the site, with a slash at both ends. */
export const pagePath = ({ id }: Pick<Achievement, "id">): string =>
  `${new URL(id).pathname.replace(/\/$/, "")}/`;

/** The files of one achievement: for people, for readers of Open Badges, and for registries of credentials (CTDL). */
export function achievementFiles(
  issuer: Issuer,
  { achievement, rule }: { readonly achievement: Achievement; readonly rule?: AwardRule | undefined },
  graph: Graph = NO_GRAPH,
): Readonly<Record<"index.html" | "achievement.json" | "ctdl.json", string>> {
  const node = [...graph.nodes.values()].find((each) => each.achievement?.id === achievement.id);
  const json = (value: object) => `${JSON.stringify(value, null, 2)}\n`;
  return {
    "index.html": achievementPage(issuer, { achievement, rule, node }, graph),
    "achievement.json": json({
      "@context": "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
      ...achievementJson(achievement),
    }),
    "ctdl.json": json(ctdlOf(issuer, achievement, { node, graph })),
  };
}

interface Shown {
  readonly achievement: Achievement;
  readonly rule?: AwardRule | undefined;
  readonly node?: GraphNode | undefined;
}

function achievementPage(issuer: Issuer, { achievement, rule, node }: Shown, graph: Graph): string {
  const { name, description, version, language, criteria } = achievement;
  const before = (node?.requires ?? rule?.requires ?? []).map((id) => named(graph, id));
  const after = node === undefined ? [] : leadsTo(graph, node.id).map(({ id }) => named(graph, id));
  const isPathway = node?.kind === "pathway";
  const main = [
    `<p class="kind">${isPathway ? "Pathway" : kindOf(achievement)} of ${escape(issuer.name)}</p>`,
    `<h1>${escape(name)}</h1>`,
    `<p class="lead">${escape(description)}</p>`,
    facts([
      ["Issued by", `${escape(issuer.name)} (<code>${escape(didOf(issuer))}</code>)`],
      ["Counts for", escape(isPathway ? "as long as all of its parts" : spanOf(rule?.valid))],
      ["Version", escape(version)],
    ]),
    `<h2>What has to be shown</h2>`,
    rule === undefined ? paragraphs(isPathway ? (criteria.split("\n")[0] ?? "") : criteria) : shownFor(rule),
    isPathway ? steps(before, "Part of it") : "",
    rule === undefined || achievement.criteria.startsWith("- ") ? "" : paragraphs(criteria),
    section("Held before", isPathway ? [] : before, "Has to be held already, neither expired nor revoked."),
    section("What it stacks into", after, "Counts towards this."),
    skills(achievement.alignment ?? []),
    `<h2>How it is checked</h2>`,
    `<p>${strength(rule)} Anybody can check a credential with the <a href="../../../">issuer's keys</a>, without an account and without asking the issuer.</p>`,
    `<p class="note">For machines: <a href="achievement.json">Open Badges</a>, <a href="ctdl.json">CTDL</a>.</p>`,
  ];
  return page(
    { language, title: `${name}, ${issuer.name}`, description, url: achievement.id },
    main.filter((each) => each !== "").join("\n"),
  );
}

const kindOf = ({ achievementType = "Achievement" }: Achievement): string =>
  achievementType === "MicroCredential"
    ? "Micro-credential"
    : escape(achievementType.replace(/([a-z])([A-Z])/g, "$1 $2").replace(/^ext:/, ""));

const facts = (rows: readonly (readonly [string, string])[]): string =>
  `<dl>\n${rows.map(([term, text]) => `<dt>${term}</dt><dd>${text}</dd>`).join("\n")}\n</dl>`;

const paragraphs = (text: string): string =>
  text
    .split(/\n{2,}/)
    .map((part) => `<p>${escape(part).replaceAll("\n", "<br>")}</p>`)
    .join("\n");

/** `P2Y` as people say it. */
export function spanOf(valid: string | undefined): string {
  if (valid === undefined) return "not said";
  if (valid === FOREVER) return "ever: it does not expire";
  return spanWords(valid);
}

function shownFor(rule: AwardRule): string {
  const how = {
    Passed: "passed",
    Completed: "completed",
    CompletedAndPassed: "completed and passed",
  } as const;
  const items = rule.units.map(({ title, moveOn, mastery }) => {
    const what = moveOn in how ? how[moveOn as keyof typeof how] : "completed or passed";
    return item({
      title: escape(title),
      says: `${what}${mastery === undefined ? "" : `, with at least ${percent(mastery)}`}`,
    });
  });
  const watched = rule.observations.map(({ title, observers }) =>
    item({
      title: escape(title),
      says: `on the job, watched and signed by ${observers === 1 ? "somebody" : `${observers} people`} whom the issuer has authorised`,
    }),
  );
  if (rule.observers > 0 && watched.length === 0)
    watched.push(
      item({
        title: "On the job",
        says: `watched by ${rule.observers} people whom the issuer has authorised`,
      }),
    );
  const within =
    rule.within === undefined ? "" : `\n<p class="note">All of it within ${escape(spanOf(rule.within))}.</p>`;
  return `<ol class="steps">\n${[...items, ...watched].join("\n")}\n</ol>${within}`;
}

const item = ({
  title,
  says,
  mark = "·",
}: {
  readonly title: string;
  readonly says: string;
  readonly mark?: string;
}): string =>
  `<li><span class="mark" aria-hidden="true">${mark}</span><h3>${title}</h3><p>${escape(says)}</p></li>`;

/** With a link where it has a page here. */
function named({ nodes }: Graph, id: string): string {
  const node = nodes.get(id);
  const title = escape(node?.title ?? id);
  return node?.achievement === undefined
    ? title
    : `<a href="../../..${escape(pagePath(node.achievement))}">${title}</a>`;
}

const steps = (titles: readonly string[], says: string): string =>
  titles.length === 0
    ? ""
    : `<ul class="steps">\n${titles.map((title) => item({ title, says })).join("\n")}\n</ul>`;

const section = (heading: string, titles: readonly string[], says: string): string =>
  titles.length === 0 ? "" : `<h2>${heading}</h2>\n${steps(titles, says)}`;

function skills(alignment: readonly Alignment[]): string {
  if (alignment.length === 0) return "";
  const rows = alignment.map(({ name, url, framework, code }) => {
    const link = safeLink(url);
    const says = [framework, code].filter((part) => part !== undefined).join(" ");
    return `<li><span class="mark" aria-hidden="true">·</span><h3>${link === undefined ? escape(name) : `<a href="${link}">${escape(name)}</a>`}</h3>${says === "" ? "" : `<p>${escape(says)}</p>`}</li>`;
  });
  return `<h2>Skills it stands for</h2>\n<ul class="steps">\n${rows.join("\n")}\n</ul>`;
}

function strength(rule: AwardRule | undefined): string {
  if (rule === undefined) return "It follows from other credentials.";
  return rule.observers > 0
    ? "What was done on the job was watched by somebody else, whose word the issuer takes; nobody can sign for themself."
    : "It was answered in a browser and not supervised: it shows what was learnt, not who sat there.";
}

/** For registries: Credential Transparency Description Language. */
function ctdlOf(
  issuer: Issuer,
  { id, name, description, language, alignment = [] }: Achievement,
  { node, graph }: { readonly node: GraphNode | undefined; readonly graph: Graph },
): JsonObject {
  const ids = (nodes: readonly string[]): readonly string[] =>
    nodes.flatMap((each) => graph.nodes.get(each)?.achievement?.id ?? []);
  const before = ids(node?.requires ?? []);
  const after =
    node === undefined ? [] : leadsTo(graph, node.id).flatMap((each) => each.achievement?.id ?? []);
  const text = (words: string) => ({ [language]: words });
  return {
    "@context": "https://credreg.net/ctdl/schema/context/json",
    "@id": id,
    "@type": node?.kind === "pathway" ? "ceterms:Certificate" : "ceterms:MicroCredential",
    "ceterms:name": text(name),
    "ceterms:description": text(description),
    "ceterms:subjectWebpage": id,
    "ceterms:ownedBy": `https://${issuer.domain}/`,
    ...(before.length > 0 && {
      "ceterms:requires": [{ "@type": "ceterms:ConditionProfile", "ceterms:targetCredential": before }],
    }),
    ...(after.length > 0 && {
      "ceterms:isPreparationFor": after.map((target) => ({
        "@type": "ceterms:ConditionProfile",
        "ceterms:targetCredential": [target],
      })),
    }),
    ...(alignment.length > 0 && {
      "ceterms:targetCompetency": alignment.map((each) => ({
        "@type": "ceterms:CredentialAlignmentObject",
        "ceterms:targetNode": each.url,
        "ceterms:targetNodeName": text(each.name),
        ...(each.framework !== undefined && { "ceterms:frameworkName": text(each.framework) }),
      })),
    }),
  };
}
