// What issuing costs, each figure beside its bar. Usage: node test/bench/credentials.mjs [learners] [--kills N] [--seed S]
// 100,000 learners need some 2 GB of disk. Needs `npm run build`.
import { spawn, spawnSync } from "node:child_process";
import {
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { createRequire } from "node:module";
import { performance } from "node:perf_hooks";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../", import.meta.url));
const tessera = join(root, "tools/cli/dist/bin/tessera.js");
const room = createRequire(join(root, "packages/credentials/package.json"));
const { signStatusList, jwkSigner, newKeyPair, verifyCredential, webCrypto } = await import(
  join(root, "packages/credentials/dist/index.js")
);
const argument = (name, otherwise) => {
  const at = process.argv.indexOf(name);
  return at === -1 ? otherwise : process.argv[at + 1];
};
const learners = Number(/^\d+$/.test(process.argv[2] ?? "") ? process.argv[2] : 10_000);
const kills = Number(argument("--kills", 0));
const cores = availableParallelism();
const folder = mkdtempSync(join(tmpdir(), "tessera-bench-badges-"));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
let failed = false;
const tell = (what, value, bar, good) => {
  failed ||= !good;
  console.log(`${good ? "  " : "! "}${what.padEnd(52)} ${value.padStart(14)}   bar ${bar}`);
};

/** The same numbers for the same seed. */
let state = Number(argument("--seed", 7)) >>> 0;
const chance = () => {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
  return state / 2 ** 32;
};

const COURSE = "https://example.org/courses/pumps";
const LMS = { account: { homePage: "https://lms.example.org", name: "lms" } };
const uuid = (kind, at) =>
  `${String(kind).padStart(8, "0")}-0000-4000-8000-${at.toString(16).padStart(12, "0")}`;
const statement = (at, verb, unit, scaled) => ({
  id: uuid(verb === "passed" ? 1 : unit === "read" ? 2 : 3, at),
  actor: { objectType: "Agent", account: { homePage: "https://lms.example.org", name: `learner-${at}` } },
  verb: { id: `http://adlnet.gov/expapi/verbs/${verb}`, display: { en: verb } },
  object: { objectType: "Activity", id: `${COURSE}/units/${unit}` },
  result: verb === "passed" ? { success: true, score: { scaled } } : { completion: true },
  context: {
    registration: uuid(4, at),
    contextActivities: {
      category: [
        { id: "https://w3id.org/xapi/cmi5/context/categories/cmi5" },
        { id: "https://w3id.org/xapi/cmi5/context/categories/moveon" },
      ],
    },
  },
  timestamp: "2026-06-01T10:00:00Z",
  stored: "2026-06-01T10:00:01Z",
  authority: LMS,
});

function world() {
  mkdirSync(join(folder, "pumps"));
  const front = `id: ${COURSE}\ntitle: Pumps\nversion: 1.0.0\nlanguage: en\nunits:\n  - learn: 01-read.md\n  - prove: 02-test.md\n    moveOn: CompletedAndPassed\n    mastery: 0.7\ncredential:\n  name: Pump isolation\n  valid: P20Y\n  award: { units: all, mastery: 0.8 }\n  alignment:\n    - { name: isolate pumps, url: "http://data.europa.eu/esco/skill/1", framework: ESCO }\n`;
  writeFileSync(join(folder, "pumps/course.md"), `---\n${front}---\n\n# Pumps\n\nIsolate a pump safely.\n`);
  writeFileSync(join(folder, "pumps/01-read.md"), "# Read\n\nClose the valve.\n");
  writeFileSync(
    join(folder, "pumps/02-test.md"),
    "# Test\n\n::::quiz{#final}\n\n:::true-false{#dead}\nThe pump is dead.\n\n- [x] True\n- [ ] False\n\n:::\n\n::::\n",
  );
  run("check", "pumps");
  run("badge", "init", "academy", "--domain", "badges.example.org", "--name", "Example Academy");
  const file = join(folder, "academy/issuer.json");
  const issuer = JSON.parse(readFileSync(file, "utf8"));
  issuer.evidence.authorities.push(LMS);
  writeFileSync(file, JSON.stringify(issuer));
  const out = openSync(join(folder, "statements.ndjson"), "w");
  for (let at = 0; at < learners; at += 1)
    writeSync(
      out,
      [
        statement(at, "completed", "read"),
        statement(at, "completed", "test"),
        statement(at, "passed", "test", 0.9),
      ]
        .map((each) => `${JSON.stringify(each)}\n`)
        .join(""),
    );
  closeSync(out);
}

function run(...words) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [tessera, ...words], {
    cwd: folder,
    encoding: "utf8",
    maxBuffer: 1 << 30,
  });
  if (status !== 0) throw new Error(`${words.join(" ")}: ${stderr}`);
  return stdout;
}

/** Peak of the process and its threads, as the system counts it. */
const peakOf = (pid) =>
  Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0) / 1_024;

/** @param killAt - shares of the credentials at which it is killed and begun again */
async function issueAll(killAt = []) {
  const words = ["badge", "issue", "academy", "--course", "pumps", "--from", "statements.ndjson"];
  const home = join(folder, "academy/credentials");
  let [peak, wall, killed] = [0, 0, 0];
  for (const share of [...killAt, 2]) {
    const began = performance.now();
    const child = spawn(process.execPath, [tessera, ...words], {
      cwd: folder,
      stdio: ["ignore", "ignore", "inherit"],
    });
    const watch = setInterval(() => {
      try {
        peak = Math.max(peak, peakOf(child.pid));
        if (share < 1 && existsSync(home) && readdirSync(home).length >= share * learners)
          child.kill("SIGKILL");
      } catch {
        // It has ended.
      }
    }, 100);
    const signal = await new Promise((resolve) => child.on("close", (_, by) => resolve(by)));
    clearInterval(watch);
    killed += signal === "SIGKILL" ? 1 : 0;
    wall += (performance.now() - began) / 1_000;
  }
  return { peak, wall, killed };
}

/** The stack that tests judge with: `@digitalbazaar/vc`, one thread. */
async function theirRate(sample, count) {
  const [{ DataIntegrityProof }, { cryptosuite }, vc] = await Promise.all([
    import(room.resolve("@digitalbazaar/data-integrity")),
    import(room.resolve("@digitalbazaar/eddsa-rdfc-2022-cryptosuite")),
    import(room.resolve("@digitalbazaar/vc")),
  ]);
  const { privateJwk } = await newKeyPair("Ed25519");
  const signer = await jwkSigner("Ed25519", privateJwk, "did:web:badges.example.org#k");
  const context = (name) =>
    JSON.parse(readFileSync(join(root, "packages/credentials/contexts", name), "utf8"));
  const contexts = new Map([
    ["https://www.w3.org/ns/credentials/v2", context("credentials-v2.jsonld")],
    ["https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json", context("open-badges-3.0.3.jsonld")],
  ]);
  const documentLoader = async (url) => ({ contextUrl: null, documentUrl: url, document: contexts.get(url) });
  const { proof: _proof, ...unsigned } = sample;
  const suite = () =>
    new DataIntegrityProof({
      cryptosuite,
      signer: { id: signer.verificationMethod, algorithm: "Ed25519", sign: ({ data }) => signer.sign(data) },
    });
  const once = () => vc.issue({ credential: structuredClone(unsigned), suite: suite(), documentLoader });
  await once();
  const began = performance.now();
  for (let at = 0; at < count; at += 1) await once();
  return count / ((performance.now() - began) / 1_000);
}

world();
const shares = Array.from({ length: kills }, chance).sort((one, other) => one - other);
const { peak, wall, killed } = await issueAll(shares);
const home = join(folder, "academy/credentials");
const names = readdirSync(home);
const rate = learners / wall / cores;
console.log(`${learners} credentials, ${cores} cores, killed ${killed} times\n`);
const lines = readFileSync(join(folder, "academy/ledger.ndjson"), "utf8")
  .trimEnd()
  .split("\n")
  .map((line) => JSON.parse(line))
  .filter(({ line }) => line === "issued");
tell(
  "issued once for each learner",
  `${new Set(lines.map(({ registration }) => registration)).size} of ${lines.length}`,
  `${learners}`,
  lines.length === learners &&
    names.length === learners &&
    new Set(lines.map(({ id }) => id)).size === learners,
);
tell("credentials a second and core, whole run", rate.toFixed(1), "≥ 45", rate >= 45);
tell("  seconds", wall.toFixed(1), "-", true);
const sample = JSON.parse(readFileSync(join(home, names[0], "credential.json"), "utf8"));
const theirs = await theirRate(sample, 200);
tell(
  "  the stack of the tests, signing alone, one core",
  theirs.toFixed(1),
  "not above ours",
  rate >= theirs,
);
tell("memory of the run at its peak", `${peak.toFixed(0)} MB`, "≤ 1,024 MB", peak <= 1_024);

const did = JSON.parse(readFileSync(join(folder, "academy/site/.well-known/did.json"), "utf8"));
const lists = new Map();
run("badge", "publish", "academy");
for (const name of readdirSync(join(folder, "academy/site/status"))) {
  const list = JSON.parse(readFileSync(join(folder, "academy/site/status", name), "utf8"));
  lists.set(list.id, list);
}
let valid = 0;
for (let at = 0; at < 200; at += 1) {
  const name = names[Math.floor(chance() * names.length)];
  const { verdict } = await verifyCredential(new Uint8Array(readFileSync(join(home, name, "badge.png"))), {
    resolve: async () => did,
    statusList: async (url) => lists.get(url),
    trusted: [{ did: "did:web:badges.example.org" }],
    verifier: webCrypto,
    now: Date.now(),
  });
  valid += verdict === "valid" ? 1 : 0;
}
tell("valid, of 200 drawn by lot", `${valid}`, "200", valid === 200);

const { privateJwk } = await newKeyPair("Ed25519");
const signer = await jwkSigner("Ed25519", privateJwk, "did:web:badges.example.org#status");
const revoked = Array.from({ length: 10_000 }, () => Math.floor(chance() * 1_000_000));
const began = performance.now();
const list = await signStatusList(
  {
    url: "https://badges.example.org/status/1.json",
    issuer: "did:web:badges.example.org",
    entries: 1_000_000,
    revoked,
    validFrom: "2026-11-28T00:00:00Z",
    validUntil: "2027-02-26T00:00:00Z",
  },
  signer,
  webCrypto,
);
const place = join(folder, "list.json");
writeFileSync(place, JSON.stringify(list));
const seconds = (performance.now() - began) / 1_000;
tell("a status list of 1,000,000 entries, 1 % revoked, s", seconds.toFixed(2), "≤ 2", seconds <= 2);
console.log(`  (${(statSync(place).size / 1_024).toFixed(0)} KB)`);
if (failed) process.exitCode = 1;
