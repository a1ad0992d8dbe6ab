/** The page: what is given to it, what it shows, what it asks when it is told to. Everything of the platform is a port. */
import { verifyCredential, type Verification, type Verifier } from "@tessera/credentials";
import type { Kept } from "../kept.ts";
import { textIn } from "../model/paths.ts";
import { bytesOfText, isPhoto } from "../model/read-given.ts";
import { questionsOf, Store } from "../model/store.ts";
import { viewOf } from "../model/view.ts";
import { LANGUAGES, languageFor, say, type Language, type Words } from "../strings/words.ts";
import { h } from "./elements.ts";
import { renderInput } from "./render-input.ts";
import { renderResult } from "./render-result.ts";

export interface PagePorts {
  /** Undefined where the platform has no cryptography for this page. */
  readonly verifier: Verifier | undefined;
  /** Milliseconds since 1970. */
  now(): number;
  /** The text at an address, asked without anything that says who asks; undefined for no answer. */
  ask(url: string): Promise<string | undefined>;
  /** The text of a QR code on a picture; undefined for none. */
  readCode(picture: Blob): Promise<string | undefined>;
  /** Watches the camera until a code is read or `stop` fires; undefined where there is none. */
  watchCamera(video: HTMLVideoElement, stop: AbortSignal): Promise<string | undefined>;
  readonly hasCamera: boolean;
  /** RFC 5646, best first. */
  readonly languages: readonly string[];
  /** Marks the time that a check took, for whoever measures. */
  measured(start: number): void;
}

export class VerifierPage {
  readonly kept: Kept;
  readonly ports: PagePorts;
  readonly store: Store;
  language: Language;
  found: Verification | undefined;
  /** Said once, above the result: what was taken, what did not answer. */
  note = "";
  asking = false;
  /** `DID KEY` of what whoever checks has compared. */
  readonly compared = new Set<string>();
  readonly #root: HTMLElement;
  #given: Uint8Array | undefined;
  /** Of several checks under way only the last one shows. */
  #turn = 0;

  constructor(root: HTMLElement, kept: Kept, ports: PagePorts) {
    this.#root = root;
    this.kept = kept;
    this.ports = ports;
    this.store = new Store(kept);
    this.language = languageFor(ports.languages);
  }

  get words(): Words {
    return LANGUAGES[this.language];
  }

  async start(link: string): Promise<void> {
    if (link !== "") return this.takeText(link);
    if (this.kept.credential !== undefined) return this.takeText(this.kept.credential);
    this.render();
  }

  takeText(text: string): Promise<void> {
    return this.#check(bytesOfText(text));
  }

  /** Files that were chosen or dropped: documents and lists are kept for the check, of the rest the last one is checked. */
  async takeFiles(files: readonly File[]): Promise<void> {
    const taken: string[] = [];
    let credential: File | undefined;
    for (const file of files) {
      const id = file.size <= MOST ? this.store.take(await file.text(), "given") : undefined;
      if (id === undefined) credential = file;
      else taken.push(id);
    }
    const note = taken.length > 0 ? say(this.words.took, { what: taken.join(", ") }) : "";
    if (credential !== undefined) await this.#checkFile(credential, note);
    else if (this.#given !== undefined) await this.#check(this.#given, note);
    else {
      this.note = note;
      this.render();
    }
  }

  async #checkFile(file: File, note: string): Promise<void> {
    const bytes = new Uint8Array(await file.slice(0, MOST + 1).arrayBuffer());
    await this.#check(bytes, note);
    // A picture that carries no credential may show one, as a code.
    if (this.found?.reasons[0]?.code !== "no-credential" || bytes.length > MOST || !isPhoto(bytes)) return;
    const text = await this.ports.readCode(file);
    if (text !== undefined) await this.takeText(text);
  }

  async #check(bytes: Uint8Array, note = ""): Promise<void> {
    const { verifier } = this.ports;
    this.#turn += 1;
    const turn = this.#turn;
    this.#given = bytes;
    this.note = note;
    if (verifier === undefined) return this.render();
    const start = performance.now();
    const found = await verifyCredential(bytes, {
      resolve: (did) => Promise.resolve(this.store.document(did)),
      statusList: (url) => Promise.resolve(this.store.list(url)),
      trusted: this.store.trusted,
      verifier,
      now: this.ports.now(),
    });
    if (turn !== this.#turn) return;
    this.found = found;
    this.render();
    this.ports.measured(start);
  }

  /** Asks the issuer's server, because somebody pressed the button under what it says about that. */
  async ask(): Promise<void> {
    if (this.found === undefined || this.#given === undefined) return;
    const questions = questionsOf(this.found);
    this.asking = true;
    this.render();
    const failed: string[] = [];
    for (const url of questions) {
      const text = await this.ports.ask(url);
      if (text === undefined || this.store.take(text, "asked") === undefined) failed.push(url);
    }
    this.asking = false;
    const host = new URL(questions[0] as string).host;
    const note =
      failed.length > 0
        ? say(this.words.ask.failed, { url: failed.join(", ") })
        : say(this.words.ask.done, { host });
    await this.#check(this.#given, note);
  }

  async trust(did: string, key: string): Promise<void> {
    this.store.trust(did, key);
    this.compared.add(`${did} ${key}`);
    if (this.#given !== undefined) await this.#check(this.#given);
  }

  clear(): void {
    this.#turn += 1;
    this.#given = undefined;
    this.found = undefined;
    this.note = "";
    this.render();
  }

  speak(language: Language): void {
    this.language = language;
    this.render();
  }

  render(): void {
    const { words, language, found } = this;
    document.documentElement.lang = language;
    document.documentElement.dir = language === "ar" ? "rtl" : "ltr";
    const result =
      found &&
      renderResult(
        this,
        viewOf({
          found,
          words,
          language,
          now: this.ports.now(),
          listFrom: this.store.listFrom(
            textIn(found.credential, "credentialStatus", "statusListCredential") ?? "",
          ),
        }),
      );
    document.title =
      result === undefined || found === undefined
        ? words.title
        : `${words.verdicts[found.verdict]}: ${words.title}`;
    const main = h("main", {}, result, renderInput(this, result === undefined));
    this.#root.replaceChildren(main, footer(this));
    // Whoever cannot see the page is taken to the verdict.
    this.#root.querySelector<HTMLElement>("#verdict")?.focus();
  }
}

/** Bytes; larger files are told to be too large by the check itself. */
const MOST = 10_000_000;

function footer(page: VerifierPage): HTMLElement {
  const select = h("select", { id: "language" });
  for (const [tag, { language }] of Object.entries(LANGUAGES)) {
    const option = h("option", { value: tag, lang: tag }, language);
    option.selected = tag === page.language;
    select.append(option);
  }
  select.addEventListener("change", () => page.speak(select.value as Language));
  return h(
    "footer",
    {},
    h("p", {}, page.words.offline),
    h("p", { class: "language" }, h("label", { for: "language" }, page.words.languageLabel), select),
  );
}
