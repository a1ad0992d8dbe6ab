/** What the filters of `GET statements` see of a statement (Communication §2.1.3). */
import type { Activity, Actor, Context, Iri, Statement, SubStatement, Uuid } from "@tessera/xapi";
import { agentKeys } from "./agent-key.ts";
import type { Term } from "./store.ts";

export const verbTerm = (id: Iri): Term => `v:${id}`;
export const registrationTerm = (id: Uuid): Term => `r:${id.toLowerCase()}`;
/** `related`: the wide filter of `related_activities`. */
export const activityTerm = (id: Iri, { related }: { readonly related: boolean }): Term =>
  `${related ? "A" : "a"}:${id}`;
/** `related`: the wide filter of `related_agents`. */
export const agentTerm = (key: string, { related }: { readonly related: boolean }): Term =>
  `${related ? "G" : "g"}:${key}`;

/** @returns each term once */
export function statementTerms(statement: Statement): readonly Term[] {
  const terms = new Set<Term>([verbTerm(statement.verb.id)]);
  const { object, context } = statement;
  if (context?.registration !== undefined) terms.add(registrationTerm(context.registration));
  for (const actor of [statement.actor, ...actorsOf(object)]) {
    for (const key of agentKeys(actor)) terms.add(agentTerm(key, { related: false }));
  }
  if (isActivity(object)) terms.add(activityTerm(object.id, { related: false }));

  for (const id of relatedActivities(statement)) terms.add(activityTerm(id, { related: true }));
  for (const actor of relatedActors(statement)) {
    for (const key of agentKeys(actor)) terms.add(agentTerm(key, { related: true }));
  }
  return [...terms];
}

type AnyObject = Statement["object"];

export function isActivity(object: AnyObject): object is Activity {
  return object.objectType === undefined || object.objectType === "Activity";
}

function isSubStatement(object: AnyObject): object is SubStatement {
  return object.objectType === "SubStatement";
}

function actorsOf(object: AnyObject): readonly Actor[] {
  return object.objectType === "Agent" || object.objectType === "Group" ? [object] : [];
}

function relatedActivities(statement: Statement | SubStatement): readonly Iri[] {
  const { object, context } = statement;
  return [
    ...(isActivity(object) ? [object.id] : []),
    ...contextActivities(context).map((activity) => activity.id),
    ...(isSubStatement(object) ? relatedActivities(object) : []),
  ];
}

function relatedActors(statement: Statement | SubStatement): readonly Actor[] {
  const { actor, object, context } = statement;
  const others = [
    context?.instructor,
    context?.team,
    "authority" in statement ? statement.authority : undefined,
  ];
  return [
    actor,
    ...actorsOf(object),
    ...others.filter((other): other is Actor => other !== undefined),
    ...(isSubStatement(object) ? relatedActors(object) : []),
  ];
}

function contextActivities(context: Context | undefined): readonly Activity[] {
  const { parent = [], grouping = [], category = [], other = [] } = context?.contextActivities ?? {};
  return [...parent, ...grouping, ...category, ...other];
}

/** Every Activity in a statement, for canonical definitions. */
export function activitiesIn(statement: Statement | SubStatement): readonly Activity[] {
  const { object, context } = statement;
  return [
    ...(isActivity(object) ? [object] : []),
    ...contextActivities(context),
    ...(isSubStatement(object) ? activitiesIn(object) : []),
  ];
}
