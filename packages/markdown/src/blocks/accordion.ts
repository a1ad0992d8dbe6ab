import { element } from "../prose/element.ts";
import type { Block } from "./block.ts";
import { readSections } from "./sections.ts";
import type { Section } from "./sections.ts";

/** `:::accordion`: sections of which one is open at a time; the browser does that by itself. */
export const accordion: Block<readonly Section[]> = {
  word: { name: "accordion", forms: ["container"], within: ["page", "tabs", "details"], attributes: [] },
  read: readSections,
  render(sections, { flow, idOf }) {
    const first = sections[0] && idOf(sections[0].heading);
    // Of one name, at most one is open (HTML, `details`); the first part's id is nobody else's.
    const shared = first === undefined ? {} : { name: first };
    return [
      element(
        "div",
        { dataBlock: "accordion" },
        sections.map(({ heading, content }) =>
          element("details", shared, [element("summary", {}, flow([heading])), ...flow(content)]),
        ),
      ),
    ];
  },
};
