import { element } from "../prose/element.ts";
import type { Block } from "./block.ts";
import { readSections } from "./sections.ts";
import type { Section } from "./sections.ts";

/** `:::tabs`: sections one below the other, which the page's script lays one behind the other. */
export const tabs: Block<readonly Section[]> = {
  word: { name: "tabs", forms: ["container"], within: ["page", "details"], attributes: [] },
  read: readSections,
  render: (sections, { flow, idOf }) => [
    element(
      "tessera-tabs",
      { dataBlock: "tabs" },
      sections.map(({ heading, content }) => {
        // The heading is hidden once there are tabs, so a link has to find the section.
        const id = idOf(heading);
        const [title, ...rest] = flow([heading, ...content]).filter(
          (child) => child.type !== "text" || child.value.trim() !== "",
        );
        const head = title?.type === "element" ? [element(title.tagName, {}, title.children)] : [];
        return element("section", id === undefined ? {} : { id }, [...head, ...rest]);
      }),
    ),
  ],
};
