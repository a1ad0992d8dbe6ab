/** What the learner was shown, and what was on a disk. Knows nothing of the inside of a session. */
import type { SessionView } from "@tessera/session";
import { keyOfStatement, statementsIn } from "./acts.ts";
import type { ActKey } from "./acts.ts";
import type { PageFacts, Shown } from "./evidence.ts";
import { PREFERENCES } from "./lms-side.ts";
import type { Page } from "./page.ts";
import type { World } from "./world.ts";

/** A page that lives this long after an act, on a device that takes everything, must have put it on disk, ms. */
const DISK_TIME = 500;

interface Entry extends Shown {
  /** There was room on its disk when it was done. */
  readonly hadDisk: boolean;
  /** The page had all it needs to put it on disk. */
  couldBeOnDisk: boolean;
}

const keysIn = (text: string) => statementsIn(text).flatMap((statement) => keyOfStatement(statement) ?? []);

export class Ledger {
  readonly #world: World;
  readonly #shown = new Map<ActKey, Entry>();
  readonly #early = new Map<Page, ActKey[]>();
  readonly #onDisk = new Set<ActKey>();
  readonly #active = new Set<Page>();
  /** What was seen at a page and is against a rule, in words; a rule that only a page can show. */
  readonly breaches: string[] = [];
  /** Sessions of the LMS in which it was offered something that it never takes. */
  readonly poisoned = new Set<string>();

  constructor(world: World) {
    this.#world = world;
  }

  /** In the order in which they were done. */
  get shown(): readonly Entry[] {
    return [...this.#shown.values()];
  }

  /** Pages that the learner has seen at work. */
  get active(): ReadonlySet<PageFacts> {
    return this.#active;
  }

  wasOnDisk({ key }: Shown): boolean {
    return this.#shown.get(key)?.couldBeOnDisk || this.#onDisk.has(key);
  }

  add(page: Page, key: ActKey): void {
    if (key.includes("poison-")) this.poisoned.add(page.session);
    if (this.#shown.has(key)) return;
    const { device } = page.tab;
    const hadDisk = !page.hasNoDisk && device.disk === "good";
    const shown = { key, n: this.#shown.size, page, at: this.#world.elapsed, hadDisk, couldBeOnDisk: false };
    this.#shown.set(key, shown);
    if (!hadDisk) return;
    this.#world.after(DISK_TIME, () => {
      shown.couldBeOnDisk = page.isAlive && device.disk === "good";
    });
  }

  /** Done before the launch was read: shown as recorded once the page is active. */
  early(page: Page, key: ActKey): void {
    this.#early.set(page, [...(this.#early.get(page) ?? []), key]);
  }

  show(page: Page, { phase, mode, completed, passed, keptIn, preferences }: SessionView): void {
    if (keptIn === "memory") page.toldMemory = true;
    if (phase !== "active") return;
    const isNew = !this.#active.has(page);
    if (isNew && !page.isOther && preferences.audioPreference !== PREFERENCES.audioPreference)
      this.breaches.push(`${page.session} begins without the learner's preferences [11.2.0.0-1]`);
    this.#active.add(page);
    if (isNew && page.launched.isOther) this.#world.after(2_000, () => this.#wiped(page));
    if (mode !== "Normal") return;
    for (const key of this.#early.get(page) ?? [])
      if (!(completed && key.startsWith("progressed"))) this.add(page, key);
    this.#early.delete(page);
    if (completed) this.add(page, "completed");
    if (passed) this.add(page, "passed");
  }

  /** What a learner left is not there for the next one on the device, unless a page of theirs still lives. */
  #wiped({ tab: { device } }: Page): void {
    const isAtWork = [...this.#active].some(
      (one) => (one as Page).isAlive && one.device === device && !(one as Page).launched.isOther,
    );
    const [key] = device.texts.flatMap(keysIn);
    if (!isAtWork && key !== undefined)
      this.breaches.push(`${key} lies there for another learner [session.md 1.9]`);
  }

  onDisk(text: string): void {
    for (const key of keysIn(text)) this.#onDisk.add(key);
  }

  /** Statements are being sent: each is on disk by then, where there was room. */
  onWire(text: string): void {
    for (const key of keysIn(text))
      if (!this.#onDisk.has(key) && this.#shown.get(key)?.hadDisk)
        this.breaches.push(`${key} was sent before it was on disk [session.md 1.3]`);
  }
}
