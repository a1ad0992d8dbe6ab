import type { LmsSnapshot } from "@tessera/lms";
import { breaches, statusWords } from "./session-view.ts";
import { count } from "./statement-lines.ts";

/** What of all that happened is worth saying aloud; statements that are in order are not. */
export function newsOf(before: LmsSnapshot, now: LmsSnapshot): string | undefined {
  const refused = now.statements
    .slice(before.statements.length)
    .filter(({ outcome }) => outcome === "rejected");
  const broken = breaches(now.findings) - breaches(before.findings);
  const earlier = new Map(before.sessions.map(({ key, status }) => [key, status]));
  const ends = now.sessions.filter((session) => earlier.get(session.key) !== session.status);
  const parts = [
    ...ends.map((session) => `“${session.title}”: ${statusWords(session)}`),
    ...(refused.length > 0 ? [`${count(refused.length, "statement")} refused`] : []),
    ...(broken > 0 ? [`${count(broken, "breach", "breaches")} found`] : []),
    ...newlySatisfied(before, now),
  ];
  return parts.length === 0 ? undefined : parts.join(". ");
}

function newlySatisfied(before: LmsSnapshot, now: LmsSnapshot): string[] {
  const satisfied = new Set(before.registrations.flatMap(({ id, tree }) => (tree.satisfied ? [id] : [])));
  return now.registrations
    .filter(({ id, tree }) => tree.satisfied && !satisfied.has(id))
    .map(({ tree }) => `“${tree.title}” is satisfied`);
}
