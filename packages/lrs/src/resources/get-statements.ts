/** GET of one statement or of many (Communication §2.1.3). */
import type { Answer, Call } from "../call.ts";
import type { Statement } from "@tessera/xapi";
import { agentKey } from "../agent-key.ts";
import { attachmentsIn } from "../attachments.ts";
import { requirePermission } from "../caller.ts";
import { formatStatement, type StatementFormat } from "../format-statement.ts";
import { writeMultipart, type Part } from "../multipart.ts";
import type { Parameters } from "../parameters.ts";
import { badRequest, communicationRule, Refusal } from "../refusal.ts";
import { httpDate } from "../stamp.ts";
import { activityTerm, agentTerm, registrationTerm, verbTerm } from "../statement-terms.ts";
import type { StatementQuery, StoredStatement, Term } from "../store.ts";

export const STATEMENT_PARAMETERS = [
  "statementId",
  "voidedStatementId",
  "agent",
  "verb",
  "activity",
  "registration",
  "related_activities",
  "related_agents",
  "since",
  "until",
  "limit",
  "format",
  "attachments",
  "ascending",
  // Ours, in `more` only: the stamp of the last statement of the page before (§2.5 of Data leaves its form to us).
  "cursor",
] as const;

export async function getStatements(call: Call): Promise<Answer> {
  const { parameters } = call;
  const id = parameters.uuid("statementId");
  const voidedId = parameters.uuid("voidedStatementId");
  if (id === undefined && voidedId === undefined) return queryStatements(call);
  if (id !== undefined && voidedId !== undefined) {
    throw badRequest(
      `found both "statementId" and "voidedStatementId", expected one`,
      "2.1.3",
      "voidedStatementId",
    );
  }
  const own = id === undefined ? "voidedStatementId" : "statementId";
  const stray = parameters.names.find((name) => ![own, "attachments", "format"].includes(name));
  if (stray !== undefined) {
    throw badRequest(
      `found "${stray}" beside "${own}", expected only attachments and format`,
      "2.1.3",
      stray,
    );
  }
  return oneStatement(call, (id ?? voidedId ?? "").toLowerCase(), { voided: id === undefined });
}

async function oneStatement(
  call: Call,
  id: string,
  { voided }: { readonly voided: boolean },
): Promise<Answer> {
  const format = readFormat(call.parameters);
  await requirePermission(call.caller, {
    resource: "statements",
    access: "read",
    parameters: call.parameters.all,
  });
  const found = await call.store.statement(id);
  if (!found || found.voided !== voided) {
    const state = voided ? "voided statement" : found ? "statement that is not voided" : "statement";
    throw new Refusal(404, `found no ${state} with the id ${id}`, { rule: communicationRule("2.1.3") });
  }
  const json = await formatStatement(call, format, found.json);
  return withBody(call, { json, newest: found.stamp, sources: [found] });
}

async function queryStatements(call: Call): Promise<Answer> {
  const format = readFormat(call.parameters);
  const query = readQuery(call);
  await requirePermission(call.caller, {
    resource: "statements",
    access: "read",
    parameters: call.parameters.all,
  });
  // One more than asked for says whether there are more.
  const found = await call.store.query({ ...query, limit: query.limit + 1 });
  const page = found.slice(0, query.limit);
  const texts = await Promise.all(page.map((statement) => formatStatement(call, format, statement.json)));
  const more = found.length > page.length ? moreLink(call, page.at(-1)) : "";
  const newest = Math.max(0, ...page.map((statement) => statement.stamp));
  const json = `{"statements":[${texts.join(",")}],"more":${JSON.stringify(more)}}`;
  return withBody(call, { json, newest, sources: page });
}

interface Found {
  readonly json: string;
  readonly newest: number;
  /** What was found, as it was stored: the attachments are read off it, whatever the format. */
  readonly sources: readonly StoredStatement[];
}

async function withBody(call: Call, { json, newest, sources }: Found): Promise<Answer> {
  const modified = newest === 0 ? {} : { "last-modified": httpDate(newest) };
  const content = new TextEncoder().encode(json);
  if (!call.parameters.boolean("attachments")) {
    return { status: 200, body: content, headers: { "content-type": "application/json", ...modified } };
  }
  // A fresh UUID occurs in no data that was there before it.
  const boundary = `tessera-${call.ids()}`;
  const first: Part = { headers: new Map([["Content-Type", "application/json"]]), content };
  const body = writeMultipart([first, ...(await attachmentParts(call, sources))], boundary);
  const type = `multipart/mixed; boundary=${boundary}`;
  return { status: 200, body, headers: { "content-type": type, ...modified } };
}

/** Each piece of data once, though several statements may refer to it (§1.5.2). */
async function attachmentParts(call: Call, sources: readonly StoredStatement[]): Promise<readonly Part[]> {
  const hashes = new Set<string>();
  for (const { json } of sources) {
    for (const { attachment } of attachmentsIn(JSON.parse(json) as Statement))
      hashes.add(attachment.sha2.toLowerCase());
  }
  const found = await Promise.all([...hashes].map((hash) => call.store.attachment(hash)));
  return found
    .filter((data) => data !== undefined)
    .map(({ sha2, contentType, content }) => ({
      headers: new Map([
        ["Content-Type", contentType],
        ["Content-Transfer-Encoding", "binary"],
        ["X-Experience-API-Hash", sha2],
      ]),
      content,
    }));
}

function readFormat(parameters: Parameters): StatementFormat {
  return parameters.choice("format", ["ids", "exact", "canonical"]) ?? "exact";
}

function readQuery(call: Call): StatementQuery {
  const { parameters, limits } = call;
  const ascending = parameters.boolean("ascending");
  const since = parameters.stamp("since");
  const until = parameters.stamp("until");
  const cursor = parameters.count("cursor");
  const asked = parameters.count("limit") ?? 0;
  const after = ascending ? greatest(since, cursor) : since;
  const last = ascending || cursor === undefined ? until : Math.min(until ?? Infinity, cursor - 1);
  return {
    terms: readTerms(parameters),
    ...(after === undefined ? {} : { after }),
    ...(last === undefined ? {} : { until: last }),
    ascending,
    limit: asked === 0 ? limits.page : Math.min(asked, limits.page),
  };
}

function readTerms(parameters: Parameters): readonly Term[] {
  const terms: Term[] = [];
  const agent = parameters.actor("agent");
  const relatedAgents = parameters.boolean("related_agents");
  const relatedActivities = parameters.boolean("related_activities");
  if (agent) {
    const key = agentKey(agent);
    if (key === undefined) {
      throw badRequest(
        "found an anonymous Group, expected an Agent or an identified Group",
        "2.1.3",
        "agent",
      );
    }
    terms.push(agentTerm(key, { related: relatedAgents }));
  }
  const registration = parameters.uuid("registration");
  if (registration !== undefined) terms.push(registrationTerm(registration));
  const activity = parameters.iri("activity");
  if (activity !== undefined) terms.push(activityTerm(activity, { related: relatedActivities }));
  const verb = parameters.iri("verb");
  if (verb !== undefined) terms.push(verbTerm(verb));
  return terms;
}

function greatest(one: number | undefined, other: number | undefined): number | undefined {
  return one === undefined ? other : other === undefined ? one : Math.max(one, other);
}

/** The same query from where this page ends: nothing is kept between requests, so it works for good. */
function moreLink(call: Call, last: StoredStatement | undefined): string {
  const { cursor: _cursor, ...parameters } = call.parameters.all;
  const query = new URLSearchParams({ ...parameters, cursor: String(last?.stamp) });
  return `${call.path}?${query.toString()}`;
}
