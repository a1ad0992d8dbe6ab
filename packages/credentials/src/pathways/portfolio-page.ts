/** What somebody holds, what it stacks into, and what comes next. For whoever it is about: nothing of it is published by itself. */
import { didOf, type Issuer } from "../issuer/issuer.ts";
import { heldBy, standing, type Ledger } from "../issue/ledger.ts";
import { leadsTo, type Graph, type GraphNode } from "./graph.ts";
import { pagePath } from "./achievement-page.ts";
import { escape, page } from "./page.ts";

export interface PortfolioWords {
  readonly issuer: Issuer;
  readonly ledger: Ledger;
  readonly graph: Graph;
  /** Pseudonym. */
  readonly subject: string;
  /** As the person wants to be called; absent = nobody's name stands there. */
  readonly name?: string;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Where the issuer's site lies, when it is not at its domain. */
  readonly site?: string;
}

type Word = ReturnType<typeof standing>["word"];
const MARKS: Readonly<Record<Word, readonly [string, string, string]>> = {
  held: ["✓", "held", "Held"],
  expired: ["↻", "over", "Expired: to be renewed"],
  revoked: ["✕", "over", "Taken back by the issuer"],
  "never-issued": ["○", "", "Not held yet"],
};

export function portfolioPage(words: PortfolioWords): string {
  const { issuer, ledger, graph, subject, now } = words;
  const name = words.name ?? "Portfolio";
  const held = heldBy(ledger, subject);
  const pathways = [...graph.nodes.values()].filter(({ kind }) => kind === "pathway");
  const next = nextOf(words);
  const main = [
    `<p class="kind">Credentials of ${escape(issuer.name)}</p>`,
    `<h1>${escape(name)}</h1>`,
    `<p class="lead">${escape(sentence(words, held.length))}</p>`,
    next.length === 0
      ? ""
      : `<h2>What comes next</h2>\n${next.map(({ node, why }) => `<div class="next"><h3>${link(words, node)}</h3><p>${escape(why)}</p></div>`).join("\n")}`,
    ...pathways.map((pathway) => pathwayPart(words, pathway)),
    `<h2>What is held</h2>`,
    held.length === 0
      ? "<p>Nothing yet.</p>"
      : `<ul class="steps">\n${held
          .map((each) => {
            const state = ledger.revoked.has(each.id)
              ? "revoked"
              : isOver(each.validUntil, now)
                ? "expired"
                : "held";
            const until =
              each.validUntil === undefined ? "without an end" : `until ${each.validUntil.slice(0, 10)}`;
            return row(
              state,
              escape(each.name),
              `${MARKS[state][2]}. Awarded ${each.awardedDate.slice(0, 10)}, ${until}.`,
            );
          })
          .join("\n")}\n</ul>`,
    `<p class="note">As of ${escape(new Date(now).toISOString().slice(0, 10))}. The signed record is <code>clr.json</code> beside this page (Comprehensive Learner Record 2.0, by <code>${escape(didOf(issuer))}</code>).</p>`,
  ];
  return page(
    { language: "en", title: `${name}, ${issuer.name}`, description: `Credentials of ${issuer.name}` },
    main.filter((each) => each !== "").join("\n"),
  );
}

const isOver = (until: string | undefined, now: number): boolean =>
  until !== undefined && Date.parse(until) < now;
const row = (word: Word, title: string, says: string): string => {
  const [mark, kind] = MARKS[word];
  return `<li class="${kind}"><span class="mark" aria-hidden="true">${mark}</span><h3>${title}</h3><p>${escape(says)}</p></li>`;
};
const link = (
  { issuer, site }: Pick<PortfolioWords, "issuer" | "site">,
  { title, achievement }: GraphNode,
): string =>
  achievement === undefined
    ? escape(title)
    : `<a href="${escape(site ?? `https://${issuer.domain}`)}${escape(pagePath(achievement))}">${escape(title)}</a>`;

function sentence({ ledger, graph, subject, now }: PortfolioWords, count: number): string {
  const done = [...graph.nodes.values()].filter(
    ({ kind, id }) => kind === "pathway" && standing(ledger, subject, id, now).word === "held",
  );
  const many = `${count} ${count === 1 ? "credential" : "credentials"}`;
  return done.length === 0 ? `${many}.` : `${many}; ${done.map(({ title }) => title).join(", ")} complete.`;
}

function pathwayPart(words: PortfolioWords, pathway: GraphNode): string {
  const { ledger, graph, subject, now } = words;
  const parts = pathway.requires.map((id) => ({
    id,
    node: graph.nodes.get(id),
    word: standing(ledger, subject, id, now).word,
  }));
  const done = parts.filter(({ word }) => word === "held").length;
  if (done === 0) return "";
  const bar = parts.map(({ word }) => `<i${word === "held" ? ' class="on"' : ""}></i>`).join("");
  const rows = parts.map(({ id, node, word }) =>
    row(word, node === undefined ? escape(id) : link(words, node), MARKS[word][2]),
  );
  return `<h2>${link(words, pathway)}</h2>
<p>${done} of ${parts.length} parts.</p>
<div class="bar" aria-hidden="true">${bar}</div>
<ul class="steps">
${rows.join("\n")}
</ul>`;
}

/** What can be begun now: it is not held, everything before it is, and it brings a pathway on that was begun. Renewals first. */
function nextOf({
  ledger,
  graph,
  subject,
  now,
}: PortfolioWords): readonly { readonly node: GraphNode; readonly why: string }[] {
  const word = (id: string) => standing(ledger, subject, id, now).word;
  const open = [...graph.nodes.values()].filter(
    ({ kind, id }) => kind === "course" && word(id) !== "held" && word(id) !== "revoked",
  );
  const renewals = open
    .filter(({ id }) => word(id) === "expired")
    .map((node) => ({ node, why: "It has expired: renew it." }));
  const begun = open.flatMap((node) => {
    if (word(node.id) === "expired") return [];
    const missing = node.requires.filter((id) => word(id) !== "held");
    const [towards] = leadsTo(graph, node.id).filter(
      ({ kind, requires }) => kind === "pathway" && requires.some((id) => word(id) === "held"),
    );
    if (towards === undefined) return [];
    const before = missing.map((id) => graph.nodes.get(id)?.title ?? id).join(", ");
    const why = `The next part of ${towards.title}${before === "" ? "." : `; first: ${before}.`}`;
    return [{ node, why }];
  });
  return [...renewals, ...begun].slice(0, 3);
}
