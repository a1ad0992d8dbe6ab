/** From the bytes of a statement request to checked statements and the data of their attachments. */
import { checkStatement, type Statement, type StatementFault } from "@tessera/xapi";
import type { Call } from "./call.ts";
import { decodeUtf8, parseJson } from "./json-body.ts";
import { badRequest, communicationRule, Refusal } from "./refusal.ts";
import type { AttachmentData } from "./store.ts";

export interface ReceivedStatement {
  readonly statement: Statement;
  readonly attachments: readonly AttachmentData[];
}

export interface ReceivedStatements {
  readonly received: readonly ReceivedStatement[];
  /** True for an array, even of one. */
  readonly isBatch: boolean;
}

/** At most this many faults go into one answer; the first is the message. */
const MAX_FAULTS = 50;

/** @throws Refusal 400 for anything that xAPI 1.0.3 does not allow, 413 above the limits */
export async function readStatements(call: Call): Promise<ReceivedStatements> {
  const type = call.headers.get("content-type") ?? "";
  const essence = type.split(";", 1)[0]?.trim().toLowerCase();
  if (essence !== "application/json") {
    throw badRequest(
      `found the content type ${JSON.stringify(type)}, expected application/json or multipart/mixed`,
      "1.5",
      "content-type",
    );
  }
  const bytes = await call.body(call.limits.bodyBytes);
  const { statements, isBatch } = checkStatements(call, decodeUtf8(bytes, "statements"));
  return { received: statements.map((statement) => ({ statement, attachments: [] })), isBatch };
}

function checkStatements(
  call: Call,
  text: string,
): { readonly statements: readonly Statement[]; readonly isBatch: boolean } {
  const value = parseJson(text, "the body");
  const isBatch = Array.isArray(value);
  const list: readonly unknown[] = isBatch ? value : [value];
  if (list.length > call.limits.batch) {
    throw new Refusal(
      413,
      `found a batch of ${list.length}, expected at most ${call.limits.batch} statements`,
      {
        rule: communicationRule("3.2"),
      },
    );
  }
  const faults: StatementFault[] = [];
  for (const [at, statement] of list.entries()) {
    if (faults.length >= MAX_FAULTS) break;
    for (const fault of checkStatement(statement)) {
      faults.push(isBatch ? { ...fault, path: `$[${at}]${fault.path.slice(1)}` } : fault);
    }
  }
  const [first] = faults;
  if (first) {
    throw new Refusal(400, first.message, {
      rule: first.rule,
      path: first.path,
      faults: faults.slice(0, MAX_FAULTS),
    });
  }
  return { statements: list as readonly Statement[], isBatch };
}
