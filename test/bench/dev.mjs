// How long after a save an author sees the change: `node test/bench/dev.mjs [--saves 40]`. The built `tessera dev`, a
// real Chromium, a real file: from before the file is written until a frame of the page that is open shows its words.
// Two courses of 100 pages with 100 questions, since what is built anew is the unit: ten units of ten pages, and one of
// a hundred; and in each a change of the text, which is put in its place, and one of a question, for which the page is
// loaded again. Prints the median beside its bar, and the CPU time of the server; docs/performance.md tells what it means.
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

const ten = { units: 10, pages: 10, questions: 1 };
const hundred = { units: 1, pages: 100, questions: 1 };
/** Behind the heading, in the first paragraph. */
const text = (page, words) => page.replace(/\n\n/, `\n\n${words}. `);
/** What is asked: the page has to be loaded again. */
const question = (page, words) => page.replace("What do you do first", `${words}: what do you do first`);

const rows = [
  { name: "10 units × 10 pages, text", course: ten, edit: text },
  { name: "10 units × 10 pages, question", course: ten, edit: question },
  { name: "1 unit × 100 pages, text", course: hundred, edit: text },
  { name: "1 unit × 100 pages, question", course: hundred, edit: question },
];

/** In each document: tells when the word is on the page that is shown, and when the player has taken it over. */
function watch() {
  const told = new Set();
  const look = () => {
    const shown = [...document.querySelectorAll("main .t-page:not([hidden]) p")].find(
      (each) => each.textContent.includes("Saved-") && each.checkVisibility(),
    );
    const words = /Saved-\d+/.exec(shown?.textContent ?? "")?.[0];
    if (words !== undefined) {
      const ready = document.querySelector("tessera-unit[data-ready]") !== null;
      for (const event of ready ? ["seen", "ready"] : ["seen"])
        if (!told.has(`${event} ${words}`)) {
          told.add(`${event} ${words}`);
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
    "row".padEnd(32),
    "median ms".padStart(10),
    "min".padStart(6),
    "max".padStart(6),
    "bar".padStart(6),
    "usable".padStart(8),
    "cpu ms".padStart(8),
  );
  for (const row of rows) {
    const { seen, ready, cpu } = await measure(row);
    const median = middle(seen);
    const good = median <= BAR;
    passed &&= good;
    console.log(
      row.name.padEnd(32),
      median.toFixed(0).padStart(10),
      Math.min(...seen)
        .toFixed(0)
        .padStart(6),
      Math.max(...seen)
        .toFixed(0)
        .padStart(6),
      String(BAR).padStart(6),
      middle(ready).toFixed(0).padStart(8),
      cpu.toFixed(0).padStart(8),
      good ? "" : "  over its bar",
    );
  }
} finally {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
}
process.exit(passed ? 0 : 1);

async function measure({ name, course, edit }) {
  const root = writeCourse(join(folder, name.replace(/\W+/g, "-")), course);
  const path = join(root, "unit-0001/001-page.md");
  const before = readFileSync(path, "utf8");
  writeFileSync(path, edit(before, "Saved-0"));
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
    let used = 0;
    for (let save = 1; save <= WARM + saves; save += 1) {
      const start = performance.timeOrigin + performance.now();
      if (save === WARM + 1) used = cpuOf(server.pid);
      writeFileSync(path, edit(before, `Saved-${save}`));
      const [first, last] = [await until(`seen Saved-${save}`), await until(`ready Saved-${save}`)];
      await page.frameLocator("iframe").getByText("Saved", { exact: true }).waitFor();
      if (save <= WARM) continue;
      seen.push(first - start);
      ready.push(last - start);
    }
    return { seen, ready, cpu: (cpuOf(server.pid) - used) / saves };
  } finally {
    await page.close();
    server.kill();
  }
}

/** Milliseconds that a process has worked so far; 0 where the system does not tell. */
function cpuOf(pid) {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1].split(" ");
    // Hundredths of a second (`USER_HZ`), user and system.
    return (Number(fields[11]) + Number(fields[12])) * 10;
  } catch {
    return 0;
  }
}

function middle(times) {
  return [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)];
}

async function firstLine(stream) {
  for await (const line of createInterface({ input: stream })) return line;
  throw new Error("the server ended without a word");
}
