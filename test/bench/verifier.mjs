/**
 * The page that checks credentials, from a disk with the network off, in Chromium: from the moment at which a file is given
 * to the frame in which the verdict stands, figure beside bar; and the length of a share link.
 * `node test/bench/verifier.mjs` after `npm run build`.
 */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";
import { readVerifierPage } from "../../packages/bundle/dist/index.js";
import { bakePng, shareFragment } from "../../packages/credentials/dist/index.js";
import { DID, NOW, PIXEL_PNG, world } from "../../packages/credentials/dist/testing/world.testing.js";
import { keepInPage } from "../../packages/verifier/dist/index.js";
import { findBrowser } from "../../tools/dev/browser.mjs";

const BAR = 200;
const PAGES = 9;
const { signed, document, list } = await world();
const json = JSON.stringify(signed);
const folder = mkdtempSync(join(tmpdir(), "tessera-bench-"));
const path = join(folder, "verify.html");
const kept = { from: "issuer", trusted: [{ did: DID }], documents: [document], lists: [await list()] };
writeFileSync(path, keepInPage(await readVerifierPage(), { format: 1, ...kept }));
const files = [
  ["PNG, the first check of a page", bakePng(PIXEL_PNG, json)],
  ["JSON, the second", Buffer.from(json)],
];

const browser = await chromium.launch({
  executablePath: findBrowser(),
  args: ["--no-sandbox", "--disable-gpu"],
});
const times = files.map(() => []);
for (let at = 0; at < PAGES; at += 1) {
  const context = await browser.newContext({ offline: true });
  const page = await context.newPage();
  await page.clock.setFixedTime(NOW);
  await page.goto(pathToFileURL(path).href);
  await page.locator("#file").waitFor({ state: "attached" });
  for (const [which, [, bytes]] of files.entries())
    times[which].push(
      await page.evaluate(async (data) => {
        document.querySelector("article")?.remove();
        const input = document.querySelector("#file");
        const given = new DataTransfer();
        given.items.add(new File([Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0))], "badge"));
        input.files = given.files;
        const start = performance.now();
        const shown = new Promise((resolve) => {
          new MutationObserver(() => {
            if (document.querySelector("article[data-verdict=valid]")) resolve();
          }).observe(document.body, { childList: true, subtree: true });
        });
        input.dispatchEvent(new Event("change"));
        await shown;
        await new Promise((resolve) => requestAnimationFrame(() => resolve()));
        return performance.now() - start;
      }, Buffer.from(bytes).toString("base64")),
    );
  await context.close();
}
await browser.close();
rmSync(folder, { recursive: true });

let passed = true;
for (const [which, [what]] of files.entries()) {
  const sorted = times[which].toSorted((one, other) => one - other);
  const median = sorted[PAGES >> 1];
  passed &&= median <= BAR;
  console.log(
    `${median.toFixed(0).padStart(5)} ms of ${BAR} ms  ${median <= BAR ? "ok  " : "OVER"}  ${String(what)}, median of ${PAGES} pages (${Math.round(sorted[0])} to ${Math.round(Number(sorted.at(-1)))})`,
  );
}
const link = `https://badges.example.org/verify/#${shareFragment(json)}`;
console.log(`${String(link.length).padStart(5)} characters  share link of a credential of ${json.length}`);
process.exitCode = passed ? 0 : 1;
