import { readability, textBlocks, timeOf } from "@tessera/course";
import type { Course, CourseFrontMatter, Page, Unit } from "@tessera/course";
import type { FrontMatter } from "./front-matter.ts";
import { problem } from "./report.ts";
import type { Report } from "./report.ts";

/** A formula is right to about a grade. */
const GRADE_SLACK = 1;
/**
 * A promise is broken where it is off by so many times, and by so many minutes. Too little is told sooner than too much:
 * who thinks, looks about or tries something takes longer than who reads.
 */
const TOO_SHORT = { times: 2, minutes: 2 };
const TOO_LONG = { times: 3, minutes: 3 };
/** A page with fewer words may send its reader out to do something; how long that takes nobody can tell. */
const FEW_WORDS = 100;

/** Looks at every page of a course whose text is hard to read, or whose minutes are not what it takes. */
export function checkReading(course: Course, front: FrontMatter<CourseFrontMatter>, report: Report): void {
  const target = front.value.reading;
  for (const unit of unitsOf(course.children)) {
    for (const page of unit.pages) if (target !== undefined) checkGrade(page, { course, target, report });
    checkMinutes(unit, course, report);
  }
}

function unitsOf(children: Course["children"]): readonly Unit[] {
  return children.flatMap((child) => (child.type === "unit" ? [child] : unitsOf(child.children)));
}

interface Grading {
  readonly course: Course;
  readonly target: number;
  readonly report: Report;
}

function checkGrade(page: Page, { course, target, report }: Grading): void {
  const blocks = page.flow.flatMap((part) => (part.type === "prose" ? textBlocks(part.html) : []));
  const found = readability(blocks, course.language);
  if (found === undefined || found.grade <= target + GRADE_SLACK) return;
  const { grade, formula, perSentence, longest } = found;
  const { file, start, end } = page.source;
  report(
    problem(
      "page/hard-to-read",
      { file, start, end },
      {
        message: `\`${page.title}\` reads like grade ${grade} (${formula}); the course promises ${target}`,
        help: `its sentences have ${perSentence} words on average; begin with the longest, which has ${longest.length}: “${longest.slice(0, 6).join(" ")} …”`,
        params: { grade, target, formula },
      },
    ),
  );
}

/** Of each page that promises minutes; of the whole unit where not every page does. */
function checkMinutes(unit: Unit, course: Course, report: Report): void {
  if ([unit, ...unit.pages].every(({ minutes }) => minutes === undefined)) return;
  // Most courses of a thousand pages promise nothing: then nothing is counted.
  const timed = unit.pages.filter((page) => page.minutes !== undefined);
  for (const page of timed) compare(page.minutes as number, timeOf(page, course), { what: page, report });
  if (unit.minutes === undefined || timed.length === unit.pages.length) return;
  const times = unit.pages.map((page) => timeOf(page, course));
  const sum = (of: (time: ReturnType<typeof timeOf>) => number) =>
    times.reduce((all, time) => all + of(time), 0);
  const all = {
    minutes: sum((time) => time.minutes),
    words: sum((time) => time.words),
    questions: sum((time) => time.questions),
    media: sum((time) => time.media),
    complete: times.every((time) => time.complete),
  };
  compare(unit.minutes, all, { what: unit, report });
}

function compare(
  promised: number,
  time: ReturnType<typeof timeOf>,
  { what, report }: { readonly what: Page | Unit; readonly report: Report },
): void {
  const { minutes, words, questions, media, complete } = time;
  const tooShort = minutes > promised * TOO_SHORT.times && minutes - promised >= TOO_SHORT.minutes;
  const tooLong =
    complete &&
    words >= FEW_WORDS &&
    promised > minutes * TOO_LONG.times &&
    promised - minutes >= TOO_LONG.minutes;
  if (!tooShort && !tooLong) return;
  const { file, start, end } = what.source;
  const parts = [
    `${words} words`,
    ...(questions > 0 ? [`${questions} question${questions === 1 ? "" : "s"}`] : []),
    ...(media > 0 ? [`${media} min of film or sound`] : []),
  ];
  const round = Math.max(1, Math.round(minutes));
  report(
    problem(
      "page/minutes",
      { file, start, end },
      {
        message: `\`${what.title}\` promises ${promised} min; ${parts.join(", ")} take about ${round}`,
        help: `write \`minutes: ${round}\`, or ${tooShort ? "split it" : "say in the text what else there is to do"}`,
        params: { promised, estimated: minutes },
      },
    ),
  );
}
