import { expect, test } from "vitest";
import { bytesOf, DID, namedKey, world } from "../testing/world.testing.ts";
import { verifyCredential } from "../verify/verify.ts";
import { keysIn, rotatedDocument } from "./did.ts";

const { signed, document, ports, list } = await world();
const { key } = await namedKey("credentials-2027", DID);
const added = { name: "credentials-2027", key };
const verdict = async (changed: object) => {
  const { verdict: said, reasons } = await verifyCredential(
    bytesOf(signed),
    ports({ resolve: () => Promise.resolve(changed as never), statusList: () => list() }),
  );
  return { said, codes: reasons.map(({ code }) => code) };
};
const [first] = keysIn(document);

test("after a rotation the old key still checks what it signed", async () => {
  const rotated = rotatedDocument(document, DID, { added });
  expect(keysIn(rotated).map(({ name }) => name)).toEqual([
    ...keysIn(document).map(({ name }) => name),
    added.name,
  ]);
  expect(await verdict(rotated)).toEqual({ said: "valid", codes: [] });
});

test("nothing that a stolen key signed is valid, whatever its date says", async () => {
  if (first === undefined) throw new Error("no key");
  const rotated = rotatedDocument(document, DID, {
    added,
    stolen: { ...first, revoked: "2030-01-01T00:00:00Z" },
  });
  expect(keysIn(rotated)[0]?.revoked).toBe("2030-01-01T00:00:00Z");
  expect(rotated["assertionMethod"]).not.toContain(`${DID}#${first.name}`);
  expect(await verdict(rotated)).toEqual({ said: "cannot-tell", codes: ["key-revoked"] });
});

test("a stolen key is not believed even where somebody lists it as one that may sign", async () => {
  if (first === undefined) throw new Error("no key");
  const rotated = rotatedDocument(document, DID, {
    added,
    stolen: { ...first, revoked: "2026-01-01T00:00:00Z" },
  });
  expect(await verdict({ ...rotated, assertionMethod: document["assertionMethod"] })).toMatchObject({
    said: "cannot-tell",
  });
});
