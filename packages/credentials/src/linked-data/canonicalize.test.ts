/** Our canonical form before `jsonld`, which has all of JSON-LD and of RDFC-1.0: the same bytes, or none of ours. */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import fc from "fast-check";
import jsonld from "jsonld/dist/jsonld.esm.min.js";
import { expect, test } from "vitest";
import { openBadge, statusListShape } from "../credential/credential-shape.ts";
import type { Json, JsonObject } from "../json/json.ts";
import { differences } from "../json/shape.ts";
import { anyCredential } from "../testing/any-credential.testing.ts";
import { LIST, world } from "../testing/world.testing.ts";
import { canonicalize, type Contexts } from "./canonicalize.ts";
import { EMBEDDED_CONTEXTS } from "./embedded-contexts.ts";
import { sha256Hex } from "./sha256.ts";

const embedded: Contexts = new Map(
  EMBEDDED_CONTEXTS.map(({ url, json }) => [url, JSON.parse(json) as unknown]),
);
const read = (name: string): JsonObject =>
  JSON.parse(
    readFileSync(new URL(`../../fixtures/w3c-vectors/${name}`, import.meta.url), "utf8"),
  ) as JsonObject;
const w3c: Contexts = new Map<string, unknown>([
  [
    "https://www.w3.org/ns/credentials/examples/v2",
    { "@context": { "@vocab": "https://www.w3.org/ns/credentials/examples#" } },
  ],
  ["https://w3id.org/citizenship/v4rc1", read("citizenship-v4rc1.jsonld")],
]);

/** Undefined when they refuse it. */
async function theirs(document: JsonObject, more: Contexts = new Map()): Promise<string | undefined> {
  try {
    return await jsonld.canonize(document, {
      algorithm: "RDFC-1.0",
      format: "application/n-quads",
      safe: true,
      base: null,
      // How deep they look depends on the order of names; a few thousand steps are enough for what is made here.
      maxWorkFactor: 3,
      documentLoader: (url) => {
        const document = embedded.get(url) ?? more.get(url);
        return document === undefined
          ? Promise.reject(new Error(url))
          : Promise.resolve({ documentUrl: url, document });
      },
    });
  } catch {
    return undefined;
  }
}
const ours = (document: JsonObject, more?: Contexts): string | undefined => {
  const found = canonicalize(document, more);
  return "nQuads" in found ? found.nQuads : undefined;
};
const { signed, unsigned, list } = await world();

test.each([
  ["an issued credential", signed],
  ["one before its proof", unsigned],
  ["a status list", await list({ revoked: [1, 4_711] })],
  ["the W3C's alumni credential", read("unsigned.json")],
  ["the W3C's employment authorization", read("employmentAuth.json")],
  ["the W3C's signed alumni credential", read("eddsa-rdfc-2022/signedDataInt.json")],
  ["the W3C's signed employment authorization", read("eddsa-rdfc-2022/employ/signedDataInt.json")],
])("%s has the form that jsonld gives it", async (_, document) => {
  const form = ours(document, w3c);
  expect(form).toBeDefined();
  expect(form).toBe(await theirs(document, w3c));
});

/** A slice; TESSERA_FORMS=4000 was run for decision 47. */
const SLICE = Number(process.env["TESSERA_FORMS"] ?? 40);

test("whatever an Open Badge may say has the form that jsonld gives it", async () => {
  await fc.assert(
    fc.asyncProperty(anyCredential(signed), async (document) => {
      expect(differences(document, openBadgeOrProof)).toEqual([]);
      const form = ours(document);
      const other = await theirs(document);
      expect(form).toBeDefined();
      expect(form).toBe(other);
    }),
    { numRuns: SLICE },
  );
});

/** The shape that a check asks for first; embedded proofs are part of what is compared. */
const openBadgeOrProof: typeof openBadge = (value, path, report) => {
  const { proof: _proof, ...rest } = value as JsonObject;
  openBadge(rest, path, report);
};

test("a document that was turned and bent has the form of jsonld, or none", async () => {
  const bits: readonly Json[] = [
    null,
    0,
    1.5,
    -1e-7,
    1e21,
    true,
    "",
    "x",
    "_:b0",
    "urn:x",
    "a b",
    [],
    {},
    [[1]],
    "@id",
    "https://x.example/<>",
  ];
  const keys = ["id", "type", "@id", "@value", "@type", "@graph", "name", "proof", "image", "x:y", "nothing"];
  const at = fc.tuple(fc.nat(200), fc.constantFrom(...keys), fc.constantFrom(...bits));
  await fc.assert(
    fc.asyncProperty(at, async ([where, key, bit]) => {
      const document = JSON.parse(JSON.stringify(signed)) as JsonObject;
      const nodes = objectsIn(document);
      Object.assign(nodes[where % nodes.length] as object, { [key]: bit });
      const form = ours(document);
      if (form !== undefined) expect(form).toBe(await theirs(document));
    }),
    { numRuns: SLICE },
  );
});

const objectsIn = (value: Json): readonly object[] =>
  typeof value !== "object" || value === null
    ? []
    : [
        ...(Array.isArray(value) ? [] : [value]),
        ...Object.values(value).flatMap((each: Json) => objectsIn(each)),
      ];

test("look-alikes in tens of thousands of orders end without a form", () => {
  const alike = (count: number) =>
    Array.from({ length: count }, () => ({ type: ["Alignment"], targetName: "a" }));
  const results = [0, 1].map(() => ({ type: ["Result"], alignment: alike(8) }));
  const subject = { ...(unsigned["credentialSubject"] as JsonObject), result: results };
  expect(canonicalize({ ...unsigned, credentialSubject: subject })).toMatchObject({ unread: true });
});

test("what no context defines is said to mean nothing; what is not read here is said to be that", () => {
  expect(canonicalize({ ...unsigned, level: "expert" })).toMatchObject({ unread: false });
  expect(canonicalize({ ...unsigned, type: ["VerifiableCredential", "Diploma"] })).toMatchObject({
    unread: false,
  });
  for (const more of [{ "@graph": [] }, { "https://x.example/y": 1 }, { image: { "@value": "x" } }])
    expect(canonicalize({ ...unsigned, ...more } as JsonObject)).toMatchObject({ unread: true });
  expect(canonicalize({ "@context": [] })).toMatchObject({ unread: false });
});

test("a status list is read by its shape too", async () => {
  const { proof: _proof, ...rest } = await list();
  expect(differences(rest as JsonObject, statusListShape)).toEqual([]);
  expect(ours(rest as JsonObject)).toContain(`<${LIST}>`);
});

test("SHA-256 is that of Node, for texts of every length up to three blocks", () => {
  for (let length = 0; length < 200; length += 1) {
    const text = "é".repeat(length % 7) + "x".repeat(length);
    expect(sha256Hex(text)).toBe(createHash("sha256").update(text).digest("hex"));
  }
});
