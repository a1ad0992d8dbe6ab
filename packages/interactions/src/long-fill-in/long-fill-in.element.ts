import { html, nothing, type TemplateResult } from "lit";
import { defineQuestion, QuestionElement } from "../elements/question-element.ts";
import { compiledHtml } from "../elements/compiled-html.ts";
import type { Verdict } from "../elements/part-mark.ts";
import { countWords } from "./count-words.ts";
import { longFillIn } from "./long-fill-in.ts";
import { metPoints } from "./long-fill-in.score.ts";
import type { LongFillInAnswer, LongFillInSpec } from "./long-fill-in-spec.ts";
import { wordsAsked } from "./words-asked.ts";

/**
 * `<tessera-long-fill-in>`: a text field that counts words. Handed in, it shows what a good answer says; where the
 * learner marks, each key point has a check box, and the marks are told as more of the same try.
 */
export class LongFillInElement extends QuestionElement<LongFillInSpec, LongFillInAnswer> {
  override readonly interaction = longFillIn;
  protected override readonly act = { check: "long-fill-in.send", again: "long-fill-in.change" } as const;
  /** The learner's marks, once they are made. */
  private met: readonly string[] | undefined;

  protected override readAnswer(): LongFillInAnswer {
    const { met } = this;
    return { text: this.field()?.value ?? "", ...(met === undefined ? {} : { met }) };
  }

  protected override writeAnswer({ text, met }: LongFillInAnswer): void {
    const field = this.field();
    if (field !== null) field.value = text;
    this.met = met;
    this.count();
  }

  override again(): void {
    super.again();
    if (this.judgement === undefined) this.met = undefined;
  }

  protected override missing(): string {
    const { text } = this.readAnswer();
    return this.say(countWords(text) === 0 ? "long-fill-in.why" : "long-fill-in.why-words");
  }

  protected override adopt(): void {
    this.field()?.addEventListener("input", () => this.count());
    this.count();
  }

  protected override verdictWords(verdict: Verdict): string {
    const spec = this.question?.spec;
    if (spec === undefined) return "";
    if (verdict === "noted") return this.say(`long-fill-in.${spec.markedBy}`);
    const made = metPoints(spec, this.readAnswer())?.length ?? 0;
    return this.say("long-fill-in.made", { made, total: spec.keyPoints.length });
  }

  protected override renderMore(): TemplateResult | typeof nothing {
    const spec = this.question?.spec;
    if (spec === undefined || spec.markedBy === "supervisor") return nothing;
    if (this.judgement === undefined || this.withhold) return nothing;
    const { keyPoints, model } = spec;
    return html`${keyPoints.length === 0 ? nothing : this.renderPoints(spec)}
    ${
      model === undefined
        ? nothing
        : html`<div class="question-model">
            <p class="question-heading">${this.say("long-fill-in.model")}</p>
            <div .innerHTML=${compiledHtml(model.html)}></div>
          </div>`
    }`;
  }

  private renderPoints({ keyPoints, markedBy }: LongFillInSpec): TemplateResult {
    const open = markedBy === "self" && this.met === undefined && !this.locked;
    if (markedBy !== "self")
      return html`<p class="question-heading">${this.say("long-fill-in.points")}</p>
        <ul>
          ${keyPoints.map((point) => html`<li .innerHTML=${compiledHtml(point.html)}></li>`)}
        </ul>`;
    return html`<fieldset class="question-points">
        <legend class="question-heading">${this.say("long-fill-in.points")}</legend>
        ${keyPoints.map(
          (point) =>
            html`<label class="question-label">
              <input
                type="checkbox"
                value=${point.id}
                .checked=${this.met?.includes(point.id) ?? false}
                ?disabled=${!open}
              />
              <span class="question-text" .innerHTML=${compiledHtml(point.html)}></span>
            </label>`,
        )}
      </fieldset>
      ${
        open
          ? html`<button type="button" class="question-button" @click=${this.onMark}>
              ${this.say("long-fill-in.record")}
            </button>`
          : nothing
      }`;
  }

  private readonly onMark = (): void => {
    const { question } = this;
    if (question === undefined || this.judgement?.unjudged !== true || this.locked) return;
    const ticked = [...this.querySelectorAll<HTMLInputElement>(".question-points input:checked")];
    this.met = ticked.map(({ value }) => value);
    this.take(question, true);
  };

  private field(): HTMLTextAreaElement | null {
    return this.querySelector("textarea");
  }

  private count(): void {
    const words = this.querySelector(".question-words");
    if (words === null || this.question === undefined) return;
    const count = countWords(this.field()?.value ?? "");
    const asked = wordsAsked(this.question.spec, this.strings);
    const written = this.say("long-fill-in.count", { count });
    words.textContent = asked === "" ? written : `${asked} · ${written}`;
  }
}

defineQuestion("long-fill-in", LongFillInElement);
