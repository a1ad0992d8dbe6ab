import { ACTIVITY_TYPES, CMI5_VERBS, TESSERA_EXTENSIONS } from "@tessera/xapi";
import type { Activity, Iri, SentStatement } from "@tessera/xapi";
import { accountOf } from "./launch.ts";
import type { Outbox } from "./outbox.ts";
import type { OutboxEntry } from "./outbox-store.ts";
import type { Locks } from "./ports.ts";
import type { Recorder } from "./recorder.ts";
import { categoriesOf, context, masteryOf, unitActivity } from "./statement.ts";
import type { StatementFrame } from "./statement.ts";

/** Entries that are taken over in one go, so that no task is long. */
const PART = 40;

const TESSERA = new Set<string>(Object.values(TESSERA_EXTENSIONS));
const JUDGED: readonly Iri[] = [CMI5_VERBS.passed.id, CMI5_VERBS.failed.id];

/**
 * A statement of an earlier session in this one's words: id, verb, object and result stay, context and time are this
 * session's, and an extension says when it happened.
 */
export function carriedStatement(
  frame: StatementFrame,
  timestamp: string,
  old: SentStatement,
): SentStatement {
  const { contextActivities: lists = {}, extensions = {} } = old.context ?? {};
  const ofType = (list: unknown, type: Iri) =>
    [(list ?? []) as readonly Activity[]].flat().filter(({ definition }) => definition?.type === type);
  const isUnit = "definition" in old.object && old.object.definition?.type === ACTIVITY_TYPES.unit;
  return {
    id: old.id,
    actor: frame.launch.actor,
    verb: old.verb,
    object: isUnit ? unitActivity(frame) : old.object,
    result: {
      ...old.result,
      extensions: { [TESSERA_EXTENSIONS.occurredAt]: old.timestamp, ...old.result?.extensions },
    },
    context: context(frame, {
      category: categoriesOf(old.verb),
      parent: ofType(lists.parent, ACTIVITY_TYPES.assessment),
      other: ofType(lists.other, ACTIVITY_TYPES.objective),
      extensions: {
        ...Object.fromEntries(Object.entries(extensions).filter(([id]) => TESSERA.has(id))),
        ...(JUDGED.includes(old.verb.id) && masteryOf(frame)),
      },
    }),
    timestamp,
  };
}

export interface CarryOptions {
  readonly frame: StatementFrame;
  readonly recorder: Recorder;
  readonly outbox: Outbox;
  readonly locks: Locks;
  readonly pause: () => Promise<void>;
}

/**
 * Takes up what earlier sessions of the registration left on this device, in their order, before anything new is said
 * (session.md part 1 no. 9). What a tab still holds that is alive is left to it; what is not taken up stays on disk.
 *
 * @param left - everything of the registration that waits on this device, this session's own included
 */
export async function carryOver(left: readonly OutboxEntry[], options: CarryOptions): Promise<void> {
  const { frame, recorder, outbox, locks, pause } = options;
  const { launch } = frame;
  const alive = new Map<string, boolean>([[launch.key, true]]);
  const seen = new Set(outbox.statements.map(({ id }) => id));
  let done: OutboxEntry[] = [];
  const forget = async () => {
    await outbox.kept();
    outbox.forget(done);
    done = [];
  };
  for (const entry of left) {
    const { session, statement, parked } = entry;
    if (!alive.has(session)) alive.set(session, await locks.isHeld(lockOf(session)));
    const isOurs = accountOf(statement.actor as never) === accountOf(launch.actor);
    if (alive.get(session) || parked !== undefined || !isOurs) continue;
    // It was taken up before, by a session that died before it had forgotten the older copy.
    // One that was damaged on the disk keeps nobody from going on; it stays where it is.
    const isDone = seen.has(statement.id) || (await recorder.carry(entry).catch(() => false));
    seen.add(statement.id);
    if (isDone) done.push(entry);
    if (done.length < PART) continue;
    await forget();
    await pause();
  }
  await forget();
}

/** Name of the lock that a tab holds as long as it is alive with a session. */
export const lockOf = (session: string) => `tessera ${session}`;
