import { html, nothing, type TemplateResult } from "lit";
import type { ObserverModel } from "../observer-model.ts";
import type { Word } from "../strings/en.ts";
import { fieldText } from "./field-text.ts";
import type { PageContext } from "./page-view.ts";

const FIELDS = [
  ["name", "enrol.name", "name"],
  ["role", "enrol.role", "organization-title"],
  ["home", "enrol.home", "off"],
  ["account", "enrol.account", "username"],
  ["pin", "enrol.pin", "new-password"],
] as const;

const TYPES: Readonly<Record<string, string>> = { home: "url", pin: "password" };

export function enrolView(missing: boolean, model: ObserverModel, { say }: PageContext): TemplateResult {
  const submit = (event: Event) => {
    event.preventDefault();
    const [name, role, homePage, account, pin] = FIELDS.map(([field]) => fieldText(event.target, field));
    void model.enrol({
      name: name ?? "",
      role: role ?? "",
      homePage: homePage ?? "",
      account: account ?? "",
      pin: pin ?? "",
    });
  };
  return html`
    <h1 tabindex="-1">${say("enrol.title")}</h1>
    <p>${say("enrol.text")}</p>
    <form @submit=${submit} novalidate>
      ${FIELDS.map(
        ([field, word, complete]) => html`
          <div class="field">
            <label for=${`f-${field}`}>${say(word)}</label>
            <input
              id=${`f-${field}`}
              name=${field}
              autocomplete=${complete}
              maxlength="200"
              aria-describedby=${`h-${field}`}
              type=${TYPES[field] ?? "text"}
              inputmode=${field === "pin" ? "numeric" : nothing}
              dir=${field === "home" ? "ltr" : "auto"}
              autocapitalize=${field === "home" || field === "account" ? "off" : "words"}
            />
            <p class="help" id=${`h-${field}`}>${say(`${word}.help` satisfies Word)}</p>
          </div>
        `,
      )}
      <p class="problem" role="alert">${missing ? say("enrol.missing") : nothing}</p>
      <button type="submit" class="first">${say("enrol.make")}</button>
    </form>
  `;
}
