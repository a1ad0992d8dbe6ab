/** What can be said of a scenario as a whole, before anybody plays it. Compile time only. */
import type { ScenarioScene, ScenarioSpec } from "./scenario-spec.ts";

/** Beyond this, nobody could check by hand what is told of it either. */
const MOST_STATES = 20_000;
/** More right answers than these are not listed. */
const MOST_PATHS = 24;
const MOST_TRIED = 20_000;

/** Scenes that no path from the first one comes to. */
export function unreachable(scenes: readonly ScenarioScene[]): readonly ScenarioScene[] {
  const [first] = scenes;
  const seen = new Set(first === undefined ? [] : [first.id]);
  // A set that grows while it is walked is walked to its end.
  for (const id of seen) for (const { to } of sceneOf(scenes, id)?.choices ?? []) seen.add(to);
  return scenes.filter(({ id }) => !seen.has(id));
}

/** Scenes from which no path comes to a scene without choices. */
export function endless(scenes: readonly ScenarioScene[]): readonly ScenarioScene[] {
  const out = new Set(scenes.flatMap(({ id, choices }) => (choices.length === 0 ? [id] : [])));
  for (let before = -1; before !== out.size;) {
    before = out.size;
    for (const { id, choices } of scenes) if (choices.some(({ to }) => out.has(to))) out.add(id);
  }
  return scenes.filter(({ id }) => !out.has(id));
}

/** A scene, and which right choices were made on the way to it: neutral ones and circles make no other state. */
interface Place {
  readonly scene: ScenarioScene;
  readonly gained: ReadonlyMap<string, number>;
  readonly path: readonly string[];
}
const keyOf = ({ scene, gained }: Place) => [scene.id, ...[...gained.keys()].sort()].join("\n");
const valueOf = ({ scene, gained }: Place) =>
  [...gained.values()].reduce((all, points) => all + points, scene.end?.points ?? 0);

/**
 * What the best path gives, and the paths that give it: to a `pass`, with no wrong choice.
 *
 * @returns `none` when there is no such path, `many` when there are too many ways to look at
 */
export function bestPaths(
  scenes: readonly ScenarioScene[],
): Pick<ScenarioSpec, "most" | "best"> | "none" | "many" {
  const [scene] = scenes;
  if (scene === undefined) return "none";
  const start: Place = { scene, gained: new Map(), path: [] };
  // Breadth first: the first path to a state is a shortest one.
  const found = new Map([[keyOf(start), start]]);
  for (const place of found.values()) {
    if (found.size > MOST_STATES) return "many";
    for (const next of nextOf(scenes, place)) if (!found.has(keyOf(next))) found.set(keyOf(next), next);
  }
  const passes = [...found.values()].filter((place) => place.scene.end?.pass === true);
  const most = Math.max(0, ...passes.map(valueOf));
  const best = passes.filter((place) => valueOf(place) > most - 1e-9);
  const [shortest] = best.toSorted((a, b) => a.path.length - b.path.length);
  if (shortest === undefined) return "none";
  const all = [shortest.path, ...pathsOf(start, { scenes, goals: new Set(best.map(keyOf)) })];
  return { most, best: [...new Map(all.map((path) => [path.join(), path])).values()].slice(0, MOST_PATHS) };
}

function nextOf(scenes: readonly ScenarioScene[], { scene, gained, path }: Place): Place[] {
  return scene.choices.flatMap(({ id, to, right, points }) => {
    const next = sceneOf(scenes, to);
    if (next === undefined || right === false) return [];
    return [
      { scene: next, gained: right ? new Map([...gained, [id, points]]) : gained, path: [...path, id] },
    ];
  });
}

/** Depth first, in author's order, through no state twice. */
function pathsOf(
  start: Place,
  { scenes, goals }: { readonly scenes: readonly ScenarioScene[]; readonly goals: ReadonlySet<string> },
): readonly (readonly string[])[] {
  const paths: (readonly string[])[] = [];
  let tried = 0;
  const visit = (place: Place, before: ReadonlySet<string>) => {
    const key = keyOf(place);
    if (before.has(key) || (tried += 1) > MOST_TRIED || paths.length >= MOST_PATHS) return;
    if (goals.has(key)) paths.push(place.path);
    const here = new Set(before).add(key);
    for (const next of nextOf(scenes, place)) visit(next, here);
  };
  visit(start, new Set());
  return paths;
}

function sceneOf(scenes: readonly ScenarioScene[], id: string): ScenarioScene | undefined {
  return scenes.find((scene) => scene.id === id);
}
