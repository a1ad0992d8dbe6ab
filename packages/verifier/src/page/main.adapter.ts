/** Starts the page: its data block, the address, what is dropped and pasted anywhere. */
import { looksLikeShareLink } from "@tessera/credentials";
import { readKept } from "../kept.ts";
import { ask } from "./ask.adapter.ts";
import { browserVerifier } from "./browser-verifier.adapter.ts";
import { hasCamera, readCode, watchCamera } from "./read-code.adapter.ts";
import { VerifierPage } from "./verifier-page.ts";

async function start(root: HTMLElement): Promise<void> {
  const page = new VerifierPage(root, readKept(document.getElementById("kept")?.textContent ?? "null"), {
    verifier: await browserVerifier(),
    now: () => Date.now(),
    ask,
    readCode,
    watchCamera,
    hasCamera: hasCamera(),
    languages: navigator.languages,
    measured: (from) => performance.measure("tessera-check", { start: from }),
  });
  const link = (): string => (looksLikeShareLink(location.hash) ? location.hash : "");
  await page.start(link());
  addEventListener("hashchange", () => {
    if (link() !== "") void page.takeText(link());
  });
  addEventListener("dragover", (event) => event.preventDefault());
  addEventListener("drop", (event) => {
    event.preventDefault();
    const files = [...(event.dataTransfer?.files ?? [])];
    const text = event.dataTransfer?.getData("text/plain") ?? "";
    if (files.length > 0) void page.takeFiles(files);
    else if (text !== "") void page.takeText(text);
  });
  addEventListener("paste", (event) => {
    // Inside a field it is an ordinary paste.
    if (event.target instanceof HTMLTextAreaElement || event.target instanceof HTMLInputElement) return;
    const files = [...(event.clipboardData?.files ?? [])];
    const text = event.clipboardData?.getData("text/plain") ?? "";
    if (files.length > 0) void page.takeFiles(files);
    else if (text !== "") void page.takeText(text);
  });
}

const root = document.getElementById("page");
if (root !== null) void start(root);
