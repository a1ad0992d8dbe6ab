import { IMPORTERS } from "../../packages/cmi5/src/verify/importers/known-importers.ts";

const MARKS = ["<!-- what follows is written by UPDATE_DOCS=1 -->", "<!-- written until here -->"] as const;

function list(title: string, notes: readonly string[]): string {
  return notes.length === 0
    ? ""
    : `\n${title}\n\n${[...new Set(notes)].map((note) => `- ${note}`).join("\n")}\n`;
}

/** One section for each LMS, from the data that `tessera verify` forecasts with. */
export function importerSections(): string {
  return IMPORTERS.map(({ lms, tried, reactions }) => {
    const notes = (effect: string) => reactions.filter((one) => one.effect === effect).map((one) => one.note);
    return `## ${lms}\n\nTried: ${tried}.\n${list("Why it refuses packages:", notes("refuses"))}${list("What is lost or changed:", notes("loses"))}`;
  }).join("\n");
}

/** The part of the page between the marks, and the page with another part there. */
export function between(page: string): { readonly text: string; with(text: string): string } {
  const [before = "", rest = ""] = page.split(MARKS[0]);
  const [text = "", after = ""] = rest.split(MARKS[1]);
  return { text, with: (other) => `${before}${MARKS[0]}${other}${MARKS[1]}${after}` };
}
