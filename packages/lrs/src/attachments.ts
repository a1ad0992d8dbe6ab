/** The data of attachments: matched to statements by its SHA-2 and in no other way (Communication §1.5.2). */
import type { Attachment, Statement } from "@tessera/xapi";
import { hexDigest, type DigestName } from "./hash.ts";
import type { Part } from "./multipart.ts";
import { badRequest, type Refusal } from "./refusal.ts";
import type { AttachmentData } from "./store.ts";

const DIGESTS: Readonly<Record<number, DigestName>> = { 64: "SHA-256", 96: "SHA-384", 128: "SHA-512" };

/** Received data by its hash in lower case. */
export type Received = ReadonlyMap<string, AttachmentData & { readonly part: Part }>;

/** @param parts - those after the first, statements part */
export async function readAttachments(parts: readonly Part[]): Promise<Received> {
  const received = new Map<string, AttachmentData & { readonly part: Part }>();
  for (const [at, part] of parts.entries()) {
    const path = `part ${at + 2}`;
    const hash = part.headers.get("x-experience-api-hash")?.toLowerCase();
    if (hash === undefined) throw wrong(path, "no X-Experience-API-Hash", "one in each part after the first");
    const encoding = part.headers.get("content-transfer-encoding");
    if (encoding?.toLowerCase() !== "binary") {
      throw wrong(path, `the Content-Transfer-Encoding ${encoding ?? "none"}`, "binary");
    }
    const digest = DIGESTS[hash.length];
    if (!digest) throw wrong(path, `the hash ${hash}`, "SHA-256, SHA-384 or SHA-512 in hex");
    const actual = await hexDigest(digest, part.content);
    if (actual !== hash)
      throw wrong(path, `data whose ${digest} is ${actual}`, `that of its header, ${hash}`);
    const length = part.headers.get("content-length");
    if (length !== undefined && Number(length) !== part.content.byteLength) {
      throw wrong(path, `${part.content.byteLength} octets`, `the Content-Length of the part, ${length}`);
    }
    // Copied: a slice would keep the whole request in memory for as long as the store keeps the data.
    const content = part.content.slice();
    received.set(hash, {
      sha2: hash,
      contentType: part.headers.get("content-type") ?? "application/octet-stream",
      content,
      part,
    });
  }
  return received;
}

/** Every attachment header of a statement and of its SubStatement, with where it stands. */
export function attachmentsIn(
  statement: Statement,
  root = "$",
): readonly { readonly attachment: Attachment; readonly path: string }[] {
  const { object } = statement;
  const inner = object.objectType === "SubStatement" ? (object.attachments ?? []) : [];
  return [
    ...(statement.attachments ?? []).map((attachment, at) => ({
      attachment,
      path: `${root}.attachments[${at}]`,
    })),
    ...inner.map((attachment, at) => ({ attachment, path: `${root}.object.attachments[${at}]` })),
  ];
}

/**
 * @returns for each statement the data that belongs to it
 * @throws Refusal 400 when an attachment has neither data nor a fileUrl, when header and data contradict each other,
 * or when data belongs to no attachment
 */
export function matchAttachments(
  statements: readonly Statement[],
  received: Received,
  rootOf: (at: number) => string,
): readonly (readonly AttachmentData[])[] {
  const used = new Set<string>();
  const matched = statements.map((statement, at) => {
    const data = new Map<string, AttachmentData>();
    for (const { attachment, path } of attachmentsIn(statement, rootOf(at))) {
      const hash = attachment.sha2.toLowerCase();
      const held = received.get(hash);
      if (held) {
        requireAgreement(attachment, held, path);
        used.add(hash);
        data.set(hash, { sha2: hash, contentType: attachment.contentType, content: held.content });
      } else if (attachment.fileUrl === undefined) {
        throw wrong(path, "neither a part with this sha2 nor a fileUrl", "one of them");
      }
    }
    return [...data.values()];
  });
  const stray = [...received.keys()].find((hash) => !used.has(hash));
  if (stray !== undefined) throw wrong("$", `data with the hash ${stray}`, "an attachment of that sha2");
  return matched;
}

function requireAgreement(
  attachment: Attachment,
  held: AttachmentData & { readonly part: Part },
  path: string,
): void {
  const length = held.content.byteLength;
  if (attachment.length !== length) {
    throw wrong(`${path}.length`, String(attachment.length), `the ${length} octets of the part`);
  }
  const type = held.part.headers.get("content-type");
  if (type !== undefined && normalType(type) !== normalType(attachment.contentType)) {
    throw wrong(`${path}.contentType`, attachment.contentType, `that of the part, ${type}`);
  }
}

function normalType(type: string): string {
  return type.replace(/\s*;\s*/g, ";").toLowerCase();
}

function wrong(path: string, found: string, expected: string): Refusal {
  return badRequest(`found ${found}, expected ${expected}`, "1.5.2", path);
}
