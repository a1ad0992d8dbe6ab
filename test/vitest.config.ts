import { defineConfig } from "vitest/config";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const resolve = {
  conditions: ["source"],
  // @xapi/cmi5 has neither `main` nor `exports` (session.md A3).
  alias: { "@xapi/cmi5": "@xapi/cmi5/dist/Cmi5.esm.js" },
};
/** Property tests draw the same cases each time; TESSERA_SEED=random draws others. */
const setupFiles = [fileURLToPath(new URL("seed.ts", import.meta.url))];
const ssr = { resolve: { conditions: ["source"] } };

/** Element logic runs in happy-dom; what a browser decides runs in Chromium, from `test/`. */
const dom = [
  "packages/elements/src/**/*.test.ts",
  "packages/workbench/src/**/*.test.ts",
  "packages/observer/src/**/*.test.ts",
  "packages/interactions/src/**/*.element.test.ts",
  "packages/session/src/browser/**/*.test.ts",
  "packages/scorm/src/browser/**/*.test.ts",
];

export default defineConfig({
  root,
  test: {
    // Chromium on two busy cores takes its time; a poll that succeeds does not wait.
    expect: { poll: { timeout: 15_000 } },
    reporters: ["default", fileURLToPath(new URL("conformance/reporter.ts", import.meta.url))],
    projects: [
      {
        root,
        resolve,
        ssr,
        test: {
          name: "node",
          setupFiles,
          environment: "node",
          include: ["packages/*/src/**/*.test.ts", "tools/*/src/**/*.test.ts"],
          // Some start processes; on two busy cores that takes its time.
          testTimeout: 30_000,
          exclude: dom,
        },
      },
      {
        root,
        resolve,
        ssr,
        test: {
          name: "dom",
          setupFiles,
          environment: "happy-dom",
          include: dom,
          server: { deps: { inline: ["@xapi/cmi5"] } },
        },
      },
      {
        root,
        resolve,
        ssr,
        test: {
          name: "product",
          setupFiles,
          environment: "node",
          include: ["test/**/*.test.ts"],
          expect: { poll: { timeout: 15_000 } },
          testTimeout: 60_000,
          hookTimeout: 120_000,
          // Decision 0028: counted apart, printed with what went wrong, and no more than three in a run.
          retry: 1,
        },
      },
    ],
  },
});
