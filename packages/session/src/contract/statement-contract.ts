import { interactionOf } from "@tessera/interactions";
import type { JudgedBy } from "@tessera/interactions";
import type { Block, Course, Observation, Question, Unit } from "@tessera/course";
import {
  ACTIVITY_TYPES,
  CATEGORIES,
  CMI5_EXTENSIONS,
  CMI5_VERBS,
  TESSERA_EXTENSIONS,
  VERBS,
  VIDEO_EXTENSIONS,
} from "@tessera/xapi";
import type { AllowedEvent, DefinedVerb, MediaVerb } from "../statement.ts";
import { patterns } from "./patterns.ts";
import { included, excluded, named } from "./rule.ts";
import type { Rule, Template } from "./rule.ts";

/** What every profile document is dated: a build must not depend on the day it runs (product.md section 3). */
const GENERATED = "1980-01-01T00:00:00Z";
const PROFILES = "https://w3id.org/xapi/profiles";

/**
 * The statement contract: an xAPI Profile (profile specification 1.0) with every statement a course can send, as
 * `NAME.profile.jsonld`. Same course, same object, key order included.
 */
export function statementContract(course: Course): object {
  const base = `${course.id}/xapi`;
  const units = unitsOf(course.children);
  const questions = units.flatMap(questionsOf);
  const hasMedia = units.some(({ pages }) => pages.some(({ media }) => media));
  const concepts = [
    ...extensionConcepts(),
    ...units.flatMap(activityConcepts(course)),
    ...questionConcepts(course, [
      ...questions,
      ...units.flatMap(observationsOf).flatMap((each) => each.questions),
    ]),
  ];
  const observed = units.flatMap(observationsOf).flatMap((observation) => observation.questions);
  const templates = [
    ...definedTemplates(base),
    ...allowedTemplates(base),
    ...(hasMedia ? mediaTemplates(base) : []),
    ...questions.map((question) => answeredTemplate(base, question)),
  ];
  const signed = observed.map((question) => observedTemplate(base, question));
  const idsOf = (all: readonly Template[]) => all.map(({ id }) => id);
  const order = patterns(
    base,
    idsOf(templates).filter((id) => !/\/(initialized|terminated)$/.test(id)),
    idsOf(signed),
  );
  const parts = { concepts, templates: [...templates, ...signed], patterns: order };
  const version = `${base}/v/${digest(JSON.stringify([course.version, parts]))}`;
  const inScheme = <Part extends object>(list: readonly Part[]) =>
    list.map((part) => ({ ...part, inScheme: version }));
  return {
    "@context": `${PROFILES}/context`,
    id: base,
    type: "Profile",
    conformsTo: `${PROFILES}#1.0`,
    prefLabel: { [course.language]: `${course.title}: statements` },
    definition: {
      en: `Statements that the units of ${course.id}, version ${course.version}, send. cmi5 (Quartz) rules apply in addition.`,
    },
    versions: [{ id: version, generatedAtTime: GENERATED }],
    author: { type: "Organization", name: new URL(course.id).host || course.id },
    concepts: inScheme(parts.concepts),
    templates: inScheme(parts.templates),
    patterns: inScheme(parts.patterns),
  };
}

function unitsOf(children: readonly (Unit | Block)[]): readonly Unit[] {
  return children.flatMap((child) => (child.type === "unit" ? [child] : unitsOf(child.children)));
}

/** In the order they stand; a question that two pools share counts once. */
function questionsOf(unit: Unit): readonly Question[] {
  const all = unit.pages.flatMap(({ flow }) =>
    flow.flatMap((part) => {
      if (part.type === "question") return [part.question];
      return part.type === "quiz" ? part.pools.flatMap((pool) => pool.questions) : [];
    }),
  );
  return [...new Map(all.map((question) => [question.id, question])).values()];
}

/** What is watched and signed outside of the learner's sessions. */
function observationsOf(unit: Unit): readonly Observation[] {
  return unit.pages.flatMap(({ flow }) =>
    flow.filter((part): part is Observation => part.type === "observation"),
  );
}

const EXTENSIONS = [
  [
    TESSERA_EXTENSIONS.courseVersion,
    "course version",
    "Version of the course that was played.",
    { type: "string" },
  ],
  [
    TESSERA_EXTENSIONS.questionVersion,
    "question version",
    "Raised when the right answer or the set of options changes.",
    { type: "integer", minimum: 1 },
  ],
  [TESSERA_EXTENSIONS.attempt, "attempt", "Which try it was, from 1.", { type: "integer", minimum: 1 }],
  [TESSERA_EXTENSIONS.hint, "hint", "Which hint was asked for, from 1.", { type: "integer", minimum: 0 }],
  [
    TESSERA_EXTENSIONS.seen,
    "seen",
    "SHA-256 of what an observer was shown, as 64 hexadecimal digits.",
    { type: "string", pattern: "^[0-9a-f]{64}$" },
  ],
  [
    TESSERA_EXTENSIONS.signed,
    "signed",
    "What an observer signed: the digest of the record, the key, the comment, and digests of what was attached.",
    {
      type: "object",
      required: ["record", "key"],
      properties: {
        record: { type: "string" },
        key: { type: "string" },
        comment: { type: "string" },
        evidence: { type: "array" },
      },
    },
  ],
  [
    TESSERA_EXTENSIONS.confidence,
    "confidence",
    "How sure the learner said to be of the answer: 1 guessing, 2 fairly sure, 3 very sure.",
    { type: "integer", minimum: 1, maximum: 3 },
    "ResultExtension",
  ],
  [
    TESSERA_EXTENSIONS.occurredAt,
    "occurred at",
    "When it happened, where a later session sent what an earlier one could not.",
    { type: "string", format: "date-time" },
    "ResultExtension",
  ],
] as const;

function extensionConcepts(): readonly object[] {
  return EXTENSIONS.map(([id, label, definition, schema, type = "ContextExtension"]) => ({
    id,
    type,
    prefLabel: { en: label },
    definition: { en: definition },
    inlineSchema: JSON.stringify(schema),
  }));
}

/** Pages and assessments, as objects and parents; the units as grouping. */
function activityConcepts({ language }: Course): (unit: Unit) => readonly object[] {
  const concept = (id: string, type: string, title: string) =>
    activityConcept(id, { type, name: { [language]: title } });
  return (unit) => [
    concept(unit.id, ACTIVITY_TYPES.unit, unit.title),
    ...unit.pages.flatMap((page) => [
      concept(page.id, ACTIVITY_TYPES.page, page.title),
      ...page.flow.flatMap((part) =>
        part.type === "quiz"
          ? [concept(part.id, ACTIVITY_TYPES.assessment, part.title)]
          : part.type === "observation"
            ? [concept(part.id, ACTIVITY_TYPES.performance, part.title)]
            : [],
      ),
      ...(page.media ?? []).map(({ id, type, name }) => concept(id, ACTIVITY_TYPES[type], name)),
    ]),
  ];
}

function questionConcepts({ language }: Course, questions: readonly Question[]): readonly object[] {
  return questions.map(({ id, kind, name, spec }) => {
    const interaction = interactionOf(kind);
    const correct = interaction?.correct(spec) ?? [];
    return activityConcept(id, {
      type: ACTIVITY_TYPES.interaction,
      name: { [language]: name },
      ...(interaction && { interactionType: interaction.interactionType }),
      ...(correct.length && { correctResponsesPattern: correct }),
      ...interaction?.describe(spec, language),
    });
  });
}

function activityConcept(id: string, definition: object): object {
  return {
    id,
    type: "Activity",
    activityDefinition: { "@context": `${PROFILES}/activity-context`, ...definition },
  };
}

const CATEGORY = "$.context.contextActivities.category[*].id";
const extension = (id: string) => `$.context.extensions['${id}']`;

/** What every statement of a session has. */
const ALWAYS: readonly Rule[] = [
  included("$.id"),
  included("$.timestamp"),
  included("$.actor.account.name"),
  included("$.context.registration"),
  included(extension(CMI5_EXTENSIONS.sessionId)),
  included(extension(TESSERA_EXTENSIONS.courseVersion)),
  included("$.context.contextActivities.grouping[*].id"),
];

function definedTemplates(base: string): readonly Template[] {
  const judged = (success: boolean): readonly Rule[] => [
    included("$.result.success", { all: [success] }),
    included("$.result.duration"),
    included("$.result.score.scaled"),
    excluded("$.result.completion"),
    { location: extension(CMI5_EXTENSIONS.masteryScore), presence: "recommended" },
  ];
  const nothing = excluded("$.result.score | $.result.success | $.result.completion");
  const own = {
    initialized: [excluded("$.result")],
    completed: [
      included("$.result.completion", { all: [true] }),
      included("$.result.duration"),
      excluded("$.result.score | $.result.success"),
    ],
    passed: judged(true),
    failed: judged(false),
    terminated: [included("$.result.duration"), nothing],
  } as const satisfies Record<DefinedVerb, readonly Rule[]>;
  return Object.entries(own).map(([name, rules]) => {
    const moves = name === "completed" || name === "passed" || name === "failed";
    const categories: readonly Rule[] = [
      included(CATEGORY, { any: [CATEGORIES.cmi5], ...(!moves && { none: [CATEGORIES.moveOn] }) }),
      ...(moves ? [included(CATEGORY, { any: [CATEGORIES.moveOn] })] : []),
    ];
    const verb = CMI5_VERBS[name as keyof typeof own].id;
    return named(base, { name, verb, rules: [...ALWAYS, ...categories, ...rules] });
  });
}

const ALLOWED: readonly Rule[] = [
  ...ALWAYS,
  { location: CATEGORY, presence: "recommended", none: [CATEGORIES.cmi5, CATEGORIES.moveOn] },
];

function allowedTemplates(base: string): readonly Template[] {
  const attempt = included(extension(TESSERA_EXTENSIONS.attempt));
  const own = {
    experienced: { type: ACTIVITY_TYPES.page, rules: [included("$.result.duration")] },
    progressed: {
      type: ACTIVITY_TYPES.unit,
      rules: [included(`$.result.extensions['${CMI5_EXTENSIONS.progress}']`)],
    },
    asked: { type: ACTIVITY_TYPES.interaction, rules: [included(extension(TESSERA_EXTENSIONS.hint))] },
    attempted: { type: ACTIVITY_TYPES.assessment, rules: [attempt] },
    scored: {
      type: ACTIVITY_TYPES.assessment,
      rules: [attempt, included("$.result.score.scaled"), included("$.result.duration")],
    },
  } as const satisfies Record<Exclude<AllowedEvent["type"], "answered" | MediaVerb>, object>;
  return Object.entries(own).map(([name, { type, rules }]) =>
    named(base, {
      name,
      verb: VERBS[name as keyof typeof own].id,
      objectActivityType: type,
      rules: [...ALLOWED, excluded("$.result.completion"), ...rules],
    }),
  );
}

/** Of films and recordings: the templates of the xAPI Video Profile, and that one was watched. */
function mediaTemplates(base: string): readonly Template[] {
  const result = (name: string) => included(`$.result.extensions['${VIDEO_EXTENSIONS}${name}']`);
  const inContext = (name: string) => included(extension(VIDEO_EXTENSIONS + name));
  const played = [result("time"), result("progress"), result("played-segments")];
  const threshold = inContext("completion-threshold");
  const own = {
    played: [result("time")],
    paused: [...played, threshold],
    seeked: [result("time-from"), result("time-to")],
    watched: [...played, threshold, included("$.result.duration")],
  } as const satisfies Record<MediaVerb, readonly Rule[]>;
  const type = included("$.object.definition.type", { any: [ACTIVITY_TYPES.video, ACTIVITY_TYPES.audio] });
  const common = [
    ...ALLOWED,
    excluded("$.result.completion"),
    type,
    inContext("session-id"),
    inContext("length"),
  ];
  return Object.entries(own).map(([name, rules]) =>
    named(base, { name, verb: VERBS[name as MediaVerb].id, rules: [...common, ...rules] }),
  );
}

/** Of what a key judges, always; of a learner's own marks, once they are made; of anything else, never. */
function verdictRules(judgedBy: JudgedBy): readonly Rule[] {
  const [success, score] = ["$.result.success", "$.result.score.scaled"] as const;
  if (judgedBy === "nobody") return [excluded("$.result.score | $.result.success")];
  if (judgedBy === "key") return [included(success), included(score)];
  return [success, score].map((location) => ({ location, presence: "recommended" }) as const);
}

function answeredTemplate(base: string, { id, slug, kind, record, spec }: Question): Template {
  const interaction = interactionOf(kind);
  const interactionType = interaction?.interactionType;
  return named(base, {
    name: `answered-${slug}`,
    ...(record === "score" && {
      meaning: `Whether question ${slug} was answered right, and its score; what was typed is left out.`,
    }),
    verb: VERBS.answered.id,
    objectActivityType: ACTIVITY_TYPES.interaction,
    rules: [
      ...ALLOWED,
      included("$.object.id", { all: [id] }),
      included("$.object.definition.interactionType", interactionType ? { all: [interactionType] } : {}),
      record === "score" ? excluded("$.result.response") : included("$.result.response"),
      ...verdictRules(interaction?.judgedBy(spec) ?? "key"),
      included("$.result.duration"),
      excluded("$.result.completion"),
      included(extension(TESSERA_EXTENSIONS.questionVersion)),
      included(extension(TESSERA_EXTENSIONS.attempt)),
    ],
  });
}

/** Sent by whoever checked an observer's signature, in no session of the learner. */
function observedTemplate(base: string, { id, slug, kind, spec }: Question): Template {
  const interaction = interactionOf(kind);
  const interactionType = interaction?.interactionType;
  const judged = interaction?.judgedBy(spec) === "learner" && interaction.correct(spec).length > 0;
  return named(base, {
    name: `observed-${slug}`,
    meaning: `What an observer said of ${slug}; context.instructor is the observer.`,
    verb: VERBS.answered.id,
    objectActivityType: ACTIVITY_TYPES.interaction,
    rules: [
      included("$.id"),
      included("$.timestamp"),
      included("$.actor.account.name"),
      included("$.context.instructor.account.name"),
      excluded(extension(CMI5_EXTENSIONS.sessionId)),
      { location: CATEGORY, presence: "recommended", none: [CATEGORIES.cmi5, CATEGORIES.moveOn] },
      included("$.object.id", { all: [id] }),
      included("$.object.definition.interactionType", interactionType ? { all: [interactionType] } : {}),
      included("$.result.response"),
      ...(judged ? verdictRules("key") : verdictRules("nobody")),
      excluded("$.result.completion"),
      included("$.context.contextActivities.parent[*].id"),
      included("$.context.contextActivities.grouping[*].id"),
      included(extension(TESSERA_EXTENSIONS.courseVersion)),
      included(extension(TESSERA_EXTENSIONS.questionVersion)),
      included(extension(TESSERA_EXTENSIONS.seen)),
    ],
  });
}

/** FNV-1a over two seeds, 64 bits as hex: names a version, guards nothing. */
function digest(text: string): string {
  return [0x811c9dc5, 0x01000193]
    .map((seed) => {
      let hash = seed;
      for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
      return (hash >>> 0).toString(16).padStart(8, "0");
    })
    .join("");
}
