/** The requests of docs/lrs.md, sent to an LRS as `curl` would send them. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { startStandaloneLrs } from "@tessera/lrs/node";
import { expect, test } from "vitest";
import { fences, shellWords } from "./shell-words.ts";

const page = readFileSync(fileURLToPath(new URL("../../docs/lrs.md", import.meta.url)), "utf8");
const all = fences(page);
const commands = all.filter(({ language }) => language === "sh");
const statement = all.find(({ language }) => language === "json")?.text ?? "";

/** `curl [-X METHOD] [-H HEADER] [-d BODY] URL` */
function requestOf(command: string, endpoint: string): Request {
  const [name, ...words] = shellWords(command);
  expect(name).toBe("curl");
  let url = "";
  const init: { method?: string; body?: string; headers: [string, string][] } = { headers: [] };
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index] ?? "";
    const value = words[index + 1] ?? "";
    if (word === "-X") init.method = value;
    else if (word === "-d") init.body = value === "@statement.json" ? statement : value;
    else if (word === "-H")
      init.headers.push([value.split(": ")[0] ?? "", value.split(": ").slice(1).join(": ")]);
    else {
      expect(word).toMatch(/^http/);
      url = word.replace("http://127.0.0.1:8081/xapi/", endpoint);
      continue;
    }
    index += 1;
  }
  expect(url.startsWith(endpoint)).toBe(true);
  return new Request(url, init);
}

test("every request of docs/lrs.md is answered as the page says, and what was sent is kept in the file", async () => {
  expect(commands.length).toBeGreaterThan(5);
  const folder = mkdtempSync(join(tmpdir(), "tessera-lrs-docs-"));
  const file = join(folder, "trial.db");
  try {
    const lrs = await startStandaloneLrs({ port: 0, file });
    try {
      for (const { text, after } of commands) {
        const status = Number(/`(\d{3})`/.exec(after)?.[1]);
        const response = await fetch(requestOf(text.trim(), lrs.endpoint));
        const body = await response.text();
        expect(`${text.trim()} → ${response.status}`).toBe(`${text.trim()} → ${status}`);
        if (text.includes("activity=")) {
          const { statements } = JSON.parse(body) as { statements: readonly { id: string }[] };
          expect(statements.map(({ id }) => id)).toEqual([(JSON.parse(statement) as { id: string }).id]);
        }
        if (status === 400)
          expect(JSON.parse(body)).toMatchObject({
            status: 400,
            rule: expect.stringContaining("xAPI") as string,
          });
      }
    } finally {
      await lrs.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
