import { execFileSync, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { expect, test } from "vitest";
import { build } from "vite";
import { bytesOf } from "../testing/sample-package.ts";
import { openZip } from "./open-zip.ts";
import type { ZipFile } from "./write-zip.ts";
import { writeZip } from "./write-zip.ts";

const name = fc
  .stringMatching(/^[A-Za-z0-9äß漢😀._ -]{1,12}$/u)
  .filter((part) => part !== "." && part !== "..");
const path = fc.array(name, { minLength: 1, maxLength: 3 }).map((parts) => parts.join("/"));
const content = fc.oneof(
  fc.uint8Array({ maxLength: 400 }),
  fc
    .tuple(fc.uint8Array({ minLength: 1, maxLength: 8 }), fc.nat(3000))
    .map(([unit, times]) =>
      Uint8Array.from({ length: unit.length * times }, (_, index) => unit[index % unit.length] ?? 0),
    ),
);
const files: fc.Arbitrary<readonly ZipFile[]> = fc.uniqueArray(fc.record({ path, bytes: content }), {
  maxLength: 12,
  selector: (file) => file.path.normalize("NFC").toLowerCase(),
});

const sample: readonly ZipFile[] = [
  { path: "unit/index.html", bytes: bytesOf("<p>İstanbul, straße</p>".repeat(99)) },
  { path: "Z.txt", bytes: bytesOf("z") },
  { path: "a.txt", bytes: bytesOf("a") },
  { path: "größe.txt", bytes: bytesOf("ß") },
  { path: "cmi5.xml", bytes: bytesOf("<courseStructure/>") },
];

/** Text, as comparing typed arrays one by one takes seconds. */
const plain = (list: readonly { path: string; bytes: Uint8Array | undefined }[]): readonly string[] =>
  list.map(({ path, bytes }) => `${path}: ${Buffer.from(bytes ?? []).toString("base64")}`).sort();

test("what is written is read back, byte by byte", () => {
  fc.assert(
    fc.property(files, (written) => {
      const { value, diagnostics } = openZip(writeZip(written));
      expect(diagnostics).toEqual([]);
      const read = value?.entries.map((entry) => ({ path: entry.name, bytes: value.read(entry.name).value }));
      expect(plain(read ?? [])).toEqual(plain(written));
    }),
    { numRuns: 100 },
  );
});

test("the order in which files are given does not matter", () => {
  fc.assert(
    fc.property(files, (written) => {
      expect(Buffer.compare(writeZip([...written].reverse()), writeZip(written))).toBe(0);
    }),
    { numRuns: 60 },
  );
});

test("cmi5.xml comes first, then the paths in code-unit order", () => {
  const names = openZip(writeZip(sample)).value?.entries.map((entry) => entry.name);
  expect(names).toEqual(["cmi5.xml", "Z.txt", "a.txt", "größe.txt", "unit/index.html"]);
});

test("what does not shrink is stored", () => {
  let state = 1;
  const noise = Uint8Array.from({ length: 300_000 }, () => {
    // Xorshift: noise without a pattern that deflate could find, the same in every run.
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state & 0xff;
  });
  const entries = openZip(writeZip([{ path: "noise", bytes: noise }, ...sample])).value?.entries ?? [];
  const methods = Object.fromEntries(entries.map((entry) => [entry.name, entry.method]));
  expect(methods).toMatchObject({ noise: 0, "a.txt": 0, "unit/index.html": 8 });
});

test.each([["../a"], ["/a"], ["a//b"], ["a\\b"], ["C:a"], ["./a"], [""], ["a\0"], ["\ud800"]])(
  "the path %j is a bug of ours",
  (bad) => {
    expect(() => writeZip([{ path: bad, bytes: new Uint8Array() }])).toThrow("cannot be a path in a zip");
  },
);

test("two files of one name are a bug of ours", () => {
  const file = { path: "a", bytes: new Uint8Array() };
  expect(() => writeZip([file, file])).toThrow("in the zip twice");
});

test("the bytes are those of every release before", () => {
  const digest = createHash("sha256").update(writeZip(sample)).digest("hex");
  expect(digest).toMatchInlineSnapshot(`"264a37662f6e01e426bd4bff4ad433761b52f6825e33e7489469015ea59b792a"`);
});

test("no time zone and no locale changes a byte", async () => {
  const folder = mkdtempSync(join(tmpdir(), "tessera-zip-"));
  try {
    const entry = fileURLToPath(new URL("write-zip.ts", import.meta.url));
    const bundle = await build({
      configFile: false,
      logLevel: "silent",
      resolve: { conditions: ["source"] },
      ssr: { noExternal: true, resolve: { conditions: ["source"] } },
      build: { ssr: entry, write: false, minify: false },
    });
    const output = (Array.isArray(bundle) ? bundle[0] : bundle) as { output: { code: string }[] };
    writeFileSync(join(folder, "write-zip.mjs"), output.output[0]?.code ?? "");
    const encoded = sample.map((file) => [file.path, Buffer.from(file.bytes).toString("base64")]);
    writeFileSync(
      join(folder, "run.mjs"),
      `import { writeZip } from "./write-zip.mjs";
       const files = ${JSON.stringify(encoded)}.map(([path, text]) => ({ path, bytes: Buffer.from(text, "base64") }));
       console.log(new Date(0).getTimezoneOffset(), Intl.DateTimeFormat().resolvedOptions().locale);
       console.log(Buffer.from(writeZip(files)).toString("base64"));`,
    );
    const run = (env: Record<string, string>): readonly string[] =>
      execFileSync(process.execPath, [join(folder, "run.mjs")], { env, encoding: "utf8" })
        .trim()
        .split("\n");
    const places = ["Pacific/Kiritimati", "America/St_Johns", "UTC"].flatMap((TZ) =>
      ["tr_TR.UTF-8", "en_US.UTF-8"].map((LC_ALL) => run({ TZ, LC_ALL, LANG: LC_ALL })),
    );
    expect(new Set(places.map(([place]) => place)).size).toBe(6);
    expect(new Set(places.map(([, zip]) => zip))).toEqual(
      new Set([Buffer.from(writeZip(sample)).toString("base64")]),
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
});

interface Yauzl {
  fromBuffer(
    bytes: Buffer,
    options: { lazyEntries: boolean; strictFileNames: boolean; validateEntrySizes: boolean },
    done: (error: Error | null, zip: YauzlFile) => void,
  ): void;
}

interface YauzlFile {
  readEntry(): void;
  on(event: "entry", listener: (entry: { fileName: string }) => void): void;
  on(event: "end", listener: () => void): void;
  on(event: "error", listener: (error: Error) => void): void;
  openReadStream(
    entry: { fileName: string },
    done: (error: Error | null, stream: NodeJS.ReadableStream) => void,
  ): void;
}

const yauzl = createRequire(import.meta.url)("yauzl") as Yauzl;

function unzipWithYauzl(zip: Uint8Array): Promise<readonly ZipFile[]> {
  return new Promise((resolve, reject) => {
    const options = { lazyEntries: true, strictFileNames: true, validateEntrySizes: true };
    yauzl.fromBuffer(Buffer.from(zip), options, (error, file) => {
      if (error) return reject(error);
      const found: ZipFile[] = [];
      file.on("error", reject);
      file.on("end", () => resolve(found));
      file.on("entry", (entry) => {
        file.openReadStream(entry, (failed, stream) => {
          if (failed) return reject(failed);
          const parts: Buffer[] = [];
          stream.on("data", (part: Buffer) => parts.push(part));
          stream.on("error", reject);
          stream.on("end", () => {
            found.push({ path: entry.fileName, bytes: new Uint8Array(Buffer.concat(parts)) });
            file.readEntry();
          });
        });
      });
      file.readEntry();
    });
  });
}

test("[14.1.0.0-1] a second unzipper reads the same files", async () => {
  await fc.assert(
    fc.asyncProperty(files, async (written) => {
      expect(plain(await unzipWithYauzl(writeZip(written)))).toEqual(plain(written));
    }),
    { numRuns: 40 },
  );
});

const hasUnzip = spawnSync("unzip", ["-v"]).status === 0;

test.skipIf(!hasUnzip)("[14.1.0.0-1] Info-ZIP finds no fault", () => {
  const folder = mkdtempSync(join(tmpdir(), "tessera-zip-"));
  try {
    const file = join(folder, "course.zip");
    writeFileSync(file, writeZip(sample));
    expect(execFileSync("unzip", ["-t", file], { encoding: "utf8" })).toContain("No errors detected");
  } finally {
    rmSync(folder, { recursive: true });
  }
});
