/** The gallery on loopback, under the policy that a strict LMS sets, and a browser's page for each of its pages. */
import axe from "axe-core";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildGallery } from "@tessera/bundle";
import type { Browser, Page } from "playwright-core";
import { listen } from "../../tools/cli/src/serve.adapter.ts";
import { openBrowser } from "../e2e/browser.ts";

const TYPES: Readonly<Record<string, string>> = {
  html: "text/html; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  css: "text/css; charset=utf-8",
  svg: "image/svg+xml",
  vtt: "text/vtt",
};

export interface GallerySite {
  readonly browser: Browser;
  readonly origin: string;
  /** Names of all pages but the index. */
  readonly pages: readonly string[];
  /** Visits every page, two at a time; each visitor keeps its own tab. Complaints of the browser are returned. */
  visit(options: VisitOptions, look: (page: Page, name: string) => Promise<void>): Promise<readonly string[]>;
  close(): Promise<void>;
}

export interface VisitOptions {
  readonly width: number;
  readonly height: number;
  readonly media?: Parameters<Page["emulateMedia"]>[0];
  readonly only?: (name: string) => boolean;
}

export async function openGallery(): Promise<GallerySite> {
  const folder = await mkdtemp(join(tmpdir(), "tessera-gallery-"));
  const [browser, [, ...pages], host] = await Promise.all([openBrowser(), buildGallery(folder), listen(0)]);
  host.answer(async (request) => {
    const name = new URL(request.url).pathname.slice(1);
    if (!/^[\w.-]+$/.test(name)) return new Response(null, { status: 404 });
    return new Response(await readFile(join(folder, name)), {
      headers: {
        "Content-Type": TYPES[name.split(".").pop() ?? ""] ?? "application/octet-stream",
        "Content-Security-Policy":
          "default-src 'self'; object-src 'none'; base-uri 'none'; require-trusted-types-for 'script'",
      },
    });
  });

  async function visit(
    { width, height, media = {}, only = () => true }: VisitOptions,
    look: (page: Page, name: string) => Promise<void>,
  ): Promise<readonly string[]> {
    const queue = pages.filter(only);
    const complaints: string[] = [];
    const visitor = async () => {
      const context = await browser.newContext({ viewport: { width, height } });
      const page = await context.newPage();
      let at = "";
      page.on("pageerror", (error) => complaints.push(`${at}: ${error.message}`));
      page.on("console", (message) => {
        if (message.type() === "error") complaints.push(`${at}: ${message.text()}`);
      });
      try {
        for (let name = queue.shift(); name !== undefined; name = queue.shift()) {
          at = name;
          await page.emulateMedia({
            reducedMotion: "reduce",
            colorScheme: "light",
            contrast: null,
            forcedColors: null,
            ...media,
          });
          await page.goto(`${host.origin}/${name}`);
          await page.waitForFunction(() => document.documentElement.dataset["settled"] !== undefined);
          const settled = await page.evaluate(() => document.documentElement.dataset["settled"]);
          if (settled !== "yes") complaints.push(`${name}: ${settled}`);
          // Sizes are observed with the next frames; what depends on them stands then.
          await page.evaluate(
            () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
          );
          await look(page, name);
        }
      } finally {
        await context.close();
      }
    };
    await Promise.all([visitor(), visitor()]);
    return complaints;
  }

  return {
    browser,
    origin: host.origin,
    pages,
    visit,
    async close() {
      await browser.close();
      await host.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** WCAG 2.0 to 2.2, levels A and AA. */
const BAR = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/**
 * What axe finds on the page as it stands, one line for each place.
 * @param rules - these alone instead of the whole bar
 */
export async function axeOn(page: Page, rules?: readonly string[]): Promise<string[]> {
  // Not a script tag: the page's own policy forbids inline scripts.
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe.source);
  const only = rules ? { type: "rule", values: rules } : { type: "tag", values: [...BAR, "best-practice"] };
  return page.evaluate(async (runOnly) => {
    const { axe } = window as unknown as { axe: typeof import("axe-core") };
    const { violations } = await axe.run(document, {
      runOnly: runOnly as { type: "tag"; values: string[] },
      resultTypes: ["violations"],
      // Switched off in axe by default, and part of WCAG 2.2 AA.
      ...(runOnly.type === "tag" ? { rules: { "target-size": { enabled: true } } } : {}),
    });
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(
        ({ html, failureSummary }) =>
          `${id}: ${html.slice(0, 160)} ${failureSummary?.split("\n")[1]?.trim() ?? ""}`,
      ),
    );
  }, only);
}
