import type { LmsEvent, LmsSnapshot, SessionSnapshot } from "@tessera/lms";

export interface Followed {
  readonly lms: LmsSnapshot;
  /** Something happened that events only announce: the picture has to be fetched again. */
  readonly stale: boolean;
}

/**
 * The picture after these events. Arrays that nothing was added to stay the same arrays, so that what is drawn from
 * them need not be drawn again.
 */
export function follow(lms: LmsSnapshot, events: readonly LmsEvent[]): Followed {
  const news = events.filter((event) => event.seq > lms.seq);
  if (news.length === 0) return { lms, stale: false };
  const statements = news.flatMap((event) =>
    event.type === "statement-stored" || event.type === "statement-rejected" ? [event.statement] : [],
  );
  const findings = news.flatMap((event) => (event.type === "finding" ? [event.finding] : []));
  const sessions = news.flatMap((event) => (event.type === "session" ? [event.session] : []));
  const trees = new Map(
    news.flatMap((event) => (event.type === "moveOn" ? [[event.registration, event.tree]] : [])),
  );
  const preview = news.findLast((event) => event.type === "preview")?.preview;
  const { registrations } = lms;
  const last = news.at(-1) as LmsEvent;
  return {
    lms: {
      ...lms,
      seq: last.seq,
      at: last.at,
      statements: added(lms.statements, statements),
      findings: added(lms.findings, findings),
      ...(preview === undefined ? {} : { preview }),
      sessions: sessions.length === 0 ? lms.sessions : withSessions(lms.sessions, sessions),
      registrations:
        trees.size === 0
          ? registrations
          : registrations.map((one) => {
              const tree = trees.get(one.id);
              return tree === undefined ? one : { ...one, tree };
            }),
    },
    stale:
      news.some(({ type }) => STALE.has(type)) ||
      [...trees.keys()].some((id) => !registrations.some((registration) => registration.id === id)),
  };
}

const STALE: ReadonlySet<LmsEvent["type"]> = new Set(["course", "learner", "registration", "settings"]);

function added<Item>(items: readonly Item[], more: readonly Item[]): readonly Item[] {
  return more.length === 0 ? items : [...items, ...more];
}

function withSessions(
  sessions: readonly SessionSnapshot[],
  changed: readonly SessionSnapshot[],
): readonly SessionSnapshot[] {
  const byKey = new Map(sessions.map((session) => [session.key, session]));
  for (const session of changed) byKey.set(session.key, session);
  return [...byKey.values()];
}

/** Keys of sessions whose learner was seen coming back: the unit went to the `returnURL` that `auto` stands for. */
export function returnedSessions(events: readonly LmsEvent[]): readonly string[] {
  return events.flatMap((event) =>
    event.type === "request" && event.path === `/return/${event.session}` ? [event.session] : [],
  );
}

/** Another run of the LMS, or one that forgot: what this page shows does not exist there. */
export function isAnotherRun(before: LmsSnapshot, now: LmsSnapshot): boolean {
  if (now.seq < before.seq) return true;
  const known = new Set([
    ...now.registrations.map(({ id }) => id),
    ...now.sessions.map((one) => one.sessionId),
  ]);
  return [...before.registrations.map(({ id }) => id), ...before.sessions.map((one) => one.sessionId)].some(
    (id) => !known.has(id),
  );
}
