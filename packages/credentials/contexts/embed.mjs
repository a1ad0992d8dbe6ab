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

// Apart, since only issuing needs it: a check takes no portfolio.
const clr = JSON.stringify(JSON.parse(readFileSync(new URL("clr-2.0.1.jsonld", import.meta.url), "utf8")));
writeFileSync(
  new URL("../src/linked-data/clr-context.ts", import.meta.url),
  `/** The context of Comprehensive Learner Records. Made by contexts/embed.mjs; do not edit. */
export const CLR_V2 = "https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json";
// prettier-ignore
export const CLR_CONTEXT = ${JSON.stringify(clr)};
`,
);
