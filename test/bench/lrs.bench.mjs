// Acknowledged statements a second, over HTTP, with strict validation and a SQLite file on disk.
//   node test/bench/lrs.bench.mjs        (after `tsc -b packages/lrs`)
// Server in its own process, started afresh for each figure; 16 connections; `stored` and read back at the end.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { Agent, request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { randomUUID } from "node:crypto";
import { fileURLToPath } from "node:url";

const CONNECTIONS = 16;
const FIGURES = [
  { name: "one by one", bar: 1_000, batch: 1, requests: 8_000 },
  { name: "in batches of 50", bar: 5_000, batch: 50, requests: 800 },
];

/** As a unit sends it: about 1.4 KB, with context, result and a definition. */
function statement(number) {
  const question = number % 200;
  return {
    id: randomUUID(),
    actor: {
      objectType: "Agent",
      account: { homePage: "https://lms.example/", name: `learner-${number % 500}` },
    },
    verb: { id: "http://adlnet.gov/expapi/verbs/answered", display: { en: "answered" } },
    object: {
      objectType: "Activity",
      id: `https://courses.example/hvac/unit-1/question-${question}`,
      definition: {
        type: "http://adlnet.gov/expapi/activities/cmi.interaction",
        name: { en: `Question ${question}` },
        interactionType: "choice",
        correctResponsesPattern: ["a[,]b"],
        choices: ["a", "b", "c", "d"].map((id) => ({ id, description: { en: `Option ${id}` } })),
      },
    },
    result: { response: "a[,]b", success: true, score: { scaled: 1 }, duration: "PT12.5S" },
    context: {
      registration: `00000000-0000-4000-8000-${String(number % 500).padStart(12, "0")}`,
      contextActivities: {
        parent: [{ id: "https://courses.example/hvac/unit-1/quiz" }],
        grouping: [{ id: "https://courses.example/hvac/unit-1" }],
      },
      extensions: { "https://w3id.org/xapi/cmi5/context/extensions/sessionid": `session-${number % 500}` },
    },
    timestamp: new Date().toISOString(),
  };
}

const HEADERS = { "x-experience-api-version": "1.0.3", "content-type": "application/json" };

function send(agent, url, method, body) {
  return new Promise((resolve, reject) => {
    const outgoing = request(url, { agent, method, headers: HEADERS }, (incoming) => {
      const chunks = [];
      incoming.on("data", (chunk) => chunks.push(chunk));
      incoming.on("end", () => {
        const text = Buffer.concat(chunks).toString();
        if (incoming.statusCode === 200) resolve(text);
        else reject(new Error(`${incoming.statusCode}: ${text}`));
      });
    });
    outgoing.on("error", reject);
    outgoing.end(body);
  });
}

async function measure({ name, bar, batch, requests }) {
  const folder = mkdtempSync(join(tmpdir(), "tessera-lrs-bench-"));
  const script = fileURLToPath(new URL("lrs-server.mjs", import.meta.url));
  const server = spawn(process.execPath, [script, join(folder, "bench.db")], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  try {
    const [line] = await once(server.stdout, "data");
    const url = `${String(line).trim()}statements`;
    let number = 0;
    const bodies = Array.from({ length: requests }, () => {
      const list = Array.from({ length: batch }, () => statement((number += 1)));
      return JSON.stringify(batch === 1 ? list[0] : list);
    });
    let next = 0;
    const warmUp = Math.floor(requests / 10);
    const work = async (until) => {
      while (next < until) await send(agent, url, "POST", bodies[next++]);
    };
    const run = (until) => Promise.all(Array.from({ length: CONNECTIONS }, () => work(until)));
    await run(warmUp);
    const start = performance.now();
    await run(requests);
    const seconds = (performance.now() - start) / 1_000;
    const rate = Math.round(((requests - warmUp) * batch) / seconds);
    const last = JSON.parse(bodies.at(-1));
    await send(agent, `${url}?statementId=${(batch === 1 ? last : last.at(-1)).id}`, "GET");
    const query = new URLSearchParams({ registration: statement(7).context.registration, limit: "50" });
    const asked = performance.now();
    await send(agent, `${url}?${query}`, "GET");
    const answered = (performance.now() - asked).toFixed(1);
    console.log(
      `${name.padEnd(18)} ${String(rate).padStart(7)} statements/s   bar ${bar}   ${rate >= bar ? "met" : "MISSED"}` +
        `   (${requests * batch} statements; a query by registration: ${answered} ms)`,
    );
    return rate >= bar;
  } finally {
    agent.destroy();
    server.kill();
    await once(server, "exit");
    rmSync(folder, { recursive: true, force: true });
  }
}

let met = true;
for (const figure of FIGURES) met = (await measure(figure)) && met;
process.exitCode = met ? 0 : 1;
