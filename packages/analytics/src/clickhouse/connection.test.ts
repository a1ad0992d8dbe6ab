import { expect, test } from "vitest";
import { ClickhouseError, Connection } from "./connection.ts";
import type { ClickhouseReply } from "./connection.ts";

interface Asked {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

function answering(...replies: readonly ClickhouseReply[]) {
  const asked: Asked[] = [];
  const post = (url: string, headers: Readonly<Record<string, string>>, body: string) => {
    asked.push({ url: new URL(url), headers, body });
    return Promise.resolve(replies[asked.length - 1] ?? { status: 200, text: "" });
  };
  const user = { name: "ada", password: "secret" };
  const node = new Connection({ post }, { node: "http://127.0.0.1:8123", user, database: "learning" });
  return { asked, node };
}

/** A form's fields by their names, as a server reads them. */
const fieldsOf = async (headers: Readonly<Record<string, string>>, body: string) =>
  Object.fromEntries(await new Response(body, { headers: { ...headers } }).formData());

test("rows come with their names, and parameters go beside the text, in no address and no log", async () => {
  const { asked, node } = answering({ status: 200, text: '["n","who"]\n[1,"ada"]\n[2,null]\n' });
  expect(await node.rows("SELECT {who:String}", { who: "a\tb\\c\nd", since: 5 })).toEqual([
    { n: 1, who: "ada" },
    { n: 2, who: null },
  ]);
  const [{ url, headers, body }] = asked as [Asked];
  expect(await fieldsOf(headers, body)).toEqual({
    query: "SELECT {who:String}\nFORMAT JSONCompactEachRowWithNames",
    param_who: "a\\tb\\\\c\\nd",
    param_since: "5",
  });
  expect(url.href).not.toContain("param_");
  expect(url.searchParams.get("log_queries")).toBe("0");
  expect(url.searchParams.get("database")).toBe("learning");
});

test("a value that looks like a form's border is a value", async () => {
  const { asked, node } = answering({ status: 200, text: "" });
  const odd = '--tessera\r\nContent-Disposition: form-data; name="query"\r\n\r\nDROP TABLE t';
  await node.rows("SELECT {who:String}", { who: odd, other: "tessera-" });
  const [{ headers, body }] = asked as [Asked];
  const fields = await fieldsOf(headers, body);
  expect(Object.keys(fields)).toEqual(["query", "param_who", "param_other"]);
  expect(fields["query"]).toContain("SELECT {who:String}");
});

test("what names nobody is asked for in the body alone", async () => {
  const { asked, node } = answering({ status: 200, text: "" });
  await node.rows("SELECT 1");
  expect(asked[0]?.body).toBe("SELECT 1\nFORMAT JSONCompactEachRowWithNames");
  expect(asked[0]?.url.searchParams.get("log_queries")).toBeNull();
});

test("name and password are in the headers only", async () => {
  const { asked, node } = answering();
  await node.insert(
    "t",
    ["a", "b"],
    [
      ["x", 1],
      [null, true],
    ],
  );
  expect(asked[0]?.headers).toEqual({ "X-ClickHouse-User": "ada", "X-ClickHouse-Key": "secret" });
  expect(`${asked[0]?.url.href}${asked[0]?.body}`).not.toContain("secret");
  expect(asked[0]?.body).toBe('["x",1]\n[null,true]');
});

test("nothing is asked for no rows", async () => {
  const { asked, node } = answering();
  await node.insert("t", ["a"], []);
  expect(asked).toEqual([]);
});

test.each([
  [
    {
      status: 403,
      text: "Code: 516. DB::Exception: ada: Authentication failed. (AUTHENTICATION_FAILED) (version 26.7)\n",
    },
    516,
    "ada: Authentication failed. (AUTHENTICATION_FAILED)",
  ],
  [
    {
      status: 404,
      text: "Code: 47. DB::Exception: Unknown identifier `x` In scope SELECT 'what a learner said'. (X)",
    },
    47,
    "Unknown identifier `x` In scope",
  ],
  [{ status: 502, text: "<html>bad gateway</html>" }, 0, "it answered 502, and not as ClickHouse does"],
])("what is wrong comes as the server's number and words: %s", async (reply, code, says) => {
  const { node } = answering(reply);
  const error = await node.rows("SELECT 1").catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(ClickhouseError);
  expect(error).toMatchObject({ code });
  expect((error as Error).message).toContain(says.replace(" In scope", ""));
  expect((error as Error).message).not.toContain("what a learner said");
});
