import type { Iri } from "@tessera/xapi";

/**
 * A registration is one or more sessions; an abandoned one lacks `terminated`.
 * What an observer signs belongs to no session, and comes when it comes.
 * @param events - ids of the templates of what may come between `initialized` and `terminated`
 * @param observed - ids of the templates of what is observed
 */
export function patterns(base: Iri, events: readonly Iri[], observed: readonly Iri[]): readonly object[] {
  const pattern = (name: string, rule: object) => ({ id: `${base}/p/${name}`, type: "Pattern", ...rule });
  const template = (name: string) => `${base}/t/${name}`;
  return [
    pattern("event", { alternates: events }),
    pattern("events", { zeroOrMore: `${base}/p/event` }),
    pattern("end", { optional: template("terminated") }),
    pattern("session", { sequence: [template("initialized"), `${base}/p/events`, `${base}/p/end`] }),
    pattern("registration", {
      primary: true,
      prefLabel: { en: "registration" },
      definition: { en: "One or more sessions of a unit; an abandoned session lacks terminated." },
      oneOrMore: `${base}/p/session`,
    }),
    ...observations(base, observed),
  ];
}

function observations(base: Iri, observed: readonly Iri[]): readonly object[] {
  const [first, ...more] = observed;
  if (first === undefined) return [];
  const one = `${base}/p/observed`;
  return [
    ...(more.length > 0 ? [{ id: one, type: "Pattern", alternates: observed }] : []),
    {
      id: `${base}/p/observation`,
      type: "Pattern",
      primary: true,
      prefLabel: { en: "observation" },
      definition: { en: "What an observer signed, in no session of the learner." },
      oneOrMore: more.length > 0 ? one : first,
    },
  ];
}
