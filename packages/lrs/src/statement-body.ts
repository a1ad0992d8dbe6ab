/** From the bytes of a statement request to checked statements and the data of their attachments. */
import { checkStatement, type Statement, type StatementFault } from "@tessera/xapi";
import { matchAttachments, readAttachments, type Received } from "./attachments.ts";
import type { Call } from "./call.ts";
import { decodeUtf8, parseJson } from "./json-body.ts";
import { parseMultipart, readBoundary, type Part } from "./multipart.ts";
import { badRequest, communicationRule, Refusal } from "./refusal.ts";
import { requireSoundSignatures } from "./signature.ts";
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
  const { bytes, data } = await readParts(call);
  const { statements, isBatch } = checkStatements(call, decodeUtf8(bytes, "statements"));
  const rootOf = (at: number) => (isBatch ? `$[${at}]` : "$");
  const attachments = matchAttachments(statements, data, rootOf);
  for (const [at, statement] of statements.entries()) {
    if (statement.attachments) await requireSoundSignatures(statement, data, rootOf(at));
  }
  return {
    received: statements.map((statement, at) => ({ statement, attachments: attachments[at] ?? [] })),
    isBatch,
  };
}

/** §1.5: JSON alone, or a first part of JSON and the data of attachments after it. */
async function readParts(
  call: Call,
): Promise<{ readonly bytes: Uint8Array<ArrayBuffer>; readonly data: Received }> {
  const type = call.headers.get("content-type") ?? "";
  const essence = mediaType(type);
  if (essence === "application/json") {
    return { bytes: await call.body(call.limits.bodyBytes), data: new Map() };
  }
  if (essence !== "multipart/mixed") {
    throw badRequest(
      `found the content type ${JSON.stringify(type)}, expected application/json or multipart/mixed`,
      "1.5",
      "content-type",
    );
  }
  const boundary = readBoundary(type);
  if (boundary === undefined) {
    throw badRequest(`found ${JSON.stringify(type)}, expected a boundary in it`, "1.5.2", "content-type");
  }
  const [first, ...others] = parseMultipart(await call.body(call.limits.multipartBytes), boundary);
  requireJsonPart(call, first);
  return { bytes: first.content, data: await readAttachments(others) };
}

function requireJsonPart(call: Call, first: Part | undefined): asserts first is Part {
  const type = first?.headers.get("content-type") ?? "none";
  if (!first || mediaType(type) !== "application/json") {
    throw badRequest(
      `found a first part of the content type ${type}, expected the statements as application/json`,
      "1.5.2",
      "part 1",
    );
  }
  if (first.content.byteLength > call.limits.bodyBytes) {
    throw new Refusal(
      413,
      `found statements above the limit, expected at most ${call.limits.bodyBytes} bytes`,
      {
        rule: communicationRule("3.2"),
      },
    );
  }
}

function mediaType(contentType: string): string | undefined {
  return contentType.split(";", 1)[0]?.trim().toLowerCase();
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
