/** The built command, as people and scripts call it. */
import { chmodSync, readFileSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import {
  addProof,
  bakePng,
  buildCredential,
  jwkSigner,
  signStatusList,
  webCrypto,
} from "@tessera/credentials";
import type { JsonObject } from "@tessera/credentials";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { commandFolder } from "../testing/command-folder.testing.ts";

// Each starts processes; a machine with other things to do takes its time.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const academy = commandFolder("tessera badge ü ");
const { folder, badge: run } = academy;
const PIXEL = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVQIW2NgUPr/HwADaAIhG61j/AAAAABJRU5ErkJggg==",
  "base64",
);
const HOST = "badges.example.org";
let credential: JsonObject;

const put = (name: string, value: object | Uint8Array): string => {
  academy.put(name, value);
  return name;
};
const secretsOf = (dir: string): string[] =>
  readdirSync(join(folder, dir, "keys")).map((name) => {
    const jwk = JSON.parse(readFileSync(join(folder, dir, "keys", name), "utf8")) as { readonly d: string };
    return jwk.d;
  });
const signer = (purpose: string) => {
  const name = readdirSync(join(folder, "academy/keys")).find((file) => file.startsWith(purpose)) ?? "";
  const jwk = JSON.parse(readFileSync(join(folder, "academy/keys", name), "utf8")) as JsonObject;
  return jwkSigner("Ed25519", jwk, `did:web:${HOST}#${name.replace(".json", "")}`);
};

beforeAll(async () => {
  const made = run("init", "academy", "--domain", HOST, "--name", "Example Academy");
  expect(made).toMatchObject({ status: 0, stdout: "" });
  const now = `${new Date().toISOString().slice(0, 19)}Z`;
  const unsigned = buildCredential(
    {
      id: "urn:uuid:5f0c8a4e-7b1d-5a35-9d6b-0c2f4a6e8b10",
      achievement: {
        id: `https://${HOST}/achievements/hygiene/v1`,
        name: "Hygiene \u001b[31m",
        description: "d",
        criteria: "c",
        version: "1.0.0",
        language: "en",
      },
      subject: { id: "urn:uuid:0b8e3c5e-3f57-4a0e-8f6e-6c1a6f3b2d11", identifiers: [] },
      awardedDate: now,
      validFrom: now,
      evidence: [],
      status: { list: `https://${HOST}/status/1.json`, index: 7 },
    },
    { id: `did:web:${HOST}`, name: "Example Academy" },
  );
  const named = { ...unsigned, name: "Hygiene" };
  const subject = named["credentialSubject" as never] as JsonObject;
  const achievement = { ...(subject["achievement"] as JsonObject), name: "Hygiene" };
  credential = await addProof(
    { ...named, credentialSubject: { ...subject, achievement } },
    now,
    await signer("credentials"),
    webCrypto,
  );
});
afterAll(academy.remove);

test("an issuer's keys are readable by nobody else, and what is printed holds none of them", () => {
  const again = run("init", "second", "--domain", "other.example.org");
  expect(again.status).toBe(0);
  expect(again.stderr).toContain("did:web:other.example.org");
  const secrets = secretsOf("second");
  expect(secrets).toHaveLength(3);
  for (const secret of secrets) expect(again.stderr + again.stdout).not.toContain(secret);
  if (process.platform === "win32") return;
  for (const name of readdirSync(join(folder, "second/keys")))
    expect(statSync(join(folder, "second/keys", name)).mode & 0o777).toBe(0o600);
  expect(statSync(join(folder, "second/ledger.ndjson")).mode & 0o777).toBe(0o600);
});

test("nothing secret lies in the site", () => {
  const secrets = secretsOf("academy");
  const files = readdirSync(join(folder, "academy/site"), { recursive: true, encoding: "utf8" })
    .map((name) => join(folder, "academy/site", name))
    .filter((path) => statSync(path).isFile());
  expect(files.length).toBeGreaterThan(2);
  for (const path of files)
    for (const secret of secrets) expect(readFileSync(path, "utf8")).not.toContain(secret);
});

test.each([
  [["init", "x", "--domain", "https://badges.example.org"], 2, "is no domain, expected one such as"],
  [["init", "x", "--domain", "localhost"], 2, "is no domain"],
  [["init", "x"], 2, "required option '--domain <host>' not specified"],
  [["init", "academy", "--domain", HOST], 1, "is not empty"],
  [["verify", "nothing.png"], 1, "there is no file `nothing.png`"],
  [["verify", "academy"], 1, "is no file"],
  [["verify", "academy/issuer.json", "--issuer", "academy/keys"], 1, "is no issuer's folder or site"],
  [["verify", "academy/issuer.json", "--trust", "somebody"], 2, "is no issuer's name"],
  [["fly"], 2, "unknown command 'fly'"],
])("badge %j ends with %i and says what is wrong", (words, code, says) => {
  const { status, stderr, stdout } = run(...words);
  expect(stderr).toContain(says);
  expect(stderr).not.toMatch(/\n\s+at /);
  expect({ status, stdout }).toEqual({ status: code, stdout: "" });
});

test("a credential is valid with the issuer at hand, and in a picture", () => {
  for (const file of [
    put("good.json", credential),
    put("good.png", bakePng(PIXEL, JSON.stringify(credential))),
  ]) {
    const { status, stdout } = run("verify", file, "--issuer", "academy/site", "--format", "json");
    expect(JSON.parse(stdout)).toMatchObject({
      file,
      verdict: "valid",
      reasons: [],
      proven: true,
      issuer: `did:web:${HOST}`,
      credential: { name: "Hygiene", issuerName: "Example Academy" },
      revocation: { age: "0 hours" },
    });
    expect(status).toBe(0);
  }
});

test("one that was changed is tampered with, and nothing of it is called proven", () => {
  const file = put("changed.json", { ...credential, description: "More \u001b]0;than that" });
  const { status, stdout } = run("verify", file, "--issuer", "academy");
  expect(stdout.split("\n")[0]).toBe("CANNOT TELL");
  const plain = put("changed.json", { ...credential, description: "More" });
  const found = run("verify", plain, "--issuer", "academy");
  expect(found.stdout.split("\n")[0]).toBe("TAMPERED WITH");
  expect(found.stdout).toContain("nothing of it is proven");
  expect([status, found.status]).toEqual([1, 1]);
});

test("one that is on the list is revoked", async () => {
  const list = await signStatusList(
    {
      url: `https://${HOST}/status/1.json`,
      issuer: `did:web:${HOST}`,
      entries: 0,
      revoked: [7],
      validFrom: "2026-01-01T00:00:00Z",
      validUntil: "2096-01-01T00:00:00Z",
    },
    await signer("status"),
    webCrypto,
  );
  const words = ["--issuer", "academy", "--status", put("list.json", list), "--format", "json"];
  const { status, stdout } = run("verify", put("good.json", credential), ...words);
  expect(JSON.parse(stdout)).toMatchObject({ verdict: "revoked", reasons: [{ code: "revoked" }] });
  expect(status).toBe(1);
});

test("without the issuer's key nobody can tell, and with another key pinned it is unknown", () => {
  const file = put("good.json", credential);
  const alone = run("verify", file, "--format", "json");
  expect(JSON.parse(alone.stdout)).toMatchObject({ verdict: "cannot-tell", reasons: [{ code: "no-key" }] });
  const pinned = run("verify", file, "--issuer", "academy", "--key", "z6MkOther", "--format", "json");
  expect(JSON.parse(pinned.stdout)).toMatchObject({ verdict: "unknown-issuer" });
  expect([alone.status, pinned.status]).toEqual([1, 1]);
});

test("the private keys are not readable for verify, which never asks for them", () => {
  if (process.platform === "win32") return;
  const keys = join(folder, "academy/keys");
  chmodSync(keys, 0o000);
  try {
    expect(run("verify", put("good.json", credential), "--issuer", "academy").status).toBe(0);
  } finally {
    chmodSync(keys, 0o700);
  }
});
