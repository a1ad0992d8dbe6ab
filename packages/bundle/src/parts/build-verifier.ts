import { createHash } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { bundlePage } from "./build-workbench.ts";

/**
 * Builds the page that checks credentials into `dist/verifier/verifier.html`: one file, whose script and sheet its own policy
 * names by their digests. What is kept in it later is data, which no policy has to let run.
 *
 * @param room - folder of this package, with a slash at its end
 */
export async function buildVerifier(room: string, folder = `${room}dist/verifier`): Promise<void> {
  const source = resolve(room, "../verifier/src/page");
  const sheets = [resolve(room, "../elements/src/theme/tokens.css"), `${source}/page.css`];
  const css = (await Promise.all(sheets.map((path) => readFile(path, "utf8")))).join("\n");
  const built = await bundlePage(room, `import "@tessera/verifier/page";`, css);
  // Inside an element of its kind, nothing ends a script but its end tag.
  const script = built.script.trim().replace(/<(?=\/script|!--|script)/gi, "\\x3c");
  const style = String(built.sheet).trim();
  const digest = (text: string): string => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
  const policy = [
    "default-src 'none'",
    `script-src ${digest(script)}`,
    `style-src ${digest(style)}`,
    // Only when somebody asks the issuer, who may be anywhere.
    "connect-src https:",
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
  ].join("; ");
  const parts: Readonly<Record<string, string>> = {
    "%POLICY%": policy,
    "<!--%STYLE%-->": `<style>${style}</style>`,
    "<!--%KEPT%-->": '<script type="application/json" id="kept">null</script>',
    "<!--%SCRIPT%-->": `<script>${script}</script>`,
  };
  const html = (await readFile(`${source}/page.html`, "utf8"))
    .replace(/\n\s+/g, "\n")
    .replace(/(?:<!--)?%[A-Z]+%(?:-->)?/g, (place) => parts[place] as string);
  await mkdir(folder, { recursive: true });
  await writeFile(`${folder}/verifier.html`, html);
}
