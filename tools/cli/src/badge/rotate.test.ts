/** Keys: rotation, the drill after a theft, and keys that lie elsewhere; with the built command. */
import { chmodSync, cpSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { commandFolder } from "../testing/command-folder.testing.ts";
import { completed, completedOn, putPumps, trust } from "./pumps.testing.ts";

// Each starts processes; a machine with other things to do takes its time.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const pumps = commandFolder("tessera rotate ");
const { folder, run, runWith, badge, text, put } = pumps;
const issue = (dir = "academy", env: Readonly<Record<string, string>> = {}) =>
  runWith(env, "badge", "issue", dir, "--course", "pumps", "--from", "statements");

beforeAll(() => {
  putPumps(pumps);
  mkdirSync(join(folder, "statements"));
  put("statements/1.json", [completed("ada", 1), completedOn("2026-09-01", "boris", 2)]);
  expect(run("check", "pumps").status).toBe(0);
  expect(badge("init", "academy", "--domain", "badges.example.org").status).toBe(0);
  trust(pumps, "academy");
  expect(issue().status).toBe(0);
  cpSync(join(folder, "academy"), join(folder, "fresh"), { recursive: true });
});
beforeEach(() => {
  rmSync(join(folder, "academy"), { recursive: true });
  cpSync(join(folder, "fresh"), join(folder, "academy"), { recursive: true });
});
afterAll(pumps.remove);

/** Verdict of each credential, by the name of its folder. */
const verdicts = (dir = "academy", from = `${dir}/credentials`) =>
  readdirSync(join(folder, from))
    .sort()
    .map((name) => {
      const found = badge("verify", `${from}/${name}/badge.png`, "--issuer", dir, "--format", "json");
      return (JSON.parse(found.stdout) as { readonly verdict: string }).verdict;
    });

test("after a rotation the old files are valid, new ones are signed with the new key, and the old key is gone", () => {
  const { status, stderr } = badge("rotate", "academy");
  expect(status, stderr).toBe(0);
  const [, name = ""] = /now (credentials-\S+)\. /.exec(stderr) ?? [];
  expect(existsSync(join(folder, "academy/keys", `${name}.json`))).toBe(true);
  expect(readdirSync(join(folder, "academy/keys"))).toHaveLength(3);
  expect(text("academy/site/index.html")).toContain("(no longer signs)");
  expect(verdicts()).toEqual(["valid", "valid"]);
  // What is lost of what the old key signed is signed with the new one.
  rmSync(join(folder, "academy/credentials"), { recursive: true });
  expect(badge("publish", "academy").stderr).toContain("Made the files of 2 credentials");
  expect(verdicts()).toEqual(["valid", "valid"]);
  const [one = ""] = readdirSync(join(folder, "academy/credentials"));
  expect(text(`academy/credentials/${one}/credential.json`)).toContain(`#${name}"`);
});

test("after a theft nothing of the old key counts, what was issued before is signed anew, and the rest is held back", () => {
  cpSync(join(folder, "academy/credentials"), join(folder, "handed-out"), { recursive: true });
  const { status, stdout, stderr } = badge("rotate", "academy", "--compromised", "2026-08-01");
  expect(status, stderr).toBe(0);
  expect(stderr).toContain("Signed 1 credentials anew");
  expect(stderr).toContain("Held back 1 that were signed on or after 2026-08-01T00:00:00Z");
  const [id = ""] = stdout.split(" ");
  expect(verdicts("academy", "handed-out")).toEqual(["cannot-tell", "cannot-tell"]);
  expect(verdicts().sort()).toEqual(["cannot-tell", "valid"]);
  expect(badge("resign", "academy", id).stderr).toContain("Signed 1 of 1 anew");
  expect(verdicts()).toEqual(["valid", "valid"]);
  expect(issue().status).toBe(0);
  expect(verdicts()).toEqual(["valid", "valid"]);
});

test.each(["status", "token"])(
  "the key for %s is rotated after a theft, and everything is valid after it",
  (purpose) => {
    const { status, stderr } = badge(
      "rotate",
      "academy",
      "--purpose",
      purpose,
      "--compromised",
      "2026-01-01",
    );
    expect(status, stderr).toBe(0);
    expect(verdicts()).toEqual(["valid", "valid"]);
  },
);

/** A signer such as somebody would write for a vault: keys in its memory, one line in, one line out. */
const SIGNER = `#!${process.execPath}
const { createHash, createPrivateKey, createPublicKey, sign } = require("node:crypto");
const lines = require("node:readline").createInterface({ input: process.stdin });
const seed = (name) => createHash("sha256").update("vault " + name).digest();
const der = (name, kind) => kind === "Ed25519"
  ? Buffer.concat([Buffer.from("302e020100300506032b657004220420", "hex"), seed(name)])
  : Buffer.concat([Buffer.from("303102010104 20".replace(" ", ""), "hex"), seed(name), Buffer.from("a00a06082a8648ce3d030107", "hex")]);
lines.on("line", (line) => {
  const { do: what, key, kind, bytes } = JSON.parse(line);
  if (process.env.BROKEN) return console.log(JSON.stringify({ error: "the vault is sealed" }));
  const secret = createPrivateKey({ key: der(key, kind), format: "der", type: kind === "Ed25519" ? "pkcs8" : "sec1" });
  if (what === "public-key") {
    const { x, y } = createPublicKey(secret).export({ format: "jwk" });
    const raw = Buffer.concat([Buffer.from(x, "base64url"), Buffer.from(y ?? "", "base64url")]);
    return console.log(JSON.stringify({ raw: raw.toString("base64url") }));
  }
  const data = Buffer.from(process.env.WRONG ? "AAAA" : bytes, "base64url");
  const made = kind === "Ed25519" ? sign(null, data, secret) : sign("sha256", data, { key: secret, dsaEncoding: "ieee-p1363" });
  console.log(JSON.stringify({ signature: made.toString("base64url") }));
});
`;

test("keys may lie with a program, which is asked for each signature and believed in none", () => {
  if (process.platform === "win32") return;
  const program = join(folder, "vault.cjs");
  writeFileSync(program, SIGNER);
  chmodSync(program, 0o700);
  const env = { TESSERA_BADGE_SIGNER: program };
  const made = runWith(env, "badge", "init", "vaulted", "--domain", "vault.example.org");
  expect(made.status, made.stderr).toBe(0);
  expect(existsSync(join(folder, "vaulted/keys"))).toBe(false);
  trust(pumps, "vaulted");
  const sealed = issue("vaulted", { ...env, BROKEN: "1" });
  expect(sealed.stderr).toContain("the vault is sealed");
  const wrong = issue("vaulted", { ...env, WRONG: "1" });
  expect(wrong.stderr).toContain("its own public key does not take");
  expect([sealed.status, wrong.status]).toEqual([1, 1]);
  const issued = issue("vaulted", env);
  expect(issued.status, issued.stderr).toBe(0);
  expect(verdicts("vaulted")).toEqual(["valid", "valid"]);
  const none = badge("publish", "vaulted");
  expect(none.stderr).toContain("the key `keys/status-");
  expect(none.stderr).toContain("TESSERA_BADGE_SIGNER");
});

test("a key of the environment signs as one in a file does", () => {
  const names = readdirSync(join(folder, "academy/keys"));
  const env = Object.fromEntries(
    names.map((name) => [
      `TESSERA_BADGE_KEY_${(name.split("-")[0] ?? "").toUpperCase()}`,
      text(`academy/keys/${name}`),
    ]),
  );
  rmSync(join(folder, "academy/keys"), { recursive: true });
  rmSync(join(folder, "academy/credentials"), { recursive: true });
  expect(issue("academy").stderr).toContain("is missing");
  const { status, stderr } = issue("academy", env);
  expect(status, stderr).toBe(0);
  expect(verdicts()).toEqual(["valid", "valid"]);
});

test("a renewal keeps the folder of the credential, and its files are the new ones", () => {
  put("statements/2.json", [completedOn("2026-10-01", "ada", 3)]);
  try {
    const before = readdirSync(join(folder, "academy/credentials")).sort();
    const words = ["badge", "renew", "academy", "--course", "pumps", "--from", "statements"];
    const dry = run(...words, "--dry-run");
    expect(dry.stdout).toContain("would-renew");
    expect(dry.stdout).toContain("nothing was shown since 2026-09-01");
    const { status, stdout } = run(...words, "--format", "json");
    expect(status).toBe(0);
    const { learners } = JSON.parse(stdout) as {
      readonly learners: readonly { readonly outcome: string; readonly credential: string }[];
    };
    expect(learners.map(({ outcome }) => outcome)).toEqual(["renewed", "not-yet"]);
    expect(readdirSync(join(folder, "academy/credentials")).sort()).toEqual(before);
    const home = `academy/credentials/${learners[0]?.credential.slice("urn:uuid:".length) ?? ""}`;
    const credential = JSON.parse(text(`${home}/credential.json`)) as Readonly<Record<string, string>>;
    expect(credential).toMatchObject({
      awardedDate: "2026-06-01T10:00:00Z",
      validFrom: "2026-10-01T10:00:00Z",
      validUntil: "2046-10-01T10:00:00Z",
    });
    expect(verdicts()).toEqual(["valid", "valid"]);
    // Killed after the ledger and before the files: the next run makes them.
    rmSync(join(folder, home), { recursive: true });
    cpSync(join(folder, "fresh", home.slice("academy/".length)), join(folder, home), { recursive: true });
    expect(run(...words).stdout).toContain("nothing was shown since 2026-10-01");
    expect(text(`${home}/credential.json`)).toContain('"validFrom":"2026-10-01T10:00:00Z"');
  } finally {
    rmSync(join(folder, "statements/2.json"));
  }
});

test.each([
  [["rotate", "academy", "--compromised", "yesterday"], 2, "is no day"],
  [["rotate", "academy", "--compromised", "2096-01-01"], 2, "has not come yet"],
  [["rotate", "academy", "--include-later"], 2, "--include-later says something of a stolen key only"],
  [["rotate", "pumps"], 1, "is no issuer's folder"],
  [["resign", "academy", "urn:uuid:none"], 1, "no credential urn:uuid:none was issued here"],
  [["renew", "academy", "--course", "pumps"], 2, "say where statements come from"],
])("badge %j ends with %i and says what is wrong", (words, code, says) => {
  const { status, stderr } = badge(...words);
  expect(stderr).toContain(says);
  expect(status).toBe(code);
});
