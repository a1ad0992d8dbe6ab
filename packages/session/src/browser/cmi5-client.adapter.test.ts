import Cmi5 from "@xapi/cmi5";
import { expect, test } from "vitest";
import { plainClient } from "../lms-client.ts";
import { verbs } from "../testing/fake-lms.ts";
import { answered, judged, Tab } from "../testing/harness.ts";
import { cmi5Client, OVERRIDDEN } from "./cmi5-client.adapter.ts";
import type { Cmi5Class } from "./cmi5-client.adapter.ts";

const Library = Cmi5 as unknown as Cmi5Class;

async function play(client: "library" | "plain", rewrite = (url: string) => url) {
  const tab = new Tab();
  const url = rewrite(tab.lms.launch());
  const session = tab.page(url, undefined, async (launch) =>
    client === "plain" ? plainClient(launch.endpoint, tab.lms) : cmi5Client(Library, launch, tab.lms),
  );
  void session.start();
  await tab.rest();
  session.record(answered());
  session.record(judged(1));
  session.keep({ page: 2 });
  await tab.rest();
  const leaving = session.exit();
  await tab.rest();
  await leaving;
  return { tab, session };
}

test("the library still has every member that is replaced, and calls it through `this`", () => {
  const own = Object.getPrototypeOf(Library.prototype) as Record<string, unknown>;
  for (const name of OVERRIDDEN) expect(own[name], name).toBeTypeOf("function");
  const initialize = String(own["initialize"]);
  for (const name of OVERRIDDEN) expect(initialize, name).toContain(`this.${name}(`);
  expect(initialize).toContain("this._xapi=new ");
});

test("the library's xAPI client sends everything through `requestResource`", async () => {
  const { tab } = await play("library");
  expect(tab.lms.requests.length).toBeGreaterThan(8);
});

test("a session over the library sends byte for byte what it sends without it", async () => {
  const [library, plain] = [await play("library"), await play("plain")];
  const wire = ({ tab }: typeof plain) =>
    tab.lms.requests.map(({ method, url, body, headers, keepalive }) => ({
      method,
      url,
      body,
      headers,
      keepalive,
    }));
  expect(wire(library)).toEqual(wire(plain));
  expect(verbs(library.tab.lms.stored())).toBe("initialized answered passed terminated");
  expect(library.tab.lms.violations).toEqual([]);
});

test("[8.2.3.0-1] (B10) a refused token never becomes `Basic undefined`", async () => {
  const tab = new Tab();
  const url = tab.lms.launch();
  tab.lms.fault = ({ url }) =>
    url.includes("/fetch") ? { status: 200, body: '{"error-code":"1"}' } : undefined;
  const session = tab.page(url, undefined, async (launch) => cmi5Client(Library, launch, tab.lms));
  void session.start();
  await tab.rest();
  expect(session.view).toMatchObject({ phase: "refused", reason: "token-used" });
  expect(tab.lms.requests).toHaveLength(1);
});

test("(B11) a reload is taken up through the library: no token, no initialized", async () => {
  const tab = new Tab();
  const url = tab.lms.launch();
  const open = async () => {
    const session = tab.page(url, undefined, async (launch) => cmi5Client(Library, launch, tab.lms));
    void session.start();
    await tab.rest();
    return session;
  };
  await open();
  expect((await open()).view.phase).toBe("active");
  expect(tab.lms.sessions[0]?.fetched).toBe(1);
  expect(verbs(tab.lms.stored())).toBe("initialized");
});

test("(B12) an LMS that cannot answer for preferences is asked again before initialized", async () => {
  const tab = new Tab();
  const url = tab.lms.launch();
  let tries = 0;
  tab.lms.fault = ({ url }) =>
    url.includes("profile") && ++tries < 2 ? { status: 503, body: "" } : undefined;
  const session = tab.page(url, undefined, async (launch) => cmi5Client(Library, launch, tab.lms));
  void session.start();
  await tab.clock.run(500);
  expect(tab.lms.stored()).toEqual([]);
  await tab.clock.run(1_000);
  expect(verbs(tab.lms.stored())).toBe("initialized");
});

test("a launch with auth instead of fetch needs no token request", async () => {
  const { tab } = await play("library", (url) =>
    url.replace(/fetch=[^&]*/, `auth=${encodeURIComponent("Basic token 1==")}`),
  );
  expect(verbs(tab.lms.stored())).toBe("initialized answered passed terminated");
  expect(tab.lms.sessions[0]?.fetched).toBe(0);
});
