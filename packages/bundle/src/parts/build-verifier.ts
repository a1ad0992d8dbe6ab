import { mkdir, readFile, writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { bundlePage, digestOf, joinSheets } from "./bundle-page.ts";

/**
 * Builds the page that checks credentials into `dist/verifier/verifier.html`: one file, whose script and sheet its own policy
 * names by their digests. What is kept in it later is data, which no policy has to let run.
 *
 * @param room - folder of this package, with a slash at its end
 */
export async function buildVerifier(room: string, folder = `${room}dist/verifier`): Promise<void> {
  const source = resolve(room, "../verifier/src/page");
  const sheets = [resolve(room, "../elements/src/theme/tokens.css"), `${source}/page.css`];
  const css = await joinSheets(sheets);
  const built = await bundlePage(room, `import "@tessera/verifier/page";`, css);
  // Inside an element of its kind, nothing ends a script but its end tag.
  const script = built.script.trim().replace(/<(?=\/script|!--|script)/gi, "\\x3c");
  const style = built.sheet.trim();
  const policy = [
    "default-src 'none'",
    `script-src ${digestOf(script)}`,
    `style-src ${digestOf(style)}`,
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
