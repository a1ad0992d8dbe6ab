import type { IdRequest } from "@tessera/interactions/schema";
import { idOf, unique } from "../slug.ts";
import { emptyLock } from "./lock-file.ts";
import type { LockData, LockedPlace, LockedQuestion } from "./lock-file.ts";

export interface PlaceRequest {
  /** The author's id, if there is one. */
  readonly authored?: string | undefined;
  readonly path: string;
  readonly title: string;
  /** What a new id is made of. */
  readonly suggestion: string;
  /** Ids of the author's questions in it: how a renamed unit is known again. */
  readonly questions: readonly string[];
}

/** What a question means to a record of an answer: change it, and old answers mean something else. */
export interface Meaning {
  readonly right: readonly string[];
  readonly parts: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/**
 * The ids that were given once, and those that are given now. Entries that are no longer in the course stay: an id is
 * never given twice.
 */
export class Lock {
  readonly #old: LockData;
  readonly #units: Record<string, LockedPlace>;
  readonly #blocks: Record<string, LockedPlace>;
  readonly #questions: Record<string, LockedQuestion>;
  /** Path → id, made when first asked: a course may have a thousand units. */
  readonly #byPath = new Map<object, ReadonlyMap<string, string>>();
  /** Recorded questions with made ids. */
  readonly #made: readonly (readonly [string, LockedQuestion])[];
  readonly #claimedUnits = new Set<string>();
  readonly #claimedBlocks = new Set<string>();
  readonly #claimedQuestions = new Set<string>();
  /** Paths of all units and blocks of the course as it is now. */
  readonly #present: ReadonlySet<string>;

  constructor(data: LockData | undefined, present: ReadonlySet<string>) {
    this.#old = data ?? emptyLock;
    this.#present = present;
    this.#units = { ...this.#old.units };
    this.#blocks = { ...this.#old.blocks };
    // Without a prototype it is a table from the start: writing to a thousand properties of an object costs their square.
    this.#questions = Object.assign(Object.create(null) as object, this.#old.questions);
    this.#made = Object.entries(this.#old.questions).filter(([, entry]) => entry.auto === true);
  }

  get data(): LockData {
    return { format: 1, units: this.#units, blocks: this.#blocks, questions: this.#questions };
  }

  unit(request: PlaceRequest): string {
    const slug = this.#place(request, {
      entries: this.#units,
      old: this.#old.units,
      claimed: this.#claimedUnits,
    });
    this.#units[slug] = { path: request.path, title: request.title };
    return slug;
  }

  block(request: PlaceRequest): string {
    const slug = this.#place(request, {
      entries: this.#blocks,
      old: this.#old.blocks,
      claimed: this.#claimedBlocks,
    });
    this.#blocks[slug] = { path: request.path, title: request.title };
    return slug;
  }

  #place(request: PlaceRequest, { entries, old, claimed }: PlaceStore): string {
    const slug =
      request.authored ??
      this.#recordedAt(old, request.path, claimed) ??
      this.#renamed(request, old, claimed) ??
      unique(request.suggestion, (name) => Object.hasOwn(entries, name) || claimed.has(name));
    claimed.add(slug);
    return slug;
  }

  #recordedAt(
    old: Readonly<Record<string, LockedPlace>>,
    path: string,
    claimed: ReadonlySet<string>,
  ): string | undefined {
    const known =
      this.#byPath.get(old) ?? new Map(Object.entries(old).map(([name, entry]) => [entry.path, name]));
    this.#byPath.set(old, known);
    const name = known.get(path);
    return name === undefined || claimed.has(name) ? undefined : name;
  }

  /** A unit whose file is gone and whose title, or most of whose questions, stand here now. */
  #renamed(
    request: PlaceRequest,
    old: Readonly<Record<string, LockedPlace>>,
    claimed: ReadonlySet<string>,
  ): string | undefined {
    const gone = (entry: LockedPlace, name: string) => !claimed.has(name) && !this.#present.has(entry.path);
    const sameTitle = Object.entries(old).filter(
      ([name, entry]) => gone(entry, name) && entry.title === request.title,
    );
    if (sameTitle.length === 1) return sameTitle[0]?.[0];
    const shared = (name: string) =>
      request.questions.filter((slug) => this.question(slug)?.unit === name).length;
    const candidates = Object.keys(old)
      .filter((name) => gone(old[name] as LockedPlace, name) && shared(name) * 2 > request.questions.length)
      .sort((left, right) => shared(right) - shared(left));
    return request.questions.length > 0 ? candidates[0] : undefined;
  }

  /** The recorded question with this id. */
  question(slug: string): LockedQuestion | undefined {
    return Object.hasOwn(this.#old.questions, slug) ? this.#old.questions[slug] : undefined;
  }

  /** The entry as it stands now: recorded in this run, or before. */
  current(slug: string): LockedQuestion | undefined {
    return Object.hasOwn(this.#questions, slug) ? this.#questions[slug] : undefined;
  }

  /** True when an id is or was in use: a new one must differ from it. */
  knows(slug: string): boolean {
    return Object.hasOwn(this.#questions, slug) || this.#claimedQuestions.has(slug);
  }

  claim(slug: string): void {
    this.#claimedQuestions.add(slug);
  }

  /** Recorded questions with made ids that nobody has claimed yet. */
  unclaimed(unit?: string): readonly (readonly [string, LockedQuestion])[] {
    return this.#made.filter(
      ([slug, entry]) => !this.#claimedQuestions.has(slug) && (unit === undefined || entry.unit === unit),
    );
  }

  /** Path of a unit by its id, as recorded. */
  pathOf(unit: string): string | undefined {
    return this.#old.units[unit]?.path;
  }

  isPresent(path: string): boolean {
    return this.#present.has(path);
  }

  record(slug: string, entry: LockedQuestion): void {
    this.#questions[slug] = entry;
  }
}

interface PlaceStore {
  readonly entries: Readonly<Record<string, LockedPlace>>;
  readonly old: Readonly<Record<string, LockedPlace>>;
  readonly claimed: Set<string>;
}

/**
 * Ids for the parts of a question: the author's; else the recorded one of the same text; else, when exactly one part
 * is new and one recorded id is left over, that one (the text was edited); else a new one made of the text.
 *
 * @param recorded - id → text
 */
export function idsOfParts(
  parts: readonly Pick<IdRequest, "authored" | "text">[],
  recorded: Readonly<Record<string, string>>,
): readonly string[] {
  const ids = parts.map((part) => part.authored);
  const taken = new Set(ids.filter((id) => id !== undefined));
  const take = (index: number, id: string) => {
    ids[index] = id;
    taken.add(id);
  };
  for (const [index, part] of parts.entries()) {
    if (ids[index] !== undefined) continue;
    const same = Object.entries(recorded).find(([id, text]) => text === part.text && !taken.has(id))?.[0];
    if (same !== undefined) take(index, same);
  }
  const open = parts.flatMap((_, index) => (ids[index] === undefined ? [index] : []));
  const left = Object.keys(recorded).filter((id) => !taken.has(id));
  if (open.length === 1 && left.length === 1) take(open[0] as number, left[0] as string);
  for (const [index, part] of parts.entries()) {
    if (ids[index] !== undefined) continue;
    take(
      index,
      unique(idOf(part.text, "part"), (id) => taken.has(id) || Object.hasOwn(recorded, id)),
    );
  }
  return ids as readonly string[];
}
