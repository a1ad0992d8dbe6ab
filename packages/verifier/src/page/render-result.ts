/** The verdict, large and in words; then the evidence in the order in which an employer asks. */
import type { JsonObject } from "@tessera/credentials";
import { objectsIn, textIn } from "../model/paths.ts";
import { sameIdentity } from "../model/read-given.ts";
import { questionsOf } from "../model/store.ts";
import { dateIn, type Row, type View } from "../model/view.ts";
import { say } from "../strings/words.ts";
import { button, h, sign } from "./elements.ts";
import type { VerifierPage } from "./verifier-page.ts";

export function renderResult(page: VerifierPage, view: View): HTMLElement {
  const { words, found } = page;
  const credential = found?.credential;
  // What would help comes before what is there.
  const missing = view.verdict === "cannot-tell" || view.verdict === "unknown-issuer";
  return h(
    "article",
    { class: `result ${view.verdict}`, "data-verdict": view.verdict, "aria-labelledby": "verdict" },
    h(
      "header",
      {},
      sign(view.verdict),
      h(
        "div",
        {},
        h("h1", { id: "verdict", tabindex: "-1" }, view.heading),
        h("p", { class: "lead" }, view.lead),
        view.fresh !== undefined && h("p", { class: "fresh" }, view.fresh),
        page.kept.from === "pack" &&
          view.verdict === "valid" &&
          h("p", { class: "fresh" }, words.trust.short),
      ),
    ),
    page.note !== "" && h("p", { class: "note", role: "status" }, page.note),
    view.reasons.length > 0 && reasons(page, view),
    missing && asking(page),
    credential && !view.proven && h("p", { class: "unproven" }, words.unproven),
    view.rows.length > 0 && h("dl", {}, ...view.rows.flatMap(pair)),
    !missing && asking(page),
    credential && view.proven && person(page, credential),
    credential && view.proven && trust(page),
  );
}

const pair = ({ label, lines, code, strong }: Row): readonly HTMLElement[] => [
  h("dt", {}, label),
  h(
    "dd",
    { class: strong ? "strong" : undefined },
    ...lines.map((line) => h("p", { dir: "auto" }, line)),
    code !== undefined && h("p", {}, h("code", { dir: "ltr" }, code)),
  ),
];

const reasons = ({ words }: VerifierPage, view: View): HTMLElement =>
  h(
    "ul",
    { class: "reasons" },
    ...view.reasons.map(({ text, exactly }) =>
      h(
        "li",
        {},
        h("p", { dir: "auto" }, text),
        h("details", {}, h("summary", {}, words.details), h("p", { lang: "en", dir: "ltr" }, exactly)),
      ),
    ),
  );

/** What is sent to whom is said before it is sent. */
function asking(page: VerifierPage): HTMLElement | undefined {
  const { words, found } = page;
  const questions = found === undefined || found.issuer === undefined ? [] : questionsOf(found);
  const [first] = questions;
  if (first === undefined) return undefined;
  const hosts = [...new Set(questions.map((url) => new URL(url).host))].join(", ");
  if (page.asking) return h("p", { class: "asking", role: "status" }, say(words.ask.asking, { host: hosts }));
  return h(
    "div",
    { class: "asking" },
    h("p", { id: "ask-says" }, say(words.ask.says, { urls: questions.join(", "), host: hosts })),
    askButton(page, hosts),
  );
}

function askButton(page: VerifierPage, host: string): HTMLElement {
  const element = button(say(page.words.ask.go, { host }), () => void page.ask());
  element.setAttribute("aria-describedby", "ask-says");
  return element;
}

/** Whose it is cannot be read from it, but somebody's address can be held against it. */
function person(page: VerifierPage, credential: JsonObject): HTMLElement | undefined {
  const { words } = page;
  const identities = objectsIn(credential, "credentialSubject", "identifier").flatMap((each) => {
    const [hash, salt] = [textIn(each, "identityHash"), textIn(each, "salt")];
    return hash === undefined ? [] : [{ hash, salt: salt ?? "" }];
  });
  if (identities.length === 0) return undefined;
  const input = h("input", {
    id: "person",
    dir: "ltr",
    autocomplete: "off",
    spellcheck: "false",
    "aria-describedby": "person-hint",
  });
  const answer = h("p", { role: "status", class: "answer" });
  const form = h(
    "form",
    { class: "person" },
    h("label", { for: "person" }, words.person.label),
    input,
    h("button", { type: "submit" }, words.person.go),
    h("p", { id: "person-hint", class: "hint" }, words.person.hint),
    answer,
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void compare();
  });
  const compare = async (): Promise<void> => {
    const value = input.value.trim();
    const sha256 = page.ports.verifier?.sha256;
    if (value === "" || sha256 === undefined) return;
    const same = await Promise.all(identities.map((each) => sameIdentity(value, each, sha256)));
    answer.textContent = say(same.includes(true) ? words.person.yes : words.person.no, { value });
  };
  return form;
}

/** Why a green verdict is one: who decided that this issuer is to be believed. */
function trust(page: VerifierPage): HTMLElement {
  const { words, kept, found, language } = page;
  const did = found?.issuer ?? "";
  const key = found?.key ?? "";
  const names = kept.trusted
    .map(({ name, did: id }) => (name === undefined ? id : `${name} (${id})`))
    .join(", ");
  const compared = page.compared.has(`${did} ${key}`);
  const unknown = found?.verdict === "unknown-issuer";
  return h(
    "section",
    { class: "trust", "aria-labelledby": "trust" },
    h("h2", { id: "trust" }, words.trust.heading),
    h(
      "p",
      {},
      compared ? words.trust.here : say(words.trust[kept.from], { names, date: dateIn(language, kept.made) }),
    ),
    kept.page !== undefined &&
      kept.from === "pack" &&
      h(
        "p",
        {},
        `${words.trust.page}: `,
        h("a", { href: kept.page, rel: "noreferrer", dir: "ltr" }, kept.page),
      ),
    unknown && h("p", {}, words.trust.confirmSays),
    unknown && h("p", {}, h("code", { dir: "ltr" }, key)),
    unknown && button(words.trust.confirm, () => void page.trust(did, key)),
  );
}
