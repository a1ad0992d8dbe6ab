// How long after a save an author sees the change: `node test/bench/dev.mjs [--saves 40]`. The built `tessera dev`, a
// real Chromium, a real file: from before the file is written until the frame of the page has drawn its text. Two
// courses of 100 pages with 100 questions, since what is loaded again is the unit: ten units of ten pages, and one of
// a hundred. Prints the median beside its bar; docs/performance.md tells what it means.
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { findBrowser } from "../../tools/dev/browser.mjs";
import { writeCourse } from "./generated-course.mjs";

const tessera = fileURLToPath(new URL("../../tools/cli/dist/bin/tessera.js", import.meta.url));
const at = process.argv.indexOf("--saves");
const saves = at === -1 ? 40 : Number(process.argv[at + 1]);
const BAR = 150;
/** Not counted: the compiler and the browser have to get warm, as they are when somebody works. */
const WARM = 8;

const rows = [
  {
    name: "10 units × 10 pages",
    course: { units: 10, pages: 10, questions: 1 },
    file: "unit-0001/004-page.md",
    bar: BAR,
  },
  {
    name: "1 unit × 100 pages",
    course: { units: 1, pages: 100, questions: 1 },
    file: "unit-0001/004-page.md",
    bar: BAR,
  },
];

/** In each document: tells when a paragraph that begins with the word is laid out, and when the player took over. */
function watch() {
  const told = new Set();
  const look = () => {
    const words = /Saved-\d+/.exec(document.querySelector("main")?.textContent ?? "")?.[0];
    if (words !== undefined) {
      const ready = document.querySelector("tessera-unit[data-ready]") !== null;
      for (const event of ready ? ["seen", "ready"] : ["seen"])
        if (!told.has(event)) {
          told.add(event);
          globalThis.tell?.(event, words, performance.timeOrigin + performance.now());
        }
    }
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

const folder = mkdtempSync(join(tmpdir(), "tessera-dev-bench-"));
const browser = await chromium.launch({
  executablePath: findBrowser(),
  headless: true,
  args: ["--no-sandbox"],
});
let passed = true;
try {
  console.log(
    "row".padEnd(24),
    "median ms".padStart(10),
    "min".padStart(6),
    "max".padStart(6),
    "bar".padStart(6),
    "usable".padStart(8),
  );
  for (const row of rows) {
    const { seen, ready } = await measure(row);
    const median = middle(seen);
    const good = median <= row.bar;
    passed &&= good;
    console.log(
      row.name.padEnd(24),
      median.toFixed(0).padStart(10),
      Math.min(...seen)
        .toFixed(0)
        .padStart(6),
      Math.max(...seen)
        .toFixed(0)
        .padStart(6),
      String(row.bar).padStart(6),
      middle(ready).toFixed(0).padStart(8),
      good ? "" : "  over its bar",
    );
  }
} finally {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
}
process.exit(passed ? 0 : 1);

async function measure({ name, course, file }) {
  const root = writeCourse(join(folder, name.replace(/\W+/g, "-")), course);
  const path = join(root, file);
  const before = readFileSync(path, "utf8");
  writeFileSync(path, `${before}\nSaved-0\n`);
  const server = spawn(process.execPath, [tessera, "dev", root, "--port", "0"], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const page = await browser.newPage();
  try {
    const address = await firstLine(server.stdout);
    const told = new Map();
    let wake = () => {};
    await page.exposeBinding("tell", (_source, event, words, time) => {
      told.set(`${event} ${words}`, time);
      wake();
    });
    await page.addInitScript(watch);
    const until = async (key) => {
      while (!told.has(key)) await new Promise((resolve) => (wake = resolve));
      return told.get(key);
    };
    await page.goto(address);
    await page.getByRole("button", { name: "Launch", exact: true }).click();
    await until("ready Saved-0");
    await page.frameLocator("iframe").getByText("Saved", { exact: true }).waitFor();
    const seen = [];
    const ready = [];
    for (let save = 1; save <= WARM + saves; save += 1) {
      const start = performance.timeOrigin + performance.now();
      writeFileSync(path, `${before}\nSaved-${save}\n`);
      const [first, last] = [await until(`seen Saved-${save}`), await until(`ready Saved-${save}`)];
      await page.frameLocator("iframe").getByText("Saved", { exact: true }).waitFor();
      if (save <= WARM) continue;
      seen.push(first - start);
      ready.push(last - start);
    }
    return { seen, ready };
  } finally {
    await page.close();
    server.kill();
  }
}

function middle(times) {
  return [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)];
}

async function firstLine(stream) {
  for await (const line of createInterface({ input: stream })) return line;
  throw new Error("the server ended without a word");
}
