import { expect, test } from "vitest";
import { Connection } from "./connection.ts";
import type { ClickhouseReply } from "./connection.ts";
import { HeldTables } from "./held-tables.ts";

function answering(reply: (query: string) => ClickhouseReply, session?: string) {
  const asked: { session: string | null; body: string }[] = [];
  const post = (url: string, _headers: Readonly<Record<string, string>>, body: string) => {
    asked.push({ session: new URL(url).searchParams.get("session_id"), body });
    return Promise.resolve(reply(body));
  };
  const node = new Connection({ post }, { node: "http://127.0.0.1:8123", user: undefined, database: "t" });
  return { asked, held: new HeldTables(node, session) };
}
const fine = () => ({ status: 200, text: "" });

test("what is held is asked for in its session, and nothing else is", async () => {
  const { asked, held } = answering(fine, "one");
  expect(await held.hold("held_first", "SELECT 1")).toBe(true);
  await Promise.all([held.rows("SELECT 2 FROM held_first"), held.rows("SELECT 3 FROM others")]);
  held.end();
  await held.rows("SELECT 4 FROM held_first");
  const sessions = Object.fromEntries(
    asked.map(({ session, body }) => [/SELECT \d/.exec(body)?.[0], session]),
  );
  expect(sessions).toEqual({ "SELECT 1": "one", "SELECT 2": "one", "SELECT 3": null, "SELECT 4": null });
});

test("without the right to it nothing is held, and it is not tried again", async () => {
  const denied = {
    status: 403,
    text: "Code: 497. DB::Exception: ada: Not enough privileges. (ACCESS_DENIED)",
  };
  const { asked, held } = answering((query) => (query.startsWith("CREATE") ? denied : fine()), "one");
  expect(await held.hold("held_first", "SELECT 1")).toBe(false);
  expect(await held.hold("held_other", "SELECT 1")).toBe(false);
  expect(asked).toHaveLength(1);
  expect(await answering(fine).held.hold("held_first", "SELECT 1")).toBe(false);
});

test("a query that is wrong is told as such", async () => {
  const wrong = {
    status: 404,
    text: "Code: 47. DB::Exception: Unknown identifier `x`. (UNKNOWN_IDENTIFIER)",
  };
  const { held } = answering(() => wrong, "one");
  await expect(held.hold("held_first", "SELECT x")).rejects.toThrow("Unknown identifier");
});
