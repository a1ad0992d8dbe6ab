import { expect, test } from "vitest";
import type { Course, Observation, Question, SourcePlace, Unit } from "@tessera/course";
import type { SentStatement } from "@tessera/xapi";
import { answered, judged, QUIZ, Tab, UNIT } from "../testing/harness.ts";
import { observedStatements } from "../observed.ts";
import type { Rule, Template } from "./rule.ts";
import { statementContract } from "./statement-contract.ts";

const source: SourcePlace = { file: "course.md", start: 0, end: 1, line: 1, column: 1 } as never;

function question(n: number): Question {
  return {
    slug: `q-${n}`,
    id: `https://example.org/course/unit-1/q-${n}`,
    version: 1,
    kind: "true-false",
    name: `Frage ${n}`,
    stem: "<p>Stimmt das?</p>",
    objectives: [],
    points: 1,
    shuffle: false,
    scoring: "all-or-nothing",
    spec: { right: true, whenTrue: { html: "ja", text: "ja" }, whenFalse: { html: "nein", text: "nein" } },
    hints: [],
    feedback: {},
    source,
  };
}

/** The course keeps what is typed here out of statements. */
const TYPED: Question = {
  ...question(3),
  kind: "numeric",
  spec: { units: [], right: [{ min: 17, max: 19, text: "18 ± 1" }], slips: [] },
  record: "score",
};

/** Nobody says whether an answer is right. */
const SURVEY: Question = {
  ...question(4),
  kind: "likert",
  spec: {
    scale: [
      { id: "no", html: "Nein", text: "Nein" },
      { id: "yes", html: "Ja", text: "Ja" },
    ],
  },
};

const OBSERVED: Observation = {
  type: "observation",
  slug: "job",
  id: `${UNIT.unit.id}/observations/job`,
  title: "Bei der Arbeit",
  html: "<section></section>",
  observers: 1,
  role: "Meister",
  evidence: [],
  questions: [
    {
      ...question(5),
      kind: "performance",
      spec: { steps: [{ id: "shut", html: "Schließen", text: "Schließen", critical: true }] },
    },
    { ...SURVEY, slug: "q-6", id: "https://example.org/course/unit-1/q-6" },
  ],
  source,
};

const unit: Unit = {
  type: "unit",
  slug: "unit-1",
  id: UNIT.unit.id,
  purpose: "prove",
  title: "Einheit",
  description: "",
  moveOn: "CompletedAndPassed",
  launchMethod: "AnyWindow",
  mastery: 0.8,
  objectives: [],
  pages: [
    {
      slug: "p",
      id: `${UNIT.unit.id}/p`,
      title: "Seite",
      flow: [
        { type: "question", question: question(1) },
        { type: "question", question: SURVEY },
        OBSERVED,
        {
          type: "quiz",
          slug: "quiz",
          id: QUIZ.id,
          title: "Quiz",
          intro: "",
          shuffle: false,
          review: "after",
          pools: [{ questions: [question(2)] }, { questions: [question(2), TYPED] }],
          source,
        },
      ],
      media: [
        { id: `${UNIT.unit.id}/media/film`, type: "video", name: "Film" },
        { id: `${UNIT.unit.id}/media/call.mp3`, type: "audio", name: "Anruf" },
      ],
      source,
    },
  ],
  source,
};

const course: Course = {
  format: 1,
  id: "https://example.org/course",
  slug: "course",
  title: "Kurs",
  description: "",
  version: "1.2.0",
  language: "de",
  roles: [],
  objectives: [],
  children: [
    {
      type: "block",
      slug: "b",
      id: "https://example.org/course/b",
      title: "B",
      description: "",
      objectives: [],
      children: [unit],
      source,
    },
  ],
  assets: [],
};

interface Profile {
  readonly concepts: readonly { readonly id: string }[];
  readonly templates: readonly Template[];
  readonly patterns: readonly { readonly id: string; readonly alternates?: readonly string[] }[];
  readonly versions: readonly { readonly id: string }[];
}
const profile = statementContract(course) as Profile;

/** Everything at a JSONPath of the kind the contract uses: names, `[*]`, `['…']`, ` | `. */
function at(value: unknown, location: string): readonly unknown[] {
  return location.split(" | ").flatMap((path) => {
    const steps = [...path.matchAll(/\.(\w+)|\['([^']+)'\]|\[(\*)\]/g)];
    return steps.reduce<readonly unknown[]>(
      (found, [, name, quoted, star]) => {
        const next = found.flatMap((one) =>
          star
            ? Array.isArray(one)
              ? one
              : []
            : [(one as Record<string, unknown> | undefined)?.[name ?? quoted ?? ""]],
        );
        return next.filter((one) => one !== undefined);
      },
      [value],
    );
  });
}

function follows(statement: SentStatement, rule: Rule): boolean {
  const found = at(statement, rule.location);
  if (rule.presence === "excluded") return found.length === 0;
  if (rule.presence === "included" && found.length === 0) return false;
  if (found.length === 0) return true;
  const any = !rule.any || rule.any.some((value) => found.includes(value));
  const all = !rule.all || found.every((value) => rule.all?.includes(value));
  return any && all && !rule.none?.some((value) => found.includes(value));
}

function templatesOf(statement: SentStatement): readonly string[] {
  const { object } = statement;
  const type = "definition" in object ? object.definition?.type : undefined;
  return profile.templates
    .filter(
      ({ verb, objectActivityType }) => verb === statement.verb.id && (objectActivityType ?? type) === type,
    )
    .filter(({ rules }) => rules.every((rule) => follows(statement, rule)))
    .map(({ id }) => id.split("/t/")[1] ?? "");
}

async function everyStatement(): Promise<readonly SentStatement[]> {
  const tab = new Tab();
  const first = await tab.open(tab.lms.launch());
  const definition = {
    type: "http://adlnet.gov/expapi/activities/cmi.interaction",
    interactionType: "true-false",
  } as const;
  first.record({ type: "experienced", page: { id: `${unit.id}/p`, name: "Seite" }, activeMs: 5_000 });
  first.record({ type: "asked", question: { id: question(1).id, name: "Frage 1" }, hint: 1 });
  first.record({ ...answered(1), definition } as never);
  for (const medium of ["video", "audio"] as const) {
    const id = `${UNIT.unit.id}/media/${medium === "video" ? "film" : "call.mp3"}`;
    const common = { media: { id, name: "Film" }, medium };
    const context = { length: 60 };
    const watched = { time: 57, progress: 0.95, "played-segments": "0[.]57" };
    const enough = { ...context, "completion-threshold": 0.95 };
    first.record({ type: "played", ...common, context, result: { time: 0 } });
    first.record({ type: "seeked", ...common, context, result: { "time-from": 3.5, "time-to": 40 } });
    first.record({ type: "watched", ...common, context: enough, result: watched, durationMs: 57_000 });
    first.record({ type: "paused", ...common, context: enough, result: watched });
  }
  first.record({ type: "attempted", quiz: QUIZ, attempt: 1 });
  first.record({ ...answered(2), definition } as never);
  const { response: _typed, ...kept } = answered(3) as { response: string };
  first.record({ ...kept, definition: { ...definition, interactionType: "numeric" } } as never);
  const { success: _right, score: _score, ...said } = answered(4) as { success: boolean; score: object };
  first.record({ ...said, definition: { ...definition, interactionType: "likert" } } as never);
  first.record({
    type: "scored",
    quiz: QUIZ,
    attempt: 1,
    score: { scaled: 0, raw: 0, max: 1 },
    success: false,
    durationMs: 9,
  });
  first.record({ type: "progressed", percent: 100 });
  first.record({ type: "completed" });
  first.record(judged(0, false));
  await tab.rest();
  void first.exit();
  await tab.rest();
  const second = await tab.open(tab.lms.launch());
  second.record(judged(1));
  await tab.rest();
  void second.exit();
  await tab.rest();
  return [...tab.lms.stored(), ...(await observed())];
}

/** What somebody says who watched: it is sent by whoever checks the signature. */
async function observed(): Promise<readonly SentStatement[]> {
  const person = (name: string) => ({ account: { homePage: "https://example.org", name } });
  const seen = "a".repeat(64);
  const made = await observedStatements(
    {
      learner: person("ada"),
      observer: person("grace"),
      at: "2026-11-28T09:30:00Z",
      seen,
      answers: { "q-5": "shut[.]true", "q-6": "yes" },
    },
    { course, unit, observation: OBSERVED },
    { idOf: (id) => `00000000-0000-4000-8000-00000000000${id.at(-1)}`, sha256: () => Promise.resolve(seen) },
  );
  if ("refused" in made) throw new Error(made.refused);
  return made.statements;
}

test("every statement of a course follows exactly one template, and every template is used", async () => {
  const matched = (await everyStatement()).map(templatesOf);
  expect(matched.filter((names) => names.length !== 1)).toEqual([]);
  const used = [...new Set(matched.flat())].sort();
  expect(used).toEqual(profile.templates.map(({ id }) => id.split("/t/")[1]).sort());
});

test("what is said of a film follows the templates of the xAPI Video Profile, and says so; of a recording it does not", async () => {
  const all = await everyStatement();
  const of = (word: string, medium: string) =>
    all.find(
      ({ verb, object }) =>
        verb.id.endsWith(word) && "definition" in object && object.definition?.type?.endsWith(medium),
    );
  const categories = (statement: SentStatement | undefined) =>
    (statement?.context?.contextActivities?.category as readonly { id: string }[] | undefined)?.map(
      ({ id }) => id,
    );
  for (const word of ["played", "paused", "seeked"]) {
    expect(categories(of(word, "/video"))).toContain("https://w3id.org/xapi/video");
    expect(categories(of(word, "/audio")) ?? []).not.toContain("https://w3id.org/xapi/video");
  }
  // No template of the profile: `completed`, which it has, is a verb of cmi5.
  expect(categories(of("experienced", "/video")) ?? []).not.toContain("https://w3id.org/xapi/video");
  const base = "https://w3id.org/xapi/video/extensions/";
  expect(of("paused", "/video")).toMatchObject({
    verb: { id: "https://w3id.org/xapi/video/verbs/paused" },
    object: { definition: { type: "https://w3id.org/xapi/video/activity-type/video" } },
    result: {
      extensions: {
        [`${base}time`]: 57,
        [`${base}progress`]: 0.95,
        [`${base}played-segments`]: "0[.]57",
      },
    },
    context: {
      extensions: {
        [`${base}length`]: 60,
        [`${base}completion-threshold`]: 0.95,
        // UUID, version 4: the profile's own schema.
        [`${base}session-id`]: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab]/),
      },
    },
  });
});

test("a course without films has no templates for them", () => {
  const pages = unit.pages.map(({ media: _media, ...page }) => page);
  const { templates } = statementContract({ ...course, children: [{ ...unit, pages }] }) as Profile;
  expect(templates.map(({ id }) => id.split("/t/")[1])).not.toContain("played");
});

test("a statement that breaks the contract follows no template", async () => {
  const [initialized, ...rest] = await everyStatement();
  const passed = rest.find(({ verb }) => verb.id.endsWith("/passed"));
  if (!initialized || !passed) throw new Error("the session sent nothing");
  expect(templatesOf({ ...initialized, result: { completion: true } })).toEqual([]);
  expect(templatesOf({ ...passed, result: { ...passed.result, success: false } })).toEqual([]);
  expect(templatesOf({ ...passed, context: {} })).toEqual([]);
});

test("an answer that nobody judges has neither success nor score, and the contract says that", async () => {
  const survey = (await everyStatement()).find(
    ({ object }) => "definition" in object && object.definition?.interactionType === "likert",
  );
  if (!survey) throw new Error("the session sent no such answer");
  expect(survey.result).toEqual({ response: expect.any(String), duration: expect.any(String) });
  for (const verdict of [{ success: true }, { score: { scaled: 1 } }])
    expect(templatesOf({ ...survey, result: { ...survey.result, ...verdict } })).toEqual([]);
});

test("an observation that nobody else signed, or that a learner's session sends, follows no template", async () => {
  const [shut] = await observed();
  if (!shut) throw new Error("nothing was observed");
  const { instructor: _nobody, ...alone } = shut.context ?? {};
  expect(templatesOf({ ...shut, context: alone })).toEqual([]);
  const { success: _success, ...open } = shut.result ?? {};
  expect(templatesOf({ ...shut, result: open })).toEqual([]);
  const extensions = {
    ...shut.context?.extensions,
    "https://w3id.org/xapi/cmi5/context/extensions/sessionid": "a-session",
  };
  expect(templatesOf({ ...shut, context: { ...shut.context, extensions } })).toEqual([]);
});

test("the same course gives the same document to the byte, another version another id", () => {
  expect(JSON.stringify(statementContract(structuredClone(course)))).toBe(JSON.stringify(profile));
  const next = statementContract({ ...course, version: "1.2.1" }) as Profile;
  expect(next.versions[0]?.id).not.toBe(profile.versions[0]?.id);
});

test("nothing in it is empty, every id is unique and every reference leads somewhere", () => {
  const empty = JSON.stringify(profile).match(/:(\{\}|\[\]|""|null)[,}\]]/g);
  expect(empty).toBeNull();
  const ids = [...profile.concepts, ...profile.templates, ...profile.patterns].map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const id of profile.patterns.flatMap(({ alternates }) => alternates ?? [])) expect(ids).toContain(id);
});

test("what is typed stays out of the statement where the course says so, and the contract says that", async () => {
  const template = profile.templates.find(({ id }) => id.endsWith("/answered-q-3"));
  expect(template?.definition.en).toMatch(/what was typed is left out/);
  const told = (await everyStatement()).find(
    ({ object }) => "definition" in object && object.definition?.interactionType === "numeric",
  );
  expect(told?.result).toMatchObject({ success: true, score: { scaled: 1 } });
  expect(told?.result).not.toHaveProperty("response");
  expect(templatesOf({ ...told, result: { ...told?.result, response: "18" } } as SentStatement)).toEqual([]);
});

test("a question says what is right, as xAPI writes it", () => {
  const concept = profile.concepts.find(({ id }) => id === question(2).id);
  expect(concept).toMatchObject({
    type: "Activity",
    activityDefinition: {
      name: { de: "Frage 2" },
      interactionType: "true-false",
      correctResponsesPattern: ["true"],
    },
  });
});
