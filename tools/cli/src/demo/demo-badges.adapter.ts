import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { extname, join, resolve, sep } from "node:path";
import { newIssuer } from "@tessera/credentials";
import { heldBy, page, portfolioPage, standing } from "@tessera/credentials/issuing";
import type { Graph, Held, Ledger, PathwayWords } from "@tessera/credentials/issuing";
import type { Course } from "@tessera/course";
import { graphPages } from "../badge/achievement-pages.ts";
import { credentialFolder } from "../badge/credential-folder.adapter.ts";
import { PLACES } from "../badge/issuer-folder.adapter.ts";
import { withLedger } from "../badge/ledger-file.adapter.ts";
import { publishLists } from "../badge/status-file.adapter.ts";
import { writeMissing } from "../badge/write-missing.ts";
import { fillIssuer } from "../commands/badge/init.ts";
import { portfolioFile, wholeFile } from "../portfolio/portfolio-files.adapter.ts";
import { now } from "../ports.adapter.ts";
import { writeWhole } from "../write.adapter.ts";
import { DEMO_EVIDENCE, issueToCohort } from "./demo-cohort.ts";

const HOST = "badges.example.org";
const NAME = "Harbour Academy";
const AT = "/badges";

export interface DemoBadges {
  /** Pages below `/badges`; undefined for any other address. */
  answer(request: Request): Promise<Response> | undefined;
  close(): void;
}

/** Credentials of a cohort that never was, made when somebody first asks for them. @param folder - of the sample courses */
export function demoBadges({
  courses,
  folder,
}: {
  readonly courses: readonly Course[];
  readonly folder: string;
}): DemoBadges {
  let root: string | undefined;
  let made: Promise<string> | undefined;
  const make = async (): Promise<string> => {
    root = mkdtempSync(join(tmpdir(), "tessera-badges-"));
    const words = join(folder, "portfolio.yaml");
    const portfolio = existsSync(words) ? wholeFile(portfolioFile(words)) : { pathways: [], credentials: [] };
    await fillDemo(join(root, "academy"), courses, portfolio);
    return join(root, "academy");
  };
  return {
    answer(request) {
      const { pathname } = new URL(request.url);
      if (pathname !== AT && !pathname.startsWith(`${AT}/`)) return undefined;
      if (pathname === AT)
        return Promise.resolve(Response.redirect(new URL(`${AT}/`, request.url).href, 302));
      made ??= make();
      return made.then((academy) => answerFile(academy, pathname.slice(AT.length)));
    },
    close() {
      if (root !== undefined) rmSync(root, { recursive: true, force: true });
    },
  };
}

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".json": "application/json",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".jwt": "text/plain; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
};
/** What of the issuer's folder is shown: never its keys, never its ledger. */
const SHOWN = ["demo", "site", "credentials"].map((name) => `${sep}${name}${sep}`);

function answerFile(academy: string, path: string): Response {
  const wanted = path === "/" ? "/demo/" : decodeURIComponent(path);
  const file = resolve(academy, `.${wanted}${wanted.endsWith("/") ? "index.html" : ""}`);
  const below = file.slice(academy.length);
  const known = SHOWN.some((start) => below.startsWith(start)) && file.startsWith(academy);
  if (!known || !existsSync(file) || !statSync(file).isFile())
    return new Response("Not found", { status: 404 });
  return new Response(new Uint8Array(readFileSync(file)), {
    headers: {
      "Content-Type": TYPES[extname(file)] ?? "application/octet-stream",
      "Cache-Control": "no-store",
      "X-Content-Type-Options": "nosniff",
      "Referrer-Policy": "no-referrer",
    },
  });
}

async function fillDemo(root: string, courses: readonly Course[], portfolio: PathwayWords): Promise<void> {
  const at = now();
  const issuer = {
    ...newIssuer(HOST, NAME, new Date(at).toISOString().slice(0, 4)),
    evidence: DEMO_EVIDENCE,
  };
  await fillIssuer(root, issuer);
  const folder = { root, issuer };
  await withLedger(folder, async (file) => {
    const graph = await issueToCohort({ issuer, courses, pathways: portfolio, now: at }, file);
    await writeMissing(folder, file, file.ledger.issued.values());
    await publishLists(folder, file.ledger, at);
    graphPages(folder, graph);
    writeDemo(folder, { ledger: file.ledger, graph, at });
  });
}

interface Shown {
  readonly ledger: Ledger;
  readonly graph: Graph;
  readonly at: number;
}

function writeDemo(
  folder: { readonly root: string; readonly issuer: ReturnType<typeof newIssuer> },
  shown: Shown,
): void {
  const { ledger, graph, at } = shown;
  const { root, issuer } = folder;
  const subjects = [...ledger.bySubject.keys()];
  const pages = subjects.map((subject, place) => ({
    path: join(root, "demo", `learner-${place + 1}`, "index.html"),
    data: portfolioPage({
      issuer,
      ledger,
      graph,
      subject,
      now: at,
      name: `Learner ${place + 1}`,
      site: `${AT}/site`,
    }),
  }));
  writeWhole([
    { path: join(root, "demo", "index.html"), data: indexPage(folder, shown, subjects) },
    ...pages,
  ]);
}

function indexPage(
  folder: { readonly root: string },
  { ledger, graph, at }: Shown,
  subjects: readonly string[],
): string {
  const all = [...ledger.issued.values()];
  const over = ({ validUntil }: Held) => validUntil !== undefined && Date.parse(validUntil) < at;
  const examples: readonly (readonly [string, string, Held | undefined])[] = [
    ["✓", "A badge to verify", all.find((held) => !over(held) && !ledger.revoked.has(held.id))],
    ["✕", "One that was taken back", all.find(({ id }) => ledger.revoked.has(id))],
    ["↻", "One that has expired", all.find(over)],
  ];
  const rows = examples.flatMap(([mark, title, held]) =>
    held === undefined ? [] : [exampleRow(folder, { mark, title, held })],
  );
  const people = subjects.map((subject, place) => personRow({ ledger, graph, at }, { subject, place }));
  const verifier = existsSync(join(folder.root, PLACES.site, "verify", "index.html"));
  const main = [
    `<p class="kind">Demonstration: a cohort that never was</p>`,
    `<h1>Credentials of ${NAME}</h1>`,
    `<p class="lead">${all.length} credentials, issued by each course's rule on simulated statements, signed with keys that are deleted when the demonstration ends.</p>`,
    `<h2>To try a check with</h2>\n<ul class="steps">\n${rows.join("\n")}\n</ul>`,
    verifier
      ? `<p class="note">Drop one on the <a href="${AT}/site/verify/">verifier page</a>, or check it at a terminal:</p>`
      : "<p>At a terminal:</p>",
    `<p><code>npx tessera badge verify badge.png --issuer ${folder.root}</code></p>`,
    `<h2>Who holds what</h2>\n<ul class="steps">\n${people.join("\n")}\n</ul>`,
    `<h2>What there is to earn</h2>\n<ul>\n${[...graph.nodes.values()]
      .map(({ title, achievement }) =>
        achievement === undefined
          ? `<li>${title} (of another provider)</li>`
          : `<li><a href="${AT}/site${new URL(achievement.id).pathname}/">${title}</a></li>`,
      )
      .join("\n")}\n</ul>`,
  ];
  return page(
    { language: "en", title: `Credentials of ${NAME}`, description: "Demonstration" },
    main.join("\n"),
  );
}

function exampleRow(
  folder: { readonly root: string },
  { mark, title, held }: { readonly mark: string; readonly title: string; readonly held: Held },
): string {
  const place = `${AT}${credentialFolder(folder, held).slice(folder.root.length).replaceAll(sep, "/")}`;
  const files = ["badge.png", "badge.svg", "credential.json", "credential.jwt"].map(
    (name) => `<a href="${place}/${name}" download="${held.slug}-${name}">${name}</a>`,
  );
  const kind = mark === "✓" ? "held" : "over";
  return `<li class="${kind}"><span class="mark" aria-hidden="true">${mark}</span><h3>${title}</h3><p>${held.name}: ${files.join(", ")}</p></li>`;
}

function personRow(
  { ledger, graph, at }: Shown,
  { subject, place }: { readonly subject: string; readonly place: number },
): string {
  const count = heldBy(ledger, subject).length;
  const [pathway] = [...graph.nodes.values()].filter(({ kind }) => kind === "pathway");
  const done = (pathway?.requires ?? []).filter(
    (id) => standing(ledger, subject, id, at).word === "held",
  ).length;
  const says = pathway === undefined ? "" : `; ${pathway.title}: ${done} of ${pathway.requires.length}`;
  const mark = done === 0 ? "○" : done === pathway?.requires.length ? "✓" : "◐";
  return `<li class="held"><span class="mark" aria-hidden="true">${mark}</span><h3><a href="${AT}/demo/learner-${place + 1}/">Learner ${place + 1}</a></h3><p>${count} ${count === 1 ? "credential" : "credentials"}${says}</p></li>`;
}
