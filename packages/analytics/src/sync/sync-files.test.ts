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
  ["rows of Elasticsearch", ndjson(values.map((one) => ({ _id: 1, _source: one })))],
  ["rows of MongoDB", ndjson(values.map((one) => ({ _id: { $oid: "1" }, hash: "x", statement: one })))],
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
  expect(await syncFiles({ store, files, again: true })).toMatchObject({ read: 60, added: 0, unchanged: 0 });
  const longer = textFile("a.ndjson", ndjson([...values, said(99)]));
  expect(await syncFiles({ store, files: [longer] })).toMatchObject({ read: 51, added: 1 });
  store.close();
});

test("what cannot be counted is counted as such", async () => {
  const store = await memoryStore();
  const summary = await syncFiles({ store, files: [textFile("a", `{"id":1}\n{"truth":`)] });
  expect([...summary.unusable]).toEqual([
    ["no id", 1],
    ["cannot be read", 1],
  ]);
  expect(summary.problems).toEqual(["a:1: no id", expect.stringMatching(/^a:2: .*JSON/)]);
  store.close();
});

test("each file with something wrong is named once, however many mistakes the first ones have, in one line", async () => {
  const store = await memoryStore();
  const bad = "{}\n".repeat(9);
  const files = [textFile("a", bad), textFile("b", bad), textFile("c.json", '{\n "x":\n}\n')];
  const { problems } = await syncFiles({ store, files });
  expect(problems.map((one) => one.slice(0, 4))).toEqual([
    "a:1:",
    "a:2:",
    "a:3:",
    "a:4:",
    "a:5:",
    "b:1:",
    "c.js",
  ]);
  expect(problems.join("")).not.toContain("\n");
  store.close();
});

async function ofCsv(text: string) {
  const store = await memoryStore();
  const summary = await syncFiles({ store, files: [textFile("export.csv", text)] });
  const rows = await store.query(
    "SELECT id, actor, verb, object, success, scaled, response, session, unit, platform FROM statements ORDER BY stamp, id",
  );
  store.close();
  return { summary, rows };
}
const quoted = (value: unknown) => `"${JSON.stringify(value).replaceAll('"', '""')}"`;
const asked = statement({
  ...{ who: "ada", verb: "answered", seconds: 5, object: "https://u.example/q", unit: "https://u.example" },
  result: { success: true, score: { scaled: 0.5 }, response: "[1,2]" },
});
const [id, seconds] = [String(asked["id"]), String(asked["timestamp"])];
const FULL = {
  ...{ id, actor: "https://lms.example|ada", verb: "answered", object: "https://u.example/q" },
  ...{
    success: true,
    scaled: 0.5,
    response: "[1,2]",
    session: "s",
    unit: "https://u.example",
    platform: null,
  },
};

test("a csv with the whole statement in a column is read, whatever else stands beside it", async () => {
  for (const head of ["statement", "Full statement", "JSON", "raw"]) {
    const { rows } = await ofCsv(`when;${head};note\r\n2026;${quoted(asked)};"a ""b"", c"\r\n`);
    expect(rows, head).toEqual([FULL]);
  }
});

test("a csv with a part of the statement in each column is read, JSON in its cells", async () => {
  const { context, actor, verb, object, result } = asked;
  const cells = [id, quoted(actor), quoted(verb), quoted(object), quoted(result), quoted(context), seconds];
  const { rows } = await ofCsv(`id,actor,verb,object,result,context,timestamp\n${cells.join(",")}\n`);
  expect(rows).toEqual([FULL]);
});

test.each([
  ["statement.", "."],
  ["", "."],
  ["", "_"],
])("a csv with columns named by paths (%s, parted by %s) is read", async (front, by) => {
  const columns = {
    id: id,
    timestamp: seconds,
    "actor.account.homePage": "https://lms.example",
    "actor.account.name": "ada",
    "verb.id": "http://adlnet.gov/expapi/verbs/answered",
    "verb.display.en": "{answered}",
    "object.id": "https://u.example/q",
    "result.success": "TRUE",
    "result.score.scaled": '"0,5"',
    "result.response": '"[1,2]"',
    "context.contextActivities.grouping": quoted([{ id: "https://u.example" }]),
    "context.extensions.https://w3id&46;org/xapi/cmi5/context/extensions/sessionid": "s",
    "internal note": "x",
  };
  const head = Object.keys(columns).map(
    (name) =>
      `${front}${name.includes("extensions") ? name.replace(/^context\.extensions\./, `context${by}extensions${by}`) : name.replaceAll(".", by)}`,
  );
  const { rows, summary } = await ofCsv(`\uFEFF${head.join(",")}\n${Object.values(columns).join(",")}\n`);
  expect(summary.problems).toEqual([]);
  expect(rows).toEqual([FULL]);
});

test("a csv of something else is left out with a word, and a row that is none is told by its line", async () => {
  expect((await ofCsv("name,site\nada,north\n")).summary.problems).toEqual([
    "export.csv:1: no column is a statement or its verb, so it is left out",
  ]);
  const { summary, rows } = await ofCsv(
    `statement\n${quoted(asked)}\n"{broken"\n"{""id"":\n1}"\n${quoted(said(1))}\n`,
  );
  expect(rows).toHaveLength(2);
  expect(summary.problems).toEqual([expect.stringMatching(/^export\.csv:3: .*JSON/), "export.csv:4: no id"]);
});

test("names that a csv could give to what every object has do nothing", async () => {
  const { summary } = await ofCsv(
    "verb.__proto__.polluted,verb.id,verb.constructor.x\nyes,http://v.example,1\n",
  );
  expect(summary.problems).toEqual(["export.csv:2: no id"]);
  expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
});
