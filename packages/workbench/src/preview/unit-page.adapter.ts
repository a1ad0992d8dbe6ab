/**
 * In the page of a unit while its course is being written, and in no package: shows new text where text is all that
 * changed, loads the page again where more did, and shows it in the direction and the colours that the workbench says.
 */
import type { PageNews, PreviewLook } from "@tessera/lms";
import { mendText } from "./mend-text.ts";
import { lookOf } from "./wear-look.ts";
import { whenReloadable } from "./when-reloadable.ts";
import type { PlayingUnit } from "./when-reloadable.ts";

const { page = "", version: built = "" } = (document.currentScript as HTMLScriptElement).dataset;
let version = built;
const wear = lookOf(document);
const events = new EventSource(`/preview/events?page=${encodeURIComponent(page)}`);

events.addEventListener("look", ({ data }) => wear(JSON.parse(String(data)) as PreviewLook));
events.addEventListener("page", ({ data }) => {
  // Empty: the course has no such page any more; what is there stays.
  const news = JSON.parse(String(data)) as PageNews;
  if (news.version === "" || news.version === version) return;
  if (news.texts?.since === version && mendText(document, news.texts)) {
    version = news.version;
    return;
  }
  events.close();
  void loaded().then(() => whenReloadable(player(), { isReloaded: isReloaded(), reload }));
});

/** Until deferred scripts have run, nobody knows whether a player takes over. */
function loaded(): Promise<unknown> {
  if (document.readyState === "complete") return Promise.resolve();
  return new Promise((resolve) => addEventListener("load", resolve, { once: true }));
}

function player(): PlayingUnit | undefined {
  return (document.querySelector("tessera-unit") as { player?: PlayingUnit } | null)?.player;
}

function isReloaded(): boolean {
  const [entry] = performance.getEntriesByType("navigation");
  return (entry as PerformanceNavigationTiming | undefined)?.type === "reload";
}

function reload(): void {
  // The session has to hear of it, or it ends (session.md 1.7): from the Navigation API, or from a key.
  if (!("navigation" in globalThis)) dispatchEvent(new KeyboardEvent("keydown", { key: "F5" }));
  location.reload();
}
