import type { FilmTime, QuestionBlock } from "@tessera/course";
import type { Span } from "@tessera/diagnostics";
import { suggest } from "@tessera/diagnostics";
import type { DirectiveNode, SourceAttribute } from "@tessera/interactions/schema";
import type { RootContent } from "mdast";
import { isLabel, isSilent } from "../blocks/block.ts";
import { reportEmpty } from "../blocks/empty.ts";
import { filmOf } from "../blocks/media.ts";
import type { Film } from "../blocks/media.ts";
import { didYouMean, problem } from "../report.ts";
import { wordSpan } from "../syntax/check-words.ts";
import { isDirective } from "../syntax/syntax-context.ts";
import { readOne } from "./page-work.ts";
import type { PageWork } from "./page-work.ts";
import { isWithin } from "./plan-pages.ts";
import { authoredId } from "./read-question.ts";

/** What the times of one page have to agree on: film → times that were met, in the order of the text. */
export type TimesOfPage = Map<string, { readonly seconds: number; readonly span: Span }[]>;

/** `::::at{time=01:12 for=isolate}`: questions that a film of the page stops for. They are practice. */
export function compileAt(node: DirectiveNode, page: PageWork, times: TimesOfPage): readonly QuestionBlock[] {
  const { plan, report, desk } = page;
  const { file, broken } = plan.open;
  const attributes = new Map(file.attributes(node).map((attribute) => [attribute.name, attribute]));
  const opening = wordSpan(node, { file });
  const at = placeOf({ time: attributes.get("time"), film: attributes.get("for") }, { page, opening, times });
  const blocks: QuestionBlock[] = [];
  let torn = false;
  for (const child of node.children as readonly RootContent[]) {
    if (isSilent(child)) continue;
    const isQuestion = isDirective(child) && desk.words.questions.has(child.name);
    if (isDirective(child) && broken.has(child)) torn = true;
    else if (isQuestion) {
      const question = readOne(child, { page, open: plan.open, prose: page.prose, ids: page.ids });
      if (question) blocks.push({ type: "question", question, ...(at && { at }) });
      else torn = true;
    } else {
      torn = true;
      const message = isLabel(child)
        ? "`::::at` has no title: its time is what is read"
        : "something else than a question: a film stops for questions only";
      const help = "move it into the question, or out of the container";
      report(problem("at/not-a-question", file.span(child), { message, help }));
    }
  }
  if (blocks.length === 0 && !torn) reportEmpty("at", opening, report);
  return blocks;
}

interface Place {
  readonly page: PageWork;
  readonly opening: Span;
  readonly times: TimesOfPage;
}

interface Written {
  readonly time: SourceAttribute | undefined;
  readonly film: SourceAttribute | undefined;
}

function placeOf({ time, film: name }: Written, { page, opening, times }: Place): FilmTime | undefined {
  const { report } = page;
  const seconds = time && secondsOf(time.value);
  const span = time?.valueSpan ?? opening;
  if (seconds === undefined) {
    const message = time ? `\`${time.value}\` is no time` : "`::::at` has no time";
    const help = "minutes and seconds, as in `time=01:12`; with hours, `time=1:02:30`";
    report(problem("at/wrong-time", span, { message, help }));
  }
  const film = findFilm(name, { page, opening });
  if (seconds === undefined || !film) return undefined;
  if (film.seconds !== undefined && seconds >= film.seconds)
    report(
      problem("at/beyond-end", span, {
        message: `the film is ${clock(Math.floor(film.seconds))} long, and never comes to ${clock(seconds)}`,
        help: `a time before ${clock(Math.floor(film.seconds))}`,
      }),
    );
  const before = times.get(film.id) ?? [];
  const same = before.find((each) => each.seconds === seconds);
  const later = before.find((each) => each.seconds > seconds);
  if (same)
    report(
      problem("at/same-time", span, {
        message: `the film stops at ${clock(seconds)} already`,
        labels: [{ span: same.span, message: "first here" }],
        help: "put both questions into one `::::at`, or some seconds between them",
      }),
    );
  else if (later)
    report(
      problem("at/out-of-order", span, {
        message: `${clock(seconds)} stands below ${clock(later.seconds)}: on paper the questions are read in this order`,
        labels: [{ span: later.span, message: "the later one" }],
        help: "put the earlier time first",
      }),
    );
  times.set(film.id, [...before, { seconds, span }]);
  return { film: film.id, title: film.title, seconds };
}

function findFilm(
  attribute: SourceAttribute | undefined,
  { page, opening }: Omit<Place, "times">,
): Film | undefined {
  const { plan, prose, report } = page;
  const media = plan.open.scan.blocks.filter(
    (node) => ["video", "audio"].includes(node.name) && isWithin(node as RootContent, plan.body),
  );
  const ids = new Map(media.map((node) => [authoredId(node, plan.open.file), node]));
  ids.delete(undefined);
  const node = attribute && ids.get(attribute.value);
  // A film that could not be read has been reported, and is no second mistake here.
  if (node) return filmOf(prose.blocks.get(node));
  const known = [...ids.keys()] as string[];
  const near = didYouMean(suggest(attribute?.value ?? "", known), known);
  const message = attribute
    ? `no video or recording of this page has the id \`${attribute.value}\``
    : "`::::at` does not say which film it stops";
  const help = near ?? "give the film an id, `::video[…]{#isolate …}`, and name it: `for=isolate`";
  report(problem("at/unknown-film", attribute?.valueSpan ?? opening, { message, help }));
  return undefined;
}

/** `01:12`, `1:02:30` → seconds. */
export function secondsOf(written: string): number | undefined {
  const parts = /^(?:(\d{1,2}):)?(\d{1,2}):([0-5]\d)$/.exec(written.trim());
  if (!parts) return undefined;
  const [, hours, minutes, seconds] = parts;
  if (hours !== undefined && Number(minutes) > 59) return undefined;
  return Number(hours ?? 0) * 3600 + Number(minutes) * 60 + Number(seconds);
}

/** 72 → `1:12`. */
function clock(seconds: number): string {
  const two = (value: number) => String(value).padStart(2, "0");
  const minutes = Math.floor(seconds / 60);
  const rest = two(seconds % 60);
  return minutes < 60 ? `${minutes}:${rest}` : `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${rest}`;
}
