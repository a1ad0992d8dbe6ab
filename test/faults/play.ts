/** Plays one script: a learner, their devices, the network and the LMS, in virtual time. */
import type { OutboxEntry, SessionView } from "@tessera/session";
import { actsOf } from "./acts.ts";
import type { ActKey } from "./acts.ts";
import { Chance } from "./chance.ts";
import { Device } from "./device.ts";
import { Ledger } from "./ledger.ts";
import { openLmsSide } from "./lms-side.ts";
import type { Launched, LmsSide } from "./lms-side.ts";
import { Network } from "./network.ts";
import { Page } from "./page.ts";
import type { PageSurroundings, Tab } from "./page.ts";
import { GOOD } from "./evidence.ts";
import type { Evidence, PageEnd } from "./evidence.ts";
import { Watch } from "./watch.ts";
import { Place, unsaidVerdict } from "./witness.ts";
import type { Doing, Script, Step } from "./script.ts";
import { BEGINNING, World } from "./world.ts";

/** @param note - told of everything that happens, with its time in ms */
export async function play(script: Script, note: (line: string) => void = () => {}): Promise<Evidence> {
  const world = new World();
  const lms = await openLmsSide(world, script);
  return new Trial(script, world, lms, (line) => note(`${Math.round(world.elapsed)} ${line}`)).play();
}

const newTab = (device: Device): Tab => ({ device, kept: new Map(), used: new Set() });

class Trial {
  readonly #script: Script;
  readonly #world: World;
  readonly #lms: LmsSide;
  readonly #chance: Chance;
  readonly #network: Network;
  readonly #ledger: Ledger;
  /** By number; one that was never used is not there. */
  readonly #place: Place;
  readonly #watch: Watch;
  readonly #devices: (Device | undefined)[] = [];
  readonly #pages: Page[] = [];
  readonly #around: PageSurroundings;
  /** Open tabs, the one at hand last. */
  readonly #tabs: Tab[] = [];
  #launches = 0;
  readonly #note: (line: string) => void;

  constructor(script: Script, world: World, lms: LmsSide, note: (line: string) => void) {
    this.#script = script;
    this.#note = note;
    this.#world = world;
    this.#lms = lms;
    this.#chance = new Chance(script.seed ^ 0x5eed);
    this.#network = new Network({ world, chance: this.#chance, lms, note });
    this.#ledger = new Ledger(world);
    this.#place = new Place(world, this.#network, this.#ledger);
    this.#watch = new Watch(world, this.#network, this.#ledger, (session) => this.#isOver(session));
    let ids = 0;
    this.#around = {
      world,
      chance: this.#chance,
      network: this.#network,
      enrolment: script.enrolment,
      uuid: () => `00000000-0000-4000-8000-${String(++ids).padStart(12, "0")}`,
      left: (page, url) => world.after(0, () => this.#go(page, url)),
      shown: (page, view) => {
        const { phase, reason = "", waiting, completed, passed } = view;
        note(
          `  ${page.session} shows ${phase} ${reason} waiting ${waiting}${completed ? " completed" : ""}${passed ? " passed" : ""}`,
        );
        this.#ledger.show(page, view);
        this.#watch.shown(page, view, this.#pages);
      },
      resumed: (page, resume) => this.#place.found(page, resume),
      sent: (body) => this.#ledger.onWire(body),
      watch: this.#watch,
    };
  }

  async play(): Promise<Evidence> {
    for (const step of this.#script.steps) {
      await this.#world.run(step.at);
      this.#note(JSON.stringify(step));
      await this.#take(step);
    }
    await this.#world.run(this.#script.end);
    await this.#recover();
    return {
      lms: this.#lms,
      ledger: this.#ledger,
      pages: this.#pages,
      launches: this.#launches,
      beginning: BEGINNING,
      network: this.#network,
    };
  }

  /** Everything is good: the sessions at hand go on, then each device has one more. */
  async #recover(): Promise<void> {
    const world = this.#world;
    this.#note("everything is good");
    this.#network.recover();
    for (const device of this.#devices) if (device) device.disk = "good";
    for (const page of this.#pages) if (page.isAlive) page.emit("online");
    await world.run(world.elapsed + GOOD);
    for (const page of this.#pages) this.#watch.settled(page);
    for (const tab of this.#tabs.splice(0).reverse()) await this.#exit(tab);
    for (const [index, device] of this.#devices.entries()) {
      if (device === undefined) continue;
      const left = device.entries;
      await this.#launch({ device: index, tab: "new", mode: "Normal" });
      await world.run(world.elapsed + GOOD);
      for (const tab of this.#tabs.splice(0)) await this.#exit(tab);
      await this.#lookForLeftovers(device, left);
    }
  }

  /** What the LMS has is not kept any longer than until the next session. @param left - what lay there before that */
  async #lookForLeftovers(device: Device, left: ReadonlyMap<string, OutboxEntry>): Promise<void> {
    const page = this.#pages.at(-1);
    if (page === undefined || !this.#ledger.active.has(page)) return;
    const stored = new Set((await this.#lms.stored()).map(({ statement }) => statement.id));
    // Some LMSs make a registration for each launch, and nobody takes up what lies there of another one.
    const isHere = ({ context }: OutboxEntry["statement"]) =>
      page.launched.url.includes(String(context?.registration));
    for (const [name, { statement, parked }] of device.entries)
      if (left.has(name) && stored.has(statement.id) && parked === undefined && isHere(statement))
        this.#ledger.breaches.push(
          `${page.session} leaves ${statement.verb.id} on the device, which the LMS has [session.md 1.9]`,
        );
  }

  /** The LMS takes nothing of the session any more. */
  #isOver(session: string): boolean {
    const { sessions } = this.#lms.lms.snapshot();
    const status = sessions.find(({ key }) => key === session)?.status;
    return this.#network.expired.has(session) || status === "terminated" || status === "abandoned";
  }

  async #exit(tab: Tab): Promise<void> {
    const { page } = tab;
    if (page === undefined) return;
    page.exit();
    await this.#world.run(this.#world.elapsed + 20_000);
    this.#stop(page, "closed");
  }

  async #take(step: Step): Promise<void> {
    const tab = this.#tabs.at(-1);
    const page = tab?.page;
    switch (step.do) {
      case "launch":
        return this.#launch(step);
      case "fault":
        return this.#network.fail(step.is, step.until);
      case "expire":
        if (page) this.#network.expire(page.session);
        return undefined;
      case "disk":
        this.#device(step.device).disk = step.is;
        return undefined;
      case "clock":
        this.#device(step.device).skew += step.ms;
        return undefined;
      case "copy-link": {
        const device = this.#device(step.device);
        if (page) await this.#open(newTab(device), page.launched, false);
        return undefined;
      }
      case "duplicate":
        if (tab && page)
          await this.#open(
            { ...newTab(tab.device), kept: new Map(tab.kept), used: new Set(tab.used) },
            page.launched,
            false,
          );
        return undefined;
      case "revive":
        if (tab && !page && tab.crashed) await this.#open(tab, tab.crashed, true);
        return undefined;
      case "swap":
        return this.#swap();
      case "go-back":
        return this.#goBack(tab, step.isAnew);
      default:
        return this.#onPage(step, tab, page);
    }
  }

  async #onPage(step: Step, tab: Tab | undefined, page: Page | undefined): Promise<void> {
    if (tab === undefined || page === undefined) return;
    switch (step.do) {
      case "reload":
        await this.#reload(page, tab);
        break;
      case "close":
        this.#leave(page, "closed");
        this.#tabs.pop();
        break;
      case "kill":
        this.#stop(page, "killed");
        tab.crashed = page.launched;
        break;
      case "exit":
        page.exit();
        break;
      case "hide":
        page.emit("hidden");
        break;
      case "online":
        page.emit("online");
        break;
      case "show":
        page.emit("visible");
        break;
      default:
        this.#do(step as Doing, page);
    }
  }

  #do(step: Doing, page: Page): void {
    if (step.do === "keep") {
      this.#place.kept(page, step.n);
      this.#watch.acted(page, step.n);
      page.unit.keep({ page: step.n });
      return;
    }
    this.#watch.acted(page);
    for (const { key, event } of actsOf(step)) {
      const before = page.unit.view;
      const isNews = before.phase === "active" && before.mode === "Normal" && !before.completed;
      if (event.type === "completed" && isNews) this.#watch.completing(page);
      // Practice after a failed attempt is not judged.
      if (event.type === "judged" && before.practiceOnly) continue;
      try {
        page.unit.record(event);
      } catch (error) {
        this.#ledger.breaches.push(`record threw: ${String(error)} [session.md B9]`);
      }
      page.isComplete ||= event.type === "completed";
      // What the LMS passed on counts: some drop or change the score that was chosen.
      const mastery = this.#lms.masteryOf(page.session) ?? 0.8;
      const wasPassed = this.#ledger.shown.some((act) => act.key === "passed");
      const unsaid = unsaidVerdict(event, { before, after: page.unit.view, mastery, wasPassed });
      if (unsaid !== undefined) this.#ledger.breaches.push(`${page.session}: ${unsaid}`);
      if (key !== undefined) this.#enter(page, key, before);
    }
  }

  #enter(page: Page, key: ActKey, { phase, mode, completed }: SessionView): void {
    const isSilent = key.startsWith("progressed") && (completed || page.isComplete);
    if (phase === "starting" && !isSilent) this.#ledger.early(page, key);
    else if (phase === "active" && mode === "Normal" && !isSilent) this.#ledger.add(page, key);
  }

  async #launch(how: Omit<Extract<Step, { do: "launch" }>, "do" | "at">) {
    const { device, tab, mode, isOther } = how;
    const at = this.#device(device);
    const here = this.#tabs.at(-1);
    const launched = await this.#lms.launch(how);
    this.#launches += 1;
    for (const page of this.#pages)
      if (this.#lms.abandons && page.isAlive && page.launched.isOther === isOther)
        page.abandonedAt = Math.min(page.abandonedAt, this.#world.elapsed);
    this.#note(`${launched.session} launched, ${mode}`);
    const isSame = tab === "same" && here?.device === at;
    if (isSame && here.page) this.#leave(here.page, "left");
    await this.#open(isSame ? here : newTab(at), launched, true);
  }

  async #open(tab: Tab, launched: Launched, isAtHand: boolean): Promise<void> {
    const place = this.#tabs.indexOf(tab);
    if (place >= 0) this.#tabs.splice(place, 1);
    if (isAtHand) this.#tabs.push(tab);
    else this.#tabs.unshift(tab);
    const page = new Page(tab, launched, this.#around);
    tab.page = page;
    this.#pages.push(page);
  }

  async #reload(page: Page, tab: Tab): Promise<void> {
    page.emit("hidden");
    // A browser's own button announces nothing.
    page.emit(this.#chance.is(0.7) ? "reload" : "leave");
    await this.#world.run(this.#world.elapsed + this.#chance.between(5, 200));
    this.#stop(page, "reloaded");
    await this.#open(tab, page.launched, true);
  }

  async #swap(): Promise<void> {
    const tab = this.#tabs.at(-1);
    const other = this.#tabs.at(-2);
    if (tab?.page === undefined || other?.page === undefined) return;
    this.#leave(tab.page, "closed");
    this.#tabs.pop();
    await this.#world.run(this.#world.elapsed + 500);
    await this.#reload(other.page, other);
  }

  /** The browser kept the page as it was, and its script goes on; or it loads it anew. */
  async #goBack(tab: Tab | undefined, isAnew = false): Promise<void> {
    const page = this.#pages.findLast((one) => one.tab === tab);
    if (tab === undefined || tab.page !== undefined || page?.end !== "left" || !page.wasLedBack) return;
    if (isAnew) return this.#open(tab, page.launched, true);
    page.comeBack();
    this.#tabs.splice(this.#tabs.indexOf(tab), 1);
    this.#tabs.push(tab);
  }

  /** The page is closed or led elsewhere. */
  #leave(page: Page, end: PageEnd): void {
    page.emit("hidden");
    page.emit("leave");
    this.#stop(page, end);
  }

  async #go(page: Page, url: string | undefined): Promise<void> {
    if (!page.isAlive) return;
    this.#leave(page, "left");
    page.closedItself = url === undefined;
    if (url?.startsWith("http")) {
      page.wasLedBack = true;
      await this.#lms.visit(url);
    }
  }

  #stop(page: Page, end: PageEnd): void {
    page.stop(end);
  }

  #device(index: number): Device {
    return (this.#devices[index] ??= new Device(this.#world, this.#chance, (text) =>
      this.#ledger.onDisk(text),
    ));
  }
}
