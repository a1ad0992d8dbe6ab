/** The three formats of `GET statements` (Communication §2.1.3). */
import type {
  Activity,
  ActivityDefinition,
  Actor,
  Context,
  InteractionComponent,
  LanguageMap,
  Statement,
  SubStatement,
  Verb,
} from "@tessera/xapi";
import { oneLanguage, readLanguages, type LanguageWish } from "./language-choice.ts";
import { activitiesIn, isActivity } from "./statement-terms.ts";
import type { LrsStore } from "./store.ts";

export type StatementFormat = "ids" | "exact" | "canonical";

export interface FormatContext {
  readonly store: LrsStore;
  readonly headers: Headers;
}

/**
 * @param json - the statement as it was stored, which is the format `exact`
 * @returns JSON; `ids` keeps what identifies, `canonical` fills in the store's descriptions in one language each
 */
export async function formatStatement(
  context: FormatContext,
  format: StatementFormat,
  json: string,
): Promise<string> {
  if (format === "exact") return json;
  const statement = JSON.parse(json) as Statement;
  if (format === "ids") return JSON.stringify(rewrite(statement, IDS));
  return JSON.stringify(rewrite(statement, await canonicalParts(context, statement)));
}

/** What a format makes of each kind of part. */
interface Rewriting {
  readonly actor: (actor: Actor) => Actor;
  readonly verb: (verb: Verb) => Verb;
  readonly activity: (activity: Activity) => Activity;
}

function rewrite<Kind extends Statement | SubStatement>(statement: Kind, parts: Rewriting): Kind {
  const { actor, verb, object, context } = statement;
  return {
    ...statement,
    actor: parts.actor(actor),
    verb: parts.verb(verb),
    object: rewriteObject(object, parts),
    ...(context === undefined ? {} : { context: rewriteContext(context, parts) }),
    ...("authority" in statement && statement.authority
      ? { authority: parts.actor(statement.authority) }
      : {}),
  };
}

function rewriteObject(object: Statement["object"], parts: Rewriting): Statement["object"] {
  if (isActivity(object)) return parts.activity(object);
  if (object.objectType === "SubStatement") return rewrite(object, parts);
  return object.objectType === "Agent" || object.objectType === "Group" ? parts.actor(object) : object;
}

function rewriteContext(context: Context, parts: Rewriting): Context {
  const { instructor, team, contextActivities } = context;
  const lists = Object.entries(contextActivities ?? {}) as [string, readonly Activity[]][];
  return {
    ...context,
    ...(instructor ? { instructor: parts.actor(instructor) } : {}),
    ...(team ? { team: parts.actor(team) as typeof team } : {}),
    ...(contextActivities
      ? { contextActivities: Object.fromEntries(lists.map(([key, list]) => [key, list.map(parts.activity)])) }
      : {}),
  };
}

const IDS: Rewriting = {
  actor: identifyingActor,
  verb: ({ id }) => ({ id }),
  activity: ({ objectType, id }) => ({ ...(objectType === undefined ? {} : { objectType }), id }),
};

/** An anonymous Group is only known by its members. */
function identifyingActor(actor: Actor): Actor {
  const { name: _name, ...rest } = actor;
  if (!("member" in rest) || rest.member === undefined) return rest as Actor;
  const { member, ...group } = rest;
  const identified = group.mbox ?? group.mbox_sha1sum ?? group.openid ?? group.account;
  if (identified !== undefined) return group;
  return { ...group, member: member.map((agent) => identifyingActor(agent) as typeof agent) };
}

async function canonicalParts({ store, headers }: FormatContext, statement: Statement): Promise<Rewriting> {
  const wish = readLanguages(headers.get("accept-language"));
  const definitions = new Map<string, ActivityDefinition>();
  for (const { id } of activitiesIn(statement)) {
    const json = definitions.has(id) ? undefined : await store.definition("activity", id);
    if (json !== undefined) definitions.set(id, inOneLanguage(JSON.parse(json) as ActivityDefinition, wish));
  }
  const displays = new Map<string, LanguageMap>();
  for (const { id } of verbsIn(statement)) {
    const json = await store.definition("verb", id);
    if (json !== undefined) displays.set(id, oneLanguage(JSON.parse(json) as LanguageMap, wish));
  }
  return {
    actor: (actor) => actor,
    verb: (verb) => ({ ...verb, ...optional("display", displays.get(verb.id)) }),
    activity: (activity) => ({ ...activity, ...optional("definition", definitions.get(activity.id)) }),
  };
}

function verbsIn(statement: Statement | SubStatement): readonly Verb[] {
  const { verb, object } = statement;
  return object.objectType === "SubStatement" ? [verb, ...verbsIn(object)] : [verb];
}

function optional<Key extends string, Value>(
  key: Key,
  value: Value | undefined,
): { readonly [K in Key]?: Value } {
  return (value === undefined ? {} : { [key]: value }) as { readonly [K in Key]?: Value };
}

const COMPONENT_LISTS = ["choices", "scale", "source", "target", "steps"] as const;

function inOneLanguage(definition: ActivityDefinition, wish: LanguageWish): ActivityDefinition {
  const lists = COMPONENT_LISTS.filter((list) => definition[list] !== undefined);
  const spoken = (component: InteractionComponent): InteractionComponent => ({
    ...component,
    ...optional("description", component.description && oneLanguage(component.description, wish)),
  });
  return {
    ...definition,
    ...optional("name", definition.name && oneLanguage(definition.name, wish)),
    ...optional("description", definition.description && oneLanguage(definition.description, wish)),
    ...Object.fromEntries(lists.map((list) => [list, (definition[list] ?? []).map(spoken)])),
  };
}
