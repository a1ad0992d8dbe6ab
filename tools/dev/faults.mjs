// `npm run faults`: plays learners' sessions against an LRS that misbehaves, and counts what was lost, doubled, out of
// order or against a rule. docs/faults.md says how to read it.
//   --sessions N    launches in process (10000)        --seed S     of the whole campaign (1)
//   --chromium N    launches in Chromium instead, for at most --minutes 20
//                         --lms NAME   one of `tessera launch --lms`, or all: so many sessions at each
//   --off ID,ID|all     the campaign with one correction of the session switched off: it has to turn red
//   --fault NAME,…  those rows only                      --alone SEED one trial of --fault: its steps, shrunk;
//                         with --chromium 1 what happened in the browser, which keeps its own time
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { Worker } from "node:worker_threads";
import { provideBrowser } from "./browser.mjs";
import { install, requireNode, root } from "./run.mjs";

requireNode();
install({ quiet: true });
const { values } = parseArgs({
  options: {
    sessions: { type: "string", default: "10000" },
    seed: { type: "string", default: "1" },
    fault: { type: "string" },
    lms: { type: "string", default: "standard" },
    alone: { type: "string" },
    minutes: { type: "string", default: "20" },
    off: { type: "string" },
    chromium: { type: "string", default: "0" },
    show: { type: "string", default: "20" },
    threads: { type: "string", default: String(Math.max(1, Math.min(2, cpus().length))) },
  },
});

let folder = mkdtempSync(join(tmpdir(), "tessera-faults-"));
const folders = [folder];
try {
  process.exitCode = await main();
} finally {
  for (const one of folders) rmSync(one, { recursive: true, force: true });
}

async function main() {
  if (values.off !== undefined) return switchOff(values.off);
  const campaign = await compile("campaign");
  const known = [...campaign.FAULT_NAMES, ...campaign.MORE_NAMES];
  const faults = values.fault?.split(",");
  const unknown = faults?.find((name) => !known.includes(name));
  if (unknown !== undefined) {
    console.error(`no fault is called ${unknown}; there are ${known.join(", ")}`);
    return 2;
  }
  const chromium = Number(values.chromium);
  const isAll = values.lms === "all" && chromium === 0 && values.alone === undefined;
  if (!isAll && !campaign.LMS_NAMES.includes(values.lms)) {
    console.error(`no LMS is called ${values.lms}; there are ${campaign.LMS_NAMES.join(", ")}`);
    return 2;
  }
  if (values.alone !== undefined && chromium === 0) {
    await campaign.loadLibrary(root);
    const lines = await campaign.report({
      fault: values.fault ?? "none",
      seed: Number(values.alone),
      lms: values.lms,
    });
    console.log(lines.join("\n"));
    return lines.length > 1 ? 1 : 0;
  }
  const began = performance.now();
  const tasks = campaign.tasksFor({
    sessions: Number(values.sessions),
    seed: Number(values.seed),
    lms: values.lms,
    ...(faults && { faults }),
  });
  const results =
    chromium > 0 ? await inChromium(chromium, faults) : await play(campaign, tasks, Number(values.threads));
  console.log(isAll ? campaign.tableOfProfiles(results) : campaign.tableOf(results));
  for (const line of campaign.excusedOf(results)) console.log(`left out: ${line}`);
  const red = results.filter(campaign.isRed);
  for (const { fault, seed, lms, judgement } of red.slice(0, Number(values.show))) {
    const [first] = campaign.FIGURES.flatMap((figure) =>
      judgement[figure].map((words) => `${figure}: ${words}`),
    );
    console.log(
      `red: ${first}\n  npm run faults -- ${chromium > 0 ? "--chromium 1 " : ""}--fault ${fault} --alone ${seed}${lmsOf(lms ?? values.lms)}`,
    );
  }
  if (red.length > Number(values.show)) console.log(`red: and ${red.length - Number(values.show)} more`);
  console.log(`seed ${values.seed}, ${((performance.now() - began) / 1000).toFixed(0)} s`);
  console.log(campaign.closingLine(results));
  return red.length > 0 ? 1 : 0;
}

function lmsOf(lms) {
  return lms === "standard" ? "" : ` --lms ${lms}`;
}

/** Compiles the campaign from source; Node 20 reads no TypeScript. */
async function compile(name, edit) {
  const { build } = await import("vite");
  await build({
    root,
    configFile: false,
    logLevel: "error",
    plugins: edit ? [edited(edit)] : [],
    resolve: { conditions: ["source"] },
    ssr: { noExternal: true, resolve: { conditions: ["source"] } },
    build: {
      ssr: true,
      outDir: folder,
      emptyOutDir: false,
      target: "node20",
      minify: false,
      rolldownOptions: {
        input: { [name]: join(root, "test/faults/door.ts"), worker: join(root, "test/faults/worker.ts") },
        output: { entryFileNames: "[name].mjs", chunkFileNames: "[name]-[hash].mjs" },
      },
    },
  });
  return import(pathToFileURL(join(folder, `${name}.mjs`)).href);
}

/** Edits files as they are read: no switch is in what ships. */
function edited({ id, also = [], ...first }) {
  return {
    name: "switched-off",
    enforce: "pre",
    transform(code, path) {
      let edit = code;
      for (const { file, find, replace } of [first, ...also]) {
        if (!path.split("?")[0].endsWith(file)) continue;
        const times = code.split(find).length - 1;
        if (times !== 1) throw new Error(`${id} is stale: its text occurs ${times} times in ${file}`);
        edit = edit.replace(find, () => replace);
      }
      return edit === code ? undefined : edit;
    },
  };
}

/**
 * Plays the rows that a switch names until one trial is red that is green with everything switched on: nothing else
 * may be what it shows.
 */
async function switchOff(wanted) {
  const { switches, silent } = JSON.parse(readFileSync(join(root, "test/faults/switches.json"), "utf8"));
  const chosen = switches.filter(({ id }) => wanted === "all" || wanted.split(",").includes(id));
  if (chosen.length === 0) throw new Error(`no switch is called ${wanted}`);
  const whole = { campaign: await compile("campaign"), folder };
  let green = 0;
  for (const one of chosen) {
    // A module is loaded once for each address.
    folders.push((folder = mkdtempSync(join(tmpdir(), "tessera-faults-"))));
    const switched = { campaign: await compile("campaign", one), folder };
    const { faults, sessions = 60, lms = "standard" } = one;
    const plan = { sessions: sessions * faults.length, seed: Number(values.seed), faults, lms };
    let tasks = switched.campaign.tasksFor(plan);
    let red;
    for (;;) {
      folder = switched.folder;
      red = (await play(switched.campaign, tasks, Number(values.threads), true))
        .filter(Boolean)
        .find(switched.campaign.isRed);
      if (!red) break;
      folder = whole.folder;
      const { fault, seed } = red;
      const [same] = await play(whole.campaign, [{ fault, seed, lms }], 1);
      if (!whole.campaign.isRed(same)) break;
      tasks = tasks.filter((task) => task.fault !== fault || task.seed !== seed);
    }
    const [what] = red
      ? switched.campaign.FIGURES.flatMap((figure) =>
          red.judgement[figure].map((words) => `${figure}: ${words}`),
        )
      : [];
    if (!red) green += 1;
    const where = `${red?.fault} ${red?.seed}${lms === "standard" ? "" : ` at ${lms}`}`;
    const found = red ? `${what.slice(0, 130)} (${where})` : "NOTHING TURNED RED";
    console.log(`| ${one.id} | ${one.says} | ${found.replaceAll("|", "/")} |`);
  }
  if (wanted === "all") for (const { id, why } of silent) console.log(`| ${id} | cannot show | ${why} |`);
  console.log(`switches: ${chosen.length - green} of ${chosen.length} turned red`);
  return green > 0 ? 1 : 0;
}

/** From source, module by module: what is built in is found beside its own module. */
async function inChromium(sessions, faults) {
  const { createServer } = await import("vite");
  process.env.TESSERA_BROWSER = provideBrowser();
  const server = await createServer({
    root,
    configFile: false,
    logLevel: "error",
    appType: "custom",
    server: { middlewareMode: true, hmr: false, watch: null },
    optimizeDeps: { noDiscovery: true },
    resolve: { conditions: ["source"], alias: { "@xapi/cmi5": "@xapi/cmi5/dist/Cmi5.esm.js" } },
    ssr: { resolve: { conditions: ["source"] } },
  });
  try {
    const { playInChromium } = await server.ssrLoadModule("/test/faults/chromium/campaign.ts");
    const told = ({ fault, seed, judgement, lines }) => {
      const wrong = ["lost", "twice", "disorder", "broken"].flatMap((figure) =>
        judgement[figure].map((words) => `\n  ${figure}: ${words}`),
      );
      const trace = wrong.length || values.alone ? lines.map((line) => `\n    ${line}`).join("") : "";
      process.stderr.write(
        `${fault} ${seed}: ${judgement.sessions} sessions, ${judgement.statements} statements${trace}${wrong.join("")}\n`,
      );
    };
    const plan = {
      sessions,
      seed: Number(values.seed),
      lms: values.lms,
      root,
      told,
      minutes: Number(values.minutes),
      ...(values.alone !== undefined && { alone: Number(values.alone) }),
    };
    return await playInChromium({ ...plan, ...(faults && { faults }) });
  } finally {
    await server.close();
  }
}

/**
 * Deals the trials out to threads; results come back in the order of the trials.
 * @param untilRed - the first red trial ends it, and so does a session that throws
 */
async function play(campaign, tasks, threads, untilRed = false) {
  const shares = Array.from({ length: threads }, (_, thread) =>
    tasks.map((task, index) => ({ task, index })).filter(({ index }) => index % threads === thread),
  );
  const results = [];
  const workers = [];
  const run = (share) =>
    new Promise((resolve, reject) => {
      const workerData = { root, tasks: share.map(({ task }) => task) };
      const worker = new Worker(join(folder, "worker.mjs"), { workerData });
      workers.push(worker);
      let done = 0;
      let isRed = false;
      worker.on("message", (result) => {
        results[share[done++].index] = result;
        if (!campaign.isRed(result)) return;
        isRed = true;
        if (untilRed) for (const one of workers) void one.terminate();
        else
          process.stderr.write(
            `red so far: --fault ${result.fault} --alone ${result.seed}${lmsOf(result.lms)}\n`,
          );
      });
      worker.on("error", reject);
      worker.on("exit", (code) =>
        code === 0 || isRed || untilRed ? resolve() : reject(new Error(`a thread ended with ${code}`)),
      );
    });
  await Promise.all(shares.map(run));
  return results;
}
