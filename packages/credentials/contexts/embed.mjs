// Writes src/linked-data/embedded-contexts.ts from the files here: `node contexts/embed.mjs`.
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";

const CONTEXTS = {
  "https://www.w3.org/ns/credentials/v2": "credentials-v2.jsonld",
  "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json": "open-badges-3.0.3.jsonld",
  "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json": "open-badges-extensions.jsonld",
};

const lines = Object.entries(CONTEXTS).flatMap(([url, file]) => {
  const json = JSON.stringify(JSON.parse(readFileSync(new URL(file, import.meta.url), "utf8")));
  const sha256 = createHash("sha256").update(json).digest("hex");
  return [`  {`, `    url: ${q(url)},`, `    sha256: ${q(sha256)},`, `    json: ${JSON.stringify(json)},`, `  },`];
});
function q(text) {
  return JSON.stringify(text);
}
const text = `/** The JSON-LD contexts, embedded so that none is ever fetched. Made by contexts/embed.mjs; do not edit. */
// prettier-ignore
export const EMBEDDED_CONTEXTS = [
${lines.join("\n")}
] as const;
`;
writeFileSync(new URL("../src/linked-data/embedded-contexts.ts", import.meta.url), text);
