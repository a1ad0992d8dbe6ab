/** Where a credential is given to the page. */
import { button, h } from "./elements.ts";
import type { VerifierPage } from "./verifier-page.ts";

const ACCEPT = ".png,.svg,.json,.jwt,.txt,image/*,application/json";

/** @param first - nothing was checked yet, so this is what the page is about */
export function renderInput(page: VerifierPage, first: boolean): HTMLElement {
  const { words } = page;
  const file = h("input", { type: "file", id: "file", accept: ACCEPT, multiple: "", class: "file" });
  file.addEventListener("change", () => void page.takeFiles([...(file.files ?? [])]));
  const text = h("textarea", { id: "text", rows: "4", spellcheck: "false", autocomplete: "off", dir: "ltr" });
  return h(
    "section",
    { class: first ? "give first" : "give", "aria-labelledby": "give" },
    h(first ? "h1" : "h2", { id: "give" }, first ? words.title : words.another),
    first && h("p", { class: "intro" }, words.intro),
    first && page.ports.verifier === undefined && h("p", { class: "alarm" }, words.noCrypto),
    first && page.note !== "" && h("p", { role: "status" }, page.note),
    h(
      "p",
      { class: "choose" },
      h("label", { for: "file", class: "big" }, words.choose, file),
      " ",
      words.drop,
    ),
    page.ports.hasCamera && camera(page),
    h(
      "details",
      { class: "paste" },
      h("summary", {}, words.paste),
      h("label", { for: "text" }, words.pasteLabel),
      text,
      button(words.pasteGo, () => void page.takeText(text.value)),
    ),
  );
}

function camera(page: VerifierPage): HTMLElement {
  const { words } = page;
  const place = h("div", { class: "camera" });
  const said = h("p", { role: "status" });
  const start = button(words.scan, () => void watch());
  place.append(start, said);
  const watch = async (): Promise<void> => {
    const stop = new AbortController();
    const video = h("video", { playsinline: "", "aria-label": words.scanning });
    video.muted = true;
    const end = button(words.scanStop, () => stop.abort());
    said.textContent = words.scanning;
    start.replaceWith(video, end);
    end.focus();
    const text = await page.ports.watchCamera(video, stop.signal).catch(() => undefined);
    if (text !== undefined) return page.takeText(text);
    video.remove();
    end.replaceWith(start);
    said.textContent = stop.signal.aborted ? "" : words.scanFailed;
    start.focus();
    return undefined;
  };
  return place;
}
