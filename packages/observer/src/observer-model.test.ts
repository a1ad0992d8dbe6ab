import { didKey, jwkSigner, newKeyPair, readSigned, webCrypto, type Enrolment } from "@tessera/credentials";
import { FRAGMENTS, fragmentOf, type ObservationRequest } from "@tessera/session";
import { expect, test } from "vitest";
import { openPlaces, standing, type Marks } from "./marks.ts";
import {
  NO_MARKS,
  ObserverModel,
  type Identity,
  type ObserverPorts,
  type Unlocking,
} from "./observer-model.ts";
import { plainText } from "./plain-text.ts";
import { languageOf, sayIn } from "./strings/say.ts";

const account = (name: string) => ({ account: { homePage: "https://lms.example.org", name } });
const spec = {
  steps: [
    { id: "close", html: "Close", text: "Close the valve", critical: true, criterion: "<p>Hand tight</p>" },
    { id: "tell", html: "Tell", text: "Tell the shift lead" },
  ],
};
const QUESTION = "https://example.org/c/questions/steps";
const seenOf = (asked: unknown = [[QUESTION, 1, "<p>Isolate it.</p>", spec]]) =>
  JSON.stringify([
    "https://example.org/c",
    "1.0.0",
    "https://example.org/c/o",
    "Isolate",
    1,
    "lead",
    ["photo"],
    asked,
  ]);
const REQUEST: ObservationRequest = {
  format: 1,
  seen: seenOf(),
  language: "en",
  course: "Pumps",
  unit: { id: "https://example.org/c/job", title: "Job" },
  learner: { ...account("ada"), name: "Ada" },
  registration: "11111111-1111-4111-8111-111111111111",
  nonce: "AAAAAAAAAAAAAAAAAAAAAA",
};

async function identityOf(who: Omit<Enrolment, "format" | "key">): Promise<Identity> {
  const pair = await newKeyPair("Ed25519");
  const key = didKey(pair.publicKey.raw);
  const signer = await jwkSigner("Ed25519", pair.privateJwk, `${key}#${key.slice("did:key:".length)}`);
  return { enrolment: { format: 1, key, ...who }, signer };
}

/** A device of this person; undefined = of nobody yet. */
async function device(name: string | undefined, change: Partial<ObserverPorts> = {}): Promise<ObserverModel> {
  const own =
    name === undefined ? undefined : await identityOf({ name, role: "Shift lead", agent: account(name) });
  const drafts = new Map<string, Marks>();
  return new ObserverModel({
    load: () => Promise.resolve(own),
    make: identityOf,
    unlock: () => Promise.resolve("right"),
    draft: (nonce) => Promise.resolve(drafts.get(nonce)),
    keepDraft: (nonce, marks) =>
      Promise.resolve(void (marks === undefined ? drafts.delete(nonce) : drafts.set(nonce, marks))),
    sha256: (bytes) => webCrypto.sha256(bytes),
    now: () => Date.parse("2026-06-02T10:00:00Z"),
    base: "https://badges.example.org/observer/",
    ...change,
  });
}

const linkOf = async (change: Partial<ObservationRequest> | object = {}) =>
  `https://badges.example.org/observer/#${await fragmentOf(FRAGMENTS.request, { ...REQUEST, ...change })}`;

async function listOn(model: ObserverModel, link: string): Promise<void> {
  await model.start(link);
  await model.begin();
}
const mark = (model: ObserverModel, step: string, done: boolean) =>
  model.change((now) => ({ ...now, steps: { [QUESTION]: { ...now.steps[QUESTION], [step]: done } } }));

test("a learner's code becomes a list, the marks become a signed record, and what the device showed is in it by digest", async () => {
  const model = await device("grace");
  await listOn(model, await linkOf());
  mark(model, "close", true);
  mark(model, "tell", false);
  await model.attach("photo", "valve.jpg", new TextEncoder().encode("photo"));
  model.change((now) => ({ ...now, comment: " Slow, and right. ", sworn: true }));
  await model.sign();
  if (model.screen.name !== "signed") throw new Error(model.screen.name);
  const { signed, handed } = model.screen;
  expect(readSigned(JSON.parse(handed.file.text))).toEqual(signed);
  expect(signed.record).toMatchObject({
    learner: REQUEST.learner,
    nonce: REQUEST.nonce,
    at: "2026-06-02T10:00:00Z",
    answers: { [QUESTION]: "close[.]true[,]tell[.]false" },
    comment: "Slow, and right.",
    observer: { name: "grace", role: "Shift lead" },
    evidence: [{ kind: "photo" }],
  });
  const digest = await webCrypto.sha256(new TextEncoder().encode(REQUEST.seen));
  expect(signed.record.seen).toBe(Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join(""));
  const desk = await device(undefined);
  await desk.start(handed.link);
  expect(desk.screen).toMatchObject({ name: "received", signed });
});

test("nothing is signed before every step is marked, something is attached, and the observer says who they are", async () => {
  const model = await device("grace");
  await listOn(model, await linkOf());
  const tries = async () => {
    await model.sign();
    return model.screen.name;
  };
  expect(await tries()).toBe("list");
  mark(model, "close", true);
  model.change((now) => ({ ...now, sworn: true }));
  expect(await tries()).toBe("list");
  mark(model, "tell", true);
  expect(await tries()).toBe("list");
  await model.attach("photo", "valve.jpg", new Uint8Array([1]));
  model.change((now) => ({ ...now, sworn: false }));
  expect(await tries()).toBe("list");
  model.change((now) => ({ ...now, sworn: true }));
  expect(await tries()).toBe("signed");
});

test("on a device that others use too nothing is signed without the PIN, and too many wrong ones take the key away", async () => {
  const answers: Unlocking[] = ["wrong", "right", "gone"];
  const own = {
    ...(await identityOf({ name: "grace", role: "Lead", agent: account("grace") })),
    locked: true,
  };
  const model = await device("grace", {
    load: () => Promise.resolve(own),
    unlock: () => Promise.resolve(answers.shift() ?? "gone"),
  });
  const ready = async () => {
    await listOn(model, await linkOf({ seen: seenOf().replace('["photo"]', "[]") }));
    mark(model, "close", true);
    mark(model, "tell", true);
    model.change((now) => ({ ...now, sworn: true }));
  };
  await ready();
  await model.sign("000000");
  expect(model.screen).toMatchObject({ name: "list", wrongPin: true });
  await model.sign("123456");
  expect(model.screen.name).toBe("signed");
  await ready();
  await model.sign("000000");
  expect(model.screen.name).toBe("enrol");
  expect(model.identity).toBeUndefined();
});

test("nobody signs for themselves", async () => {
  const model = await device("ada");
  await model.start(await linkOf());
  expect(model.screen).toEqual({ name: "self" });
});

test("who opens a learner's code first enrols, and then gets to it", async () => {
  const model = await device(undefined);
  await model.start(await linkOf());
  await model.enrol({
    name: "Grace",
    role: "",
    homePage: "https://lms.example.org",
    account: "grace",
    pin: "",
  });
  expect(model.screen).toEqual({ name: "enrol", missing: true });
  await model.enrol({
    name: "Grace",
    role: "Lead",
    homePage: "https://lms.example.org",
    account: "grace",
    pin: "",
  });
  expect(model.screen.name).toBe("enrolled");
  await model.home();
  expect(model.screen.name).toBe("confirm");
});

test("where the code brings an account only, the observer writes who is in front of them", async () => {
  const model = await device("grace");
  await model.start(await linkOf({ learner: account("ada") }));
  await model.begin("  ");
  expect(model.screen).toMatchObject({ name: "confirm", nameless: true });
  await model.begin(" Ada Lovelace ");
  expect(model.screen).toMatchObject({
    name: "list",
    task: { request: { learner: { ...account("ada"), name: "Ada Lovelace" } } },
  });
});

test("a device that cannot keep a key says so", async () => {
  const model = await device(undefined, { load: () => Promise.reject(new Error("private window")) });
  await model.start("");
  expect(model.screen).toEqual({ name: "unsupported" });
});

test("marks outlive the page, but not the word that one has watched", async () => {
  const model = await device("grace");
  await listOn(model, await linkOf());
  mark(model, "close", true);
  model.change((now) => ({ ...now, sworn: true }));
  await listOn(model, await linkOf());
  expect(model.screen).toMatchObject({ marks: { steps: { [QUESTION]: { close: true } }, sworn: false } });
});

const long = "x".repeat(70_000);
test.each<readonly [string, () => Promise<string> | string]>([
  ["no code at all", () => "hello"],
  ["a code that was cut off", async () => (await linkOf()).slice(0, -40)],
  ["a code with a letter changed", () => "#o=z!!!!"],
  ["a bomb: a megabyte that is small when packed", () => linkOf({ seen: "x".repeat(1_000_000) })],
  ["too much of it", () => linkOf({ seen: seenOf([[QUESTION, 1, long, spec]]) })],
  [
    "no steps",
    () =>
      linkOf({
        seen: seenOf([
          [
            QUESTION,
            1,
            "",
            {
              scale: [
                { id: "a", text: "a" },
                { id: "b", text: "b" },
              ],
            },
          ],
        ]),
      }),
  ],
  [
    "a step whose id would write another answer",
    () => linkOf({ seen: seenOf([[QUESTION, 1, "", { steps: [{ id: "a[.]true[,]b", text: "A" }] }]]) }),
  ],
  [
    "ten thousand steps",
    () =>
      linkOf({
        seen: seenOf([
          [
            QUESTION,
            1,
            "",
            { steps: Array.from({ length: 1000 }, (_, at) => ({ id: `s${at}`, text: "x" })) },
          ],
        ]),
      }),
  ],
  ["a newer format", () => linkOf({ format: 2 })],
  ["a nonce of another length", () => linkOf({ nonce: "AAAA" })],
  ["a registration that is none", () => linkOf({ registration: "x" })],
  ["a group as the learner", () => linkOf({ learner: { objectType: "Group", member: [] } })],
  ["a course's name that turns the writing", () => linkOf({ course: "\u202esgnirroW" })],
])("%s is not read", async (_, link) => {
  const model = await device("grace");
  await model.start(await link());
  expect(model.screen.name).toBe("unreadable");
});

test("what a link brings is text: no script, no picture, no element", () => {
  const hostile = `<p>Look<script>alert(1)</script> at <img src="https://example.org/x" alt="the valve" onerror="alert(1)"> &lt;b&gt;</p><ul><li>one</li><li>two</li></ul><style>*{}</style><iframe srcdoc="<p>no"></iframe>`;
  expect(plainText(hostile)).toEqual(["Look at the valve <b>", "one", "two"]);
});

test("it succeeds when every critical step is done, and without critical ones when all are", () => {
  const list = (critical: boolean) => ({
    course: { id: "c", version: "1" },
    id: "o",
    title: "t",
    observers: 1,
    role: "r",
    evidence: [],
    questions: [
      {
        id: "q",
        stem: "",
        kind: "steps" as const,
        steps: [
          { id: "a", text: "a", critical },
          { id: "b", text: "b", critical: false },
        ],
      },
    ],
  });
  const marks = { ...NO_MARKS, steps: { q: { a: true, b: false } } };
  expect(standing(list(true), marks)).toEqual({ all: 2, done: 1, passes: true });
  expect(standing(list(false), marks)).toEqual({ all: 2, done: 1, passes: false });
  expect(openPlaces(list(true), { ...NO_MARKS, steps: { q: { b: false } } })).toEqual([
    { id: "q0-0", what: "step" },
  ]);
});

test("the page speaks the first of somebody's languages that it knows", () => {
  expect(languageOf(["fr-CA", "de-AT", "en"])).toBe("de");
  expect(languageOf(["xx"])).toBe("en");
  expect(sayIn("ar")("list.open", { n: 3 })).toContain("3");
});
