/** Starts the page: the only place that knows the document's own metadata and the real ports. */
import { createLmsClient } from "../client/lms-client.adapter.ts";
import "../elements/workbench.element.ts";
import type { WorkbenchElement } from "../elements/workbench.element.ts";
import { WorkbenchStore } from "../model/workbench-store.ts";
import type { UnitWindow } from "../model/workbench-store.ts";
import { rememberedSizes } from "./remembered-sizes.adapter.ts";

/** Milliseconds in which events are gathered before they are drawn. */
const GATHER_MS = 30;

function meta(name: string): string {
  return document.querySelector<HTMLMetaElement>(`meta[name="${name}"]`)?.content ?? "";
}

/** Opened empty and cut off from this page first: a unit must not be able to steer its opener. */
function openWindow(): UnitWindow | undefined {
  const opened = window.open("", "_blank");
  if (opened === null) return undefined;
  opened.opener = null;
  return { show: (url) => opened.location.replace(url), close: () => opened.close() };
}

const store = new WorkbenchStore({
  client: createLmsClient({ header: meta("tessera-header"), token: meta("tessera-token") }),
  schedule: (run) => void setTimeout(run, GATHER_MS),
  openWindow,
});
const page = document.querySelector("tessera-workbench") as WorkbenchElement;
page.sizes = rememberedSizes();
page.dashboard = meta("tessera-dashboard");
page.badges = meta("tessera-badges");
page.store = store;
void store.start();
