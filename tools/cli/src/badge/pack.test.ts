/** Lifetime packs and pages that check, with the built command. */
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { commandFolder } from "../testing/command-folder.testing.ts";
import { completed, putPumps, trust } from "./pumps.testing.ts";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const pumps = commandFolder("tessera pack ");
const { folder, run, badge, text, put } = pumps;
const kept = (path: string) =>
  JSON.parse(/id="kept">([^<]*)</.exec(text(path))?.[1] ?? "null") as {
    readonly from: string;
    readonly trusted: readonly { readonly did: string; readonly keys: readonly string[] }[];
    readonly lists: readonly object[];
  };

beforeAll(() => {
  putPumps(pumps);
  // Gives the course its ids.
  run("check", "pumps");
  put("portfolio.yaml", "pathways:\n  technician:\n    title: Technician\n    requires: [pumps]\n");
  badge("init", "academy", "--domain", "badges.example.org");
  trust(pumps, "academy");
  put("statements.json", [completed("ada", 1)]);
});
afterAll(pumps.remove);

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
