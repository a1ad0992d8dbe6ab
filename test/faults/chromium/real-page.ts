/** One page of the unit in Chromium, and what a learner sees and does on it. */
import type { BrowserContext, Page } from "playwright-core";
import type { PageEnd, PageFacts } from "../evidence.ts";
import type { Launched } from "../lms-side.ts";
import type { RealNetwork } from "./network.ts";

/** A learner's device: a browser profile with a disk of its own. */
export interface RealDevice {
  readonly context: BrowserContext;
  disk: "good" | "full" | "forbidden";
  isOffline: boolean;
}

/** What the quiet line of the page says, as far as it matters here. */
export type Shows = "starting" | "active" | "over";

export class RealPage implements PageFacts {
  readonly session: string;
  readonly url: string;
  readonly page: Page;
  readonly device: RealDevice;
  readonly openedAt: number;
  readonly hasNoDisk: boolean;
  end: PageEnd = "alive";
  endedAt = Infinity;
  abandonedAt = Infinity;
  exitedAt = Infinity;
  wasLedBack = false;
  goodFor = 0;
  goodBeforeLeft = 0;
  wasActive = false;
  toldMemory = false;
  /** Not measured: virtual time does that. */
  readonly visibleMs = Infinity;
  readonly isByTheClock = true;
  readonly #network: RealNetwork;

  constructor(page: Page, launched: Launched, device: RealDevice, network: RealNetwork) {
    this.page = page;
    this.session = launched.session;
    this.url = launched.url;
    this.device = device;
    this.hasNoDisk = device.disk === "forbidden";
    this.openedAt = network.elapsed;
    this.#network = network;
  }

  get isAlive(): boolean {
    return this.end === "alive";
  }

  async shows(): Promise<Shows> {
    const look = () =>
      this.page
        .evaluate(() => ({
          line: document.querySelector(".t-status")?.textContent ?? "",
          all: document.body?.innerText ?? "",
        }))
        .catch((error: unknown) => {
          // A page that is being loaded again shows what it will show then.
          if (/context was destroyed/.test(String(error))) return undefined;
          throw error;
        });
    for (;;) {
      const text = await look();
      if (text !== undefined) {
        // The line says it while something waits; the page that tells of the session's end, afterwards.
        this.toldMemory ||= /this browser keeps nothing/i.test(text.all);
        return this.#read(text.line);
      }
      await this.page.waitForLoadState("domcontentloaded");
    }
  }

  #read(text: string): Shows {
    this.toldMemory ||= /this page|memory/i.test(text);
    if (/Connecting/.test(text) || text.trim() === "") return "starting";
    return /Ended|Not recorded|Sending/.test(text) ? "over" : "active";
  }

  /**
   * Picks an option of a question and checks it.
   * @returns what the page said in the very moment of the click, which is what the learner goes by: between two looks
   * from outside an answer of the LMS may have ended the session; undefined where it cannot be answered any more
   */
  async answer(n: number): Promise<Shows | undefined> {
    const text = await this.page.evaluate(async (name) => {
      const question = document.querySelector(`[data-question="${name}"]`);
      const buttons = () => [...(question?.querySelectorAll("button") ?? [])];
      question?.querySelector<HTMLInputElement>("input[type=radio]:not(:disabled)")?.click();
      // The element draws itself before the next task.
      await new Promise((resolve) => setTimeout(resolve));
      const check = buttons().find((one) => /check my answer/i.test(one.textContent ?? ""));
      if (check === undefined) return undefined;
      const said = document.querySelector(".t-status")?.textContent ?? "";
      check.click();
      return said;
    }, `q-${n}`);
    return text === undefined ? undefined : this.#read(text);
  }

  /** What the page says in words. */
  words(): Promise<string> {
    return this.page.evaluate(() =>
      [...document.querySelectorAll(".t-status, .t-notice, [role=alert], [role=status]")]
        .map((one) => one.textContent?.replace(/\s+/g, " ").trim())
        .join(" | "),
    );
  }

  async exit(): Promise<void> {
    this.wasActive = (await this.shows()) === "active";
    const isPressed = await this.page.evaluate(() => {
      const button = document.querySelector<HTMLButtonElement>('[data-act="exit"]');
      button?.click();
      return button !== null;
    });
    // A page that was refused, or whose session is over, has no such button.
    if (!isPressed) return;
    this.exitedAt = this.#network.elapsed;
    // How long it may take is asked in virtual time; here, whether it happens at all.
    await this.page.waitForURL(/\/return\//, { timeout: 60_000 }).then(
      () => (this.wasLedBack = true),
      () => undefined,
    );
  }

  async close(): Promise<void> {
    if (this.exitedAt === Infinity) this.wasActive = (await this.shows()) === "active";
    this.stop(this.wasLedBack ? "left" : "closed");
    const closed = this.page.waitForEvent("close");
    await this.page.close({ runBeforeUnload: true });
    await closed;
    // What outlives the page is on its way.
    await new Promise((resolve) => setTimeout(resolve, 400));
  }

  /** The renderer's process ends in the middle of a line. */
  async kill(): Promise<void> {
    const devtools = await this.page.context().newCDPSession(this.page);
    const crashed = this.page.waitForEvent("crash", { timeout: 10_000 });
    devtools.send("Page.crash").catch(() => {});
    await crashed;
    this.stop("killed");
    await this.page.close();
  }

  stop(end: PageEnd): void {
    this.end = end;
    this.endedAt = this.#network.elapsed;
    this.goodFor = this.goodBeforeLeft = this.#network.goodFor(this.session);
    this.#network.note(`${this.session} ${end}`);
  }
}
