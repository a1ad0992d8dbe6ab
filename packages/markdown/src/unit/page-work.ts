import type { Question } from "@tessera/course";
import type { DirectiveNode } from "@tessera/interactions/schema";
import type { FootnoteDefinition } from "mdast";
import type { CourseDesk } from "../course-desk.ts";
import type { ProseContext } from "../prose/render-prose.ts";
import type { Report } from "../report.ts";
import type { Footnotes } from "./footnotes.ts";
import type { OpenFile, References } from "./open-file.ts";
import type { PageMedia } from "./page-media.ts";
import type { PageTerms } from "./page-terms.ts";
import type { PagePlan } from "./plan-pages.ts";
import { authoredId, compileQuestion } from "./read-question.ts";
import type { UnitValues } from "./read-quiz.ts";
import type { LinkPage } from "./resolve-link.ts";
import { checkTime } from "./timed-question.ts";
import type { UnitSettings } from "./unit-settings.ts";

/** What the pages of one unit share. */
export interface UnitWork {
  readonly desk: CourseDesk;
  readonly report: Report;
  readonly unit: { readonly slug: string; readonly id: string; readonly path: string };
  readonly links: ReadonlyMap<string, LinkPage>;
  /** Made ids of questions without one of the author's. */
  readonly ids: ReadonlyMap<object, string>;
  readonly settings: UnitSettings;
  readonly quizSlugs: Set<string>;
  readonly observationSlugs: Set<string>;
  /** How many figures have a number so far. */
  readonly figures: { count: number };
  /** What its quizzes have to agree on. */
  readonly values: UnitValues;
}

/** What is needed to render one page. */
export interface PageWork extends UnitWork {
  readonly plan: PagePlan;
  readonly notes: Footnotes;
  readonly terms: PageTerms;
  readonly media: PageMedia;
  readonly prose: ProseContext;
}

interface ProseOptions {
  readonly work: UnitWork;
  readonly plan: PagePlan;
  readonly notes: Footnotes;
  readonly terms: PageTerms;
  readonly media: PageMedia;
  /** Numbers of figures; those of a bank have none. */
  readonly numbers?: ReadonlyMap<object, number>;
}

export function proseContext(
  open: OpenFile,
  references: References,
  { work, plan, notes, terms, media, numbers }: ProseOptions,
): ProseContext {
  return {
    language: work.desk.language,
    ...references,
    figures: new Map([...open.scan.figures.keys()].map((image) => [image, numbers?.get(image)])),
    terms,
    media,
    headings: plan.headings,
    shift: plan.shift,
    footnote: (label) => {
      const definition: FootnoteDefinition | undefined = open.scan.footnotes.get(label);
      return definition && notes.refer(definition);
    },
  };
}

interface OneQuestion {
  readonly page: PageWork;
  /** The page, or the bank it comes from. */
  readonly open: OpenFile;
  readonly prose: ProseContext;
  readonly ids: ReadonlyMap<object, string>;
  /** It stands on a page by itself: in no quiz, bank, film or observation. */
  readonly alone?: boolean;
}

/** One question of a page or bank, with its id. */
export function readOne(
  node: DirectiveNode,
  { page, open, prose, ids, alone = false }: OneQuestion,
): Question | undefined {
  const { desk, unit, report } = page;
  checkTime(node, open.file.attributes(node), { alone, report });
  const authored = authoredId(node, open.file);
  const slug = authored ?? ids.get(node);
  if (slug === undefined) return undefined;
  const home = open === page.plan.open ? unit.slug : `bank:${open.path}`;
  return compileQuestion(node, {
    desk,
    file: open.file,
    prose,
    unit,
    home,
    slug,
    authored: authored !== undefined,
    report,
  });
}
