import { invariant } from "@tessera/diagnostics";
import type { SourceText } from "@tessera/diagnostics";
import type { Unit } from "@tessera/course";
import type { CourseDesk } from "../course-desk.ts";
import { hasPlaceholder } from "../course-map.ts";
import type { CourseFiles } from "../course-files.ts";
import { readLock } from "../lock/lock-file.ts";
import type { LockData, LockReading } from "../lock/lock-file.ts";
import type { OutlineUnit } from "../outline.ts";
import { compileUnit } from "../unit/compile-unit.ts";
import { DEEDS, tokenOf } from "./deeds.ts";
import type { Deed, Digest, Step, UnitTrace } from "./deeds.ts";
import type { KeptFrontMatter } from "./remembered-front-matter.ts";
import { recordingDesk } from "./recording-desk.ts";

/** What is known of a unit: what it became, and what it asked and did on the way. Data only. */
export interface RememberedUnit {
  readonly trace: UnitTrace;
  /** Absent where nothing can be played. */
  readonly unit?: Unit | undefined;
  /** Titles or terms of other units stand in it, to be filled in. */
  readonly open?: boolean | undefined;
}

/** Data only. */
export type Remembered = RememberedUnit | LockData | KeptFrontMatter;

/** Where what was learnt of a course lies from one compilation to the next. */
export interface UnitMemory {
  readonly digest: Digest;
  /** What was kept under that key, as it was. */
  find(key: string): Remembered | undefined;
  /** @param all - whatever the compilation used, what was found as it was found: nothing else is needed again */
  keep(all: ReadonlyMap<string, Remembered>): void;
}

/** A memory for one process. */
export function unitMemory(digest: Digest): UnitMemory {
  let known: ReadonlyMap<string, Remembered> = new Map();
  return { digest, find: (key) => known.get(key), keep: (all) => void (known = all) };
}

/** A trace that seemed to hold and did not: what it has done already cannot be taken back. */
export class StaleTrace extends Error {
  override readonly name = "StaleTrace";
  readonly unit: string;

  constructor(unit: string) {
    super(`the trace of ${unit} is stale`);
    this.unit = unit;
  }
}

/** So often a check begins again without the one trace that did not hold; then it goes without all of them. */
const RESTARTS = 3;

/** @param compile - throws StaleTrace where a trace that it found does not hold */
export async function withMemory<Result>(
  { digest, find, keep }: UnitMemory,
  compile: (memory: UnitsNow) => Promise<Result>,
): Promise<Result> {
  const stale = new Set<string>();
  let before = new Map<string, Remembered>();
  const attempt = async (lookUp: UnitsNow["find"]): Promise<Result> => {
    const now = new Map<string, Remembered>();
    try {
      const result = await compile({ digest, find: lookUp, keep: (key, each) => void now.set(key, each) });
      if (now.size > 0) keep(now);
      return result;
    } finally {
      before = now;
    }
  };
  for (let restarts = 0; restarts < RESTARTS; restarts += 1) {
    const made = before;
    try {
      return await attempt((key) => made.get(key) ?? (stale.has(key) ? undefined : find(key)));
    } catch (cause) {
      if (!(cause instanceof StaleTrace)) throw cause;
      stale.add(cause.unit);
      before.delete(cause.unit);
    }
  }
  return attempt(() => undefined);
}

/** What one compilation looks up and learns. */
export interface UnitsNow {
  readonly digest: Digest;
  find(key: string): Remembered | undefined;
  keep(key: string, each: Remembered): void;
}

/** The lock as it was read before, where its text is the same and nothing was wrong with it. */
export function rememberedLock(
  source: SourceText | undefined,
  reading: LockReading,
  memory: UnitsNow | undefined,
): LockData | undefined {
  if (!memory || !source) return readLock(source, reading);
  const key = `lock:${memory.digest(source.text)}`;
  let isGood = true;
  const data =
    (memory.find(key) as LockData | undefined) ??
    readLock(source, {
      ...reading,
      report: (diagnostic) => {
        isGood = false;
        reading.report(diagnostic);
      },
    });
  if (data && isGood) memory.keep(key, data);
  return data;
}

/** Token of a file that is not there. */
const NOTHING = "=";

/** One compilation with a memory. */
export interface Remembering {
  readonly memory: UnitsNow;
  /**
   * Stands for all that every unit gets without asking: the texts of `course.md` and of every other list, and so
   * whatever setting is read from them.
   */
  readonly context: string;
  readonly files: CourseFiles;
  /** Gets the units in which nothing has to be filled. */
  readonly whole: Set<unknown>;
}

/**
 * A unit as it was compiled before, where it would get the same answers as then: it says and does again what it said
 * and did. Compiles it where it would not.
 *
 * Files, and what was recorded before, are compared first, which does nothing to anybody. What units ask of each other
 * can only be compared by doing it, in order, from the first to the last.
 *
 * @throws StaleTrace where an answer of the course itself is another: everything begins again without this trace
 */
export async function rememberedUnit(
  outline: OutlineUnit,
  desk: CourseDesk,
  remembering: Remembering,
): Promise<Unit | undefined> {
  const { memory, context } = remembering;
  const key = keyOf(outline, context, memory.digest);
  const known = memory.find(key) as RememberedUnit | undefined;
  if (known && (await canHold(known.trace, desk, remembering))) {
    for (const step of known.trace) if (!(await again(step, desk, remembering))) throw new StaleTrace(key);
    return take(key, known, remembering);
  }
  const { desk: recording, trace } = recordingDesk(desk, memory.digest);
  const unit = await compileUnit(outline, recording);
  return take(key, { trace, ...(unit && { unit, open: hasPlaceholder(unit) }) }, remembering);
}

function take(key: string, remembered: RememberedUnit, { memory, whole }: Remembering): Unit | undefined {
  memory.keep(key, remembered);
  if (remembered.open === false) whole.add(remembered.unit);
  return remembered.unit;
}

/** A unit's place in the lists; where its settings stand there follows from the lists, which the context holds. */
function keyOf(
  { path, folder, purpose, entry, complete, span }: OutlineUnit,
  context: string,
  digest: Digest,
) {
  return digest(JSON.stringify([context, path, folder, purpose ?? null, entry, complete, span]));
}

/** What no unit can change while the others are compiled: asked beforehand, of all questions. */
const CONSTANT: ReadonlySet<Deed> = new Set([
  "map.entryOf",
  "lock.question",
  "lock.pathOf",
  "lock.isPresent",
]);

/** Compares everything that can be compared without doing anything. */
async function canHold(trace: UnitTrace, desk: CourseDesk, { memory, files }: Remembering): Promise<boolean> {
  for (const [deed, words, answer] of trace) {
    const path = String(words[0]);
    if (deed === "files.text" && tokenOf(await files.peek(path), memory.digest) !== answer) return false;
    if (deed === "files.bytes" && tokenOf(await files.peekBytes(path), memory.digest) !== answer)
      return false;
    const isConstant = CONSTANT.has(deed) || deed === "files.list" || deed === "files.find";
    if (isConstant && tokenOf(await act(deed, words, desk), memory.digest) !== answer) return false;
  }
  return true;
}

/** Says or does it again. @returns false where the answer is another one */
async function again(step: Step, desk: CourseDesk, { memory, files }: Remembering): Promise<boolean> {
  const [deed, words, answer] = step;
  if (deed.startsWith("files.") || CONSTANT.has(deed)) {
    // Compared already, and a course's files hold still while it is compiled: they only count as read now.
    if (deed === "files.text") {
      await files.text(String(words[0]));
      desk.opened?.stay(String(words[0]));
    }
    if (deed === "files.bytes" && answer !== NOTHING) files.note(String(words[0]));
    return true;
  }
  const now = await act(deed, words, desk);
  return answer === undefined || tokenOf(now, memory.digest) === answer;
}

function act(deed: Deed, words: readonly unknown[], desk: CourseDesk): unknown {
  invariant(Object.hasOwn(DEEDS, deed), `a trace holds ${deed}`);
  const does: (desk: CourseDesk, ...words: never[]) => unknown = DEEDS[deed];
  return does(desk, ...(words as never[]));
}
