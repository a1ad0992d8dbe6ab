/** What a statement says about a question: a definition that a stranger can read (product.md section 5). */
import type { Html, Interaction, QuestionData } from "@tessera/interactions";
import { ACTIVITY_TYPES, type ActivityDefinition } from "@tessera/xapi";

export function defineQuestion(
  question: QuestionData,
  interaction: Interaction,
  language: string,
): ActivityDefinition {
  const correct = interaction.correct(question.spec);
  return {
    type: ACTIVITY_TYPES.interaction,
    interactionType: interaction.interactionType,
    name: { [language]: question.name },
    description: { [language]: plainText(question.stem) || question.name },
    ...(correct.length > 0 ? { correctResponsesPattern: correct } : {}),
    ...interaction.describe(question.spec, language),
  };
}

const ENTITIES: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', nbsp: " " };

/** The words of our own renderer's HTML; images give their alternative text, formulas their TeX. */
export function plainText(html: Html): string {
  return html
    .replace(/<math\b[^>]*\baria-label="([^"]*)"[^>]*>.*?<\/math>/gs, " $1 ")
    .replace(/<img\b[^>]*\balt="([^"]*)"[^>]*>/g, " $1 ")
    .replace(/<[^>]*>/g, " ")
    .replace(/&(?:#x([\da-f]+)|#(\d+)|(\w+));/gi, (whole, hex?: string, decimal?: string, name?: string) => {
      if (name) return ENTITIES[name] ?? whole;
      const code = hex ? parseInt(hex, 16) : Number(decimal);
      return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    })
    .replace(/\s+/g, " ")
    .replace(/ ([.,;:?!])/g, "$1")
    .trim();
}
