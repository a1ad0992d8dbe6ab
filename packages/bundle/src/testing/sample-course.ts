/** Courses as the compiler makes them, for tests and benchmarks. */
import type { Course, Flow, Page, Question, Quiz, Unit } from "@tessera/course";

const SOURCE = { file: "01.md", start: 0, end: 0, line: 1, column: 1 };

export const COURSE_ID = "https://example.org/courses/plant-room";

export function sampleQuestion(slug: string, changes: Partial<Question> = {}): Question {
  return {
    slug,
    id: `${COURSE_ID}/q/${slug}`,
    version: 1,
    kind: "choice",
    name: "Which devices belong on the building-automation VLAN?",
    stem: "<p>Which devices belong on the building-automation VLAN?</p>",
    objectives: ["segment"],
    points: 2,
    shuffle: false,
    scoring: "partial",
    spec: {
      multiple: true,
      options: [
        { id: "controllers", html: "BACnet/IP controllers", text: "BACnet/IP controllers", right: true },
        {
          id: "workstation",
          html: "The operator workstation of the building-management system",
          text: "The operator workstation of the building-management system",
          right: true,
        },
        {
          id: "guest",
          html: "Guest Wi-Fi access points",
          text: "Guest Wi-Fi access points",
          right: false,
          feedback: "<p>Guest devices reach the internet; keep them apart.</p>",
        },
      ],
    },
    hints: ["<p>Who needs to talk to a controller?</p>", "<p>Count them: there are two.</p>"],
    feedback: { correct: "<p>Right: only what must talk to the controllers.</p>" },
    source: SOURCE,
    ...changes,
  };
}

export function sampleQuiz(changes: Partial<Quiz> = {}): Quiz {
  return {
    type: "quiz",
    slug: "final",
    id: `${COURSE_ID}/quiz/final`,
    title: "Show what you know",
    intro: "<p>Answer from memory. You can change your answers until you hand them in.</p>",
    attempts: 3,
    shuffle: false,
    review: "after",
    pools: [{ questions: [sampleQuestion("vlan-1"), sampleQuestion("vlan-2"), sampleQuestion("vlan-3")] }],
    source: SOURCE,
    ...changes,
  };
}

export const PROSE = `<p>At 02:10 on a Sunday the head end stopped answering. The controllers did not: they keep to their
last programme when nobody talks to them. What had failed was the network between them, and the first question was
who else could reach it.</p>
<h2 id="zones">Zones and conduits</h2>
<p>A <em>zone</em> is a group of devices that trust each other. A <em>conduit</em> is the one way in and out, and it is
watched. Put each device into the zone of the worst thing that can happen when it fails.</p>
<aside class="callout callout-warning" role="note"><p class="callout-title">Warning</p><p>Never plug a phone into a controller: it bridges two networks.</p></aside>
<div class="table-scroll" tabindex="0"><table><thead><tr><th scope="col">Protocol</th><th scope="col">Port</th></tr></thead><tbody><tr><td>BACnet/IP</td><td>47808</td></tr><tr><td>Modbus/TCP</td><td>502</td></tr></tbody></table></div>
<ul><li>Ask who needs to talk to it.</li><li>Write down why.</li><li>Close everything else, and note the date in <code>zones.csv</code>.</li></ul>`;

export function samplePage(slug: string, title: string, flow: readonly Flow[]): Page {
  return { slug, id: `${COURSE_ID}/page/${slug}`, title, minutes: 4, flow, source: SOURCE };
}

export function sampleUnit(pages: readonly Page[], changes: Partial<Unit> = {}): Unit {
  return {
    type: "unit",
    slug: "zones",
    id: `${COURSE_ID}/unit/zones`,
    purpose: "learn",
    title: "Zones in the plant room",
    description: "Where each device belongs",
    moveOn: "CompletedAndPassed",
    launchMethod: "AnyWindow",
    mastery: 0.8,
    objectives: ["segment"],
    pages,
    source: SOURCE,
    ...changes,
  };
}

export function sampleCourse(units: readonly Unit[], changes: Partial<Course> = {}): Course {
  return {
    format: 1,
    id: COURSE_ID,
    slug: "plant-room",
    title: "Plant room basics",
    description: "Safe and segmented",
    version: "1.0.0",
    language: "en",
    roles: [],
    objectives: [
      { slug: "segment", id: `${COURSE_ID}/objective/segment`, title: "Put each device on its segment" },
    ],
    children: units,
    assets: [],
    ...changes,
  };
}

/** The course that the size budgets speak of: two pages, one question. */
export function twoPageCourse(): Course {
  return sampleCourse([
    sampleUnit([
      samplePage("why", "Why zones", [{ type: "prose", html: PROSE }]),
      samplePage("check", "Check yourself", [
        { type: "prose", html: "<p>Think of the room you know best.</p>" },
        { type: "question", question: sampleQuestion("vlan") },
      ]),
    ]),
  ]);
}

/** Text, practice and a quiz: what the shell has to show. */
export function playableCourse(changes: Partial<Course> = {}): Course {
  const unit = sampleUnit([
    samplePage("why", "Why zones", [{ type: "prose", html: PROSE }]),
    samplePage("check", "Check yourself", [
      { type: "prose", html: "<p>Think of the room you know best.</p>" },
      { type: "question", question: sampleQuestion("vlan") },
    ]),
    samplePage("prove", "Show it", [sampleQuiz()]),
  ]);
  return sampleCourse([unit], changes);
}
