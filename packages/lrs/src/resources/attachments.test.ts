import { createHash, createSign, generateKeyPairSync, type KeyObject } from "node:crypto";
import { describe, expect, test } from "vitest";
import { parseMultipart, readBoundary, writeMultipart } from "../multipart.ts";
import { numberedId, problem, statement, testLrs, type Client } from "../testing/test-lrs.ts";

const text = new TextEncoder();
const DATA = text.encode("here is a simple attachment");
const SHA2 = sha2(DATA);
const BOUNDARY = "abcABC0123'()+_,-./:=?";

function sha2(data: Uint8Array, name = "sha256"): string {
  return createHash(name).update(data).digest("hex");
}

function attachment(changes: object = {}): object {
  return {
    usageType: "http://example.com/attachment-usage/test",
    display: { en: "A test attachment" },
    contentType: "text/plain; charset=ascii",
    length: DATA.length,
    sha2: SHA2,
    ...changes,
  };
}

interface TestPart {
  readonly headers?: Readonly<Record<string, string>>;
  readonly content?: Uint8Array;
}

const HEADERS = {
  "Content-Type": "text/plain; charset=ascii",
  "Content-Transfer-Encoding": "binary",
  "X-Experience-API-Hash": SHA2,
};

function multipart(statements: unknown, parts: readonly TestPart[]): Uint8Array {
  const all = [
    { headers: { "Content-Type": "application/json" }, content: text.encode(JSON.stringify(statements)) },
    ...parts,
  ];
  return writeMultipart(
    all.map(({ headers = HEADERS, content = DATA }) => ({
      headers: new Map(Object.entries(headers)),
      content: Uint8Array.from(content),
    })),
    BOUNDARY,
  );
}

const send = (ask: Client, body: Uint8Array, type = `multipart/mixed; boundary="${BOUNDARY}"`) =>
  ask("POST", "statements", { body, headers: { "content-type": type } });

async function received(ask: Client, query: Readonly<Record<string, string>>) {
  const answer = await ask("GET", "statements", { query: { attachments: "true", ...query } });
  const boundary = readBoundary(answer.headers.get("content-type") ?? "") ?? "none";
  const [first, ...others] = parseMultipart(new Uint8Array(await answer.arrayBuffer()), boundary);
  return {
    statements: JSON.parse(new TextDecoder().decode(first?.content)) as Record<string, unknown>,
    parts: others.map((part) => [
      part.headers.get("x-experience-api-hash"),
      part.headers.get("content-type"),
      [...part.content],
    ]),
  };
}

describe("attachments", () => {
  test("come back with the statement, byte for byte, when they are asked for", async () => {
    const { ask } = testLrs();
    const bytes = new Uint8Array([13, 10, 45, 45, 0, 255, 13, 10, 13, 10]);
    const binary = attachment({
      contentType: "image/png",
      length: bytes.length,
      sha2: sha2(bytes, "sha512"),
    });
    const body = multipart(statement({ attachments: [binary] }), [
      {
        headers: { ...HEADERS, "Content-Type": "image/png", "X-Experience-API-Hash": sha2(bytes, "sha512") },
        content: bytes,
      },
    ]);
    expect((await send(ask, body)).status).toBe(200);
    const { statements, parts } = await received(ask, { statementId: numberedId(1) });
    expect(statements["attachments"]).toEqual([binary]);
    expect(parts).toEqual([[sha2(bytes, "sha512"), "image/png", [...bytes]]]);
    const plain = await ask("GET", "statements", {
      query: { statementId: numberedId(1), attachments: "false" },
    });
    expect(plain.headers.get("content-type")).toBe("application/json");
  });

  test("that several statements share are sent once", async () => {
    const { ask } = testLrs();
    const one = statement({ attachments: [attachment()] });
    await send(ask, multipart([one, one], [{}]));
    expect((await received(ask, {})).parts).toHaveLength(1);
    expect((await received(ask, { format: "ids" })).parts).toHaveLength(1);
  });

  test("of a SubStatement count as well", async () => {
    const { ask } = testLrs();
    const object = { objectType: "SubStatement", ...statement({ attachments: [attachment()] }) };
    expect((await send(ask, multipart(statement({ object }), []))).status).toBe(400);
    expect((await send(ask, multipart(statement({ object }), [{}]))).status).toBe(200);
    expect((await received(ask, {})).parts).toHaveLength(1);
  });

  test("with a fileUrl need no data, in JSON too", async () => {
    const { ask } = testLrs();
    const body = statement({ attachments: [attachment({ fileUrl: "https://files.example/1" })] });
    expect((await ask("POST", "statements", { body })).status).toBe(200);
    expect((await send(ask, multipart(body, []))).status).toBe(200);
    expect((await send(ask, multipart(statement(), []))).status).toBe(200);
    const without = await ask("POST", "statements", { body: statement({ attachments: [attachment()] }) });
    expect(await problem(without)).toMatchObject({ status: 400, path: "$.attachments[0]" });
  });

  const good = statement({ attachments: [attachment()] });
  test.each<[string, Uint8Array, string]>([
    ["data that belongs to nothing", multipart(statement(), [{}]), "$"],
    ["no data", multipart([good], []), "$[0].attachments[0]"],
    ["data with another hash than it says", multipart(good, [{ content: text.encode("other") }]), "part 2"],
    ["no hash", multipart(good, [{ headers: { "Content-Transfer-Encoding": "binary" } }]), "part 2"],
    [
      "a hash that is no SHA-2",
      multipart(good, [{ headers: { ...HEADERS, "X-Experience-API-Hash": "abc" } }]),
      "part 2",
    ],
    [
      "base64",
      multipart(good, [{ headers: { ...HEADERS, "Content-Transfer-Encoding": "base64" } }]),
      "part 2",
    ],
    [
      "another length in the statement",
      multipart(statement({ attachments: [attachment({ length: 1 })] }), [{}]),
      "$.attachments[0].length",
    ],
    [
      "another length in the part",
      multipart(good, [{ headers: { ...HEADERS, "Content-Length": "1" } }]),
      "part 2",
    ],
    [
      "another content type",
      multipart(good, [{ headers: { ...HEADERS, "Content-Type": "image/png" } }]),
      "$.attachments[0].contentType",
    ],
    ["a bad statement", multipart({}, [{}]), "$"],
    ["no closing boundary", multipart(good, [{}]).slice(0, -10), "$"],
    ["no boundary at all", text.encode("{}"), "$"],
  ])("%s is refused", async (_what, body, path) => {
    const { ask, stored, errors } = testLrs();
    expect(await problem(await send(ask, body))).toMatchObject({ status: 400, path });
    expect([stored, errors]).toEqual([[], []]);
  });

  test("a content type without a sound boundary, or a first part that is no JSON, is refused", async () => {
    const { ask } = testLrs();
    expect((await send(ask, multipart(good, [{}]), "multipart/mixed")).status).toBe(400);
    const first = writeMultipart(
      [{ headers: new Map([["content-type", "text/plain"]]), content: DATA.slice() }],
      BOUNDARY,
    );
    expect(await problem(await send(ask, first))).toMatchObject({ status: 400, path: "part 1" });
  });

  test("requests above the limit are refused with 413", async () => {
    const { ask } = testLrs({ limits: { multipartBytes: 500 } });
    expect((await send(ask, multipart(good, [{}]))).status).toBe(413);
  });
});

describe("multipart", () => {
  test("a preamble, an epilogue and spaces after a boundary are ignored", () => {
    const body = text.encode(`preamble\r\n--b \t\r\nA: 1\r\n\r\none\r\n--b\r\n\r\ntwo\r\n--b--\r\nepilogue`);
    const parts = parseMultipart(Uint8Array.from(body), "b");
    expect(parts.map(({ headers, content }) => [[...headers], new TextDecoder().decode(content)])).toEqual([
      [[["a", "1"]], "one"],
      [[], "two"],
    ]);
  });

  test.each([
    ['multipart/mixed; boundary="a b"', "a b"],
    ["multipart/mixed;boundary=abc; charset=x", "abc"],
    ['multipart/mixed; boundary="a\\"b"', undefined],
    ["multipart/mixed", undefined],
    [`multipart/mixed; boundary=${"x".repeat(71)}`, undefined],
  ])("the boundary of %s is %s", (type, expected) => {
    expect(readBoundary(type)).toBe(expected);
  });
});

describe("signed statements", () => {
  const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const other = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const base64url = (value: string | Buffer) => Buffer.from(value).toString("base64url");

  function jws(
    payload: unknown,
    { alg = "RS256", x5c, key = privateKey }: { alg?: string; x5c?: string[]; key?: KeyObject } = {},
  ) {
    const signed = `${base64url(JSON.stringify({ alg, x5c }))}.${base64url(JSON.stringify(payload))}`;
    return text.encode(`${signed}.${base64url(createSign("RSA-SHA256").update(signed).sign(key))}`);
  }

  async function sendSigned(payload: unknown, signature: Uint8Array, changes: object = {}) {
    const { ask } = testLrs();
    const header = {
      usageType: "http://adlnet.gov/expapi/attachments/signature",
      display: { en: "Signature" },
      contentType: "application/octet-stream",
      length: signature.length,
      sha2: sha2(signature),
      ...changes,
    };
    const headers = { "Content-Transfer-Encoding": "binary", "X-Experience-API-Hash": sha2(signature) };
    return send(
      ask,
      multipart({ ...(payload as object), attachments: [header] }, [{ headers, content: signature }]),
    );
  }

  const id = numberedId(3);
  const payload = statement({ id });

  test("are stored when the signature is of the same statement", async () => {
    expect((await sendSigned(payload, jws(payload))).status).toBe(200);
    expect((await sendSigned(payload, jws(payload, { x5c: [certificate(publicKey)] }))).status).toBe(200);
  });

  test.each<[string, Uint8Array, object]>([
    ["no JWS", text.encode("signed, me"), {}],
    ["a JWS of another statement", jws(statement({ id, result: { success: true } })), {}],
    ["an algorithm that the rule does not name", jws(payload, { alg: "HS256" }), {}],
    ["the algorithm none", jws(payload, { alg: "none" }), {}],
    ["a certificate of another key", jws(payload, { x5c: [certificate(other.publicKey)] }), {}],
    ["a certificate that is none", jws(payload, { x5c: ["AAAA"] }), {}],
    ["another content type", jws(payload), { contentType: "text/plain" }],
  ])("with %s are refused", async (_what, signature, changes) => {
    expect(await problem(await sendSigned(payload, signature, changes))).toMatchObject({
      status: 400,
      rule: "xAPI 1.0.3 Data 2.6",
      path: "$.attachments[0]",
    });
  });

  /** As much of an X.509 certificate as a reader of its key can see; signed by nobody. */
  function certificate(key: KeyObject): string {
    const der = (tag: number, ...parts: readonly Uint8Array[]): Buffer => {
      const content = Buffer.concat(parts);
      const length =
        content.length < 128 ? [content.length] : [0x82, content.length >> 8, content.length & 255];
      return Buffer.concat([Buffer.from([tag, ...length]), content]);
    };
    const empty = der(0x30);
    const version = der(0xa0, der(0x02, Buffer.from([2])));
    const serial = der(0x02, Buffer.from([1]));
    const info = key.export({ type: "spki", format: "der" });
    const body = der(0x30, version, serial, empty, empty, empty, empty, info);
    return der(0x30, body, empty, der(0x03, Buffer.from([0]))).toString("base64");
  }
});
