import type { MediaContext, MediaResult } from "@tessera/session";
import type { Limit } from "./limit.ts";
import type { Place } from "./place.ts";
import { covered, merged, round, type Segments } from "./segments.ts";

/** What is told of one film: the xAPI Video Profile's statements that use no verb of cmi5, and that it was watched. */
export interface Told {
  readonly type: "played" | "paused" | "seeked" | "watched";
  readonly result: MediaResult;
  readonly context: MediaContext;
  readonly durationMs?: number;
}

export interface MediaLogPorts {
  tell(told: Told): void;
  /** Of all films of the unit together. */
  readonly limit: Limit;
  /** Milliseconds of a clock that never jumps. */
  now(): number;
}

/** So much of it has to be played: the credits are not. */
export const WATCHED = 0.95;
/** Seconds that a film has to go on after a leap before the leap is over: until then another one replaces its end. */
const SETTLED = 1;
/** More parts than this are told merged. */
const PARTS = 100;

/** From what a media element says to what is told. Knows no element: seconds come with each call. */
export class MediaLog {
  readonly #ports: MediaLogPorts;
  /** Seconds; nothing is told before it is known. */
  #length = 0;
  #earlier: Segments = [];
  readonly #segments: Segments[number][] = [];
  /** What is being played; empty in between. */
  #from: number | undefined;
  #last = 0;
  #leap: { readonly from: number; to?: number } | undefined;
  #playing = false;
  #isPut = false;
  /** A `played` was told, so a `paused` will be. */
  #owes = false;
  #toldParts = "";
  #begun: number | undefined;
  #playedMs = 0;
  watched = false;

  constructor(ports: MediaLogPorts) {
    this.#ports = ports;
  }

  /** What earlier sessions have played. */
  recall({ played, watched }: Pick<Place, "played" | "watched">): void {
    this.#earlier = played;
    this.watched ||= watched;
    this.#toldParts ||= partsOf(this.#all);
  }

  /** Everything that was played in this registration, earlier sessions first. */
  get played(): Segments {
    return this.#all;
  }

  /** @param seconds - NaN and Infinity where the browser does not know */
  setLength(seconds: number): void {
    this.#length = Number.isFinite(seconds) ? round(seconds) : 0;
  }

  play(time: number): void {
    this.#settle();
    if (this.#from === undefined) this.#from = this.#last = time;
    if (this.#playing) return;
    this.#playing = true;
    this.#begun = this.#ports.now();
    this.#owes = this.#length > 0 && this.#ports.limit.open();
    if (this.#owes) this.#tell("played", { time: this.#clamped(time) });
  }

  /** While it is playing, about four times a second. */
  time(time: number): void {
    if (this.#from === undefined) return;
    this.#last = time;
    if (this.#leap?.to !== undefined && time - this.#leap.to >= SETTLED) this.#settle();
    if (!this.watched && this.#progress >= WATCHED) this.#tellWatched();
  }

  /** The next leap is not the learner's: the film is put where it was left. */
  put(): void {
    this.#isPut = true;
  }

  seeking(): void {
    if (!this.#isPut) this.#leap ??= { from: this.#last };
    this.#cut();
  }

  seeked(time: number): void {
    this.#isPut = false;
    if (this.#leap) this.#leap.to = time;
    this.#last = time;
    if (this.#playing) this.#from = time;
  }

  pause(time: number): void {
    if (this.#from !== undefined) this.#last = Math.max(this.#last, time);
    this.#stop();
  }

  #stop(): void {
    this.#cut();
    this.#settle();
    if (this.#playing) this.#playedMs += this.#ports.now() - (this.#begun ?? 0);
    this.#playing = false;
    if (!this.watched && this.#progress >= WATCHED) this.#tellWatched();
    // What was played while nothing might be told is told with the next one, and with the last.
    if (!this.#owes) return;
    this.#owes = false;
    this.#ports.limit.close();
    this.#tell("paused", this.#state(), true);
  }

  /** The page goes away: what was played and has not been told yet. */
  end(): void {
    this.#stop();
    if (this.#length > 0 && partsOf(this.#all) !== this.#toldParts) this.#tell("paused", this.#state(), true);
  }

  #cut(): void {
    this.#segments.push(...this.#open);
    this.#from = undefined;
  }

  #settle(): void {
    const { from, to } = this.#leap ?? {};
    if (from === undefined || to === undefined) return;
    this.#leap = undefined;
    const result = { "time-from": this.#clamped(from), "time-to": this.#clamped(to) };
    if (this.#length > 0 && this.#ports.limit.once()) this.#tell("seeked", result);
  }

  #tellWatched(): void {
    this.watched = true;
    const durationMs = this.#playedMs + (this.#playing ? this.#ports.now() - (this.#begun ?? 0) : 0);
    this.#tell("watched", this.#state(), true, durationMs);
  }

  #state(): MediaResult {
    const parts = partsOf(this.#all);
    this.#toldParts = parts;
    return {
      time: this.#clamped(this.#last),
      progress: Math.floor(this.#progress * 1e3) / 1e3,
      "played-segments": parts,
    };
  }

  #tell(type: Told["type"], result: MediaResult, counted = false, durationMs?: number): void {
    const context = { length: this.#length, ...(counted && { "completion-threshold": WATCHED }) };
    this.#ports.tell({ type, result, context, ...(durationMs !== undefined && { durationMs }) });
  }

  get #all(): Segments {
    const all = [...this.#earlier, ...this.#segments, ...this.#open];
    return all.length > PARTS ? merged(all) : all;
  }

  /** What is being played, so far. */
  get #open(): Segments {
    if (this.#from === undefined || this.#last <= this.#from) return [];
    return [[this.#clamped(this.#from), this.#clamped(this.#last)]];
  }

  get #progress(): number {
    return this.#length > 0 ? Math.min(1, covered(this.#all) / this.#length) : 0;
  }

  #clamped(seconds: number): number {
    return round(Math.max(0, this.#length > 0 ? Math.min(seconds, this.#length) : seconds));
  }
}

/** `0[.]12.5[,]20[.]31`, as the profile writes them. */
function partsOf(segments: Segments): string {
  return segments.map((part) => part.join("[.]")).join("[,]");
}
