import { bankFrontMatter } from "@tessera/course";
import { suggest } from "@tessera/diagnostics";
import type { DirectiveNode } from "@tessera/interactions/schema";
import type { CourseDesk } from "../course-desk.ts";
import { folderOf, resolvePath } from "../course-files.ts";
import { allowedIn } from "../allowances.ts";
import { readFrontMatter } from "../front-matter.ts";
import { didYouMean, problem } from "../report.ts";
import type { Report } from "../report.ts";
import { isDirective } from "../syntax/syntax-context.ts";
import { wordSpan } from "../syntax/check-words.ts";
import { followReferences, openFile } from "./open-file.ts";
import type { OpenFile } from "./open-file.ts";
import { proseContext, readOne } from "./page-work.ts";
import type { PageWork } from "./page-work.ts";
import { madeIds } from "./question-ids.ts";
import { unknownObjective } from "./read-question.ts";
import { strata } from "./pools.ts";
import type { BankPool } from "./pools.ts";
import { readFromSettings } from "./read-quiz.ts";

/** The pools of one `::from`, several with `by=objective`; undefined when it has been reported. */
export async function readBank(
  node: DirectiveNode,
  page: PageWork,
): Promise<readonly BankPool[] | undefined> {
  const { plan, desk, report, unit } = page;
  const { file } = plan.open;
  const opening = wordSpan(node, { file });
  const settings = readFromSettings(node, { file, report, opening });
  const path = await locateBank(settings.bank, plan.open.path, desk);
  const source = path === undefined ? undefined : await desk.files.text(path);
  if (path === undefined || !source) {
    const names = await desk.files.list("banks");
    const near =
      settings.bank &&
      suggest(
        settings.bank,
        names.map((name) => `banks/${name}`),
      );
    report(
      problem("bank/not-found", settings.span("bank"), {
        message:
          settings.bank === undefined ? "`::from` names no bank" : `there is no bank \`${settings.bank}\``,
        help:
          didYouMean(near || undefined) ??
          "write `::from{bank=banks/NAME.md draw=4}`; paths start at this page's folder or the course's",
      }),
    );
    return undefined;
  }
  desk.banksUsed.add(path);
  if (settings.objective !== undefined && desk.objectives && !desk.objectives.has(settings.objective))
    report(unknownObjective(settings.objective, settings.span("objective"), desk.objectives));
  const open = openFile(source, { language: desk.words, place: "bank", report, opened: desk.opened });
  checkBank(open, report);
  if (open.file.frontMatter)
    desk.allow.add(
      { within: "file", path },
      allowedIn(readFrontMatter({ source, ...open.file.frontMatter }, bankFrontMatter, report)),
      report,
    );
  const ids = await bankIds(open, desk);
  const references = await followReferences(open, { ...desk, unit: unit.path, pages: page.links, report });
  const prose = proseContext(open, references, {
    work: page,
    plan: { ...plan, headings: new Map(), shift: 0 },
    notes: page.notes,
    terms: page.terms,
    media: page.media,
  });
  const all = open.scan.questions.map((each) => readOne(each, { page, open, prose, ids }));
  const wanted = all.filter(
    (question) =>
      settings.objective === undefined || !question || question.objectives.includes(settings.objective),
  );
  const questions = wanted.filter((question) => question !== undefined);
  if (questions.length < wanted.length || open.broken.size > 0) return undefined;
  if (questions.length === 0) {
    const only = settings.objective === undefined ? "" : ` for the objective \`${settings.objective}\``;
    const span = settings.span(settings.objective === undefined ? "bank" : "objective");
    report(problem("bank/no-questions", span, { message: `\`${path}\` has no question${only}` }));
    return undefined;
  }
  const { draw, objective } = settings;
  if (draw !== undefined && draw > questions.length) {
    const message = `draws ${draw} of ${questions.length} question${questions.length === 1 ? "" : "s"}`;
    report(
      problem("quiz/draw-larger-than-pool", settings.span("draw"), {
        message,
        help: `write \`draw=${questions.length}\` or less, or add questions to \`${path}\``,
      }),
    );
    return undefined;
  }
  const span = settings.span("draw");
  if (draw !== undefined && settings.byObjective) return strata(questions, draw, { span, report });
  return [
    { ...(draw !== undefined && { draw }), ...(objective !== undefined && { objective }), questions, span },
  ];
}

/** A bank is read anew for every unit; its questions keep the ids of the first time. */
async function bankIds(open: OpenFile, desk: CourseDesk): Promise<ReadonlyMap<object, string>> {
  const known = desk.bankIds.get(open.path);
  if (known) {
    const pairs = open.scan.questions.flatMap((node, index) => {
      const slug = known[index];
      return slug === undefined ? [] : [[node, slug] as const];
    });
    return new Map<object, string>(pairs);
  }
  const ids = await madeIds([open], {
    lock: desk.lock,
    unit: `bank:${open.path}`,
    holds: () => Promise.resolve(false),
  });
  desk.bankIds.set(
    open.path,
    open.scan.questions.map((node) => ids.get(node)),
  );
  return ids;
}

async function locateBank(
  written: string | undefined,
  page: string,
  desk: CourseDesk,
): Promise<string | undefined> {
  if (written === undefined) return undefined;
  for (const folder of [folderOf(page), ""]) {
    const path = resolvePath(folder, written);
    const found = path === undefined ? undefined : await desk.files.find(path);
    if (found?.kind === "file") return found.path;
  }
  return undefined;
}

/**
 * A bank holds questions only. A note to colleagues may stand above the first one; further down an author would take
 * it for something that learners see.
 */
function checkBank(open: OpenFile, report: Report): void {
  const first = open.scan.body.findIndex((node) => isDirective(node));
  for (const node of first === -1 ? [] : open.scan.body.slice(first)) {
    if (
      isDirective(node) ||
      node.type === "html" ||
      node.type === "definition" ||
      node.type === "footnoteDefinition"
    )
      continue;
    const span = open.file.span(node);
    report(
      problem(
        "bank/not-a-question",
        { ...span, end: Math.min(span.end, span.start + 80) },
        {
          message: "a bank holds questions only: text between them would never be shown",
          help: "move it into a question, or above the first one as a note to colleagues",
        },
      ),
    );
  }
}
