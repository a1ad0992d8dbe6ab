/** Statements beside SCORM: a token service and an LRS of other origins, in Chromium. */
import { createLrs, createMemoryStore } from "@tessera/lrs";
import type { Browser, BrowserContext, Frame, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { listen } from "../../tools/cli/src/serve.adapter.ts";
import type { Listener } from "../../tools/cli/src/serve.adapter.ts";
import { openBrowser } from "../e2e/browser.ts";
import { read, RIGHT, takeQuiz, toQuiz } from "../e2e/learner.ts";
import { openScormBench, unzip, zipFor } from "./scorm-bench.ts";
import type { Cmi, ScormBench } from "./scorm-bench.ts";

const REGISTRATION = "5f4dcc3b-5aa7-4d61-8d83-27deb882cf99";

/** A service of the LMS's people, as docs/scorm.md asks for it, and their LRS, which takes its tokens alone. */
interface Services {
  readonly tokens: Listener;
  readonly lrs: Listener;
  readonly asked: unknown[];
  readonly given: Set<string>;
  /** Last words of the verbs, as stored. */
  readonly verbs: string[];
  readonly ids: string[];
}

async function openServices(): Promise<Services> {
  const [tokens, lrs] = await Promise.all([listen(0), listen(0)]);
  const services: Services = { tokens, lrs, asked: [], given: new Set(), verbs: [], ids: [] };
  const authority = {
    objectType: "Agent",
    account: { homePage: "https://school.example", name: "tokens" },
  } as const;
  let ids = 0;
  const inside = createLrs({
    store: createMemoryStore(),
    now: () => Date.now(),
    ids: () => `00000000-0000-4000-8000-${String((ids += 1)).padStart(12, "0")}`,
    authority,
    authenticate: (_, authorization) =>
      services.given.has(authorization ?? "")
        ? {
            authority,
            // Statements may be written with it, and nothing else.
            permit: ({ resource, access }) =>
              resource === "statements" && access === "write" ? undefined : { message: "write only" },
          }
        : { status: 401, message: "no such token" },
    onStored: ({ id, verb }) => {
      services.ids.push(id);
      services.verbs.push(verb.id.split("/").at(-1) ?? "");
    },
  });
  lrs.answer((request) => inside.fetch(request));
  tokens.answer(async (request) => {
    const cors = {
      "Access-Control-Allow-Origin": request.headers.get("origin") ?? "",
      "Access-Control-Allow-Headers": "Content-Type",
    };
    if (request.method === "OPTIONS") return new Response(null, { status: 204, headers: cors });
    services.asked.push({ cookie: request.headers.get("cookie"), ...((await request.json()) as object) });
    const token = Buffer.from(`page-${services.asked.length}:short`).toString("base64");
    services.given.add(`Basic ${token}`);
    const body = {
      endpoint: `${lrs.origin}/xapi`,
      "auth-token": token,
      actor: { account: { homePage: "https://school.example", name: "7" } },
      registration: REGISTRATION,
    };
    return Response.json(body, { headers: cors });
  });
  return services;
}

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

async function within(
  target: "scorm12" | "scorm2004",
  act: (bench: ScormBench, context: BrowserContext, services: Services) => Promise<void>,
): Promise<void> {
  const services = await openServices();
  const zip = await zipFor("test/data/first-steps", {
    target,
    xapiTokenEndpoint: `${services.tokens.origin}/token?course=first`,
  });
  const bench = await openScormBench(zip, target === "scorm12" ? "1.2" : "2004");
  const context = await browser.newContext();
  try {
    await act(bench, context, services);
  } finally {
    await context.close();
    await Promise.all([bench.close(), services.tokens.close(), services.lrs.close()]);
  }
}

const STATUS = {
  scorm12: (cmi: Cmi) => (cmi["core"] as Cmi)["lesson_status"],
  scorm2004: (cmi: Cmi) => cmi["success_status"],
};
const LEARNER = {
  scorm12: { core: { student_id: "7", student_name: "Lovelace, Ada" } },
  scorm2004: { learner_id: "7", learner_name: "Lovelace, Ada" },
};

const saved = (bench: ScormBench) => bench.commits.at(-1)?.cmi ?? {};
const leaveButton = (place: Page | Frame) =>
  place.getByRole("button", { name: /^(Send and leave|Leave)$/ }).first();

/** Reads everything and passes. */
async function pass(place: Page | Frame): Promise<void> {
  await toQuiz(place);
  await read(place, "whose-lock-is-it");
  await takeQuiz(place, RIGHT);
}

async function leave(place: Page | Frame): Promise<void> {
  await leaveButton(place).click();
  await place.getByRole("heading", { name: "Done for now" }).waitFor();
}

const DEFINED = ["initialized", "completed", "passed", "failed", "terminated"];
const defined = ({ verbs }: Services) => verbs.filter((verb) => DEFINED.includes(verb));

test.each(["scorm12", "scorm2004"] as const)(
  "%s: a learner passes, the LMS knows it, and the LRS has each statement once, in order",
  (target) =>
    within(target, async (bench, context, services) => {
      const page = await context.newPage();
      const errors: string[] = [];
      page.on("pageerror", ({ message }) => errors.push(message));
      await bench.open(page, LEARNER[target]);
      const place = await bench.launch(page, "frames");
      await pass(place);
      // The sheet says to whom the unit tells what the learner does.
      await place.getByRole("button", { name: "What is recorded" }).first().click();
      await place
        .getByText(`This unit tells ${new URL(services.lrs.origin).host} what you do here`)
        .waitFor();
      await place.getByRole("button", { name: "Close" }).first().click();
      await leave(place);

      expect(services.asked).toEqual([
        {
          cookie: null,
          course: expect.stringMatching(/^https?:/) as string,
          unit: expect.stringMatching(/^https?:/) as string,
          learner: { id: "7", name: "Ada Lovelace" },
          edition: target === "scorm12" ? "1.2" : "2004",
        },
      ]);
      const [first, last] = [services.verbs[0], services.verbs.at(-1)];
      expect([first, last]).toEqual(["initialized", "terminated"]);
      expect(defined(services).sort()).toEqual(["completed", "initialized", "passed", "terminated"]);
      expect(services.verbs).toContain("answered");
      expect(new Set(services.ids).size).toBe(services.ids.length);
      expect(STATUS[target](saved(bench))).toBe("passed");
      expect(errors).toEqual([]);
    }),
);

test("with the LRS away for a whole session SCORM works, and the next launch carries over what waited", () =>
  within("scorm2004", async (bench, context, services) => {
    const lrs = `${services.lrs.origin}/**`;
    await context.route(lrs, (route) => route.abort("connectionrefused"));
    const page = await context.newPage();
    await bench.open(page, LEARNER.scorm2004);
    const first = await bench.launch(page, "frames");
    await pass(first);
    await expect.poll(() => first.locator(".t-state").innerText()).toMatch(/1 answer .*waiting/i);
    await leave(first);
    expect(STATUS.scorm2004(saved(bench))).toBe("passed");
    expect(services.verbs).toEqual([]);

    await context.unroute(lrs);
    const kept = { ...saved(bench), entry: "resume", session_time: "PT0S" };
    await bench.open(page, kept);
    const second = await bench.launch(page, "frames");
    await expect.poll(() => services.verbs).toContain("passed");
    await leave(second);
    expect(services.verbs.at(-1)).toBe("terminated");
    expect(defined(services).sort()).toEqual(["completed", "initialized", "passed", "terminated"]);
    expect(services.verbs.filter((verb) => verb === "answered")).toHaveLength(1);
    expect(new Set(services.ids).size).toBe(services.ids.length);
  }));

test("with the token service away the learner is told, and SCORM has it all", () =>
  within("scorm12", async (bench, context, services) => {
    await context.route(`${services.tokens.origin}/**`, (route) =>
      route.fulfill({ status: 403, headers: { "Access-Control-Allow-Origin": "*" }, body: "no" }),
    );
    const page = await context.newPage();
    await bench.open(page, LEARNER.scorm12);
    const place = await bench.launch(page, "frames");
    await expect
      .poll(() => place.locator(".t-state").innerText())
      .toBe("Your learning platform saves your work; more detailed records are not being sent");
    await pass(place);
    await leave(place);
    expect(STATUS.scorm12(saved(bench))).toBe("passed");
    expect(services.verbs).toEqual([]);
  }));

test("the zip holds the address of the token service in its pages, and no key, token, or authorization", async () => {
  const url = "https://tokens.example.org/give";
  const target = "scorm12";
  const files = await unzip(await zipFor("test/data/first-steps", { target, xapiTokenEndpoint: url }));
  const holding = [...files]
    .filter(([, bytes]) => bytes.includes("tokens.example.org"))
    .map(([name]) => name);
  expect(holding).toHaveLength(1);
  const [page = ""] = holding;
  expect(page).toMatch(/\.html$/);
  expect(String(files.get(page))).toContain(`data-xapi="${url}"`);
  for (const [name, bytes] of files) {
    const text = String(bytes);
    // What is sent as a key is made of an answer of the token service, never of something in the zip.
    expect(text.match(/Basic [A-Za-z0-9+/]{8,}={0,2}/g), name).toBeNull();
    expect(text.match(/[?&"](?:key|secret|password|api_?key)["=]\s*:?\s*["']?\w{8,}/gi), name).toBeNull();
  }
  const plain = await unzip(await zipFor("test/data/first-steps", { target }));
  expect([...plain.keys()].filter((name) => name.includes("xapi"))).toEqual([]);
});
