/** The one quiet line that says whether work is saved. */
import type { SessionView } from "@tessera/session";
import type { Words } from "../strings/say.ts";

export interface Status {
  /** Key of the sentence. */
  readonly key: string;
  readonly words?: Words;
  /** `calm`: nothing to think of; `busy`: wait; `notice`: worth knowing. Told apart by shape as well as colour. */
  readonly tone: "calm" | "busy" | "notice";
}

export function statusOf(view: SessionView): Status {
  if (view.phase === "standalone") return { key: "status.standalone", tone: "notice" };
  if (view.phase === "refused") return { key: "status.refused", tone: "notice" };
  if (view.phase === "ended") return { key: "status.ended", tone: "notice" };
  if (view.phase === "starting") return { key: "status.starting", tone: "busy" };
  if (view.phase === "ending") return { key: "status.ending", tone: "busy" };
  if (view.mode === "Browse") return { key: "status.browse", tone: "notice" };
  if (view.mode === "Review") return { key: "status.review", tone: "notice" };
  // What an LMS refuses may be lost: that comes before what only waits.
  if (view.trouble)
    return {
      key: `trouble.${view.trouble.code}`,
      words: { detail: view.trouble.detail ?? "" },
      tone: "notice",
    };
  if (!view.connected) return away(view);
  if (view.parked > 0) return { key: "status.parked", tone: "notice" };
  if (view.waiting > 0) return { key: "status.saving", tone: "busy" };
  if (view.practiceOnly) return { key: "status.practice", tone: "notice" };
  if (view.keptBy === "browser") return { key: "status.browser", tone: "calm" };
  return { key: "status.saved", tone: "calm" };
}

/** A learner knows answers, not statements: those are counted, the rest of what waits is "what you do". */
function away({ waiting, answersWaiting: n, keptIn }: SessionView): Status {
  const isAtRisk = keptIn === "memory" && waiting > 0;
  if (n > 0) return { key: isAtRisk ? "status.risk" : "status.waiting", words: { n }, tone: "notice" };
  return { key: isAtRisk ? "status.offline.risk" : "status.offline", tone: "notice" };
}

/**
 * What those who can't see the line have to hear: that the connection is gone, that all has arrived since, that
 * something was refused. Each once; not every answer that joins the others.
 * @param before - what this gave last; at first `""`
 * @returns the same again while there is no news
 */
export function newsOf(view: SessionView, before: string): string {
  if (view.phase !== "active") return before;
  if (view.trouble) return `trouble ${view.trouble.code}`;
  if (!view.connected) return "away";
  if (view.waiting > 0) return before;
  return view.parked > 0 ? `parked ${view.parked}` : before && "saved";
}

/** False where nothing the learner does reaches the LMS. */
export function isRecorded(view: SessionView): boolean {
  return (
    view.mode === "Normal" &&
    (view.phase === "active" || view.phase === "ending" || view.phase === "starting")
  );
}

/** True while there is a session that the learner can end. */
export function canExit(view: SessionView): boolean {
  return view.phase === "active" || view.phase === "starting";
}
