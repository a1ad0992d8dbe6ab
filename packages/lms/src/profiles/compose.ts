import type { LmsSettings } from "../ports.ts";
import { IMPLEMENTED } from "./behaviours/behaviours.ts";
import type { Answering, Asked, Behaviour, ContentAddress, LaunchPlan, ServedFile } from "./behaviour.ts";
import type { LmsProfile } from "./lms-profile.ts";

type Next = (asked: Asked) => Promise<Response>;

/** A profile's behaviours as one, ready for use by the endpoints and the launch. */
export interface Conduct {
  readonly profile: LmsProfile;
  readonly settings: Partial<LmsSettings>;
  readonly abandons: boolean;
  readonly enrolsEachTime: boolean;
  readonly activityId: Behaviour["activityId"];
  readonly counts: Behaviour["counts"];
  readonly address: ((at: { readonly course: string }) => ContentAddress) | undefined;
  launch(plan: LaunchPlan): LaunchPlan;
  launchData: NonNullable<Behaviour["launchData"]>;
  content(file: ServedFile): ServedFile;
  token(asked: Asked, next: Next): Promise<Response>;
  endpoint(asked: Asked, next: Next): Promise<Response>;
}

export function conductOf(profile: LmsProfile): Conduct {
  const behaviours: readonly Behaviour[] = profile.behaviours.map((name) => IMPLEMENTED[name]);
  const hooks = <Hook>(pick: (behaviour: Behaviour) => Hook | undefined): Hook[] =>
    behaviours.map(pick).filter((hook) => hook !== undefined);
  const through = <Value>(steps: readonly ((value: Value) => Value)[], value: Value): Value =>
    steps.reduce((current, step) => step(current), value);
  return {
    profile,
    settings: Object.assign({}, ...hooks(({ settings }) => settings)) as Partial<LmsSettings>,
    abandons: !behaviours.some(({ abandons }) => abandons === false),
    enrolsEachTime: behaviours.some(({ enrols }) => enrols !== undefined),
    activityId: hooks(({ activityId }) => activityId).at(-1),
    counts: hooks(({ counts }) => counts).at(-1),
    address: hooks(({ address }) => address).at(-1),
    launch: (plan) =>
      through(
        hooks(({ launch }) => launch),
        plan,
      ),
    launchData: (data) =>
      through(
        hooks(({ launchData }) => launchData),
        data,
      ),
    content: (file) =>
      through(
        hooks(({ content }) => content),
        file,
      ),
    token: (asked, next) =>
      chained(
        hooks(({ token }) => token),
        next,
      )(asked),
    endpoint: (asked, next) =>
      chained(
        hooks((behaviour) => answeringOf(behaviour, asked.path)),
        next,
      )(asked),
  };
}

/** What a behaviour does to one resource: `every` first, then what it does to this one. */
function answeringOf(behaviour: Behaviour, path: string): Answering | undefined {
  const { every } = behaviour;
  const own =
    path === "statements"
      ? behaviour.statements
      : path === "activities/state"
        ? behaviour.state
        : behaviour.others;
  if (every === undefined || own === undefined) return every ?? own;
  return (asked, next) => every(asked, (passed) => own(passed, next));
}

function chained(steps: readonly Answering[], last: Next): Next {
  return steps.reduceRight<Next>((next, step) => (asked) => step(asked, next), last);
}
