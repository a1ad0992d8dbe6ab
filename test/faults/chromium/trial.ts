/** Plays one trial in Chromium, in real time: a learner who answers questions while something fails. */
import type { Browser } from "playwright-core";
import { Chance } from "../chance.ts";
import { GOOD } from "../evidence.ts";
import type { Evidence, PageFacts, Shown } from "../evidence.ts";
import type { Launched } from "../lms-side.ts";
import type { NetworkFault } from "../script.ts";
import { FAULT_NAMES } from "../story.ts";
import type { FaultName } from "../story.ts";
import { openRealBench } from "./bench.ts";
import type { RealBench } from "./bench.ts";
import { fillDisk, forbidStorage, turnBack } from "./device-faults.ts";
import { RealNetwork } from "./network.ts";
import { RealPage } from "./real-page.ts";
import type { RealDevice } from "./real-page.ts";

const QUESTION = "https://example.org/courses/faults/units/faults/questions/q-";
/** The last question is the one that this LMS never takes. */
const POISON = 20;
const NETWORK: Readonly<Partial<Record<FaultName, readonly [fault: NetworkFault, ms: number]>>> = {
  "http-503": ["503", 20_000],
  "http-429": ["429", 10_000],
  reset: ["reset", 10_000],
  "stored-unanswered": ["deaf", 20_000],
  slow: ["slow", 8_000],
  "stored-late": ["late", 8_000],
  "state-412": ["state-412", 15_000],
};
const MIXED = FAULT_NAMES.filter((name) => !/^(?:none|mixture|storage-forbidden)$/.test(name));
const isLoaded = ({ page, url }: RealPage) =>
  page.goto(url).then(
    () => true,
    () => false,
  );
const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

export interface RealPlan {
  readonly browser: Browser;
  readonly zip: Uint8Array;
  readonly lms: string;
  readonly fault: FaultName;
  readonly seed: number;
  /** Takes a line about what happens: ms since the beginning, and what. */
  readonly note: (line: string) => void;
}

interface Owed extends Shown {
  readonly page: RealPage;
  readonly hadDisk: boolean;
}

export async function playReal(plan: RealPlan): Promise<Evidence & { close(): Promise<void> }> {
  const chance = new Chance(plan.seed);
  const network = new RealNetwork(new Chance(plan.seed + 1), plan.note);
  const bench = await openRealBench(plan.zip, network, plan.lms);
  const trial = new RealTrial(plan, chance, network, bench);
  try {
    return await trial.play();
  } catch (error) {
    await trial.close().catch(() => {});
    throw error;
  }
}

class RealTrial {
  readonly #plan: RealPlan;
  readonly #chance: Chance;
  readonly #network: RealNetwork;
  readonly #bench: RealBench;
  readonly #devices: RealDevice[] = [];
  readonly #pages: RealPage[] = [];
  readonly #active = new Set<PageFacts>();
  readonly #shown: Owed[] = [];
  readonly #poisoned = new Set<string>();
  readonly #breaches: string[] = [];
  #launches = 0;
  #question = 0;

  constructor(plan: RealPlan, chance: Chance, network: RealNetwork, bench: RealBench) {
    this.#plan = plan;
    this.#chance = chance;
    this.#network = network;
    this.#bench = bench;
  }

  async play(): Promise<Evidence & { close(): Promise<void> }> {
    const device = await this.#device();
    const sessions = this.#chance.is(0.3) ? 2 : 1;
    for (let session = 0; session < sessions; session++) await this.#session(device);
    await this.#recover();
    return {
      launches: this.#launches,
      beginning: this.#network.beginning,
      lms: this.#bench,
      network: this.#network,
      pages: this.#pages,
      ledger: {
        shown: this.#shown,
        active: this.#active,
        breaches: this.#breaches,
        poisoned: this.#poisoned,
        wasOnDisk: (act) => (act as Owed).hadDisk && act.page.endedAt - act.at >= 500,
      },
      close: () => this.close(),
    };
  }

  async close(): Promise<void> {
    for (const { context } of this.#devices) await context.close();
    await this.#bench.close();
  }

  /** One session with its fault, at a moment of chance, and one of several ends. */
  async #session(device: RealDevice): Promise<void> {
    const chance = this.#chance;
    const { fault } = this.#plan;
    if (fault === "storage-forbidden") await forbidStorage(device);
    let page = await this.#launch(device);
    const acts = chance.between(3, 6);
    const moment = chance.between(0, acts - 1);
    for (let act = 0; act < acts; act++) {
      if (act === moment) page = await this.#fail(page);
      // Whoever has closed the tab, or lost it, starts the unit again.
      if (!page.isAlive) page = await this.#launch(page.device);
      await this.#answer(page);
      // Some wait as long as the fault does.
      await pause(chance.is(0.7) ? chance.between(20, 900) : chance.between(1_000, 6_000));
    }
    const way = chance.pick(["exit", "exit", "close", "close", "kill", "stay"] as const);
    if (way === "exit") {
      await page.exit();
      await page.close();
    } else if (way === "close") await this.#close(page);
    else if (way === "kill") await page.kill();
  }

  /** @returns the page that the learner goes on with */
  async #fail(page: RealPage, fault = this.#plan.fault): Promise<RealPage> {
    const chance = this.#chance;
    const network = NETWORK[fault];
    this.#network.note(`${page.session} fault ${fault}`);
    if (network !== undefined) this.#network.fail(...network);
    switch (fault) {
      case "offline":
        await this.#goOffline(page.device, chance.between(2_000, 8_000));
        return page;
      case "reload":
        return this.#reload(page);
      case "closed-tab":
        await this.#close(page);
        return page;
      case "killed":
        await page.kill();
        return chance.is(0.5) ? this.#open(page.device, page) : page;
      case "second-tab":
        if (chance.is(0.4)) return this.#launch(page.device);
        await this.#open(page.device, page);
        return page;
      case "other-device":
        return this.#launch(await this.#device());
      case "storage-full":
        await fillDisk(page, chance.is(0.5));
        return page;
      case "clock":
        await turnBack(page);
        return page;
      case "token-expired":
        this.#network.expire(page.session, this.#bench.tokenOf(page.session));
        return page;
      case "poison":
        await this.#answer(page, POISON);
        return page;
      case "mixture": {
        let here = page;
        for (let count = chance.between(2, 3); count > 0 && here.isAlive; count--)
          here = await this.#fail(here, chance.pick(MIXED));
        return here;
      }
      default:
        return page;
    }
  }

  async #answer(page: RealPage, n = ++this.#question): Promise<void> {
    const before = await page.shows();
    if (before === "active") this.#active.add(page);
    if (n === POISON) this.#poisoned.add(page.session);
    const said = await page.answer(n);
    if (said === undefined && before === "active" && n !== POISON && (await page.shows()) === "active")
      throw new Error(`question ${n} cannot be answered on a page that is at work`);
    if (said === "active") this.#active.add(page);
    const key = `answered ${QUESTION}${n}`;
    this.#network.note(`${page.session} question ${n}: ${said ?? "not there"}`);
    const hadDisk = page.device.disk === "good";
    // Before the launch is through it is kept by the page, and shown as recorded later.
    if (said === "active" && n !== POISON)
      this.#shown.push({ key, n: this.#shown.length, page, at: this.#network.elapsed, hadDisk });
  }

  async #launch(device: RealDevice): Promise<RealPage> {
    const launched = await this.#bench.launch("Normal");
    this.#launches += 1;
    for (const page of this.#pages)
      if (page.isAlive) page.abandonedAt = Math.min(page.abandonedAt, this.#network.elapsed);
    return this.#open(device, launched);
  }

  async #open(device: RealDevice, launched: Launched): Promise<RealPage> {
    const page = new RealPage(await device.context.newPage(), launched, device, this.#network);
    this.#pages.push(page);
    this.#network.note(`${page.session} opened`);
    // Without a connection the browser says so, and the learner tries again.
    for (let turn = 0; turn < 30 && !(await isLoaded(page)); turn++) {
      await pause(500);
      // A page that was being opened when the device came back may not have been told.
      if (!device.isOffline) await device.context.setOffline(false);
    }
    await this.#begin(page);
    return page;
  }

  /** Until it is at work, or says that it will not be; while something fails, for a while. */
  async #begin(page: RealPage): Promise<void> {
    for (let turn = 0; turn < (this.#network.wasBad(page.openedAt, Infinity) ? 40 : 300); turn++) {
      const shows = await page.shows();
      if (shows === "active") this.#active.add(page);
      if (shows !== "starting") return this.#network.note(`${page.session} ${shows}: ${await page.words()}`);
      await pause(100);
    }
    this.#network.note(`${page.session} still starting`);
  }

  /** What outlives the page arrives when it arrives: a learner is not back at the LMS within a moment. */
  async #close(page: RealPage): Promise<void> {
    await page.close();
    const isOpen = () =>
      this.#bench.lms
        .snapshot()
        .sessions.some(({ key, status }) => key === page.session && status === "active");
    for (let turn = 0; turn < 50 && page.wasActive && page.goodFor > 0 && isOpen(); turn++) await pause(100);
  }

  async #reload(page: RealPage): Promise<RealPage> {
    const next = new RealPage(page.page, page, page.device, this.#network);
    page.wasActive = (await page.shows()) === "active";
    page.stop("reloaded");
    const loaded = page.page.waitForEvent("load");
    if (this.#chance.is(0.7)) await page.page.evaluate(() => location.reload());
    else await page.page.reload();
    await loaded;
    this.#pages.push(next);
    await this.#begin(next);
    return next;
  }

  async #goOffline(device: RealDevice, ms: number): Promise<void> {
    const isBack = this.#network.away();
    device.isOffline = true;
    await device.context.setOffline(true);
    setTimeout(() => {
      device.isOffline = false;
      void device.context.setOffline(false).then(isBack, () => {});
    }, ms);
  }

  async #device(): Promise<RealDevice> {
    const context = await this.#plan.browser.newContext();
    context.setDefaultTimeout(30_000);
    const device: RealDevice = { context, disk: "good", isOffline: false };
    this.#devices.push(device);
    return device;
  }

  /** Everything is good: each device has one more session, until nothing that is owed is missing. */
  async #recover(): Promise<void> {
    for (const device of this.#devices) {
      device.isOffline = false;
      await device.context.setOffline(false);
    }
    this.#network.recover();
    this.#network.note("all is good");
    for (const page of this.#pages) if (page.isAlive) await this.#close(page);
    for (const device of this.#devices) {
      const page = await this.#launch(device);
      const until = this.#network.elapsed + GOOD;
      while (this.#network.elapsed < until && (await this.#isMissing(page))) await pause(250);
      await page.exit();
      await page.close();
    }
  }

  async #isMissing(page: RealPage): Promise<boolean> {
    if ((await page.shows()) !== "active") return true;
    this.#active.add(page);
    const text = await page.page.evaluate(() => document.querySelector(".t-status")?.textContent ?? "");
    if (/waiting/.test(text)) return true;
    const stored = JSON.stringify(await this.#bench.stored());
    return this.#shown.some(
      ({ hadDisk, page: { device }, key }) =>
        hadDisk && device === page.device && !stored.includes(`"${key.slice("answered ".length)}"`),
    );
  }
}
