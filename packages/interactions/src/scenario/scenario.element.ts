import { html, nothing, type TemplateResult } from "lit";
import { compiledHtml } from "../elements/compiled-html.ts";
import { SIGNS } from "../elements/part-mark.ts";
import { defineQuestion, QuestionElement } from "../elements/question-element.ts";
import type { StringKey } from "../strings/en.ts";
import { headingOf, scenario } from "./scenario.ts";
import { walk, type Walked } from "./scenario.path.ts";
import type { ScenarioAnswer, ScenarioChoice, ScenarioSpec } from "./scenario-spec.ts";

/**
 * `<tessera-scenario>`: one scene at a time. A choice is a button that leads to the next scene, whose heading takes the
 * focus. As practice a step may be taken back; in a quiz a decision stands.
 */
export class ScenarioElement extends QuestionElement<ScenarioSpec, ScenarioAnswer> {
  override readonly interaction = scenario;
  override readonly keeps = true;
  protected override readonly why: StringKey = "scenario.why";
  protected override readonly act = { check: "scenario.check", again: "scenario.again" } as const;
  private path: ScenarioAnswer = [];

  protected override readAnswer(): ScenarioAnswer {
    return this.path;
  }

  protected override writeAnswer(answer: ScenarioAnswer): void {
    this.path = this.walked(answer)?.taken.map(({ choice }) => choice.id) ?? [];
    this.showScene();
  }

  override again(): void {
    const { judgement } = this;
    super.again();
    if (judgement !== undefined && this.judgement === undefined) this.go([]);
  }

  /** The way to a scene is by its heading. */
  protected override firstControl(): HTMLElement | undefined {
    return this.querySelector<HTMLElement>(".scenario-scene:not([data-away]) .scenario-title") ?? undefined;
  }

  protected override adopt(): void {
    for (const link of this.querySelectorAll<HTMLElement>("a.scenario-choice")) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = link.className;
      button.append(...link.childNodes);
      button.addEventListener("click", this.onChoice);
      // On paper there are no buttons, and the words stand there all the same.
      link.parentElement?.setAttribute("data-words", button.textContent ?? "");
      link.replaceWith(button);
    }
    this.writeAnswer(this.path);
  }

  protected override renderMore(): TemplateResult {
    const walked = this.walked(this.path);
    const open = this.judgement === undefined;
    const back = open && !this.locked && this.mode === "practice" && this.path.length > 0;
    return html`${
      back
        ? html`<p class="scenario-back">
            <button type="button" class="question-button question-quiet" @click=${this.onBack}>
              ${this.say("scenario.back")}
            </button>
          </p>`
        : nothing
    }${open || this.withhold || walked === undefined ? nothing : this.renderPath(walked)}`;
  }

  /** What was chosen where, and a best path where it may be told. */
  private renderPath(walked: Walked): TemplateResult {
    const told = this.reveal === "always" || (this.reveal === "done" && this.done);
    const best = this.walked(this.question?.spec.best[0]);
    const more = told && this.judgement?.success !== true && best !== undefined;
    return html`${this.renderSteps("scenario.path", walked)}${more ? this.renderSteps("scenario.best", best) : nothing}`;
  }

  private renderSteps(heading: StringKey, { taken, scene }: Walked): TemplateResult {
    return html`<p class="scenario-steps-title">${this.say(heading)}</p>
      <ol class="scenario-steps">
        ${taken.map(({ scene: at, choice }) => html`<li>${at.title}: <strong>${choice.text}</strong> ${this.sign(choice)}</li>`)}
        <li>${scene.title}</li>
      </ol>`;
  }

  private sign({ right }: ScenarioChoice): TemplateResult | typeof nothing {
    if (right === undefined) return nothing;
    const mark = right ? "right" : "wrong";
    return html`<span data-mark=${mark}
      ><span class="question-mark"
        ><span class="question-sign" aria-hidden="true">${SIGNS[mark]}</span>
        ${this.say(`question.${mark}`)}</span
      ></span
    >`;
  }

  private walked(answer: unknown): Walked | undefined {
    return this.question === undefined ? undefined : walk(this.question.spec, answer);
  }

  private readonly onChoice = (event: Event): void => {
    const id = (event.currentTarget as Element).closest<HTMLElement>("[data-part]")?.dataset["part"];
    if (id === undefined || this.locked || this.judgement !== undefined) return;
    this.go([...this.path, id]);
  };

  private readonly onBack = (): void => this.go(this.path.slice(0, -1));

  /** The learner has moved: the heading of where they are now is what they hear and see next. */
  private go(path: ScenarioAnswer): void {
    this.writeAnswer(path);
    this.changed();
    this.requestUpdate();
    void this.updateComplete.then(() => this.firstControl()?.focus());
  }

  /** The scene that the path has come to, with what was written about the choice that led there. */
  private showScene(): void {
    const walked = this.walked(this.path);
    if (walked === undefined) return;
    for (const old of this.querySelectorAll(".scenario-said")) old.remove();
    for (const each of this.querySelectorAll<HTMLElement>(".scenario-scene"))
      each.toggleAttribute("data-away", each.dataset["scene"] !== walked.scene.id);
    const feedback = walked.taken.at(-1)?.choice.feedback;
    const heading = this.querySelector(`#${headingOf(this.id, walked.scene.id)}`);
    heading?.removeAttribute("aria-describedby");
    if (feedback === undefined || this.withhold || heading === null) return;
    const said = document.createElement("div");
    said.className = "scenario-said";
    said.id = `${this.id}-said`;
    said.innerHTML = compiledHtml(feedback);
    heading.after(said);
    heading.setAttribute("aria-describedby", said.id);
  }
}

defineQuestion("scenario", ScenarioElement);
