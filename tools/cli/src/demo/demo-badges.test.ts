/** What `npm start` shows of credentials, asked as a browser asks. */
import { fileURLToPath } from "node:url";
import { verifyCredential, webCrypto } from "@tessera/credentials";
import type { JsonObject } from "@tessera/credentials";
import type { Course } from "@tessera/course";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { compileFolder } from "../compile-folder.adapter.ts";
import { demoBadges, type DemoBadges } from "./demo-badges.adapter.ts";

// Three courses are compiled and a cohort issued to.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const samples = fileURLToPath(new URL("../../../../courses", import.meta.url));
let badges: DemoBadges;
const get = (path: string) => badges.answer(new Request(`http://127.0.0.1:1${path}`));
const textOf = async (path: string) => (await get(path))?.text() ?? "";

beforeAll(async () => {
  const courses: Course[] = [];
  for (const name of ["first-steps", "ot-cyber-hygiene", "advanced-scaffold-safety"]) {
    const { course } = await compileFolder(`${samples}/${name}`);
    if (course !== undefined) courses.push(course);
  }
  badges = demoBadges({ courses, folder: samples });
});
afterAll(() => badges.close());

test("one to verify, one taken back and one that has expired are what they are called", async () => {
  const index = await textOf("/badges/");
  const links = [...index.matchAll(/href="(\/badges\/credentials\/[^"]+\/badge\.png)"/g)].map(
    ([, link = ""]) => link,
  );
  expect(links).toHaveLength(3);
  const did = JSON.parse(await textOf("/badges/site/.well-known/did.json")) as JsonObject;
  const list = JSON.parse(await textOf("/badges/site/status/1.json")) as JsonObject;
  const verdicts = await Promise.all(
    links.map(async (link) => {
      const { verdict } = await verifyCredential(
        new Uint8Array((await (await get(link))?.arrayBuffer()) ?? []),
        {
          resolve: () => Promise.resolve(did),
          statusList: () => Promise.resolve(list),
          trusted: [{ did: "did:web:badges.example.org" }],
          verifier: webCrypto,
          now: Date.now(),
        },
      );
      return verdict;
    }),
  );
  expect(verdicts).toEqual(["valid", "revoked", "expired"]);
});

test("somebody is half way through the pathway, and the page says what comes next", async () => {
  const index = await textOf("/badges/");
  const [, at] = /learner-(\d+)\/">Learner \d+<\/a><\/h3><p>[^<]*: [12] of 3/.exec(index) ?? [];
  const page = await textOf(`/badges/demo/learner-${at ?? ""}/`);
  expect(page).toMatch(/[12] of 3 parts/);
  expect(page).toContain("What comes next");
  expect(page).toContain("/badges/site/achievements/building-operations-technician/v1/");
  expect(await textOf("/badges/site/achievements/building-operations-technician/v1/")).toContain(
    "Pathway of",
  );
});

test("neither keys nor the ledger nor anything beside them is served", async () => {
  for (const path of [
    "/badges/ledger.ndjson",
    "/badges/issuer.json",
    "/badges/keys/",
    "/badges/site/..%2fledger.ndjson",
    "/badges/%2e%2e/%2e%2e/etc/passwd",
    "/badges/site/../../issuer.json",
  ])
    expect((await get(path))?.status ?? 404, path).toBe(404);
  expect(get("/elsewhere")).toBeUndefined();
  expect((await get("/badges"))?.status).toBe(302);
});
