import { expect, test } from "vitest";
import { memoryOutboxStore } from "@tessera/session";
import type { HttpReply, HttpRequest, Lifecycle, LifecycleEvent, SessionPorts } from "@tessera/session";
import { edition12 } from "../editions/edition-12.ts";
import { FakeLms } from "../testing/fake-lms.ts";
import { answered, FakePage, judged, unitOf } from "../testing/page.ts";
import { openBeside } from "./open-beside.ts";

const TOKENS = "https://tokens.example/give";
const LRS = "https://lrs.example/xapi/";
const REGISTRATION = "11111111-1111-4111-8111-111111111111";

interface Statement {
  readonly id: string;
  readonly verb: { readonly id: string };
  readonly actor: unknown;
  readonly context: { readonly registration: string; readonly contextActivities: Record<string, unknown> };
}

/** A token service and an LRS, as far as a page sees them; and the disk of its device, which outlives pages. */
class World {
  readonly requests: HttpRequest[] = [];
  readonly stored: Statement[] = [];
  readonly disk = Object.assign(memoryOutboxStore(), { keptIn: "storage" as const });
  /** What the token service says, instead of a token. */
  says: HttpReply | undefined;
  change: Record<string, unknown> = {};
  isAway = false;
  /** Takes requests of the LRS and never answers. */
  isHanging = false;
  /** The only token that the LRS takes. */
  good = 1;
  given = 0;
  #ids = 0;

  readonly send = async (request: HttpRequest): Promise<HttpReply> => {
    this.requests.push(request);
    if (request.url === TOKENS) return this.says ?? this.#give();
    if (this.isHanging) return new Promise(() => {});
    if (this.isAway) return { status: 0, body: "" };
    if (request.headers?.["Authorization"] !== `Basic t${this.good}`) return { status: 401, body: "" };
    if (request.method === "GET") return { status: 403, body: "" };
    const list = [JSON.parse(request.body ?? "") as Statement | Statement[]].flat();
    this.stored.push(...list);
    return { status: 204, body: "" };
  };

  #give(): HttpReply {
    this.given += 1;
    const body = {
      endpoint: LRS,
      "auth-token": `t${this.given}`,
      actor: { account: { homePage: "https://school.example", name: "7" } },
      registration: REGISTRATION,
      ...this.change,
    };
    return { status: 200, body: JSON.stringify(body) };
  }

  get verbs(): string {
    return this.stored.map(({ verb }) => verb.id.split("/").at(-1)).join(" ");
  }

  to(url: string): HttpRequest[] {
    return this.requests.filter((request) => request.url.startsWith(url));
  }

  ports(clock: SessionPorts["clock"]): {
    ports: Omit<SessionPorts, "navigation">;
    emit: (event: LifecycleEvent) => void;
  } {
    const listeners = new Set<(event: LifecycleEvent) => void>();
    const tab = new Map<string, string>();
    const lifecycle: Lifecycle = {
      isVisible: () => true,
      subscribe: (listener) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    };
    const ports = {
      clock,
      ids: {
        uuid: () => `00000000-0000-4000-8000-${String(++this.#ids).padStart(12, "0")}`,
        random: () => 0,
      },
      transport: { send: this.send },
      tab: {
        get: (key: string) => tab.get(key),
        set: (key: string, value: string) => void tab.set(key, value),
      },
      outbox: this.disk,
      lifecycle,
      locks: { acquire: async () => true, isHeld: async () => false, release: () => {} },
    };
    return { ports, emit: (event) => listeners.forEach((listener) => listener(event)) };
  }
}

const settle = async () => {
  for (let turn = 0; turn < 200; turn += 1) await Promise.resolve();
};

async function launch(world: World, lms = new FakeLms(edition12, { "cmi.core.student_id": "7" })) {
  const page = new FakePage(edition12, lms);
  const { ports, emit } = world.ports(page.clock);
  const session = openBeside({
    scorm: page.session,
    sco: page.sco,
    unit: unitOf(),
    url: TOKENS,
    page: "https://lms.example/sco/unit.html",
    ports,
  });
  await session.start();
  await settle();
  const pass = async (ms: number) => {
    for (let time = 0; time < ms; time += 500) {
      page.clock.run(500);
      await settle();
    }
  };
  const learn = async () => {
    session.record(answered());
    session.record({ type: "progressed", percent: 100 });
    session.record({ type: "completed" });
    session.record(judged(1));
    await pass(2_000);
  };
  const exit = async () => {
    const leaving = session.exit();
    await pass(12_000);
    await leaving;
  };
  return { session, lms, page, emit, pass, learn, exit };
}

test("statements are those of a cmi5 session, in order, once each, and the SCORM LMS is told as ever", async () => {
  const world = new World();
  const { lms, learn, exit, session } = await launch(world);
  await learn();
  await exit();
  expect(world.verbs).toMatch(/^initialized answered .*completed passed terminated$/);
  expect(new Set(world.stored.map(({ id }) => id)).size).toBe(world.stored.length);
  const [first] = world.stored;
  expect(first?.actor).toEqual({
    objectType: "Agent",
    account: { homePage: "https://school.example", name: "7" },
  });
  expect(first?.context.registration).toBe(REGISTRATION);
  expect(lms.saved["cmi.core.lesson_status"]).toBe("passed");
  expect(session.view).toMatchObject({ phase: "ended", reason: "exited", waiting: 0 });
});

test("the token service is told who learns what, without cookies, and nothing but statements goes to the LRS", async () => {
  const world = new World();
  const { exit } = await launch(world);
  await exit();
  const [asked] = world.to(TOKENS);
  expect(asked).toMatchObject({ method: "POST", anonymous: true, isAsking: true });
  expect(JSON.parse(asked?.body ?? "")).toEqual({
    course: unitOf().course.id,
    unit: unitOf().unit.id,
    learner: { id: "7", name: "" },
    edition: "1.2",
  });
  expect(world.to(LRS).every(({ url }) => url.startsWith(`${LRS}statements`))).toBe(true);
  // The token goes to the LRS alone.
  expect(asked?.headers).toEqual({ "Content-Type": "application/json" });
});

test.each<[string, (world: World) => void]>([
  ["refuses", (world) => (world.says = { status: 403, body: "{}" })],
  ["answers with a page", (world) => (world.says = { status: 200, body: "<!doctype html>" })],
  ["names an LRS without encryption", (world) => (world.change = { endpoint: "http://lrs.example/" })],
  ["names nobody", (world) => (world.change = { actor: {} })],
])(
  "where the token service %s, the learner is told, SCORM goes on, and no statement is sent",
  async (_, make) => {
    const world = new World();
    make(world);
    const { session, lms, learn, exit } = await launch(world);
    expect(session.view).toMatchObject({
      phase: "active",
      keptBy: "lms",
      trouble: { code: "no-statements" },
    });
    await learn();
    await exit();
    expect(lms.saved["cmi.core.lesson_status"]).toBe("passed");
    expect(world.requests).toHaveLength(1);
  },
);

test("a token service that is away for a moment is asked again, and what happened before is sent", async () => {
  const world = new World();
  world.says = { status: 0, body: "" };
  const { learn, exit, pass } = await launch(world);
  await learn();
  world.says = undefined;
  await pass(12_000);
  await exit();
  expect(world.verbs).toMatch(/^initialized answered .*completed passed terminated$/);
});

test("with the LRS away SCORM works, the page counts what waits, and the next launch carries it over", async () => {
  const world = new World();
  world.isAway = true;
  const first = await launch(world);
  await first.learn();
  expect(first.session.view).toMatchObject({ connected: false, answersWaiting: 1, keptIn: "storage" });
  await first.exit();
  expect(first.lms.saved["cmi.core.lesson_status"]).toBe("passed");
  expect(world.stored).toEqual([]);

  world.isAway = false;
  world.good = 2;
  const second = await launch(world, new FakeLms(edition12, { ...first.lms.saved }));
  await second.pass(5_000);
  // What the page says again is not said twice.
  second.session.record({ type: "completed" });
  await second.exit();
  expect(world.verbs).toMatch(/^initialized answered .*completed passed terminated$/);
});

test("a token that has expired is replaced once by one for the same learner and place", async () => {
  const world = new World();
  const { session, learn, exit } = await launch(world);
  world.good = 2;
  await learn();
  await exit();
  expect(world.verbs).toMatch(/^initialized answered .*completed passed terminated$/);
  expect(world.given).toBe(2);
  expect(session.view.phase).toBe("ended");
});

test.each([
  ["another learner", { actor: { account: { homePage: "https://school.example", name: "8" } } }],
  ["another registration", { registration: "22222222-2222-4222-8222-222222222222" }],
  ["another LRS", { endpoint: "https://other.example/xapi/" }],
])("a new token for %s is not used: what waits stays on the device, and SCORM goes on", async (_, change) => {
  const world = new World();
  const { session, lms, learn, exit } = await launch(world);
  world.good = 2;
  world.change = change;
  await learn();
  expect(session.view).toMatchObject({ phase: "active", trouble: { code: "no-statements" } });
  await exit();
  expect(world.verbs).toBe("initialized");
  expect(world.to("https://other.example")).toEqual([]);
  expect(lms.saved["cmi.core.lesson_status"]).toBe("passed");
});

test("an LRS that hangs at the end holds nobody up for long", async () => {
  const world = new World();
  const { session, learn, pass } = await launch(world);
  world.isHanging = true;
  await learn();
  const leaving = session.exit();
  await settle();
  expect(session.view.phase).toBe("ending");
  await pass(8_500);
  await leaving;
  expect(session.view.phase).toBe("ended");
});

test("a reload ends the session beside, for the page that comes gets another token", async () => {
  const world = new World();
  const { emit, pass } = await launch(world);
  emit("reload");
  await pass(1_000);
  expect(world.verbs).toBe("initialized terminated");
});

test("where the SCORM LMS does not begin a session, no token is asked for", async () => {
  const world = new World();
  const lms = new FakeLms(edition12);
  lms.errors.set("LMSInitialize", "201");
  const { session } = await launch(world, lms);
  expect(session.view.phase).toBe("refused");
  expect(world.requests).toEqual([]);
});

test("an address that is not safe is as good as none", async () => {
  const page = new FakePage(edition12, new FakeLms(edition12));
  const { ports } = new World().ports(page.clock);
  const context = { scorm: page.session, sco: page.sco, unit: unitOf(), page: "https://lms.example/", ports };
  expect(openBeside({ ...context, url: "http://tokens.example/" })).toBe(page.session);
  expect(openBeside({ ...context, url: "" })).toBe(page.session);
});
