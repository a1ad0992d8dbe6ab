/** The course that the gallery shows, in the three languages of the interface. */
import type { Course, Question, Quiz } from "@tessera/course";
import type { UnitShown } from "@tessera/elements/states";
import { sampleCourse, samplePage, sampleQuestion, sampleQuiz, sampleUnit } from "./testing/sample-course.ts";

const WORDS = {
  en: {
    course: "Plant room basics",
    unit: "Zones in the plant room",
    pages: ["Why zones", "Check yourself", "Show what you know"],
    text: "At 02:10 on a Sunday the head end stopped answering. The controllers did not: they keep to their last programme when nobody talks to them.",
    heading: "Zones and conduits",
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
    quiz: "الأسئلة الختامية",
    intro: "أجب من الذاكرة. يمكنك تغيير إجاباتك حتى تسلّمها.",
    ask: "ما المنفذ الذي يستعمله BACnet/IP افتراضيًا؟",
    options: ["47808", "502", "443"],
    feedback: "هذا منفذ Modbus/TCP.",
  },
} as const;

/** How strict the quiz and its unit are. */
const RULES = {
  usual: { mastery: 0.8, attempts: 3, review: "after" },
  open: { review: "never" },
  strict: { mastery: 0.8, attempts: 3, review: "passed" },
} as const satisfies Record<UnitShown["rules"], QuizRules>;

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
      feedback: {},
    });
  const { attempts: _, ...unlimited } = sampleQuiz({
    review,
    title: words.quiz,
    intro: `<p>${words.intro}</p>`,
    pools: [{ questions: [question("one"), question("two"), question("three")] }],
  });
  const quiz = { ...unlimited, ...(attempts === undefined ? {} : { attempts }) };
  const prose = `<p>${words.text}</p><h2 id="why--zones">${words.heading}</h2><p>${words.text}</p>`;
  const { mastery: __, ...unjudged } = sampleUnit(
    [
      samplePage("why", words.pages[0], [{ type: "prose", html: prose }]),
      samplePage("check", words.pages[1], [{ type: "question", question: question("vlan") }]),
      samplePage("prove", words.pages[2], [quiz]),
    ],
    { title: words.unit, moveOn: mastery === undefined ? "Completed" : "CompletedAndPassed" },
  );
  const unit = { ...unjudged, ...(mastery === undefined ? {} : { mastery }) };
  return sampleCourse([unit], { title: words.course, language });
}
