/** The course that the gallery shows, in the three languages of the interface. */
import type { Course, Question, Quiz } from "@tessera/course";
import type { UnitShown } from "@tessera/elements/states";
import {
  COURSE_ID,
  sampleCourse,
  samplePage,
  sampleQuestion,
  sampleQuiz,
  sampleUnit,
} from "./testing/sample-course.ts";

const WORDS = {
  en: {
    course: "Plant room basics",
    unit: "Zones in the plant room",
    pages: ["Why zones", "Check yourself", "Show what you know"],
    text: "At 02:10 on a Sunday the head end stopped answering. The controllers did not: they keep to their last programme when nobody talks to them.",
    heading: "Zones and conduits",
    film: "How to isolate the pump",
    quiz: "Final questions",
    intro: "Answer from memory. You can change your answers until you hand them in.",
    ask: "Which port does BACnet/IP use by default?",
    options: ["47808", "502, which an older system on the third floor used before it was replaced", "443"],
    feedback: "That is Modbus/TCP.",
  },
  de: {
    course: "Grundlagen der Gebäudetechnik",
    unit: "Netzwerkzonen im Technikraum",
    pages: ["Warum Zonen", "Prüfen Sie sich", "Zeigen Sie, was Sie wissen"],
    text: "Am Sonntag um 02:10 Uhr antwortete die Gebäudeleittechnik nicht mehr. Die Automationsstationen schon: sie bleiben bei ihrem letzten Programm.",
    heading: "Zonen und Übergänge",
    film: "Wie die Pumpe freigeschaltet wird",
    quiz: "Abschlussfragen",
    intro: "Antworten Sie aus dem Gedächtnis. Sie können Antworten ändern, bis Sie abgeben.",
    ask: "Welchen Port benutzt BACnet/IP in der Voreinstellung?",
    options: ["47808", "502", "443"],
    feedback: "Das ist Modbus/TCP.",
  },
  ar: {
    course: "أساسيات غرفة المعدات",
    unit: "المناطق في غرفة المعدات",
    pages: ["لماذا المناطق", "اختبر نفسك", "أظهر ما تعرفه"],
    text: "في الساعة 02:10 من يوم الأحد توقفت المحطة الرئيسية عن الرد. أما وحدات التحكم فلم تتوقف: فهي تبقى على آخر برنامج لها حين لا يخاطبها أحد.",
    heading: "المناطق والممرات",
    film: "كيف تعزل المضخة",
    quiz: "الأسئلة الختامية",
    intro: "أجب من الذاكرة. يمكنك تغيير إجاباتك حتى تسلّمها.",
    ask: "ما المنفذ الذي يستعمله BACnet/IP افتراضيًا؟",
    options: ["47808", "502", "443"],
    feedback: "هذا منفذ Modbus/TCP.",
  },
} as const;

const callout = (name: string, word: string) =>
  `<aside class="callout callout-${name}" role="note"><p class="callout-title">${word}</p><p>Never plug a phone into a controller: it bridges <em>two</em> networks. <a href="https://example.org/">Why</a></p></aside>`;

/** All that the compiler makes of an author's text. */
const EVERYTHING = `<p>BACnet/IP uses UDP port 47808,<sup><a href="#check--note-1" id="check--ref-1">1</a></sup> which engineers write as <code>0xBAC0</code>. See <a href="#why--zones">the page on zones</a>, or <span class="elsewhere">the assessment <span class="elsewhere-title">(in “Assessment”)</span></span>.</p>
<h2 id="check--conduits">Conduits</h2>
<div class="table-scroll" tabindex="0"><table><thead><tr><th scope="col">No.</th><th scope="col">From</th><th scope="col">To</th><th scope="col">What</th><th class="align-right" scope="col">Ports</th></tr></thead><tbody><tr><td>1</td><td>VLAN 10, office, and the VPN gateway</td><td>VLAN 60, jump host</td><td>approved sessions only</td><td class="align-right">443</td></tr><tr><td>2</td><td>Automationsstationen</td><td>Gebäudeleittechnik</td><td>commands</td><td class="align-right">47808</td></tr></tbody></table></div>
<h3 id="check--list">Three questions</h3>
<ul><li><strong>Who must talk to it?</strong> Only the head end.</li><li class="task">☑ Written down</li></ul>
<ol><li>Ask.</li><li>Write.</li></ol>
<blockquote><p>Nobody made a mistake in configuring it.</p></blockquote>
${callout("note", "Note")}${callout("tip", "Tip")}${callout("important", "Important")}${callout("warning", "Warning")}${callout("caution", "Caution")}
<pre tabindex="0"><code class="language-text">TEMP-2026-03-20-chiller-commissioning  permit udp 10.30.0.5 10.40.0.0/24 eq 47808  log
</code></pre>
<details><summary>Who-Is doesn’t cross a router. What is a BBMD?</summary><p>A broadcast management device, as in Donaudampfschifffahrtselektrizitätenhauptbetriebswerk.</p></details>
<p><img src="icon.svg" alt="A tessera: a small square tile" width="560" height="560" loading="lazy" decoding="async"></p>
<hr>
<div class="footnotes" role="group" aria-label="Notes"><ol><li id="check--note-1"><p>Port registry. <a href="#check--ref-1" class="footnote-back" aria-label="Back">↩</a></p></li></ol></div>`;

/** How strict the quiz and its unit are. */
const RULES = {
  usual: { mastery: 0.8, attempts: 3, review: "after" },
  open: { review: "never" },
  strict: { mastery: 0.8, attempts: 3, review: "passed" },
  extras: { mastery: 0.8, attempts: 3, review: "after" },
  brief: { mastery: 0.8, attempts: 3, review: "after" },
} as const satisfies Record<UnitShown["rules"], QuizRules>;

const EXTRAS = { pretest: 1, limit: 1200, extraTime: true, wait: 10_800, confidence: true } as const;

interface QuizRules {
  readonly mastery?: number;
  readonly attempts?: number;
  readonly review: Quiz["review"];
}

export function galleryCourse(language: keyof typeof WORDS, rules: UnitShown["rules"]): Course {
  const { mastery, attempts, review }: QuizRules = RULES[rules];
  const words = WORDS[language];
  const question = (slug: string): Question =>
    sampleQuestion(slug, {
      name: words.ask,
      stem: `<p>${words.ask}</p>`,
      points: 1,
      spec: {
        multiple: false,
        options: words.options.map((text, index) => ({
          id: ["a", "b", "c"][index] ?? "",
          html: text,
          text,
          right: index === 0,
          ...(index === 1 ? { feedback: `<p>${words.feedback}</p>` } : {}),
        })),
      },
      hints: [`<p>${words.heading}</p>`],
      ...(rules === "strict" && { record: "score" }),
      feedback: {},
    });
  const { attempts: _, ...unlimited } = sampleQuiz({
    review,
    title: words.quiz,
    intro: `<p>${words.intro}</p>`,
    pools: [{ questions: [question("one"), question("two"), question("three")] }],
  });
  const isExtra = rules === "extras";
  const quiz = {
    ...unlimited,
    ...(isExtra && EXTRAS),
    ...(rules === "brief" && { limit: 60, wait: 60 }),
    ...(attempts === undefined ? {} : { attempts }),
  };
  const { attempts: ___, ...pretest } = sampleQuiz({
    ...{
      slug: "before",
      id: `${COURSE_ID}/quiz/before`,
      title: words.pages[1],
      intro: "",
      pretest: 1,
      uncounted: true,
    },
    pools: [{ questions: [question("four"), question("five")] }],
  });
  const at = { film: "isolate", title: words.film, seconds: 72 };
  const prose = `<p>${words.text}</p><h2 id="why--zones">${words.heading}</h2><p>${words.text}</p>`;
  const { mastery: __, ...unjudged } = sampleUnit(
    [
      samplePage("why", words.pages[0], [{ type: "prose", html: prose }]),
      {
        ...samplePage("check", words.pages[1], [
          ...(language === "en" ? [{ type: "prose", html: EVERYTHING } as const] : []),
          {
            type: "question",
            question: { ...question("vlan"), ...(rules === "brief" && { required: true }) },
          },
          ...(rules === "open" ? [{ type: "question", question: question("valve"), at } as const] : []),
        ]),
        ...(rules === "open" && {
          media: [{ id: "https://example.org/film", type: "video", name: words.film }],
        }),
      },
      ...(isExtra ? [samplePage("before", words.heading, [pretest])] : []),
      samplePage("prove", words.pages[2], [quiz]),
    ],
    { title: words.unit, moveOn: mastery === undefined ? "Completed" : "CompletedAndPassed" },
  );
  const unit = { ...unjudged, ...(mastery === undefined ? {} : { mastery }) };
  // Where an objective is taught elsewhere, only words can lead there.
  const other = sampleUnit([samplePage("map", words.heading, [{ type: "prose", html: prose }])], {
    ...{ slug: "map", id: `${COURSE_ID}/unit/map`, title: words.course },
  });
  return sampleCourse(isExtra ? [unit, other] : [unit], { title: words.course, language });
}
