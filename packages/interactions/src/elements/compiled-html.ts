import type { Html } from "../interaction.ts";

interface Policy {
  createHTML(html: Html): string;
}

/** Browsers with Trusted Types; TypeScript's DOM does not know them yet. */
const { trustedTypes } = globalThis as {
  readonly trustedTypes?: { createPolicy(name: string, rules: Policy): Policy };
};
/** The same text gives the same object, so that what is on the screen is not made anew when nothing has changed. */
const made = new Map<Html, string>();
const policy = trustedTypes?.createPolicy("tessera", { createHTML: (html) => html });

/**
 * The only way for text to become markup in the learner's page. It is for what the compiler wrote and sealed into the
 * page: feedback, hints, steps. Never for what an LMS, an address or a learner has said.
 */
export function compiledHtml(html: Html): string {
  const known = made.get(html) ?? policy?.createHTML(html) ?? html;
  made.set(html, known);
  return known;
}
