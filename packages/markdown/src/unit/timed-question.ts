import type { Html } from "@tessera/interactions";
import type { DirectiveNode, SourceAttribute } from "@tessera/interactions/schema";
import type { Span } from "@tessera/diagnostics";
import { toHtml } from "hast-util-to-html";
import { blockWord } from "../blocks/block-words.ts";
import type { BlockWord } from "../blocks/block-words.ts";
import { element } from "../prose/element.ts";
import { problem } from "../report.ts";
import type { Report } from "../report.ts";

const SECONDS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600 };

/** What the script says, in the course's language. */
const SAID = [
  "timed-says",
  "timed-free",
  "timed-start",
  "timed-left",
  "timed-out",
  "timed-choose",
  "timed-none",
] as const satisfies readonly BlockWord[];

interface Timed {
  readonly slug: string;
  readonly language: string;
}

/**
 * What stands above a question that takes a limited time: how long, until the page's script makes a start and a clock of
 * it. Empty for a question without `limit`; one that could not be read was reported with the question.
 */
export function timedMarkup(attributes: readonly SourceAttribute[], { slug, language }: Timed): Html {
  const limit = valueOf(attributes, "limit");
  const [, number = "", unit = ""] = /^(\d+)([smh])$/.exec(limit?.value ?? "") ?? [];
  const seconds = Number(number) * (SECONDS[unit] ?? 0);
  if (!(seconds > 0)) return "";
  const words = Object.fromEntries(SAID.map((word) => [word, blockWord(word, language)]));
  const more = valueOf(attributes, "extra-time") !== undefined;
  const says = (words["timed-says"] ?? "").replace("{time}", timeIn(seconds, language));
  return toHtml(
    element(
      "tessera-timed",
      {
        dataBlock: "timed",
        dataFor: slug,
        dataLimit: String(seconds),
        ...(more && { dataMore: "" }),
        dataWords: JSON.stringify(words),
      },
      [element("p", {}, [{ type: "text", value: says }])],
    ),
  );
}

/** `limit`, `extra-time` and `required` where they can do nothing. @param alone - the question stands on a page by itself */
export function checkTime(
  node: DirectiveNode,
  attributes: readonly SourceAttribute[],
  { alone, report }: { readonly alone: boolean; readonly report: Report },
): void {
  const limit = valueOf(attributes, "limit");
  const more = valueOf(attributes, "extra-time");
  const idle = (name: string, span: Span, why: string, help: string) =>
    report(
      problem("question/idle-time", span, {
        message: `\`${name}\` does nothing here: ${why}`,
        help,
        params: { name },
      }),
    );
  if (!alone && limit)
    idle(
      "limit",
      limit.nameSpan,
      "only a question that stands alone on a page is shown when its time begins",
      "give the quiz a `limit`, or put the question outside",
    );
  else if (limit && node.name === "scenario")
    idle("limit", limit.nameSpan, "a scenario is judged at its end", "take it out");
  const required = valueOf(attributes, "required");
  if (!alone && required)
    idle(
      "required",
      required.nameSpan,
      "a quiz has to be handed in as it is, and a film stops for its questions",
      "take it out, or put the question outside",
    );
  if (more && !limit)
    idle("extra-time", more.nameSpan, "without a `limit` there is time enough", "take it out");
}

function valueOf(attributes: readonly SourceAttribute[], name: string): SourceAttribute | undefined {
  return attributes.find((each) => each.name === name);
}

/** As the page's script says it before the start. */
function timeIn(seconds: number, language: string): string {
  const [count, unit] = seconds >= 120 && seconds % 60 === 0 ? [seconds / 60, "minute"] : [seconds, "second"];
  return new Intl.NumberFormat(language, { style: "unit", unit: unit as string, unitDisplay: "long" }).format(
    count as number,
  );
}
