/** From statement files to badges, with the built command. */
import { appendFileSync, chmodSync, cpSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { commandFolder } from "../testing/command-folder.testing.ts";
import { LMS, completed, putPumps, trust } from "./pumps.testing.ts";

// Each starts processes, some of them several; a machine with other things to do takes its time.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const pumps = commandFolder("tessera issue ü ");
const { folder, run, badge, text, put } = pumps;
const AUTHORITY = "account:https://lms.example.org lms";

/** Nothing issued yet. */
let fresh: string;

beforeAll(() => {
  putPumps(pumps);
  expect(run("check", "pumps").status).toBe(0);
  mkdirSync(join(folder, "statements"));
  put("statements/1.json", { statements: [completed("ada", 1), completed("boris", 2)], more: "" });
  put(
    "statements/2.ndjson",
    `${JSON.stringify(completed("cleo", 3, { verb: { id: "http://adlnet.gov/expapi/verbs/failed" } }))}\n\n`,
  );
  expect(badge("init", "academy", "--domain", "badges.example.org").status).toBe(0);
  fresh = join(folder, "fresh");
  trust(pumps, "academy");
  cpSync(join(folder, "academy"), fresh, { recursive: true });
});
beforeEach(() => {
  rmSync(join(folder, "academy"), { recursive: true });
  cpSync(fresh, join(folder, "academy"), { recursive: true });
});
afterAll(pumps.remove);

const issue = (...words: string[]) =>
  badge("issue", "academy", "--course", "pumps", "--from", "statements", "--format", "json", ...words);
interface Report {
  readonly learners: readonly {
    readonly learner: string;
    readonly outcome: string;
    readonly credential?: string;
    readonly missing?: readonly string[];
  }[];
}
const outcomes = (stdout: string) =>
  (JSON.parse(stdout) as Report).learners.map(
    ({ learner, outcome }) => `${learner.split(" ")[1] ?? ""} ${outcome}`,
  );
const folders = () => readdirSync(join(folder, "academy/credentials")).sort();

test("a dry run says who would get it, and who not and why not, and writes nothing", () => {
  const { status, stdout } = issue("--dry-run");
  expect(outcomes(stdout)).toEqual(["ada would-issue", "boris would-issue", "cleo not-yet"]);
  expect((JSON.parse(stdout) as Report).learners[2]?.missing).toEqual(["“Read” was not completed"]);
  expect(status).toBe(0);
  expect(text("academy/ledger.ndjson").split("\n")).toHaveLength(2);
  expect(readdirSync(join(folder, "academy"))).not.toContain("credentials");
});

test("what is issued is valid, and revoked once it is revoked", () => {
  const { status, stdout } = issue();
  expect(status).toBe(0);
  expect(outcomes(stdout)).toEqual(["ada issued", "boris issued", "cleo not-yet"]);
  expect(folders()).toHaveLength(2);
  const id = (JSON.parse(stdout) as Report).learners[0]?.credential ?? "";
  const home = `academy/credentials/${id.slice("urn:uuid:".length)}`;
  const verdict = (name: string) => {
    const found = badge("verify", `${home}/${name}`, "--issuer", "academy/site", "--format", "json");
    return (JSON.parse(found.stdout) as { verdict: string }).verdict;
  };
  for (const name of ["credential.jwt", "badge.png"]) expect(verdict(name)).toBe("valid");
  expect(text("academy/site/achievements/pumps/v1/index.html")).toContain("Pump isolation");

  expect(badge("revoke", "academy", id, "--reason", "Issued in error").status).toBe(0);
  expect(verdict("badge.png")).toBe("revoked");
  expect(outcomes(issue().stdout)).toEqual(["ada revoked", "boris already", "cleo not-yet"]);
  expect(badge("revoke", "academy", id, "--reason", "Again").stderr).toContain("(Issued in error)");
  expect(badge("publish", "academy").stderr).toContain("1 of 2 credentials revoked");
});

test("issuing again writes the same bytes, and only what is missing", () => {
  issue();
  const [name = ""] = folders();
  const path = `academy/credentials/${name}/credential.json`;
  const [before, ledger] = [text(path), text("academy/ledger.ndjson")];
  rmSync(join(folder, "academy/credentials", name), { recursive: true });
  expect(outcomes(issue().stdout)).toEqual(["ada already", "boris already", "cleo not-yet"]);
  expect(text(path)).toBe(before);
  expect(text("academy/ledger.ndjson")).toBe(ledger);
});

test("a ledger that was cut off while it was written goes on where it was whole", () => {
  issue();
  const whole = text("academy/ledger.ndjson");
  const cut = whole.slice(0, whole.trimEnd().lastIndexOf("\n") + 20);
  put("academy/ledger.ndjson", cut);
  expect(outcomes(issue().stdout)).toContain("ada already");
  expect(
    text("academy/ledger.ndjson")
      .split("\n")
      .filter((line) => line.includes('"issued"')),
  ).toHaveLength(2);
});

test("a statement that voids another is heeded, in whatever file it stands", () => {
  put("statements/3.jsonl", {
    id: "00000000-0000-4000-8000-000000000099",
    actor: LMS,
    verb: { id: "http://adlnet.gov/expapi/verbs/voided" },
    object: { objectType: "StatementRef", id: "00000000-0000-4000-8000-000000000001" },
    timestamp: "2026-06-02T10:00:00Z",
  });
  try {
    expect(outcomes(issue("--dry-run").stdout)).toEqual(["boris would-issue", "cleo not-yet"]);
  } finally {
    rmSync(join(folder, "statements/3.jsonl"));
  }
});

test("an issuer that names no authority issues nothing, and learns which there are", () => {
  const { evidence, ...rest } = JSON.parse(text("academy/issuer.json")) as { readonly evidence: object };
  put("academy/issuer.json", { ...rest, evidence: { ...evidence, authorities: [] } });
  const { status, stderr } = issue();
  expect(stderr).toContain("issuer.json does not say whose statements count");
  expect(stderr).toContain(`${AUTHORITY} (3)`);
  expect(status).toBe(1);
});

test("statements that cannot all be read stop everything; those that are no statements only do not count", () => {
  put("statements/4.ndjson", `${JSON.stringify({ ...completed("dora", 4), verb: "completed" })}\n`);
  try {
    const { stdout } = issue("--dry-run");
    expect(outcomes(stdout)).toHaveLength(3);
    expect(stdout).toContain("4.ndjson:1: $.verb");
    appendFileSync(join(folder, "statements/4.ndjson"), "{ half");
    const broken = issue();
    expect(broken.stderr).toContain("4.ndjson:2` is no JSON");
    expect([broken.status, broken.stdout]).toEqual([1, ""]);
  } finally {
    rmSync(join(folder, "statements/4.ndjson"));
  }
});

test("a key that others can read signs nothing, and is not shown", () => {
  if (process.platform === "win32") return;
  const [name = ""] = readdirSync(join(folder, "academy/keys")).filter((file) =>
    file.startsWith("credentials"),
  );
  chmodSync(join(folder, "academy/keys", name), 0o644);
  const { status, stderr, stdout } = issue();
  expect(stderr).toContain("can be read by others than its owner");
  expect(status).toBe(1);
  expect(text("academy/ledger.ndjson")).not.toContain("issued");
  const { d } = JSON.parse(text(`academy/keys/${name}`)) as { readonly d: string };
  expect(stderr + stdout).not.toContain(d);
});

test("a key file that is broken is not quoted", () => {
  const [name = ""] = readdirSync(join(folder, "academy/keys")).filter((file) =>
    file.startsWith("credentials"),
  );
  put(`academy/keys/${name}`, '{"kty":"OKP","d":"c2VjcmV0"');
  const { stderr } = issue();
  expect(stderr).toContain("is no private key of the kind Ed25519");
  expect(stderr).not.toContain("c2VjcmV0");
});

test("two commands at once do not both write, and one that was killed stands in nobody's way", () => {
  const lock = (pid: number) => put("academy/ledger.ndjson.lock", { host: hostname(), pid });
  lock(process.pid);
  const { status, stderr } = issue();
  expect(stderr).toContain("another `tessera badge` command is at work");
  expect(status).toBe(1);
  // No process has this number.
  lock(2 ** 30);
  expect(outcomes(issue().stdout)).toContain("ada issued");
  expect(readdirSync(join(folder, "academy"))).not.toContain("ledger.ndjson.lock");
});

test.each([
  [["issue", "nowhere", "--course", "pumps", "--from", "statements"], 1, "is no issuer's folder"],
  [["issue", "academy", "--course", "nowhere", "--from", "statements"], 1, "there is no course `nowhere`"],
  [["issue", "academy", "--course", "pumps", "--from", "nowhere"], 1, "there is no `nowhere`"],
  [["issue", "academy", "--course", "pumps", "--from", "pumps"], 1, "holds no statements"],
  [
    ["issue", "academy", "--course", "statements/1.json", "--from", "statements"],
    1,
    "this is not a compiled course",
  ],
  [["revoke", "academy", "urn:uuid:none", "--reason", "x"], 1, "no credential urn:uuid:none was issued here"],
  [
    ["revoke", "academy", "urn:uuid:none", "--reason", " "],
    2,
    "the reason has no or more than 500 characters",
  ],
  [["publish", "pumps"], 1, "is no issuer's folder"],
])("badge %j ends with %i and says what is wrong", (words, code, says) => {
  const { status, stderr, stdout } = badge(...words);
  expect(stderr).toContain(says);
  expect(stderr).not.toMatch(/\n\s+at /);
  expect({ status, stdout }).toEqual({ status: code, stdout: "" });
});
