import type { SeenQuestion, SeenStep } from "@tessera/session";
import { html, nothing, type TemplateResult } from "lit";
import { openPlaces, placeId, standing, type Marks } from "../marks.ts";
import type { ObserverModel, Screen } from "../observer-model.ts";
import { plainText } from "../plain-text.ts";
import type { Word } from "../strings/en.ts";
import { fieldText } from "./field-text.ts";
import type { PageContext } from "./page-view.ts";

/** The list reads in its own direction, whatever the rest of the page speaks. */
const directionOf = (language: string): "rtl" | "ltr" =>
  /^(ar|fa|he|ps|sd|ug|ur|yi)\b/i.test(language) ? "rtl" : "ltr";

type ListScreen = Extract<Screen, { name: "list" }>;

interface ListContext extends PageContext {
  readonly model: ObserverModel;
  readonly marks: Marks;
  /** RFC 5646, of the author's words. */
  readonly of: string;
}

export function listView(screen: ListScreen, model: ObserverModel, context: PageContext): TemplateResult {
  const {
    task: { request, list },
    marks,
  } = screen;
  const { say } = context;
  const inside: ListContext = { ...context, model, marks, of: request.language };
  const learner = request.learner.name ?? request.learner.account?.name ?? request.learner.mbox ?? "";
  return html`
    <p class="about"><bdi>${learner}</bdi></p>
    <h1 tabindex="-1" lang=${request.language} dir="auto">${list.title}</h1>
    ${list.questions.map((question, at) => questionView(question, at, inside))}
    ${evidenceView(list.evidence, inside)}
    <section>
      <label class="field" for="comment">${say("list.comment")}</label>
      <textarea
        id="comment"
        rows="3"
        maxlength="1500"
        dir="auto"
        aria-describedby="comment-help"
        .value=${marks.comment}
        @change=${(event: Event) => model.change((now) => ({ ...now, comment: (event.target as HTMLTextAreaElement).value }))}
      ></textarea>
      <p class="help" id="comment-help">${say("list.comment.help")}</p>
    </section>
    ${footView(learner, screen, inside)}
  `;
}

function questionView(question: SeenQuestion, at: number, context: ListContext): TemplateResult {
  const { of } = context;
  const stem = plainText(question.stem);
  const id = `${placeId(at)}-stem`;
  return html`
    <section class="question" dir=${directionOf(of)} aria-labelledby=${stem.length > 0 ? id : nothing}>
      ${stem.length > 0 ? html`<div id=${id} lang=${of} dir="auto">${stem.map((line) => html`<p>${line}</p>`)}</div>` : nothing}
      ${
        question.kind === "steps"
          ? html`<ol role="list">
              ${question.steps.map((step, index) => stepView(question.id, step, placeId(at, index), context))}
            </ol>`
          : question.kind === "scale"
            ? scaleView(question, at, stem.length > 0 ? id : undefined, context)
            : wordsView(question, at, stem.length > 0 ? id : undefined, context)
      }
    </section>
  `;
}

function stepView(
  question: string,
  step: SeenStep,
  id: string,
  { say, marks, model, of }: ListContext,
): TemplateResult {
  const marked = marks.steps[question]?.[step.id];
  const mark = (done: boolean) =>
    model.change((now) => ({
      ...now,
      steps: { ...now.steps, [question]: { ...now.steps[question], [step.id]: done } },
    }));
  const criterion = step.criterion === undefined ? [] : plainText(step.criterion);
  const choice = (done: boolean) => html`
    <label class=${done ? "yes" : "no"}>
      <input
        type="radio"
        name=${id}
        .checked=${marked === done}
        @change=${() => mark(done)}
        aria-describedby=${`${id}-text`}
      />
      <span>${say(done ? "list.done" : "list.not")}</span>
    </label>
  `;
  return html`
    <li id=${id}>
      <fieldset>
        <legend>
          <span lang=${of} dir="auto">${step.text}</span>
          ${step.critical ? html`<strong class="critical">${say("list.critical")}</strong>` : nothing}
          ${step.limit === undefined ? nothing : html`<span class="limit">${say("list.limit", { n: step.limit })}</span>`}
        </legend>
        <div class="criterion" id=${`${id}-text`} lang=${of} dir="auto">
          ${criterion.map((line) => html`<p>${line}</p>`)}
        </div>
        <div class="choices">${choice(true)}${choice(false)}</div>
      </fieldset>
    </li>
  `;
}

function scaleView(
  { id, scale }: Extract<SeenQuestion, { kind: "scale" }>,
  at: number,
  named: string | undefined,
  { say, marks, model, of }: ListContext,
): TemplateResult {
  return html`<fieldset id=${placeId(at)} class="scale" aria-labelledby=${named ?? nothing}>
    <legend class="hidden">${say("list.rating")}</legend>
    ${scale.map(
      (point) =>
        html`<label>
          <input
            type="radio"
            name=${placeId(at)}
            .checked=${marks.points[id] === point.id}
            @change=${() => model.change((now) => ({ ...now, points: { ...now.points, [id]: point.id } }))}
          />
          <span lang=${of} dir="auto">${point.text}</span>
        </label>`,
    )}
  </fieldset>`;
}

function wordsView(
  { id, most, points }: Extract<SeenQuestion, { kind: "words" }>,
  at: number,
  named: string | undefined,
  { say, marks, model, of }: ListContext,
): TemplateResult {
  return html`
    ${
      points.length === 0
        ? nothing
        : html`<p>${say("list.points")}</p>
            <ul lang=${of} dir="auto">
              ${points.map((point) => html`<li>${point}</li>`)}
            </ul>`
    }
    <textarea
      id=${placeId(at)}
      rows="3"
      maxlength="3000"
      dir="auto"
      aria-labelledby=${named ?? nothing}
      aria-label=${named === undefined ? say("list.words") : nothing}
      .value=${marks.words[id] ?? ""}
      @change=${(event: Event) => model.change((now) => ({ ...now, words: { ...now.words, [id]: (event.target as HTMLTextAreaElement).value } }))}
    ></textarea>
    ${most === undefined ? nothing : html`<p class="help">${say("list.words.most", { n: most })}</p>`}
  `;
}

const KINDS: Readonly<Record<string, { readonly word: Word; readonly accept: string }>> = {
  photo: { word: "list.photo", accept: "image/*" },
  video: { word: "list.video", accept: "video/*" },
  audio: { word: "list.audio", accept: "audio/*" },
  document: { word: "list.document", accept: "" },
};

function evidenceView(
  kinds: readonly string[],
  { say, marks, model }: ListContext,
): TemplateResult | typeof nothing {
  const known = kinds.filter((kind) => Object.hasOwn(KINDS, kind));
  if (known.length === 0) return nothing;
  const attach = async (kind: string, event: Event) => {
    const input = event.target as HTMLInputElement;
    const [file] = input.files ?? [];
    if (file === undefined) return;
    await model.attach(kind, file.name, new Uint8Array(await file.arrayBuffer()));
    input.value = "";
  };
  return html`<section id="evidence">
    <h2>${say("list.evidence")}</h2>
    <p class="help">${say("list.evidence.text")}</p>
    ${known.map((kind) => {
      const { word, accept } = KINDS[kind] as (typeof KINDS)[string];
      return html`<label class="file"
        ><span>${say(word)}</span>
        <input
          type="file"
          accept=${accept}
          capture=${kind === "photo" ? "environment" : nothing}
          @change=${(event: Event) => void attach(kind, event)}
      /></label>`;
    })}
    <ul class="attached" role="list">
      ${marks.evidence.map(
        ({ name, sha256 }) =>
          html`<li>
            <bdi>${say("list.attached", { name })}</bdi>
            <button
              type="button"
              @click=${() => model.change((now) => ({ ...now, evidence: now.evidence.filter((each) => each.sha256 !== sha256) }))}
            >
              ${say("list.remove")}<span class="hidden"> ${name}</span>
            </button>
          </li>`,
      )}
    </ul>
  </section>`;
}

function footView(learner: string, screen: ListScreen, context: ListContext): TemplateResult {
  const { task, marks } = screen;
  const { say, acts } = context;
  const open = openPlaces(task.list, marks);
  const steps = open.filter(({ what }) => what === "step").length;
  const { all, done, passes } = standing(task.list, marks);
  const says =
    steps > 0
      ? say("list.open", { n: steps })
      : open.length > 0
        ? say("list.evidence.missing")
        : say("list.ready");
  return html`
    <section class=${open.length > 0 ? "foot stays" : "foot"} aria-label=${say("list.sign")}>
      <p role="status"><strong>${say("list.stands", { done, all })}</strong>. ${says}.</p>
      ${open.length === 0 && !passes ? html`<p class="problem">${say("list.fails")}</p>` : nothing}
      ${
        open.length > 0
          ? html`<button type="button" @click=${() => acts.goTo(open[0]?.id ?? "")}>
              ${say("list.first-open")}
            </button>`
          : signView(learner, screen, context)
      }
    </section>
  `;
}

/** Who signs says so, and, where others use the device too, shows that they are who they say. */
function signView(
  learner: string,
  { marks, wrongPin = false }: ListScreen,
  { say, model }: ListContext,
): TemplateResult {
  const observer = model.identity?.enrolment.name ?? "";
  const sign = (event: Event) => {
    event.preventDefault();
    const pin = fieldText(event.target, "pin");
    const field = (event.target as HTMLFormElement).elements.namedItem("pin");
    if (field instanceof HTMLInputElement) field.value = "";
    void model.sign(pin);
  };
  const swear = (event: Event) =>
    model.change((now) => ({ ...now, sworn: (event.target as HTMLInputElement).checked }));
  return html`<form @submit=${sign} novalidate>
    <label class="swear">
      <input type="checkbox" .checked=${marks.sworn} @change=${swear} />
      <span>${say("list.swear", { observer, learner })}</span>
    </label>
    ${
      model.identity?.locked === true
        ? html`<div class="field">
            <label for="f-pin">${say("list.pin")}</label>
            <input
              id="f-pin"
              name="pin"
              type="password"
              inputmode="numeric"
              autocomplete="off"
              aria-invalid=${wrongPin ? "true" : nothing}
              aria-describedby="h-pin"
            />
            <p class="problem" role="alert" id="h-pin">${wrongPin ? say("list.pin.wrong") : nothing}</p>
          </div>`
        : nothing
    }
    ${marks.sworn ? nothing : html`<p class="help" id="h-sign">${say("list.sign.why")}</p>`}
    <button
      type="submit"
      class="first"
      ?disabled=${!marks.sworn}
      aria-describedby=${marks.sworn ? nothing : "h-sign"}
    >
      ${say("list.sign")}
    </button>
  </form>`;
}
