import { writeZip } from "@tessera/cmi5";
import { expect, test } from "vitest";
import { readCmi5Package } from "./cmi5-reader.ts";

const xml = (url: string): string => `<?xml version="1.0" encoding="UTF-8"?>
<courseStructure xmlns="https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd">
  <course id=" https://example.org/c ">
    <title><langstring lang="en"> Valves </langstring></title>
    <description><langstring lang="en">How valves work</langstring></description>
  </course>
  <au id="https://example.org/c/intro" moveOn="Completed" masteryScore="0.8">
    <title><langstring lang="en">Intro</langstring></title>
    <description><langstring lang="en">First things</langstring></description>
    <url> ${url} </url>
    <launchParameters> level=2 </launchParameters>
  </au>
</courseStructure>`;
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

test("[13.1.0.0-1] a zip is read, verified and unpacked, its values trimmed", async () => {
  const zip = writeZip([
    { path: "cmi5.xml", bytes: bytes(xml("intro.html")) },
    { path: "intro.html", bytes: bytes("<!doctype html><title>Intro</title>") },
  ]);
  const { value, diagnostics } = await readCmi5Package(zip, { name: "valves.zip" });
  expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  expect(value?.structure).toMatchObject({
    id: "https://example.org/c",
    title: [{ lang: "en", text: "Valves" }],
    children: [
      { type: "au", url: "intro.html", moveOn: "Completed", masteryScore: 0.8, launchParameters: "level=2" },
    ],
  });
  expect([...(value?.files.keys() ?? [])]).toEqual(["cmi5.xml", "intro.html"]);
});

test("a bare cmi5.xml is read, and has no files", async () => {
  const { value } = await readCmi5Package(bytes(xml("https://units.example/intro.html")), {
    name: "cmi5.xml",
  });
  expect(value?.files.size).toBe(0);
});

test("an entry point that is not in the zip is an error, and so are bytes that are no package", async () => {
  const zip = writeZip([{ path: "cmi5.xml", bytes: bytes(xml("gone.html")) }]);
  const errors = async (given: Uint8Array): Promise<number> =>
    (await readCmi5Package(given, { name: "x" })).diagnostics.filter(({ severity }) => severity === "error")
      .length;
  expect(await errors(zip)).toBeGreaterThan(0);
  expect(await errors(bytes("PK"))).toBeGreaterThan(0);
});
