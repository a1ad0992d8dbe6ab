import type { LmsSnapshot } from "@tessera/lms";
import { breaches, statusWords } from "./session-view.ts";
import { behindWords } from "./problem-lines.ts";
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
    ...newlySaved(before, now),
  ];
  return parts.length === 0 ? undefined : parts.join(". ");
}

/** Versions that follow each other are not news: whoever writes hears of errors, and that they are gone. */
function newlySaved({ preview: before }: LmsSnapshot, { preview: now }: LmsSnapshot): string[] {
  const words = behindWords(now);
  if (words === behindWords(before)) return [];
  return [words ?? "The course has no errors any more"];
}

function newlySatisfied(before: LmsSnapshot, now: LmsSnapshot): string[] {
  const satisfied = new Set(before.registrations.flatMap(({ id, tree }) => (tree.satisfied ? [id] : [])));
  return now.registrations
    .filter(({ id, tree }) => tree.satisfied && !satisfied.has(id))
    .map(({ tree }) => `“${tree.title}” is satisfied`);
}
