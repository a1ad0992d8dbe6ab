import type { Iri } from "@tessera/xapi";
import { LaunchRefusal, stateQuery } from "./launch-documents.ts";
import type { LaunchDocuments } from "./launch-documents.ts";
import type { Launch } from "./launch.ts";
import { Outbox } from "./outbox.ts";
import type { OutboxListener } from "./outbox.ts";
import type { SessionPorts } from "./ports.ts";
import { readJson } from "./read-json.ts";
import { Recorder } from "./recorder.ts";
import type { SessionMemory } from "./session-memory.ts";
import type { OutboxStore } from "./outbox-store.ts";
import { StateKeeper } from "./state-keeper.ts";
import type { StateKeeperOptions } from "./state-keeper.ts";
import { mergeStates, readState } from "./unit-state.ts";
import type { SessionUnit, StatementFrame } from "./statement.ts";
import type { Wire } from "./wire.ts";

/** What exists once the launch documents are read. */
export interface Live {
  readonly frame: StatementFrame;
  readonly recorder: Recorder;
  readonly outbox: Outbox;
  readonly keeper: StateKeeper;
}

export interface LiveOptions {
  readonly launch: Launch;
  readonly documents: LaunchDocuments;
  readonly wire: Wire;
  readonly unit: SessionUnit;
  readonly ports: SessionPorts;
  readonly memory: SessionMemory;
  readonly listener: OutboxListener;
}

/**
 * What the LMS does not have yet. Two tabs of one registration write it in turn: what the other one has reached stays,
 * and only what is one's own is wiped.
 */
function sharedDraft(store: OutboxStore, scope: string, unit: Iri): StateKeeperOptions["draft"] {
  let ours: string | undefined;
  return (draft) => {
    const noted = store.noted(scope, "state");
    const other = noted === ours ? "none" : readState(readJson(noted ?? ""), unit);
    if (!draft && typeof other === "object") return undefined;
    const both = draft && typeof other === "object" ? mergeStates(draft, other) : draft;
    ours = both && JSON.stringify(both);
    store.note(scope, "state", ours);
    return both;
  };
}

/** @throws LaunchRefusal where a newer player is at work in this registration */
export function openLive(options: LiveOptions): Live {
  const { launch, documents, wire, unit, ports, memory, listener } = options;
  const { clock, ids, outbox: store } = ports;
  const query = stateQuery(launch);
  const keeper = new StateKeeper({
    wire,
    clock,
    ids,
    unit: unit.unit.id,
    query,
    changed: () => listener.changed(),
    draft: sharedDraft(store, launch.scope, unit.unit.id),
    lastTime: () => memory.record.lastTime,
  });
  const { masteryScore, moveOn, launchMode } = documents.launchData;
  // Looking around neither reads nor writes what a session left.
  const noted = launchMode === "Normal" ? store.noted(launch.scope, "state") : undefined;
  const isOurs = keeper.read(documents.state, documents.mirror, readJson(noted ?? ""));
  if (!isOurs) throw new LaunchRefusal("newer-state");
  memory.follow(keeper.state.lastTime);
  const mastery = masteryScore ?? unit.unit.mastery;
  const frame: StatementFrame = {
    launch,
    launchData: documents.launchData,
    unit,
    sessionId: memory.record.sessionId,
    ...(mastery !== undefined && { mastery }),
  };
  const outbox = new Outbox({ session: launch.key, store, wire, clock, ids, query, listener });
  const recorder = new Recorder({ frame, moveOn: moveOn || unit.unit.moveOn, memory, outbox, keeper });
  return { frame, recorder, outbox, keeper };
}
