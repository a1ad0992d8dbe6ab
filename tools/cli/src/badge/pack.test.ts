/** Lifetime packs and pages that check, with the built command. */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test, vi } from "vitest";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const tessera = fileURLToPath(new URL("../../dist/bin/tessera.js", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "tessera-pack-"));
const run = (...words: string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [tessera, ...words], {
    cwd: folder,
    encoding: "utf8",
  });
  return { status, stdout, stderr };
};
const badge = (...words: string[]) => run("badge", ...words);
const put = (path: string, text: string) => writeFileSync(join(folder, path), text);
const text = (path: string) => readFileSync(join(folder, path), "utf8");
const kept = (path: string) =>
  JSON.parse(/id="kept">([^<]*)</.exec(text(path))?.[1] ?? "null") as {
    readonly from: string;
    readonly trusted: readonly { readonly did: string; readonly keys: readonly string[] }[];
    readonly lists: readonly object[];
  };

const COURSE = "https://example.org/courses/pumps";
const LMS = { account: { homePage: "https://lms.example.org", name: "lms" } };

beforeAll(() => {
  mkdirSync(join(folder, "pumps"));
  put(
    "pumps/course.md",
    `---\nid: ${COURSE}\ntitle: Pumps\nversion: 1.0.0\nlanguage: en\nunits:\n  - learn: 01-read.md\ncredential:\n  name: Pump isolation\n  valid: P20Y\n  award: { units: all }\n---\n\n# Pumps\n\nIsolate a pump.\n`,
  );
  put("pumps/01-read.md", "# Read\n\nClose the valve.\n");
  // Gives the course its ids.
  run("check", "pumps");
  put("portfolio.yaml", "pathways:\n  technician:\n    title: Technician\n    requires: [pumps]\n");
  badge("init", "academy", "--domain", "badges.example.org");
  const issuer = JSON.parse(text("academy/issuer.json")) as { evidence: object };
  issuer.evidence = { ...issuer.evidence, authorities: [LMS] };
  put("academy/issuer.json", JSON.stringify(issuer));
  put(
    "statements.json",
    JSON.stringify([
      {
        id: "00000000-0000-4000-8000-000000000001",
        actor: { account: { homePage: "https://lms.example.org", name: "ada" } },
        verb: { id: "http://adlnet.gov/expapi/verbs/completed" },
        object: { id: `${COURSE}/units/read` },
        result: { completion: true },
        context: {
          registration: "11111111-1111-4111-8111-111111111111",
          contextActivities: {
            category: [
              { id: "https://w3id.org/xapi/cmi5/context/categories/cmi5" },
              { id: "https://w3id.org/xapi/cmi5/context/categories/moveon" },
            ],
          },
        },
        timestamp: "2026-06-01T10:00:00Z",
        stored: "2026-06-01T10:00:00Z",
        authority: LMS,
      },
    ]),
  );
});
afterAll(() => rmSync(folder, { recursive: true }));

test("a pack is made for each credential that stands, with what it counts towards; a revoked one gets none unasked", () => {
  const issued = badge("issue", "academy", "--course", "pumps", "--from", "statements.json");
  expect(issued.status, issued.stderr).toBe(0);
  const packed = badge("pack", "academy", "--portfolio", "portfolio.yaml", "--out", "packs");
  expect(packed.status, packed.stderr).toBe(0);
  const [name = ""] = readdirSync(join(folder, "packs"));
  expect(name).toMatch(/^[0-9a-f-]{36}\.zip$/);
  const first = readFileSync(join(folder, "packs", name));
  badge("pack", "academy", "--portfolio", "portfolio.yaml", "--out", "packs");
  expect(readFileSync(join(folder, "packs", name)).equals(first)).toBe(true);

  const id = `urn:uuid:${name.slice(0, -4)}`;
  expect(badge("revoke", "academy", id, "--reason", "Error").status).toBe(0);
  expect(badge("pack", "academy", "--out", "later").stderr).toContain("Packed 0 credentials");
  expect(badge("pack", "academy", "urn:uuid:other").stderr).toContain("no credential `urn:uuid:other`");
});

test("the issuer's site has a page that knows its keys and the list of today", () => {
  const page = kept("academy/site/verify/index.html");
  expect(page.from).toBe("issuer");
  expect(page.trusted[0]?.did).toBe("did:web:badges.example.org");
  expect(page.trusted[0]?.keys).toHaveLength(3);
  expect(page.lists).toEqual([JSON.parse(text("academy/site/status/1.json"))]);
});

test("an employer's own page trusts the keys that they name, and no key that nobody has", () => {
  const [key = ""] = kept("academy/site/verify/index.html").trusted[0]?.keys ?? [];
  const made = badge("page", "--issuer", "academy", "--key", key, "--out", "check.html");
  expect(made.status, made.stderr).toBe(0);
  expect(kept("check.html")).toMatchObject({ from: "own", trusted: [{ keys: [key] }] });
  const other = badge("page", "--issuer", "academy", "--key", "z6MkOther", "--out", "other.html");
  expect(other.status).toBe(1);
  expect(other.stderr).toContain("none of these issuers has the key `z6MkOther`");
});
