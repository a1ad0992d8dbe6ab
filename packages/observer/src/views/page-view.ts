import { html, nothing, type TemplateResult } from "lit";
import type { Handed, ObserverModel, Screen } from "../observer-model.ts";
import { LANGUAGES, type Language, type Say } from "../strings/say.ts";
import { fieldText } from "./field-text.ts";
import { enrolView } from "./enrol-view.ts";
import { handOverView } from "./hand-over-view.ts";
import { listView } from "./list-view.ts";

/** What a person can do that the browser does. */
export interface Acts {
  copy(text: string): Promise<void>;
  /** Absent where the browser has no such thing. */
  readonly share?: (url: string) => void;
  save(file: Handed["file"]): void;
  speak(language: string): void;
  /** Brings a place of the list into view, and the focus to it. */
  goTo(id: string): void;
}

export interface PageContext {
  readonly say: Say;
  readonly language: Language;
  readonly copied: "no" | "yes" | "failed";
  readonly acts: Acts;
}

export function pageView(model: ObserverModel, context: PageContext): TemplateResult {
  const { say, language, acts } = context;
  return html`
    <a
      class="skip"
      href="#main"
      @click=${(event: Event) => {
        event.preventDefault();
        document.querySelector<HTMLElement>("h1")?.focus();
      }}
      >${say("skip")}</a
    >
    <header>
      <p class="brand">${say("title")}</p>
      <label class="language"
        ><span>${say("language")}</span>
        <select @change=${(event: Event) => acts.speak((event.target as HTMLSelectElement).value)}>
          ${Object.entries(LANGUAGES).map(
            ([code, name]) =>
              html`<option value=${code} lang=${code} ?selected=${code === language}>${name}</option>`,
          )}
        </select>
      </label>
    </header>
    <main id="main">${screenView(model.screen, model, context)}</main>
  `;
}

function screenView(screen: Screen, model: ObserverModel, context: PageContext): TemplateResult {
  const { say } = context;
  switch (screen.name) {
    case "loading":
      return html`<h1 tabindex="-1">${say("title")}</h1>
        <p role="status">${say("loading")}</p>`;
    case "unsupported":
      return html`<h1 tabindex="-1">${say("unsupported.title")}</h1>
        <p>${say("unsupported.text")}</p>`;
    case "enrol":
      return enrolView(screen.missing, model, context);
    case "enrolled":
      return html`
        <h1 tabindex="-1">${say("enrolled.title")}</h1>
        <p>${say("enrolled.text")}</p>
        <p>${say("enrolled.digits")} <strong class="digits" dir="ltr">${screen.digits}</strong></p>
        ${handOverView(screen.handed, context)}
        <div class="acts">
          <button type="button" class="first" @click=${() => void model.home()}>
            ${say("enrolled.done")}
          </button>
        </div>
      `;
    case "home":
      return homeView(model, context);
    case "unreadable":
      return stopView(say("unreadable.title"), say("unreadable.text"), model, say);
    case "self":
      return stopView(say("self.title"), say("self.text"), model, say);
    case "confirm":
      return confirmView(screen, model, context);
    case "list":
      return listView(screen, model, context);
    case "signed":
      return html`
        <h1 tabindex="-1">${say("signed.title")}</h1>
        ${facts(screen.signed, say)}
        <p>${say("signed.text")}</p>
        ${handOverView(screen.handed, context)}
        <div class="acts">
          <button type="button" @click=${() => void model.open("")}>${say("signed.next")}</button>
        </div>
      `;
    case "received":
      return html`
        <h1 tabindex="-1">${say(screen.signed === undefined ? "received.enrolment" : "received.title")}</h1>
        ${screen.signed && facts(screen.signed, say)}
        ${
          screen.enrolment &&
          html`<dl>
            <div>
              <dt>${say("enrol.name")}</dt>
              <dd><bdi>${screen.enrolment.name}</bdi></dd>
            </div>
            <div>
              <dt>${say("enrol.role")}</dt>
              <dd><bdi>${screen.enrolment.role}</bdi></dd>
            </div>
          </dl>`
        }
        <p>${say("received.text")}</p>
        ${handOverView(screen.handed, context)}
      `;
  }
}

function stopView(title: string, text: string, model: ObserverModel, say: Say): TemplateResult {
  return html`
    <h1 tabindex="-1">${title}</h1>
    <p role="alert">${text}</p>
    <div class="acts">
      <button type="button" class="first" @click=${() => void model.open("")}>${say("back")}</button>
    </div>
  `;
}

function homeView(model: ObserverModel, { say }: PageContext): TemplateResult {
  const own = model.identity?.enrolment;
  const paste = (event: Event) => {
    event.preventDefault();
    const field = (event.target as HTMLFormElement).elements.namedItem("link") as HTMLTextAreaElement;
    if (field.value.trim() !== "") void model.open(field.value);
  };
  const file = async (event: Event) => {
    const [given] = (event.target as HTMLInputElement).files ?? [];
    if (given !== undefined) await model.open(given.size > 200_000 ? "x" : await given.text());
  };
  return html`
    <h1 tabindex="-1">${say("home.title")}</h1>
    <p>${say("home.text")}</p>
    <form @submit=${paste}>
      <label class="field"
        ><span>${say("home.paste")}</span>
        <textarea
          name="link"
          rows="3"
          dir="ltr"
          autocomplete="off"
          autocapitalize="off"
          spellcheck="false"
        ></textarea>
      </label>
      <button type="submit" class="first">${say("home.open")}</button>
    </form>
    <label class="file"
      ><span>${say("home.file")}</span
      ><input type="file" accept=".json,application/json,.txt" @change=${file}
    /></label>
    <p class="note">${say("home.shared")}</p>
    ${
      own === undefined
        ? nothing
        : html`<p class="who">
              ${say("home.who")} <strong><bdi>${own.name}</bdi></strong> (<bdi>${own.role}</bdi>)
            </p>
            <div class="acts">
              <button type="button" @click=${() => void model.showEnrolment()}>${say("home.code")}</button>
            </div>`
    }
  `;
}

function confirmView(
  { task: { request, list }, nameless = false }: Extract<Screen, { name: "confirm" }>,
  model: ObserverModel,
  { say }: PageContext,
): TemplateResult {
  const { account, mbox, name } = request.learner;
  const own = model.identity?.enrolment;
  const row = (what: string, value: string) =>
    html`<div>
      <dt>${what}</dt>
      <dd><bdi>${value}</bdi></dd>
    </div>`;
  const begin = (event: Event) => {
    event.preventDefault();
    void model.begin(fieldText(event.target, "learner"));
  };
  return html`
    <h1 tabindex="-1">${say("confirm.title")}</h1>
    ${name === undefined ? nothing : html`<p class="person"><bdi>${name}</bdi></p>`}
    <dl>
      ${row(say("account"), account === undefined ? (mbox ?? "") : `${account.name} (${account.homePage})`)}
      ${row(say("received.what"), list.title)}
      ${row(say("course"), `${request.course} ${list.course.version}`)} ${row(say("asked-role"), list.role)}
      ${own === undefined ? nothing : row(say("your-name"), `${own.name}, ${own.role}`)}
    </dl>
    <form @submit=${begin} novalidate>
      ${
        name === undefined
          ? html`<div class="field">
              <label for="f-learner">${say("confirm.name")}</label>
              <input
                id="f-learner"
                name="learner"
                autocomplete="off"
                maxlength="200"
                dir="auto"
                aria-describedby="h-learner"
                aria-invalid=${nameless ? "true" : nothing}
              />
              <p class="help" id="h-learner">${say("confirm.name.help")}</p>
            </div>`
          : nothing
      }
      <p class="problem" role="alert">${nameless ? say("confirm.name.missing") : nothing}</p>
      <div class="acts">
        <button type="submit" class="first">${say("confirm.yes")}</button>
        <button type="button" @click=${() => void model.open("")}>${say("confirm.no")}</button>
      </div>
    </form>
  `;
}

function facts(
  { record }: NonNullable<Extract<Screen, { name: "received" }>["signed"]>,
  say: Say,
): TemplateResult {
  const { learner, observer, observation, at } = record;
  return html`<dl>
    <div>
      <dt>${say("received.what")}</dt>
      <dd><bdi>${observation.title}</bdi></dd>
    </div>
    <div>
      <dt>${say("learner")}</dt>
      <dd><bdi>${learner.name ?? learner.account?.name ?? learner.mbox ?? ""}</bdi></dd>
    </div>
    <div>
      <dt>${say("received.observer")}</dt>
      <dd><bdi>${observer.name}</bdi> (<bdi>${observer.role}</bdi>)</dd>
    </div>
    <div>
      <dt>${say("received.at")}</dt>
      <dd><time datetime=${at} dir="ltr">${at.slice(0, 16).replace("T", " ")}</time> UTC</dd>
    </div>
  </dl>`;
}
