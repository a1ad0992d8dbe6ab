/** Answers a question of any kind as someone without a mouse does: Tab, arrows, Space, and typing. */
import type { Kind, QuestionData } from "@tessera/interactions";
import type { Keys, Stop } from "./keys.ts";

type Answerer = (keys: Keys, question: QuestionData, right: boolean) => Promise<void>;

const within = (question: QuestionData, part?: string) => (stop: Stop) =>
  stop.question === question.slug && (part === undefined || stop.part === part);

/** Arrow keys move through a group of radio buttons and choose as they go. */
async function radio(keys: Keys, question: QuestionData, wanted: string): Promise<void> {
  let stop = await keys.tabTo((each) => within(question)(each) && each.type === "radio");
  stop = await keys.press("Space");
  for (let count = 0; stop.part !== wanted; count += 1) {
    if (count > 20) throw new Error(`arrow keys never came to ${wanted}`);
    stop = await keys.press("ArrowDown");
  }
}

async function pick(keys: Keys, stop: Stop, wanted: string): Promise<void> {
  let now = stop;
  for (let count = 0; now.value !== wanted; count += 1) {
    if (count > 20) throw new Error(`arrow keys never came to ${wanted} in ${stop.name}`);
    now = await keys.press("ArrowDown");
  }
}

const choice: Answerer = async (keys, question, right) => {
  const { multiple, options } = question.spec as {
    multiple: boolean;
    options: readonly { id: string; right: boolean }[];
  };
  const wanted = options.filter((option) => option.right === right).map(({ id }) => id);
  if (!multiple) return radio(keys, question, wanted[0] as string);
  let seen = 0;
  while (seen < options.length) {
    const stop = await keys.tabTo((each) => within(question)(each) && each.type === "checkbox");
    if (wanted.includes(stop.part)) await keys.press("Space");
    seen += 1;
  }
};

const trueFalse: Answerer = (keys, question, right) => {
  const spec = question.spec as { right: boolean };
  return radio(keys, question, String(spec.right === right));
};

/** No point is right: one end of the scale or the other. */
const likert: Answerer = (keys, question, right) => {
  const { scale } = question.spec as { scale: readonly { id: string }[] };
  return radio(keys, question, scale.at(right ? -1 : 0)?.id as string);
};

/** As many words as are asked for; whether they are right, the learner says afterwards. */
const longFillIn: Answerer = async (keys, question) => {
  const { words } = question.spec as { words?: { min?: number } };
  await keys.tabTo((stop) => within(question)(stop) && stop.tag === "textarea");
  await keys.type("word ".repeat(words?.min ?? 1));
};

/** Every step, or the first alone. */
const steps: Answerer = async (keys, question, right) => {
  const { steps: all } = question.spec as { steps: readonly { id: string }[] };
  for (const { id } of right ? all : all.slice(0, 1)) {
    await keys.tabTo(within(question, id));
    await keys.press("Space");
  }
};

const fillIn: Answerer = async (keys, question, right) => {
  const { blanks } = question.spec as {
    blanks: readonly (
      | { type: "typed"; id: string; accept: readonly string[] }
      | { type: "chosen"; id: string; options: readonly string[]; right: readonly string[] }
    )[];
  };
  for (const blank of blanks) {
    const stop = await keys.tabTo(within(question, blank.id));
    if (blank.type === "typed") await keys.type(right ? (blank.accept[0] ?? "") : "something else");
    else {
      const wanted = blank.options.find((option) => blank.right.includes(option) === right);
      await pick(keys, stop, wanted ?? "");
    }
  }
};

const numeric: Answerer = async (keys, question, right) => {
  const { right: ranges } = question.spec as { right: readonly { min?: number; max?: number }[] };
  const { min = 0, max = min } = ranges[0] ?? {};
  await keys.tabTo((stop) => within(question)(stop) && stop.tag === "input");
  await keys.type(String(right ? Math.round(((min + max) / 2) * 1e6) / 1e6 : max + 1_234));
};

const matching: Answerer = async (keys, question, right) => {
  const { source, target } = question.spec as {
    source: readonly { id: string; target: string }[];
    target: readonly { id: string }[];
  };
  // In the order of the page, which may be shuffled.
  for (let row = 0; row < source.length; row += 1) {
    const stop = await keys.tabTo((each) => within(question)(each) && each.tag === "select");
    const own = source.find(({ id }) => id === stop.part)?.target;
    await pick(keys, stop, (right ? own : target.find(({ id }) => id !== own)?.id) ?? "");
  }
};

/** The first step by its list of places, the others by their buttons. */
const sequencing: Answerer = async (keys, question, right) => {
  const { steps, presented } = question.spec as {
    steps: readonly { id: string }[];
    presented: readonly string[];
  };
  const order = [...presented];
  const ids = steps.map(({ id }) => id);
  // Wrong: from the last to the first, unless that is what is shown already.
  const backwards = ids.toReversed();
  const wrong = backwards.join() === order.join() ? [...ids.slice(1), ids[0] as string] : backwards;
  const wanted = right ? ids : wrong;
  for (const [place, id] of wanted.entries()) {
    const steps = order.indexOf(id) - place;
    if (steps === 0) continue;
    const list = place === 0;
    let stop = await keys.tabTo(
      (each) => within(question, id)(each) && (list ? each.tag === "select" : each.tag === "button"),
    );
    for (let step = 0; step < steps; step += 1) {
      stop = await keys.press(list ? "ArrowUp" : step % 2 === 0 ? "Enter" : "ArrowUp");
      if (stop.part !== id) throw new Error(`the focus left the step that was moved: ${stop.name}`);
    }
    order.splice(place, 0, ...order.splice(order.indexOf(id), 1));
    // The next step stands behind this one; going on from its last control finds it.
  }
};

/** A best path, or the shortest one that takes a wrong choice. */
const scenario: Answerer = async (keys, question, right) => {
  const { scenes, best } = question.spec as {
    scenes: readonly { id: string; choices: readonly { id: string; to: string; right?: boolean }[] }[];
    best: readonly (readonly string[])[];
  };
  interface Way {
    readonly at: string | undefined;
    readonly path: readonly string[];
    readonly slipped: boolean;
  }
  const ways: Way[] = [{ at: scenes[0]?.id, path: [], slipped: false }];
  const ends = ({ at }: Way) => scenes.find(({ id }) => id === at)?.choices.length === 0;
  // A list that grows while it is walked is walked to its end, which a wrong way is found before.
  for (const { at, path, slipped } of ways) {
    if (ways.some((way) => way.slipped && ends(way)) || path.length > 20) break;
    for (const { id, to, right: isRight } of scenes.find((scene) => scene.id === at)?.choices ?? [])
      ways.push({ at: to, path: [...path, id], slipped: slipped || isRight === false });
  }
  const wrong = ways.find((way) => way.slipped && ends(way))?.path ?? [];
  for (const id of right ? (best[0] ?? []) : wrong) {
    await keys.tabTo(within(question, id));
    await keys.press("Space");
  }
};

const BY_KIND = {
  choice,
  "true-false": trueFalse,
  "fill-in": fillIn,
  numeric,
  matching,
  sequencing,
  likert,
  "long-fill-in": longFillIn,
  performance: steps,
  // Its regions are radio buttons and check boxes, too.
  hotspot: choice,
  // Each label has a list of places.
  label: matching,
  // And each card a list of groups.
  drag: matching,
  scenario,
} satisfies Record<Kind, Answerer>;

/** @param right - false gives a complete answer that is not right */
export function answerByKeys(keys: Keys, question: QuestionData, right = true): Promise<void> {
  return BY_KIND[question.kind as Kind](keys, question, right);
}
