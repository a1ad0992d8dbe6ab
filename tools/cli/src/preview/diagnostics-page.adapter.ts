import { readFile } from "node:fs/promises";
import { entriesHtml } from "./entries-html.ts";

/** A copy of `docs/diagnostics.md`, made when Tessera is built: an installed one has no other. */
const ENTRIES = new URL("../../dist/docs/diagnostics.md", import.meta.url);

/** `/docs/diagnostics`: what each code means, for the page that shows the problems of a course. */
export function diagnosticsPage(request: Request): Promise<Response> | undefined {
  const { pathname } = new URL(request.url);
  return pathname === "/docs/diagnostics" && request.method === "GET" ? page() : undefined;
}

async function page(): Promise<Response> {
  const entries = await readFile(ENTRIES, "utf8").catch(() => undefined);
  if (entries === undefined) return new Response("Not found", { status: 404 });
  const html = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <title>Diagnostics</title>
    <link rel="icon" href="/workbench/icon.svg" type="image/svg+xml">
    <link rel="stylesheet" href="/workbench/workbench.css">
  </head>
  <body>
    <main class="wb-docs">
${entriesHtml(entries)}
    </main>
  </body>
</html>
`;
  return new Response(html, {
    headers: {
      "Content-Type": "text/html; charset=utf-8",
      "Content-Security-Policy":
        "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
      "Cache-Control": "no-store",
      "X-Content-Type-Options": "nosniff",
      "Referrer-Policy": "no-referrer",
    },
  });
}
