import { html, raw, type RawHtml } from "../html.ts";
import type { Interaction, MarkupContext } from "../interaction.ts";
import type { ScenarioAnswer, ScenarioScene, ScenarioSpec } from "./scenario-spec.ts";
import { endPart, walk } from "./scenario.path.ts";
import { scenarioFeedback, scoreScenario } from "./scenario.score.ts";
import { parseScenario, scenarioPatterns, scenarioResponse } from "./scenario.xapi.ts";

/** Scenes between which the learner's choices lead, to an end. */
export const scenario = {
  kind: "scenario",
  // §2.4.4.1: neither one choice nor an order of all of them.
  interactionType: "other",
  blank: () => [],
  isComplete: (spec, answer) => walk(spec, answer).scene.end !== undefined,
  score: scoreScenario,
  feedback: scenarioFeedback,
  response: scenarioResponse,
  parse: parseScenario,
  correct: scenarioPatterns,
  describe: () => ({}),
  judgedBy: () => "key",
  typed: () => false,
  arrangeable: () => [],
  markup: ({ scenes }, context) => html`${scenes.map((scene) => section(scene, context))}`.raw,
} as const satisfies Interaction<"scenario", ScenarioSpec, ScenarioAnswer>;

/** The id of a scene's heading in the page, which choices lead to. */
export const headingOf = (prefix: string, scene: string) => `${prefix}-scene-${scene}`;

/** One scene after the other: without script, a choice is a link to the scene that it leads to. */
function section(scene: ScenarioScene, { prefix }: MarkupContext): RawHtml {
  const { id, title, html: told, choices, end } = scene;
  const rows = choices.map(
    (choice) =>
      html`<li data-part="${choice.id}">
        <a class="scenario-choice" href="#${headingOf(prefix, choice.to)}">${raw(choice.html)}</a>
      </li>`,
  );
  return html`<div class="scenario-scene" data-scene="${id}">
    <h2 class="scenario-title" id="${headingOf(prefix, id)}" tabindex="-1">${title}</h2>
    ${raw(told)}
    ${
      end === undefined
        ? html`<ul class="scenario-choices" role="list">
            ${rows}
          </ul>`
        : html`<div class="scenario-end" data-part="${endPart(scene)}">${raw(end.html)}</div>`
    }
  </div>`;
}
