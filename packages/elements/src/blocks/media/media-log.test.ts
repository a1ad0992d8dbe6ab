import fc from "fast-check";
import { expect, test } from "vitest";
import { Limit, PER_MINUTE } from "./limit.ts";
import { MediaLog, type Told } from "./media-log.ts";
import { readPlace, writePlace } from "./place.ts";
import { covered, merged } from "./segments.ts";

class Film {
  told: (Told & { readonly at: number })[] = [];
  now = 0;
  /** Where it stands, in seconds. */
  at = 0;
  readonly log: MediaLog;

  constructor(length = 60, limit?: Limit) {
    this.log = new MediaLog({
      now: () => this.now,
      limit: limit ?? new Limit(() => this.now),
      tell: (told) => this.told.push({ ...told, at: this.now }),
    });
    this.log.setLength(length);
  }

  play(): void {
    this.log.play(this.at);
  }

  /** It plays on, as a browser tells it: four times a second. */
  run(seconds: number): void {
    for (let step = 0; step < seconds * 4; step += 1) {
      this.now += 250;
      this.at += 0.25;
      this.log.time(this.at);
    }
  }

  seek(to: number): void {
    this.log.seeking();
    this.at = to;
    this.log.seeked(to);
  }

  pause(): void {
    this.log.pause(this.at);
  }

  get types(): readonly string[] {
    return this.told.map(({ type }) => type);
  }
}

test("played, gone elsewhere and stopped: each with the seconds that the profile asks for", () => {
  const film = new Film();
  film.play();
  film.run(5);
  film.seek(30);
  film.play();
  film.run(2);
  film.pause();
  expect(film.told.map(({ at: _at, ...told }) => told)).toEqual([
    { type: "played", result: { time: 0 }, context: { length: 60 } },
    { type: "seeked", result: { "time-from": 5, "time-to": 30 }, context: { length: 60 } },
    {
      type: "paused",
      result: { time: 32, progress: 0.116, "played-segments": "0[.]5[,]30[.]32" },
      context: { length: 60, "completion-threshold": 0.95 },
    },
  ]);
});

test("a bar that is dragged to and fro is one leap, from where the film was to where it went on", () => {
  const film = new Film();
  film.play();
  film.run(4);
  for (let to = 5; to < 55; to += 1) film.seek(to);
  film.play();
  film.run(2);
  expect(film.types).toEqual(["played", "seeked"]);
  expect(film.told[1]?.result).toEqual({ "time-from": 4, "time-to": 54 });
});

test("it counts as watched once, at 95 % of its seconds, however often some of them were played", () => {
  const film = new Film();
  film.play();
  film.run(30);
  film.seek(0);
  film.play();
  film.run(56);
  expect(film.types).not.toContain("watched");
  film.run(4);
  film.pause();
  film.at = 0;
  film.play();
  film.run(60);
  film.pause();
  expect(film.types.filter((type) => type === "watched")).toHaveLength(1);
  const watched = film.told.find(({ type }) => type === "watched");
  expect(watched).toMatchObject({ result: { progress: 0.95, time: 57 }, durationMs: 87_000 });
});

test("half of it today and half of it tomorrow is all of it; what was told once is not told again", () => {
  const today = new Film();
  today.play();
  today.run(30);
  today.pause();
  const kept = writePlace({ time: 30, played: today.log.played, watched: today.log.watched });
  const tomorrow = new Film();
  tomorrow.log.recall(readPlace(kept));
  tomorrow.at = 30;
  tomorrow.play();
  tomorrow.run(30);
  tomorrow.pause();
  expect(tomorrow.types).toEqual(["played", "watched", "paused"]);
  expect(tomorrow.told.at(-1)?.result["played-segments"]).toBe("0[.]30[,]30[.]60");
  const again = new Film();
  again.log.recall(
    readPlace(writePlace({ time: 0, played: tomorrow.log.played, watched: tomorrow.log.watched })),
  );
  again.play();
  again.run(60);
  again.pause();
  expect(again.types).toEqual(["played", "paused"]);
});

test.each(["before", "after"])(
  "a film that is put where it was left %s it plays has not been moved by the learner",
  (when) => {
    const film = new Film();
    film.log.put();
    if (when === "after") film.log.play(20);
    film.seek(20);
    film.play();
    film.run(2);
    film.pause();
    expect(film.types).toEqual(["played", "paused"]);
    expect(film.told[0]?.result).toEqual({ time: 20 });
  },
);

test("nothing is told of a film whose length nobody knows", () => {
  const film = new Film(Infinity);
  film.play();
  film.run(5);
  film.seek(1);
  film.pause();
  film.log.end();
  expect(film.told).toEqual([]);
});

test("where the limit kept something back, the page's end tells what was played", () => {
  const film = new Film(600);
  for (let n = 0; n < 20; n += 1) {
    film.play();
    film.run(1);
    film.pause();
  }
  const before = film.told.length;
  film.log.end();
  film.log.end();
  expect(film.told.length).toBe(before + 1);
  expect(film.told.at(-1)).toMatchObject({ type: "paused", result: { time: 20, progress: 0.033 } });
});

test("`played` is told only where its `paused` has room in the minute too", () => {
  let now = 0;
  const limit = new Limit(() => now);
  for (let n = 1; n < PER_MINUTE; n += 1) expect(limit.once()).toBe(true);
  expect(limit.open()).toBe(false);
  expect(limit.once()).toBe(true);
  expect(limit.once()).toBe(false);
  now = 60_000;
  expect(limit.open()).toBe(true);
});

const step = fc.oneof(
  fc.constant(["play"] as const),
  fc.constant(["pause"] as const),
  fc.tuple(fc.constant("seek" as const), fc.integer({ min: 0, max: 60 })),
  fc.tuple(fc.constant("run" as const), fc.integer({ min: 1, max: 8 })),
);

test("whatever a learner does: at most 12 a minute beside `watched`, and each `played` has its `paused`", () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 150 }), (steps) => {
      const film = new Film(60);
      let playing = false;
      for (const [what, value] of steps) {
        if (what === "play") film.play();
        else if (what === "pause") film.pause();
        else if (what === "seek") film.seek(value);
        else if (playing) film.run(Math.min(value, Math.floor(60 - film.at)));
        if (what === "play" || what === "pause") playing = what === "play";
      }
      film.pause();
      const counted = film.told.filter(({ type }) => type !== "watched");
      for (const { at } of counted)
        expect(
          counted.filter((other) => other.at > at - 60_000 && other.at <= at).length,
        ).toBeLessThanOrEqual(PER_MINUTE);
      const plays = film.types.filter((type) => type === "played" || type === "paused");
      plays.forEach((type, index) => expect(type).toBe(index % 2 === 0 ? "played" : "paused"));
      for (const { result } of film.told) {
        for (const seconds of [result.time, result["time-from"], result["time-to"]])
          expect(seconds ?? 0).toBeLessThanOrEqual(60);
        expect(result.progress ?? 0).toBeLessThanOrEqual(1);
      }
    }),
  );
});

test("seconds are counted once, in ascending order", () => {
  const played = [
    [10, 20],
    [0, 5],
    [15, 30],
  ] as const;
  expect(merged(played)).toEqual([
    [0, 5],
    [10, 30],
  ]);
  expect(covered(played)).toBe(25);
});

test("what is kept of a film comes back, and what is not ours counts as nothing", () => {
  const place = { time: 72.9, played: [[0, 72.5] as const, [80, 90] as const], watched: true };
  expect(writePlace(place)).toBe("72;0-72.5,80-90;w");
  expect(readPlace(writePlace(place))).toEqual({ ...place, time: 72 });
  const blank = { time: 0, played: [], watched: false };
  for (const text of [undefined, "", "null", "x;y;z", "-5;-1-3,9-2,1e400-2,NaN-NaN", ";;;;"])
    expect(readPlace(text)).toEqual(blank);
  const many = Array.from({ length: 200 }, (_, n) => [n * 3, n * 3 + 1 + (n % 2)] as const);
  expect(writePlace({ ...blank, played: many }).length).toBeLessThan(500);
});
