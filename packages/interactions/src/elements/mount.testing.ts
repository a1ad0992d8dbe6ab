/** Puts a question into the test's document as the page does: static markup first, then the element. */
import type { QuestionData, QuestionStrings } from "../interaction.ts";
import { questionMarkup } from "../question-markup.ts";
import { EN } from "../strings/en.ts";
import type { QuestionElement } from "./question-element.ts";

export interface Mounted {
  readonly element: QuestionElement;
  /** Names of the events sent so far, with their details. */
  readonly events: readonly { readonly type: string; readonly detail: unknown }[];
  readonly button: (text: string) => HTMLButtonElement;
  /** The words that are announced. */
  readonly status: () => string;
}

export async function mount(
  question: QuestionData,
  {
    strings = EN,
    before = () => {},
  }: { readonly strings?: QuestionStrings; readonly before?: (element: QuestionElement) => void } = {},
): Promise<Mounted> {
  document.body.innerHTML = questionMarkup(question, { prefix: `q-${question.slug}`, strings });
  const element = document.querySelector<QuestionElement>(".question") as QuestionElement;
  const events: { type: string; detail: unknown }[] = [];
  for (const type of ["tessera-answer", "tessera-input", "tessera-hint"]) {
    document.body.addEventListener(type, (event) =>
      events.push({ type, detail: (event as CustomEvent).detail }),
    );
  }
  element.question = question;
  element.strings = strings;
  before(element);
  await element.updateComplete;
  return {
    element,
    events,
    button: (text) => {
      const found = [...element.querySelectorAll("button")].find((each) => each.textContent?.trim() === text);
      if (found === undefined) throw new Error(`no button "${text}" in ${element.innerHTML}`);
      return found;
    },
    status: () => fold(element.querySelector("[role=status]")?.textContent ?? ""),
  };
}

export const fold = (text: string) => text.replace(/\s+/g, " ").trim();
