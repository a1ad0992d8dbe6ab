import { expect, test } from "vitest";
import { memoryStore, ndjson, textFile } from "../testing/memory-store.ts";
import { statement } from "../testing/statements.ts";
import { StatementReader } from "./read-statements.ts";
import type { FileEntry } from "./read-statements.ts";
import { syncFiles } from "./sync-files.ts";

const said = (seconds: number) => statement({ who: "ada", verb: "answered", seconds });
const values = Array.from({ length: 50 }, (_, n) => said(n));

async function entries(text: string) {
  const [out, reader]: [FileEntry[], StatementReader] = [[], new StatementReader()];
  for await (const piece of textFile("f", text).chunks()) out.push(...reader.take(piece));
  return [...out, ...reader.end()];
}

test.each([
  ["one value a line", ndjson(values)],
  [
    "one value a line, with a byte order mark and Windows line ends",
    `\uFEFF${ndjson(values).replaceAll("\n", "\r\n")}`,
  ],
  ["a list", JSON.stringify(values)],
  ["a list over many lines", JSON.stringify(values, null, 2)],
  ["a reply of an LRS", JSON.stringify({ more: "", statements: values }, null, 1)],
])("statements are read from %s", async (_name, text) => {
  expect((await entries(text)).map((entry) => "value" in entry && entry.value)).toEqual(values);
});

test("a line that is no JSON is told, and those behind it are read", async () => {
  const found = await entries(`${JSON.stringify(said(1))}\n{"id": tru\n${JSON.stringify(said(2))}\n`);
  expect(found.map((entry) => ["problem" in entry, entry.line])).toEqual([
    [false, 1],
    [true, 2],
    [false, 3],
  ]);
});

test("the same statement in two files is there once, and a file that has not changed is not read again", async () => {
  const store = await memoryStore();
  const files = [
    textFile("a.ndjson", ndjson(values)),
    textFile("b.json", JSON.stringify(values.slice(0, 10))),
  ];
  expect(await syncFiles({ store, files, commitRows: 7 })).toMatchObject({
    read: 60,
    added: 50,
    unchanged: 0,
  });
  expect(await syncFiles({ store, files })).toMatchObject({ read: 0, added: 0, unchanged: 2 });
  const longer = textFile("a.ndjson", ndjson([...values, said(99)]));
  expect(await syncFiles({ store, files: [longer] })).toMatchObject({ read: 51, added: 1 });
  store.close();
});

test("what cannot be counted is counted as such", async () => {
  const store = await memoryStore();
  const summary = await syncFiles({ store, files: [textFile("a", `{"id":1}\n{"truth":`)] });
  expect([...summary.unusable]).toEqual([
    ["no id", 1],
    ["no JSON", 1],
  ]);
  expect(summary.problems[0]).toMatch(/^a:2: /);
  store.close();
});
