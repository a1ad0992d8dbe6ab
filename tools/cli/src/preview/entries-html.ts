/**
 * The page of diagnostics as HTML, each entry under its code: the few forms that `docs/diagnostics.md` has, which a
 * test holds to them. Everything else is text.
 */
export function entriesHtml(markdown: string): string {
  return blocksOf(markdown).map(blockHtml).join("\n");
}

/** Parts between blank lines; a fence is one part whatever it holds. */
function blocksOf(markdown: string): readonly string[] {
  const blocks: string[] = [];
  let lines: string[] = [];
  let fence: string | undefined;
  const end = (): void => {
    if (lines.length > 0) blocks.push(lines.join("\n"));
    lines = [];
  };
  for (const line of markdown.split("\n")) {
    const mark = /^`{3,}/.exec(line)?.[0];
    if (fence !== undefined) {
      lines.push(line);
      if (line === fence) {
        fence = undefined;
        end();
      }
    } else if (mark !== undefined) {
      end();
      lines.push(line);
      fence = mark;
    } else if (line.trim() === "") end();
    else lines.push(line);
  }
  end();
  return blocks;
}

function blockHtml(block: string): string {
  const [, marks = "", title = ""] = /^(#{1,3}) (.+)$/.exec(block) ?? [];
  if (marks !== "") {
    const code = /^`(.+)`$/.exec(title)?.[1];
    const id = code === undefined ? "" : ` id="${escaped(code)}" tabindex="-1"`;
    return `<h${marks.length}${id}>${inline(title)}</h${marks.length}>`;
  }
  const fenced = /^(`{3,}).*\n([\s\S]*?)\n?\1$/.exec(block);
  if (fenced !== null) return `<pre tabindex="0"><code>${escaped(fenced[2] ?? "")}</code></pre>`;
  const lines = block.split("\n");
  if (lines.every((line) => line.startsWith(">")))
    return `<blockquote><p>${inline(lines.map((line) => line.replace(/^> ?/, "")).join(" "))}</p></blockquote>`;
  if (lines.every((line) => /^(- | {2})/.test(line))) {
    const items = block.slice(2).split(/\n- /);
    return `<ul>${items.map((item) => `<li>${inline(item.replace(/\n {2}/g, " "))}</li>`).join("")}</ul>`;
  }
  return `<p>${inline(lines.join(" "))}</p>`;
}

/** Code, and the words of links: pages that they lead to are not here. */
function inline(text: string): string {
  return text
    .split(/(`[^`]+`)/)
    .map((part) =>
      part.startsWith("`") && part.length > 2
        ? `<code>${escaped(part.slice(1, -1))}</code>`
        : escaped(part).replace(/\[([^\]]+)\]\([^)]*\)/g, "$1"),
    )
    .join("");
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}
