import { chromium } from "playwright-core";
import type { Browser } from "playwright-core";
import { findBrowser } from "../../tools/dev/browser.mjs";

/** Flags for a machine without display and without network. */
const ARGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/**
 * A real Chromium.
 * @param more - further flags
 * @throws Error that says what to install where there is none
 */
export async function openBrowser(more: readonly string[] = []): Promise<Browser> {
  const executablePath = findBrowser();
  if (executablePath === undefined)
    throw new Error("no Chromium or Chrome was found: install one, or set TESSERA_BROWSER to its path");
  return chromium.launch({ executablePath, headless: true, args: [...ARGS, ...more] });
}
