/** One page of the unit in one tab, over the ports of a simulated device. */
import { createSession } from "@tessera/session";
import type { LifecycleEvent, ResumeRecord, SessionPorts, SessionView, UnitSession } from "@tessera/session";
import { cmi5Client } from "../../packages/session/src/browser/cmi5-client.adapter.ts";
import type { Cmi5Class } from "../../packages/session/src/browser/cmi5-client.adapter.ts";
import type { Chance } from "./chance.ts";
import type { PageEnd, PageFacts } from "./evidence.ts";
import type { Device } from "./device.ts";
import { COURSE, UNIT } from "./lms-side.ts";
import type { Network } from "./network.ts";
import type { Launched } from "./lms-side.ts";
import type { Enrolment } from "./script.ts";
import type { Watch } from "./watch.ts";
import type { World } from "./world.ts";

export interface Tab {
  readonly device: Device;
  /** sessionStorage. */
  readonly kept: Map<string, string>;
  /** Sessions whose link was opened with this sessionStorage. */
  readonly used: Set<string>;
  page?: Page;
  /** What its page was opened with, when that was killed. */
  crashed?: Launched;
}

export interface PageSurroundings {
  readonly world: World;
  readonly chance: Chance;
  readonly network: Network;
  readonly enrolment: Enrolment;
  readonly uuid: () => string;
  /** The page leads its window elsewhere, or closes it; undefined: closes. */
  readonly left: (page: Page, url?: string) => void;
  readonly shown: (page: Page, view: SessionView) => void;
  /** The page has begun, with the record of an earlier one. */
  readonly resumed: (page: Page, resume: ResumeRecord | undefined) => void;
  readonly sent: (body: string) => void;
  readonly watch: Watch;
}

export class Page implements PageFacts {
  isAlive = true;
  isVisible = true;
  end: PageEnd = "alive";
  /** ms since the beginning. */
  endedAt = Infinity;
  /** How long nothing had failed any more when it ended, ms. */
  goodFor = 0;
  /** The same when it was first left. */
  goodBeforeLeft = 0;
  readonly openedAt: number;
  /** When the LMS launched the registration anew while it was open; its token is dead since. ms since the beginning */
  abandonedAt = Infinity;
  /** When the learner pressed the unit's own button, and whether the page led them back. */
  exitedAt = Infinity;
  wasLedBack = false;
  closedItself = false;
  /** Everything has been seen: no progress is said after that (cmi5 §9.5.5.1). */
  isComplete = false;
  /** It has said that what waits is kept in memory only. */
  toldMemory = false;
  /** How long it was in sight, ms, up to when that last changed. */
  visibleMs = 0;
  #visibleSince: number;
  /** It was active when it was left. */
  wasActive = false;
  #hasComeBack = false;
  underWay = 0;
  /** It is being left: from now on it may send what it must. */
  hasDeparted = false;
  /** Its button was pressed, or it was left and nobody said that it comes back. */
  mayEnd = false;
  readonly tab: Tab;
  readonly launched: Launched;
  readonly unit: UnitSession;
  /** True where the page was opened while the device forbade storage. */
  readonly hasNoDisk: boolean;
  readonly isFresh: boolean;
  readonly #around: PageSurroundings;
  readonly #listeners = new Set<(event: LifecycleEvent) => void>();

  constructor(tab: Tab, launched: Launched, around: PageSurroundings) {
    this.tab = tab;
    this.#around = around;
    this.launched = launched;
    this.openedAt = around.world.elapsed;
    this.#visibleSince = this.openedAt;
    this.hasNoDisk = tab.device.disk === "forbidden";
    this.isFresh = this.hasNoDisk || !tab.used.has(this.session);
    if (!this.hasNoDisk) tab.used.add(this.session);
    const { moveOn, library } = around.enrolment;
    const { TesseraCmi5 } = globalThis;
    const ports = this.#ports(around);
    this.unit = createSession({
      unit: {
        course: { id: COURSE, title: "Course", version: "1.2.0", language: "en" },
        unit: { id: UNIT, title: "Unit", moveOn, mastery: 0.8 },
        strings: { "verb.passed": "passed" },
      },
      ports,
      url: launched.url,
      ...(library &&
        TesseraCmi5 && {
          connect: async (launch) => cmi5Client(TesseraCmi5 as Cmi5Class, launch, ports.transport),
        }),
    });
    this.unit.subscribe((view) => around.shown(this, view));
    void this.unit.start().then((resume) => around.resumed(this, resume));
  }

  get device(): object {
    return this.tab.device;
  }

  get isOther(): boolean {
    return this.launched.isOther === true;
  }

  get session(): string {
    return this.launched.session;
  }

  emit(event: LifecycleEvent): void {
    if (event === "leave" || event === "reload") this.#depart();
    if (event === "leave") this.mayEnd = true;
    if (event === "hidden") this.#around.watch.hidden(this);
    if (event === "online") this.#around.watch.online(this);
    if (event !== "visible") this.#around.watch.hurried(this);
    if (event === "hidden" || event === "visible") this.#see(event === "visible");
    for (const listener of this.#listeners) listener(event);
  }

  /** The learner presses the unit's own button. */
  exit(): void {
    this.#depart();
    this.mayEnd = true;
    this.#around.watch.hurried(this);
    this.#around.watch.exited(this);
    this.exitedAt = Math.min(this.exitedAt, this.#around.world.elapsed);
    void this.unit.exit();
  }

  #depart(): void {
    if (this.hasDeparted) return;
    this.hasDeparted = true;
    this.underWay = this.#around.watch.underWay(this);
    this.wasActive = this.unit.view.phase === "active";
  }

  /** Led elsewhere and brought back as it was. */
  comeBack(): void {
    this.#hasComeBack = true;
    this.#around.watch.cameBack(this);
    this.isAlive = true;
    this.tab.page = this;
    this.#see(true);
    this.emit("return");
  }

  #see(isVisible: boolean): void {
    const now = this.#around.world.elapsed;
    if (this.isVisible) this.visibleMs += now - this.#visibleSince;
    this.#visibleSince = now;
    this.isVisible = isVisible;
  }

  /** Its script does not run any more. */
  stop(end: PageEnd): void {
    if (!this.isAlive) return;
    this.#see(false);
    this.isAlive = false;
    this.end = end;
    this.endedAt = this.#around.world.elapsed;
    this.goodFor = this.#around.network.goodFor(this.session);
    if (!this.#hasComeBack) this.goodBeforeLeft = this.goodFor;
    this.#around.watch.ended(this);
    if (this.tab.page === this) delete this.tab.page;
  }

  #ports({ world, chance, network, uuid, left, sent, watch }: PageSurroundings): SessionPorts {
    const { device, kept } = this.tab;
    return {
      clock: {
        now: () => world.now + device.skew,
        elapsed: () => world.elapsed,
        after: (ms, task) =>
          world.after(ms, () => {
            if (this.isAlive) task();
          }),
      },
      ids: { uuid, random: () => chance.next() },
      transport: {
        send: (request) => {
          if (!this.isAlive) return new Promise(() => {});
          if (request.body !== undefined && /\/statements\b/.test(request.url)) sent(request.body);
          const reply = network.send(this, request);
          watch.sent(this, request, reply);
          return reply;
        },
      },
      tab: device.tab(kept),
      outbox: device.outbox(this),
      lifecycle: {
        isVisible: () => this.isVisible,
        subscribe: (listener) => {
          this.#listeners.add(listener);
          return () => this.#listeners.delete(listener);
        },
      },
      navigation: { go: (url) => left(this, url), close: () => left(this) },
      locks: device.locks(this),
    };
  }
}
