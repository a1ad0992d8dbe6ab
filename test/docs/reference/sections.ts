/**
 * Where docs/course-language.md explains a directive that is no kind of question, and what it is in one sentence. A kind of
 * question is found by the link to its README, and its sentence is the first paragraph there.
 */
export interface Words {
  /** Heading of the section: the example (or one from elsewhere) and the sentences about settings are taken from it. */
  readonly section: string;
  readonly says: string;
  /** Codes that begin so belong to it. */
  readonly codes?: readonly string[];
  /** What a setting may hold, where the compiler has no sentence about a wrong value: it finds out otherwise. */
  readonly takes?: Readonly<Record<string, string>>;
}

const ID = { id: "small letters, digits and hyphens, as in `shut-valve`" };
const FILE = {
  ...ID,
  src: "the path of a file of the course",
  transcript: "the path of a markdown file of the course",
};

export const WORDS: Readonly<Record<string, Words>> = {
  accordion: {
    section: "Tabs and accordions",
    says: "Text in parts that are folded away below each other.",
    codes: ["sections/"],
  },
  at: {
    section: "Questions in a film",
    says: "Questions that a video or a recording stops for at a time.",
    codes: ["at/"],
    takes: {
      time: "minutes and seconds, as in `01:12`, or with hours, as in `1:02:30`",
      for: "the id of a video or recording",
    },
  },
  audio: {
    section: "Video and audio",
    says: "A recording with its transcript.",
    codes: ["media/"],
    takes: FILE,
  },
  blank: { section: "Fill-in", says: "A blank in the text of a `fill-in` that the learner types into." },
  choose: { section: "Fill-in", says: "A blank in the text of a `fill-in` with a list to choose from." },
  correct: { section: "Questions", says: "What is said of an answer that is right as a whole." },
  details: { section: "Folded text", says: "Text that is folded away below its title." },
  embed: {
    section: "Embedded pages",
    says: "A page of your own in a frame that reaches nothing of the unit.",
    codes: ["embed/"],
    takes: { src: "the path of an `.html` file of the course", height: "a whole number from 100 to 2000" },
  },
  end: { section: "Scenario", says: "Ends a path of a `scenario`, with what came of it." },
  feedback: { section: "Questions", says: "What is said of any answer." },
  flashcards: {
    section: "Flashcards",
    says: "Cards to learn by heart, asked again at growing intervals.",
    codes: ["flashcards/", "pairs/"],
    takes: ID,
  },
  from: {
    section: "Drawing from banks",
    says: "Draws questions from a bank into the quiz round it.",
    codes: ["bank/"],
    takes: {
      bank: "the path of a markdown file of the course",
      objective: "the id of an objective of the course",
    },
  },
  glossary: {
    section: "Terms and the glossary",
    says: "A table of terms and what they mean.",
    codes: ["glossary/", "pairs/"],
  },
  hint: { section: "Questions", says: "A hint; several are shown one after the other, when asked for." },
  incorrect: { section: "Questions", says: "What is said of an answer that is not right." },
  "key-points": {
    section: "Long fill-in",
    says: "What a good answer to a `long-fill-in` says: a list of points.",
    codes: ["long-fill-in/key-points", "long-fill-in/no-key-points"],
  },
  "model-answer": {
    section: "Long fill-in",
    says: "One good answer to a `long-fill-in`.",
    codes: ["long-fill-in/empty-model"],
  },
  observation: {
    section: "Observation",
    says: "What somebody else watches on the job, marks and signs.",
    codes: ["observation/"],
    takes: { ...ID, role: "text of up to 60 characters" },
  },
  partial: { section: "Questions", says: "What is said of an answer that is right in part." },
  quiz: {
    section: "Quizzes",
    says: "Questions that count towards the unit's score.",
    codes: ["quiz/"],
    takes: ID,
  },
  set: {
    section: "Settings of an answer",
    says: "Ends an answer, a card, a step or a key point, and holds its settings.",
  },
  steps: { section: "Steps", says: "A numbered list to work by.", codes: ["steps/"] },
  tabs: {
    section: "Tabs and accordions",
    says: "Text in parts of which one is read at a time.",
    codes: ["sections/"],
  },
  term: {
    section: "Terms and the glossary",
    says: "A word in the text that a glossary of the course explains.",
    codes: ["term/"],
    takes: { of: "a term of the glossary" },
  },
  video: {
    section: "Video and audio",
    says: "A film with captions and a transcript.",
    codes: ["media/"],
    takes: {
      ...FILE,
      captions: "paths of `.vtt` files of the course, parted by spaces",
      poster: "the path of a picture of the course",
    },
  },
};
