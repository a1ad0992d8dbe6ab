/** The issuer's page: what an employer needs before the first check, and no script. */
import type { Issuer } from "./issuer.ts";
import { didOf } from "./issuer.ts";

const escape = (text: string): string =>
  text.replace(/[&<>"']/g, (mark) => `&#${mark.codePointAt(0) as number};`);

/** @param language - RFC 5646; @param title - any text */
const head = (language: string, title: string): string => `<!doctype html>
<html lang="${escape(language)}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escape(title)}</title>
<style>
:root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif }
body { max-inline-size: 46rem; margin: 2rem auto; padding-inline: 1rem }
td, th { text-align: start; vertical-align: top; padding: .25rem 1rem .25rem 0 }
code { overflow-wrap: anywhere }
.criteria { white-space: pre-line }
</style>`;

/** @param fingerprints - key name → fingerprint, in the order to be shown */
export function issuerPage(issuer: Issuer, fingerprints: ReadonlyMap<string, string>): string {
  const rows = [...fingerprints].map(
    ([name, value]) => `<tr><th scope="row">${escape(name)}</th><td><code>${escape(value)}</code></td></tr>`,
  );
  return `${head("en", `${issuer.name}: credentials`)}
<main>
<h1>${escape(issuer.name)}</h1>
<p>Credentials of <code>${escape(didOf(issuer))}</code> can be checked by anybody, without an account:
<a href="verify/">check one here</a>, or save that page and check without a network.</p>
<h2>What to keep</h2>
<p>Keep these fingerprints, and compare them with what the issuer tells you in another way, on paper or by phone.
They are what a credential is checked with; somebody who takes over this site could change the page, not your copy.</p>
<table>
${rows.join("\n")}
</table>
<p>The keys: <a href=".well-known/did.json">.well-known/did.json</a>. Which credentials were taken back: <a href="status/1.json">status/1.json</a>.</p>
<p>For supervisors who watch learners on the job: <a href="observer/">the page on which they sign</a>.</p>
</main>
</html>
`;
}
