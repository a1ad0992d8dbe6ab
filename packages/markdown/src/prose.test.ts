import type { Page, Unit } from "@tessera/course";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compileCourse } from "./compile.ts";
import { renderProse } from "./prose/render-prose.ts";
import { objectHost } from "./source-host.ts";

const COURSE =
  "---\nid: https://example.org/courses/pumps\ntitle: Pumps\nversion: 1.0.0\nlanguage: en\n---\n\n# Pumps\n\nAbout pumps.\n";
const SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 30"></svg>';

async function pagesOf(files: Readonly<Record<string, string | Uint8Array>>): Promise<readonly Page[]> {
  const { course, diagnostics } = await compileCourse(objectHost({ "course.md": COURSE, ...files }));
  if (!course) throw new Error(JSON.stringify(diagnostics, null, 1));
  return course.children.flatMap((child) => (child as Unit).pages);
}

async function html(
  body: string,
  files: Readonly<Record<string, string | Uint8Array>> = {},
): Promise<string> {
  const [page] = await pagesOf({ "01-a.md": `# A\n\n${body}\n`, ...files });
  return (page?.flow ?? [])
    .map((block) => (block.type === "prose" ? block.html : `[${block.type}]`))
    .join("\n");
}

describe("text", () => {
  test("the title is the page's and not part of its flow", async () => {
    expect(await html("Text.")).toBe("<p>Text.</p>");
  });

  test("headings get ids that no other page of the unit has", async () => {
    expect(await html("## Zones & *conduits*\n\n## Zones\n\n## Zones")).toBe(
      '<h2 id="a--zones-conduits">Zones &#x26; <em>conduits</em></h2>\n<h2 id="a--zones">Zones</h2>\n<h2 id="a--zones-2">Zones</h2>',
    );
  });

  test("ids are ASCII whatever the heading says", async () => {
    expect(await html("## Prüfung für Straße\n\n## 配電盤")).toMatchInlineSnapshot(`
      "<h2 id="a--prufung-fur-strasse">Prüfung für Straße</h2>
      <h2 id="a--section-1k7dyfb">配電盤</h2>"
    `);
  });

  test("a call-out has a title in the language of the course", async () => {
    const german = COURSE.replace("language: en", "language: de");
    const [page] = await pagesOf({ "course.md": german, "01-a.md": "# A\n\n> [!WARNING]\n> Heiß.\n" });
    expect(page?.flow).toEqual([
      {
        type: "prose",
        html: '<aside class="callout callout-warning" role="note">\n<p class="callout-title">Warnung</p>\n<p>Heiß.</p>\n</aside>',
      },
    ]);
  });

  test("tables have column heads, and their alignment is a class", async () => {
    expect(await html("| a | b |\n|---|--:|\n| 1 | 2 |")).toBe(
      '<div class="table-scroll" tabindex="0"><table><thead><tr><th scope="col">a</th><th class="align-right" scope="col">b</th></tr></thead><tbody><tr><td>1</td><td class="align-right">2</td></tr></tbody></table></div>',
    );
  });

  test("code can be scrolled with the keyboard and keeps its language", async () => {
    expect(await html("```text\na < b\n```")).toBe(
      '<pre tabindex="0"><code class="language-text">a &#x3C; b\n</code></pre>',
    );
  });

  test("code in a language is spans with a class, in text and in answers alike", async () => {
    expect(await html("```js\na < 1\n```")).toBe(
      '<pre tabindex="0" data-block="code"><code class="language-js">a &#x3C; <span class="hl-n">1</span>\n</code></pre>',
    );
  });

  test("details hold anything, also nested", async () => {
    expect(await html("::::details[Why *not*?]\n\nBecause.\n\n:::details[More]\n- x\n\n:::\n\n::::")).toBe(
      "<details><summary>Why <em>not</em>?</summary>\n<p>Because.</p>\n<details><summary>More</summary>\n<ul>\n<li>x</li>\n</ul>\n</details>\n</details>",
    );
  });

  test("times, ratios, ports and prices stay text, and a footnote behind a year stays a footnote", async () => {
    const text = await html(
      "At 02:10, 3:1, host:8080, IEC 62443-3-3:2013[^1], \\:hint[x], $5 to $10.\n\n[^1]: A standard.",
    );
    expect(text).toContain("At 02:10, 3:1, host:8080, IEC 62443-3-3:2013<sup>");
    expect(text).toContain(":hint[x], $5 to $10.");
  });

  test("footnotes are numbered as they are referred to and stand at the end of the page", async () => {
    expect(await html("One[^b], two[^a], one again[^b].\n\n[^a]: First in the file.\n[^b]: Second."))
      .toMatchInlineSnapshot(`
        "<p>One<sup><a href="#a--note-1" id="a--note-1-ref">1</a></sup>, two<sup><a href="#a--note-2" id="a--note-2-ref">2</a></sup>, one again<sup><a href="#a--note-1" id="a--note-1-ref-2">1</a></sup>.</p>
        <div class="footnotes" role="group" aria-label="Footnotes"><ol>
        <li id="a--note-1"><p>Second. <a href="#a--note-1-ref" class="footnote-back" aria-label="Back to the text, note 1">↩︎</a> <a href="#a--note-1-ref-2" class="footnote-back" aria-label="Back to the text, note 1 (2)">↩︎</a></p></li>
        <li id="a--note-2"><p>First in the file. <a href="#a--note-2-ref" class="footnote-back" aria-label="Back to the text, note 2">↩︎</a></p></li>
        </ol></div>"
      `);
  });

  test("each way back leads to a place on the page, from questions and their answers, too", async () => {
    const body =
      "One[^a].\n\n:::choice{#q}\nTwo[^a]?\n\n- [x] Three[^a]\n  > Four[^b].\n- [ ] Five\n\n::hint[Six[^b].]\n\n:::\n\n[^a]: A.\n[^b]: B, as in the first[^a].";
    const text = JSON.stringify(await pagesOf({ "01-a.md": `# A\n\n${body}\n` }));
    const ids = [...text.matchAll(/\bid=\\?"([^"\\]+)\\?"/g)].map(([, id]) => id);
    const ways = [...text.matchAll(/href=\\?"#([^"\\]+)\\?" class=\\?"footnote-back/g)].map(([, id]) => id);
    expect(ways).toHaveLength(6);
    expect(ways.filter((id) => !ids.includes(id))).toEqual([]);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test("comments are the author's and reach no page", async () => {
    expect(await html("Text.\n\n<!-- check this -->\n\nMore <!-- and this -->text.")).toBe(
      "<p>Text.</p>\n<p>More text.</p>",
    );
  });
});

describe("links", () => {
  test("a link to the web opens beside the unit and tells nobody where it came from", async () => {
    expect(await html("[x](https://example.org/?a=1&b=2)")).toBe(
      '<p><a href="https://example.org/?a=1&#x26;b=2" target="_blank" rel="noopener noreferrer">x</a></p>',
    );
  });

  test("a link to a page or heading of the same unit is an anchor", async () => {
    const [first, second] = await pagesOf({
      "01-u/01-a.md":
        "# A\n\n[b](02-b.md) [h](02-b.md#the-end) [own](#über-uns) [unit](unit.md)\n\n## Über uns\n",
      "01-u/02-b.md": "# B\n\n## The end\n\n[back](01-a.md#über-uns)\n",
      "01-u/unit.md": "# U\n",
    });
    expect(first?.flow[0]).toMatchObject({
      html: '<p><a href="#b">b</a> <a href="#b--the-end">h</a> <a href="#a--uber-uns">own</a> <a href="#a">unit</a></p>\n<h2 id="a--uber-uns">Über uns</h2>',
    });
    expect(JSON.stringify(second?.flow)).toContain("#a--uber-uns");
  });

  test("a link to another unit says its title, since only the LMS can open it", async () => {
    const [first] = await pagesOf({
      "01-a.md": "# A\n\nSee [that](02-b.md#end).\n",
      "02-b.md": "# B <&> C\n\n## End\n",
    });
    expect(first?.flow[0]).toMatchObject({
      html: '<p>See <span class="elsewhere">that <span class="elsewhere-title">(B &#x3C;&#x26;> C)</span></span>.</p>',
    });
  });

  test("a reference link is a link", async () => {
    expect(
      await html("[x][ref] and ![y][pic]\n\n[ref]: https://example.org\n[pic]: media/a.svg", {
        "media/a.svg": SVG,
      }),
    ).toBe(
      '<p><a href="https://example.org" target="_blank" rel="noopener noreferrer">x</a> and <img src="tessera-asset:media/a.svg" alt="y" width="40" height="30" loading="lazy" decoding="async"></p>',
    );
  });

  test("a document is offered for download and becomes part of the course", async () => {
    const host = objectHost({
      "course.md": COURSE,
      "01-a.md": "# A\n\n[Plan](media/plan b.pdf) [Plan](<media/plan b.pdf>)\n",
      "media/plan b.pdf": "%PDF",
    });
    const { course } = await compileCourse(host);
    expect(course?.assets).toEqual([{ path: "media/plan b.pdf", mediaType: "application/pdf", size: 4 }]);
    expect(JSON.stringify(course)).toContain(
      'href=\\"tessera-asset:media/plan%20b.pdf\\" download=\\"plan b.pdf\\"',
    );
  });
});

describe("images", () => {
  const png = Uint8Array.from([
    ...[0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52],
    ...[0, 0, 1, 0x90, 0, 0, 0, 0xc8, 8, 2, 0, 0, 0, 0, 0, 0, 0],
  ]);

  test("an image has the size that its file says", async () => {
    expect(await html("![A pump](media/pump.png)", { "media/pump.png": png })).toContain(
      'width="400" height="200"',
    );
  });

  test.each([
    ["viewBox alone", '<svg viewBox="0 0 120 80"/>', 120, 80],
    ["size in other units", '<svg width="1in" height="72pt"/>', 96, 96],
    ["width and the ratio of the view box", '<svg width="60" viewBox="0,0,120,80"></svg>', 60, 40],
    [
      "percentages, which say nothing, beside a view box",
      "<svg width='100%' height='100%' viewBox='0 0 10 20'></svg>",
      10,
      20,
    ],
    [
      "a comment and a prolog before",
      '<?xml version="1.0"?><!-- <svg width="1" height="1"> --><svg viewBox="0 0 7 9"></svg>',
      7,
      9,
    ],
  ])("SVG: %s", async (_, svg, width, height) => {
    expect(await html("![A pump](media/pump.svg)", { "media/pump.svg": svg })).toContain(
      `width="${width}" height="${height}"`,
    );
  });

  test("an image on two pages is one asset", async () => {
    const image = "![A pump](media/pump.svg)\n";
    const { course } = await compileCourse(
      objectHost({
        "course.md": COURSE,
        "01-a.md": `# A\n\n${image}`,
        "02-b.md": `# B\n\n${image}`,
        "media/pump.svg": SVG,
      }),
    );
    expect(course?.assets).toEqual([
      { path: "media/pump.svg", mediaType: "image/svg+xml", width: 40, height: 30, size: SVG.length },
    ]);
  });
});

/** A page on which nothing but text means anything. */
const none = {
  links: new Map(),
  images: new Map(),
  pictures: new Map(),
  headings: new Map(),
  blocks: new Map(),
  drawn: new Map(),
  figures: new Map(),
  terms: { use: () => "#", explain: () => "" },
  media: { add: () => "" },
  shift: 0,
  language: "en",
  footnote: () => undefined,
};

test("nothing that could run reaches a page, even if a diagnostic were overlooked", async () => {
  const { parseMarkdown } = await import("./syntax/parse-markdown.ts");
  const text =
    "<script>alert(1)</script>\n\n[x](javascript:alert(1)) ![y](javascript:alert(1)) <img src=x onerror=alert(1)>\n\n[z](data:text/html,x)";
  const { root } = parseMarkdown({ file: "a.md", text });
  const links = new Map<object, { kind: "external"; href: string }>();
  for (const node of root.children)
    if (node.type === "paragraph")
      for (const child of node.children)
        if (child.type === "link") links.set(child, { kind: "external", href: child.url });
  expect(renderProse(root.children, { ...none, links })).toBe(
    '<p><a target="_blank" rel="noopener noreferrer">x</a> y </p>\n<p><a target="_blank" rel="noopener noreferrer">z</a></p>',
  );
});

test("a text alone is what it is in a tree", () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.string({ unit: "binary" })), (value) => {
      const text = { type: "text", value } as const;
      const comment = { type: "html", value: "<!-- -->" } as const;
      expect(renderProse([text], none)).toBe(renderProse([text, comment], none));
      const paragraph = { type: "paragraph" as const, children: [text] };
      expect(renderProse([paragraph], none)).toBe(renderProse([paragraph, comment], none));
    }),
  );
});
