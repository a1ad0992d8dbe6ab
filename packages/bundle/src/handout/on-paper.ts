import type { Html } from "@tessera/interactions";
import type { HandoutSay } from "./handout-words.ts";

/** Our own renderer's markup, in which every value is quoted: controls become lines, boxes and lists that a pen can use. */
export function questionOnPaper(markup: Html, say: HandoutSay): Html {
  const lists = [...markup.matchAll(SELECT)].map(([, inside = ""]) => optionsOf(inside));
  const words = lists.filter((options) => !isCount(options));
  const shared = words.length > 1 && words.every((options) => options.join("\n") === words[0]?.join("\n"));
  const several = /<input[^>]*type="checkbox"/.test(markup)
    ? `<p class="h-several">${say("several")}</p>`
    : "";
  const placed = withoutControls(
    markup.replace(SELECT, (_, inside: string) => {
      const options = optionsOf(inside);
      if (isCount(options)) return '<span class="h-number"></span>';
      return shared ? LINE : `${LINE} <span class="h-choices">(${options.join(" / ")})</span>`;
    }),
  );
  const legend = shared
    ? `<div class="h-from"><p>${say("from")}</p><ul>${(words[0] ?? []).map((option) => `<li>${option}</li>`).join("")}</ul></div>`
    : "";
  return several + placed + legend;
}

const SELECT = /<select\b[^>]*>([\s\S]*?)<\/select>/g;
const LINE = '<span class="h-line"></span>';

/** The words to choose from, as HTML; without the first, which only asks for a choice. */
function optionsOf(inside: Html): string[] {
  return [...inside.matchAll(/<option\b([^>]*)>([\s\S]*?)<\/option>/g)].flatMap(
    ([, attributes = "", words = ""]) =>
      /\bvalue=""/.test(attributes) || words.trim() === "" ? [] : [words.trim()],
  );
}

/** Places in an order: a number is written, and nobody needs to be told which there are. */
function isCount(options: readonly string[]): boolean {
  return options.length > 0 && options.every((option) => /^\d+$/.test(option));
}

function withoutControls(markup: Html): Html {
  return markup
    .replace(
      /<input\b[^>]*\btype="(radio|checkbox)"[^>]*>/g,
      (_, type: string) => `<span class="h-${type}"></span>`,
    )
    .replace(/<textarea\b[^>]*>[\s\S]*?<\/textarea>/g, '<div class="h-lines"></div>')
    .replace(/<input\b[^>]*>/g, LINE)
    .replace(/<button\b[^>]*>[\s\S]*?<\/button>/g, "")
    .replace(/<(\/?)(?:label|fieldset|legend)\b[^>]*>/g, (whole, end: string) =>
      end === "/" ? "</span>" : `<span${/ class="[^"]*"/.exec(whole)?.[0] ?? ""}>`,
    );
}

/** Text on paper: everything folded is open, what plays is left out, and a link to a file of the course is its words. */
export function textOnPaper(text: Html): Html {
  return (
    text
      .replace(/<details\b(?![^>]*\bopen\b)/g, "<details open")
      .replace(/<(video|audio|iframe)\b[^>]*>[\s\S]*?<\/\1>/g, "")
      .replace(/<a\b[^>]*href="tessera-asset:[^"]*"[^>]*>([\s\S]*?)<\/a>/g, "<span>$1</span>")
      // A printer does not wait for what is far down.
      .replace(/ (?:tabindex="0"|loading="lazy")/g, "")
  );
}
