/** The page as it runs in a browser: its real key store, clock, clipboard and files. */
import { webCrypto } from "@tessera/credentials";
import { render } from "lit";
import { keepDraft, loadIdentity, makeIdentity, readDraft, unlock } from "./key-store.adapter.ts";
import { ObserverModel } from "./observer-model.ts";
import { LANGUAGES, languageOf, sayIn, type Language } from "./strings/say.ts";
import { pageView, type Acts } from "./views/page-view.ts";

const root = document.querySelector("#page") as HTMLElement;
const model = new ObserverModel({
  load: loadIdentity,
  make: makeIdentity,
  unlock,
  draft: readDraft,
  keepDraft,
  sha256: (bytes) => webCrypto.sha256(bytes),
  now: () => Date.now(),
  base: location.href.split("#")[0] ?? "",
});

let language: Language = languageOf(navigator.languages);
let copied: "no" | "yes" | "failed" = "no";

const acts: Acts = {
  async copy(text) {
    try {
      await navigator.clipboard.writeText(text);
      copied = "yes";
    } catch {
      copied = "failed";
    }
    draw();
  },
  ...(typeof navigator.share === "function" && {
    share: (url: string) => void navigator.share({ url }).catch(() => undefined),
  }),
  save({ name, text }) {
    const url = URL.createObjectURL(new Blob([text], { type: "application/json" }));
    const link = Object.assign(document.createElement("a"), { href: url, download: name });
    link.click();
    URL.revokeObjectURL(url);
  },
  speak(next) {
    if (Object.hasOwn(LANGUAGES, next)) language = next as Language;
    draw();
  },
  goTo(id) {
    const place = document.querySelector<HTMLElement>(`#${CSS.escape(id)}`);
    place?.scrollIntoView({ block: "center" });
    place?.querySelector<HTMLElement>("input, textarea, button")?.focus();
  },
};

let shown = "";
function draw(): void {
  document.documentElement.lang = language;
  document.documentElement.dir = language === "ar" ? "rtl" : "ltr";
  const say = sayIn(language);
  document.title = say("title");
  render(pageView(model, { say, language, copied, acts }), root);
  if (model.screen.name === shown) return;
  const first = shown === "" || shown === "loading";
  shown = model.screen.name;
  // A new screen is a new page: it is read from its heading.
  if (!first) root.querySelector<HTMLElement>("h1")?.focus();
  scrollTo(0, 0);
}

model.subscribe(() => {
  copied = "no";
  draw();
});
draw();
addEventListener("hashchange", () => void model.start(location.hash));
void model.start(location.hash);
// For a site; a page from a disk is there without a network anyway.
if (isSecureContext && location.protocol.startsWith("http"))
  void navigator.serviceWorker?.register("worker.js").catch(() => undefined);
