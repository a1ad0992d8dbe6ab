import { readShareLink, verifyCredential, webCrypto, type JsonObject } from "@tessera/credentials";
import { unzipSync } from "fflate";
import { expect, test } from "vitest";
import { readKept } from "../kept.ts";
import { lifetimePack, packFiles, type PackInput } from "./lifetime-pack.ts";

const DID = "did:web:badges.example.org";
const CREDENTIAL: JsonObject = {
  id: "urn:uuid:1",
  awardedDate: "2026-03-01T00:00:00Z",
  validFrom: "2026-03-01T00:00:00Z",
  validUntil: "2028-03-01T00:00:00Z",
  credentialSubject: { achievement: { name: "<b>Pumps</b> & valves", inLanguage: "de-CH" } },
};
const json = `${JSON.stringify(CREDENTIAL)}\n`;
const INPUT: PackInput = {
  files: {
    "credential.json": json,
    "credential.jwt": "a.b.c\n",
    "badge.png": Uint8Array.of(1, 2, 3),
    "badge.svg": "<svg/>",
  },
  credential: CREDENTIAL,
  issuer: { did: DID, name: "Academy", keys: ["z6Mk"], document: { id: DID } },
  lists: [{ id: "https://badges.example.org/status/1.json" }],
  made: "2026-11-20T00:00:00Z",
  blankPage: '<script type="application/json" id="kept">null</script>',
  verifyUrl: "https://badges.example.org/verify/",
  towards: [
    {
      title: "Technician",
      parts: [
        { title: "Pumps", held: true },
        { title: "Networks", held: false },
      ],
    },
  ],
};
const files = packFiles(INPUT);
const text = (name: string): string => String(files[name]);
const index = text("index.html");
const link = (start: string): string =>
  (new RegExp(`href="(${start}[^"]*)"`).exec(index)?.[1] ?? "").replaceAll("&#38;", "&");

test("a pack holds the credential in every form, the page that checks it, and the issuer's keys and list", () => {
  expect(Object.keys(files).sort()).toEqual([
    "badge.png",
    "badge.svg",
    "check.html",
    "credential.json",
    "credential.jwt",
    "index.html",
    "issuer/did.json",
    "issuer/status-1.json",
  ]);
  expect(text("credential.json")).toBe(json);
  const kept = readKept(/id="kept">([^<]*)</.exec(text("check.html"))?.[1] ?? "");
  expect(kept).toMatchObject({ from: "pack", credential: json.trim(), made: INPUT.made });
  expect(kept.trusted).toEqual([{ did: DID, name: "Academy", keys: ["z6Mk"] }]);
});

test("the share link carries the whole credential behind its #, and the profile's link carries that", () => {
  const shared = link("https://badges.example.org/verify/#");
  expect(new URL(shared).pathname).toBe("/verify/");
  expect(readShareLink(shared)).toBe(json.trim());
  const profile = new URL(link("https://www.linkedin.com/"));
  expect(profile.searchParams.get("certUrl")).toBe(shared);
  expect(profile.searchParams.get("name")).toBe("<b>Pumps</b> & valves");
});

test("its page is in the language of the achievement, runs nothing, and takes no markup from a name", () => {
  expect(index).toContain('<html lang="de" dir="ltr">');
  expect(index).toContain("1. März 2026");
  expect(index).not.toMatch(/<b>|<script/);
  expect(index).toContain("default-src 'none'");
});

test("what it counts towards is told, with what is there and what is still to come", () => {
  expect(index).toMatch(/✓<\/span> Pumps: haben Sie/);
  expect(index).toMatch(/○<\/span> Networks: steht noch aus/);
  expect(String(packFiles({ ...INPUT, towards: [] })["index.html"])).not.toContain("Wozu er zählt");
});

test("the same credential makes the same bytes, and they unpack", async () => {
  const zip = lifetimePack(INPUT);
  expect(lifetimePack(INPUT)).toEqual(zip);
  expect(Object.keys(unzipSync(zip)).sort()).toEqual(Object.keys(files).sort());
  // What is in it is judged like any file: this one was never signed.
  const found = await verifyCredential(unzipSync(zip)["credential.json"] as Uint8Array, {
    resolve: () => Promise.resolve(undefined),
    statusList: () => Promise.resolve(undefined),
    trusted: [],
    verifier: webCrypto,
    now: 0,
  });
  expect(found.verdict).toBe("cannot-tell");
});
