import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const tessera = fileURLToPath(new URL("../dist/bin/tessera.js", import.meta.url));

test("whoever closes the pipe, as `| head` does, ends the command without a word", async () => {
  const child = spawn(process.execPath, [tessera, "explain", "alert/unknown"], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  // Closed before anything can have been written: the process has not begun to run yet.
  child.stdout.destroy();
  let stderr = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
  const code = await new Promise((resolve) => child.on("close", resolve));
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
}, 60_000);
