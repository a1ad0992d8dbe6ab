import type { PreviewLook } from "@tessera/lms";

const SCHEME = /\(\s*prefers-color-scheme\s*:\s*(dark|light)\s*\)/g;

/**
 * Shows a document in a direction and in colours other than its own and the device's. Works through the CSS object
 * model, which no content policy forbids, and without reloading: nothing that a learner typed is lost.
 *
 * @returns to be called with each new look; `auto` is the document's own, and the device's
 */
export function lookOf(document: Document): (look: PreviewLook) => void {
  const root = document.documentElement;
  const direction = root.dir;
  /** What each rule said before anything was changed. */
  const said = new Map<CSSMediaRule, string>();
  return (look) => {
    root.dir = look.direction === "auto" ? direction : look.direction;
    root.style.setProperty("color-scheme", look.colours === "auto" ? "" : look.colours);
    for (const rule of mediaRules(document)) {
      const own = said.get(rule) ?? rule.media.mediaText;
      said.set(rule, own);
      const wanted =
        look.colours === "auto"
          ? own
          : // Media queries know no words for always and never that may stand beside `and`.
            own.replace(SCHEME, (_all, scheme: string) =>
              scheme === look.colours ? "(min-width: 0px)" : "(max-width: 0px)",
            );
      if (rule.media.mediaText !== wanted) rule.media.mediaText = wanted;
    }
  };
}

function mediaRules(document: Document): readonly CSSMediaRule[] {
  const found: CSSMediaRule[] = [];
  const walk = (rules: CSSRuleList): void => {
    for (const rule of rules) {
      // By what they have: in the document of a frame, classes are others than here.
      if ("media" in rule) found.push(rule as CSSMediaRule);
      if ("cssRules" in rule) walk(rule.cssRules as CSSRuleList);
    }
  };
  for (const sheet of document.styleSheets) walk(sheet.cssRules);
  // A rule that was changed no longer says what it is about.
  return found;
}
