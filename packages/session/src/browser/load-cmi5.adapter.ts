import type { Cmi5Class } from "./cmi5-client.adapter.ts";

declare global {
  /** Set by the runtime's part `cmi5-client`, a classic script of its own. */
  var TesseraCmi5: Cmi5Class | undefined;
}

/**
 * The library, after the page is readable: either its script has already run (`globalThis.TesseraCmi5`), or the page
 * names it in `<link id="cmi5-client" href="…">` and it is fetched now. Undefined where there is none or it does not
 * load: the plain client then does its work.
 */
export async function loadCmi5Client(): Promise<Cmi5Class | undefined> {
  const link = document.querySelector<HTMLLinkElement>("link#cmi5-client");
  if (!globalThis.TesseraCmi5 && link) {
    const script = document.createElement("script");
    script.src = link.href;
    await new Promise((resolve) => {
      script.onload = script.onerror = resolve;
      document.head.append(script);
    });
  }
  return globalThis.TesseraCmi5;
}
