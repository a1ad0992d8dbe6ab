// Joins the command line's many modules into a few files, since a process that starts in 0.2 s loads tens of files,
// not hundreds. Chunks lie flat in one folder at the depth of `dist/commands`, so that paths relative to a module hold.
import { cpSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "vite";
import { thirdPartyNotices } from "./third-party-notices.mjs";

const cli = fileURLToPath(new URL("../cli/", import.meta.url));
const runtime = fileURLToPath(new URL("../../packages/bundle/dist/", import.meta.url));

// What `@tessera/bundle` reads lies at `../../dist/…` of its modules; once joined, that is beside this folder.
for (const part of ["runtime", "workbench", "gallery", "dashboard", "verifier", "observer"]) {
  rmSync(join(cli, "dist", part), { recursive: true, force: true });
  cpSync(join(runtime, part), join(cli, "dist", part), { recursive: true });
}

// What the preview says about a code of a diagnostic.
rmSync(join(cli, "dist/docs"), { recursive: true, force: true });
cpSync(
  fileURLToPath(new URL("../../docs/diagnostics.md", import.meta.url)),
  join(cli, "dist/docs/diagnostics.md"),
);

await build({
  root: cli,
  configFile: false,
  logLevel: "warn",
  plugins: [thirdPartyNotices()],
  // Modules are taken as tsc made them: what is tested is what runs.
  resolve: { conditions: ["default"] },
  ssr: {
    // Native code, and WebAssembly that is found beside its own module, stay where they are installed.
    external: [
      "@duckdb/node-api",
      "libsql",
      "libxml2-wasm",
      "vite",
      "@jsquash/jpeg",
      "@jsquash/png",
      "@jsquash/webp",
    ],
    noExternal: true,
  },
  build: {
    ssr: true,
    outDir: join(cli, "dist/bin"),
    emptyOutDir: true,
    target: "node20",
    minify: false,
    rolldownOptions: {
      input: { tessera: join(cli, "dist/main.js"), "sign-thread": join(cli, "dist/sign-thread.js") },
      output: { entryFileNames: "[name].js", chunkFileNames: "[name]-[hash].js", banner: undefined },
    },
  },
});
