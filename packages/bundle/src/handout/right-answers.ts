import { interactionOf } from "@tessera/interactions";
import type { Html, Interaction, QuestionData } from "@tessera/interactions";
import { escapeHtml } from "../page/html.ts";
import type { HandoutSay } from "./handout-words.ts";

/**
 * What is right, in words, and what the author says of it; where no key judges the answer, what whoever marks it looks for.
 * Undefined where there is neither, as on a scale.
 */
export function rightAnswer(question: QuestionData, language: string, say: HandoutSay): Html | undefined {
  const interaction = interactionOf(question.kind);
  if (interaction?.judgedBy(question.spec) !== "key") return lookedFor(question, interaction, say);
  const patterns = interaction.correct(question.spec);
  if (patterns.length === 0) return undefined;
  const words = { interaction, question, language, say };
  const lines = patterns.slice(0, 4).map((pattern) => inWords(pattern, words));
  const ordered = interaction.interactionType === "sequencing";
  const lead = say(ordered ? "rightOrder" : "rightAnswer");
  const feedback = [
    ...feedbackOf(patterns[0] ?? "", question, interaction),
    question.feedback["correct"] ?? "",
  ];
  return `<p><strong>${lead}:</strong> ${lines.map(escapeHtml).join(" · ")}</p>${feedback.join("")}`;
}

function lookedFor(
  { spec }: QuestionData,
  interaction: Interaction | undefined,
  say: HandoutSay,
): Html | undefined {
  const { points, model } = interaction?.lookedFor?.(spec) ?? { points: [], model: undefined };
  const list =
    points.length > 0
      ? `<p><strong>${say("lookedFor")}:</strong></p><ul>${points.map((point) => `<li>${point}</li>`).join("")}</ul>`
      : "";
  const good = model === undefined ? "" : `<p><strong>${say("model")}:</strong></p>${model}`;
  return list + good === "" ? undefined : list + good;
}

function feedbackOf(pattern: string, question: QuestionData, interaction: Interaction): readonly Html[] {
  const answer = interaction.parse(question.spec, pattern);
  if (answer === undefined) return [];
  return interaction
    .feedback(question.spec, answer)
    .map(({ html }) => html)
    .filter((html) => html !== "");
}

interface Words {
  readonly interaction: Interaction;
  readonly question: QuestionData;
  readonly language: string;
  readonly say: HandoutSay;
}

/** A pattern of xAPI 2.4.4 with the words that its ids stand for. */
function inWords(pattern: string, { interaction, question, language, say }: Words): string {
  if (interaction.interactionType === "true-false") return say(pattern === "true" ? "true" : "false");
  const described = interaction.describe(question.spec, language);
  const names = new Map<string, string>();
  for (const list of [
    described.choices,
    described.scale,
    described.source,
    described.target,
    described.steps,
  ])
    for (const { id, description } of list ?? [])
      names.set(id, description?.[language] ?? Object.values(description ?? {})[0] ?? id);
  const nameOf = (id: string) => names.get(id) ?? id;
  const plain = pattern.replace(/\{(?:case_matters|order_matters|lang)=[^{}]*\}/g, "");
  const arrow = interaction.interactionType === "sequencing" ? " → " : "; ";
  return plain
    .split("[,]")
    .map((item) =>
      item.includes("[:]")
        ? item
            .split("[:]")
            .filter((end) => end !== "")
            .join(" – ")
        : item
            .split("[.]")
            .map(nameOf)
            .filter((word) => word !== "")
            .join(" → "),
    )
    .join(arrow);
}
