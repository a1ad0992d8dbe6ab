/** Normal, Browse and Review: cmi5 §10.2.2. */
import { rule } from "../rule.ts";
import type { Check, Rule } from "../rule.ts";
import { isMode, issuedWith } from "../session-view.ts";

type Mode = "Normal" | "Browse" | "Review";

const JUDGED = ["completed", "passed", "failed"];

/** Both ends of the session were sent. */
const bothEnds = (mode: Mode): Check => ({
  session(view) {
    if (!isMode(view, mode)) return undefined;
    const missing = (["initialized", "terminated"] as const).filter(
      (verb) => issuedWith(view, verb).length === 0,
    );
    if (missing.length === 0) return true;
    return view.end === "open" || view.exchanges.length === 0
      ? undefined
      : `the ${mode} session ended without ${missing.join(" and ")}`;
  },
});

const noVerdict = (mode: Mode): Check => ({
  statement({ defined, verb }, view) {
    if (!isMode(view, mode) || !defined) return undefined;
    return JUDGED.includes(verb ?? "") ? `${verb ?? ""} was sent in ${mode} mode` : true;
  },
});

const endsOnly = (mode: Mode): Check => ({
  statement({ defined, verb }, view) {
    if (!isMode(view, mode) || !defined) return undefined;
    return verb === "initialized" || verb === "terminated"
      ? true
      : `${verb ?? "another cmi5-defined statement"} was sent in ${mode} mode; only initialized and terminated may be`;
  },
});

const inNormal: Check = {
  statement: ({ defined, verb }, view) =>
    isMode(view, "Normal") && defined && JUDGED.includes(verb ?? "") ? true : undefined,
};

export const MODE_RULES: readonly Rule[] = [
  rule("10.2.2.0-1", inNormal),
  rule("10.2.2.0-7", inNormal),
  rule("10.2.2.0-2", noVerdict("Browse"), 403),
  rule("10.2.2.0-3", noVerdict("Review"), 403),
  rule("10.2.2.0-6", bothEnds("Normal")),
  rule("10.2.2.0-8", bothEnds("Browse")),
  rule("10.2.2.0-9", endsOnly("Browse"), 403),
  rule("10.2.2.0-10", bothEnds("Review")),
  rule("10.2.2.0-11", endsOnly("Review"), 403),
];
