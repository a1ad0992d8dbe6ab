/** A small reader of HTML: enough to tell whether a page that we made is well formed and names its controls. */
const VOID = new Set(["input", "img", "br", "hr", "col", "wbr"]);
const TAG = /<(\/?)([a-z][a-z0-9-]*)((?:\s+[a-zA-Z-]+(?:="[^"<>]*")?)*)\s*>|<|>/g;
const ATTRIBUTE = /([a-zA-Z-]+)(?:="([^"]*)")?/g;

interface Control {
  readonly tag: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly inLabel: boolean;
}

export function markupProblems(html: string): string[] {
  const problems: string[] = [];
  const open: string[] = [];
  const seen = new Set<string>();
  const labelled = new Set<string>();
  const controls: Control[] = [];
  for (const [whole, closing, tag = "", rest = ""] of html.matchAll(TAG)) {
    if (tag === "") {
      problems.push(`a bare ${whole}`);
      continue;
    }
    if (closing === "/") {
      const last = open.pop();
      if (last !== tag) problems.push(`</${tag}> closes <${last ?? "nothing"}>`);
      continue;
    }
    const attributes = new Map(
      [...rest.matchAll(ATTRIBUTE)].map(([, name = "", value = ""]) => [name, value]),
    );
    for (const name of attributes.keys()) {
      if (name === "style" || name.startsWith("on")) problems.push(`${tag} has ${name}`);
    }
    const id = attributes.get("id");
    if (id !== undefined && seen.has(id)) problems.push(`the id ${id} stands twice`);
    if (id !== undefined) seen.add(id);
    if (id !== undefined && !id.startsWith("q-sample")) problems.push(`the id ${id} has no prefix`);
    if (tag === "label" && attributes.has("for")) labelled.add(attributes.get("for") ?? "");
    if (tag === "script" || tag === "form") problems.push(`a ${tag}`);
    if (["input", "select", "textarea", "button"].includes(tag)) {
      controls.push({ tag, attributes, inLabel: open.includes("label") });
    }
    if (!VOID.has(tag)) open.push(tag);
  }
  if (open.length > 0) problems.push(`left open: ${open.join(" ")}`);
  for (const { tag, attributes, inLabel } of controls) {
    const by = (attributes.get("aria-labelledby") ?? "").split(" ").filter((id) => id !== "");
    const missing = by.filter((id) => !seen.has(id));
    if (missing.length > 0) problems.push(`aria-labelledby names ${missing.join(" ")}, which is not there`);
    const named =
      inLabel ||
      by.length > 0 ||
      (attributes.get("aria-label") ?? "") !== "" ||
      labelled.has(attributes.get("id") ?? "-");
    if (!named) problems.push(`a ${tag} has no name`);
    if (!(attributes.get("name") ?? "").startsWith("q-sample"))
      problems.push(`a ${tag} has no name of its own`);
  }
  return problems;
}
