/** The three document resources: State, Activity Profile, Agent Profile (Communication §2.2, 2.3, 2.6, 2.7). */
import { jsonAnswer, NO_CONTENT, type Answer, type Call } from "../call.ts";
import { agentKey } from "../agent-key.ts";
import { requirePermission, type ResourceName } from "../caller.ts";
import { hexDigest } from "../hash.ts";
import { decodeUtf8, parseJson } from "../json-body.ts";
import type { Parameters } from "../parameters.ts";
import { hasPrecondition, isKnown, quotedEtag, requirePreconditions } from "../preconditions.ts";
import { badRequest, communicationRule, Refusal } from "../refusal.ts";
import { httpDate } from "../stamp.ts";
import type { DocumentKey, DocumentScope, StoredDocument } from "../store.ts";

export interface DocumentResource {
  readonly name: ResourceName & ("activities/state" | "activities/profile" | "agents/profile");
  readonly section: string;
  readonly idParameter: "stateId" | "profileId";
  readonly scopeParameters: readonly string[];
  readonly scope: (parameters: Parameters) => DocumentScope;
  /** Profiles: a PUT over an existing document needs If-Match or If-None-Match (§3.1). */
  readonly guarded: boolean;
}

function agentScope(parameters: Parameters): string {
  const agent = parameters.required("agent", parameters.agent("agent"));
  return parameters.required("agent", agentKey(agent));
}

function activityScope(parameters: Parameters): string {
  return parameters.required("activityId", parameters.iri("activityId"));
}

export const STATE: DocumentResource = {
  name: "activities/state",
  section: "2.3",
  idParameter: "stateId",
  scopeParameters: ["activityId", "agent", "registration"],
  scope: (parameters) => ({
    resource: "state",
    activity: activityScope(parameters),
    agent: agentScope(parameters),
    registration: parameters.uuid("registration")?.toLowerCase(),
  }),
  guarded: false,
};

export const ACTIVITY_PROFILE: DocumentResource = {
  name: "activities/profile",
  section: "2.7",
  idParameter: "profileId",
  scopeParameters: ["activityId"],
  scope: (parameters) => ({ resource: "activity-profile", activity: activityScope(parameters), agent: "" }),
  guarded: true,
};

export const AGENT_PROFILE: DocumentResource = {
  name: "agents/profile",
  section: "2.6",
  idParameter: "profileId",
  scopeParameters: ["agent"],
  scope: (parameters) => ({ resource: "agent-profile", activity: "", agent: agentScope(parameters) }),
  guarded: true,
};

export async function getDocuments(resource: DocumentResource, call: Call): Promise<Answer> {
  const scope = resource.scope(call.parameters);
  const id = call.parameters.text(resource.idParameter);
  const since = call.parameters.stamp("since");
  if (id !== undefined && since !== undefined) {
    throw badRequest(
      `found "since" beside "${resource.idParameter}", expected one of them`,
      resource.section,
      "since",
    );
  }
  await permit(resource, call, "read");
  return id === undefined ? listDocuments(call, scope, since) : getDocument(call, { ...scope, id });
}

async function getDocument(call: Call, key: DocumentKey): Promise<Answer> {
  const found = await call.store.document(key);
  if (!found) {
    throw new Refusal(404, `found no document ${JSON.stringify(key.id)}`, { rule: communicationRule("3.2") });
  }
  const headers = { etag: quotedEtag(found.etag), "last-modified": httpDate(found.updated) };
  if (isKnown(call.headers, found.etag)) return { status: 304, headers };
  return { status: 200, body: found.content, headers: { "content-type": found.contentType, ...headers } };
}

async function listDocuments(call: Call, scope: DocumentScope, since: number | undefined): Promise<Answer> {
  const found = await call.store.documents(scope, since);
  const newest = Math.max(...found.map((document) => document.updated));
  const ids = [...new Set(found.map((document) => document.id))];
  return jsonAnswer(ids, found.length === 0 ? {} : { "last-modified": httpDate(newest) });
}

/** PUT takes the place of the document; POST merges into it (§2.2, "JSON Procedure"). */
export async function writeDocument(resource: DocumentResource, call: Call): Promise<Answer> {
  const key = documentKey(resource, call);
  const contentType = call.headers.get("content-type") ?? "application/octet-stream";
  const content = await call.body(call.limits.bodyBytes);
  const merges = call.method === "POST";
  const posted = merges || isJson(contentType) ? readPosted(content, contentType, merges) : undefined;
  await permit(resource, call, "write");
  for (;;) {
    const current = await call.store.document(key);
    requirePreconditions(call.headers, current?.etag);
    if (resource.guarded && !merges && current && !hasPrecondition(call.headers)) throw unguarded(resource);
    const whole = merges && current ? merge(current, posted as object) : content;
    const next: StoredDocument = {
      content: whole,
      contentType,
      etag: await hexDigest("SHA-1", whole),
      updated: call.store.nextStamp(call.now()),
    };
    if (await call.store.replaceDocument(key, current?.etag, next)) return NO_CONTENT;
    // Another request was first; look again, so that its etag is the one the preconditions are held against.
  }
}

export async function deleteDocuments(resource: DocumentResource, call: Call): Promise<Answer> {
  const several = resource.name === "activities/state" && call.parameters.text("stateId") === undefined;
  if (several) {
    const scope = resource.scope(call.parameters);
    await permit(resource, call, "delete");
    await call.store.deleteDocuments(scope);
    return NO_CONTENT;
  }
  const key = documentKey(resource, call);
  await permit(resource, call, "delete");
  for (;;) {
    const current = await call.store.document(key);
    requirePreconditions(call.headers, current?.etag);
    if (await call.store.replaceDocument(key, current?.etag, undefined)) return NO_CONTENT;
  }
}

function documentKey(resource: DocumentResource, call: Call): DocumentKey {
  const id = call.parameters.required(resource.idParameter, call.parameters.text(resource.idParameter));
  return { ...resource.scope(call.parameters), id };
}

async function permit(
  resource: DocumentResource,
  call: Call,
  access: "read" | "write" | "delete",
): Promise<void> {
  await requirePermission(call.caller, { resource: resource.name, access, parameters: call.parameters.all });
}

function isJson(contentType: string): boolean {
  return contentType.split(";", 1)[0]?.trim().toLowerCase() === "application/json";
}

function readPosted(content: Uint8Array, contentType: string, merges: boolean): unknown {
  if (!isJson(contentType)) {
    throw badRequest(`found the content type ${contentType}, expected application/json for POST`, "2.2");
  }
  const value = parseJson(decodeUtf8(content, "the document"), "the document");
  if (merges && !isObject(value)) {
    throw badRequest("found a document that is no JSON object, expected one for POST", "2.2");
  }
  return value;
}

/** Top-level properties only. Spreading defines properties, so that a `__proto__` in a body stays a plain key. */
function merge(current: StoredDocument, posted: object): Uint8Array<ArrayBuffer> {
  const held = isJson(current.contentType) ? tryParse(current.content) : undefined;
  if (!isObject(held)) {
    throw badRequest("found a document there that is no JSON object, expected one to merge into", "2.2");
  }
  return new TextEncoder().encode(JSON.stringify({ ...held, ...posted }));
}

function tryParse(content: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(content)) as unknown;
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function unguarded(resource: DocumentResource): Refusal {
  return new Refusal(
    409,
    `found a document there and neither If-Match nor If-None-Match, expected one of them: GET the document to see ` +
      `its current state, then PUT to ${resource.name} with If-Match and its ETag`,
    { rule: communicationRule("3.1") },
  );
}
