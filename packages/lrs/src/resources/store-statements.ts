/** PUT and POST of statements (Communication §2.1.1, §2.1.2). */
import { normaliseStatement, sameStatement, VERBS, type Statement, type StoredForm } from "@tessera/xapi";
import { jsonAnswer, NO_CONTENT, type Answer, type Call } from "../call.ts";
import { requirePermission } from "../caller.ts";
import { definitionsIn } from "../definition.ts";
import { communicationRule, badRequest, Refusal } from "../refusal.ts";
import { stampText } from "../stamp.ts";
import { statementTerms } from "../statement-terms.ts";
import { readStatements, type ReceivedStatement } from "../statement-body.ts";
import type { NewStatement, Stamp } from "../store.ts";

export async function putStatement(call: Call): Promise<Answer> {
  const id = call.parameters.required("statementId", call.parameters.uuid("statementId"));
  const { received, isBatch } = await readStatements(call);
  const [only] = received;
  if (isBatch || !only) {
    throw badRequest("found an array, expected one statement as an object", "2.1.1", "$");
  }
  const given = only.statement.id;
  if (given !== undefined && given.toLowerCase() !== id.toLowerCase()) {
    throw badRequest(
      `found the id ${given}, expected that of the parameter "statementId", ${id}`,
      "2.1.1",
      "$.id",
    );
  }
  await storeStatements(call, [{ ...only, statement: { ...only.statement, id: given ?? id } }]);
  return NO_CONTENT;
}

export async function postStatements(call: Call): Promise<Answer> {
  const { received } = await readStatements(call);
  return jsonAnswer(await storeStatements(call, received));
}

/** @returns the ids in the order of the request */
async function storeStatements(
  call: Call,
  received: readonly ReceivedStatement[],
): Promise<readonly string[]> {
  const identified = received.map((one) => ({
    ...one,
    statement: { ...one.statement, id: one.statement.id ?? call.ids() },
  }));
  requireDistinct(identified.map((one) => one.statement.id));
  if (call.caller.permit) {
    // The host judges what would be stored; the real stamps follow, since time passes while it thinks.
    const stored = stampText(call.now() * 1_000);
    const statements = identified.map(({ statement }) => storedForm(call, statement, stored));
    const parameters = call.parameters.all;
    await requirePermission(call.caller, { resource: "statements", access: "write", parameters, statements });
  }
  // From here to `append` nothing is awaited: stamps reach the store in their order.
  const forms = new Map<string, StoredForm>();
  const fresh = identified.map(({ statement, attachments }): NewStatement => {
    const stamp = call.store.nextStamp(call.now());
    const form = storedForm(call, statement, stampText(stamp));
    forms.set(form.id.toLowerCase(), form);
    return { ...indexed(form, stamp), attachments };
  });
  const appended = await call.store.append(fresh, sameJson);
  if (!appended.stored) throw conflict(appended.conflict);
  for (const id of appended.fresh) {
    const form = forms.get(id);
    if (form) call.onStored(form);
  }
  return identified.map(({ statement }) => statement.id);
}

function storedForm(call: Call, statement: Statement & { readonly id: string }, stored: string): StoredForm {
  return normaliseStatement(statement, { id: statement.id, stored, authority: call.caller.authority });
}

function indexed(form: StoredForm, stamp: Stamp): Omit<NewStatement, "attachments"> {
  const target = form.object.objectType === "StatementRef" ? form.object.id.toLowerCase() : undefined;
  return {
    id: form.id.toLowerCase(),
    stamp,
    json: JSON.stringify(form),
    terms: statementTerms(form),
    ...(target === undefined ? {} : { target }),
    voiding: form.verb.id === VERBS.voided.id,
    definitions: definitionsIn(form),
  };
}

function sameJson(stored: string, received: string): boolean {
  return sameStatement(JSON.parse(stored) as Statement, JSON.parse(received) as Statement);
}

function requireDistinct(ids: readonly string[]): void {
  const seen = new Set<string>();
  ids.forEach((id, at) => {
    const key = id.toLowerCase();
    if (seen.has(key)) {
      throw badRequest(
        `found the id ${id} twice in one batch, expected distinct ids`,
        "2.1.2",
        `$[${at}].id`,
      );
    }
    seen.add(key);
  });
}

function conflict(id: string): Refusal {
  return new Refusal(
    409,
    `found another statement with the id ${id} in the store, expected the same one or a new id; nothing was stored`,
    { rule: communicationRule("2.1.2"), path: "$.id" },
  );
}
