import type { Unit } from "@tessera/course";
import { describe, expect, test } from "vitest";
import { compileCourse } from "../compile.ts";
import { objectHost } from "../source-host.ts";

const COURSE =
  "---\nid: https://example.org/courses/pumps\ntitle: Pumps\nversion: 1.0.0\nlanguage: en\n---\n\n# Pumps\n\nAbout pumps.\n";

async function compile(body: string, files: Readonly<Record<string, string>> = {}) {
  return compileCourse(objectHost({ "course.md": COURSE, "01-a.md": `# A\n\n${body}\n`, ...files }));
}

async function html(body: string): Promise<string> {
  const { course, diagnostics } = await compile(body);
  if (!course) throw new Error(JSON.stringify(diagnostics, null, 1));
  const [page] = (course.children[0] as Unit).pages;
  return (page?.flow ?? [])
    .map((block) => (block.type === "prose" ? block.html : `[${block.type}]`))
    .join("\n");
}

async function codes(body: string): Promise<string[]> {
  const { diagnostics, sources } = await compile(body);
  return diagnostics.map(({ code, span }) =>
    span ? `${code} ${sources.get(span.file)?.text.slice(span.start, span.end) ?? ""}` : code,
  );
}

describe("steps", () => {
  test("keep their numbers, wherever they begin, and hold anything", async () => {
    expect(await html(":::steps\n\n3. First\n4. Then\n\n   > Careful.\n\n:::")).toBe(
      '<ol start="3" role="list" data-block="steps"><li data-step="3">First</li><li data-step="4"><p>Then</p>\n<blockquote>\n<p>Careful.</p>\n</blockquote></li></ol>',
    );
  });

  test("are one list: what stands beside it is pointed at", async () => {
    expect(await codes(":::steps\n\n1. First\n\nAnd mind:\n\n:::")).toEqual(["steps/not-a-list And mind:"]);
    expect(await codes(":::steps[Lock out]\n\n1. First\n\n:::")).toEqual(["steps/not-a-list [Lock out]"]);
  });
});

describe("tabs and accordions", () => {
  test("tabs are sections with headings, and links lead to the section", async () => {
    expect(
      await html(
        ":::tabs\n\n## Cold\n\nAt 6 °C.\n\n### Return\n\nAt 12 °C.\n\n## Warm\n\nText.\n\n:::\n\n[Cold](#cold)",
      ),
    ).toBe(
      '<tessera-tabs data-block="tabs"><section id="a--cold"><h2>Cold</h2><p>At 6 °C.</p><h3 id="a--return">Return</h3><p>At 12 °C.</p></section><section id="a--warm"><h2>Warm</h2><p>Text.</p></section></tessera-tabs>\n<p><a href="#a--cold">Cold</a></p>',
    );
  });

  test("the parts of an accordion share a name that no other accordion has", async () => {
    const found = await html(
      ":::accordion\n\n## A\n\n1\n\n## B\n\n2\n\n:::\n\n:::accordion\n\n## A\n\n3\n\n## B\n\n4\n\n:::",
    );
    expect([...found.matchAll(/<details name="([^"]+)">/g)].map(([, name]) => name)).toEqual([
      "a--a",
      "a--a",
      "a--a-2",
      "a--a-2",
    ]);
    expect(found).toContain('<summary>\n<h2 id="a--b">B</h2>\n</summary>');
  });

  test("every mistake in them is told in one run", async () => {
    expect(await codes("## X\n\n:::tabs\n\n### Cold\n\n### Warm\n\nText.\n\n## Hot\n\nText.\n\n:::")).toEqual(
      ["sections/empty ### Cold", "sections/higher-heading ## Hot"],
    );
  });

  test("tabs do not stand in tabs", async () => {
    expect(
      await codes("::::tabs\n\n## A\n\n:::tabs\n\n### B\n\n1\n\n### C\n\n2\n\n:::\n\n## D\n\n1\n\n::::"),
    ).toEqual(["directive/wrong-place :::tabs"]);
  });
});

describe("terms", () => {
  const GLOSSARY =
    "# Words\n\n:::glossary\n\n| Term | Meaning |\n| - | - |\n| Router | Passes *packets* on, see [RFC](https://example.org/)[^1] |\n| C | A language |\n| C++ | More of it & &lt;more> |\n\n:::\n\n[^1]: A note.\n";

  async function pages(files: Readonly<Record<string, string>>): Promise<string[]> {
    const { course, diagnostics } = await compileCourse(objectHost({ "course.md": COURSE, ...files }));
    if (!course) throw new Error(JSON.stringify(diagnostics, null, 1));
    return course.children.flatMap((unit) =>
      (unit as Unit).pages.map(({ flow }) =>
        flow.map((item) => ("html" in item ? item.html : "")).join("\n"),
      ),
    );
  }

  test("lead to a list on their own page, in the words of a glossary that a later unit holds", async () => {
    const [page] = await pages({
      "01-a.md": "# A\n\nA :term[router], two :term[*routers*]{of=ROUTER}.\n",
      "02-w.md": GLOSSARY,
    });
    expect(page).toBe(
      '<p>A <a href="#a--term--router" data-block="term">router</a>, two <a href="#a--term--router" data-block="term"><em>routers</em></a>.</p>\n' +
        '<section class="terms"><h2>Terms on this page</h2><dl data-close="Close"><dt id="a--term--router"><dfn>Router</dfn></dt><dd>Passes <em>packets</em> on, see <span>RFC</span></dd></dl></section>',
    );
  });

  test("lead to the glossary where it stands on the same page, with its links and notes", async () => {
    const [page = ""] = await pages({ "01-a.md": `${GLOSSARY}\nA :term[router].\n` });
    expect(page).toContain(
      '<dt id="a--term--router"><dfn>Router</dfn></dt><dd>Passes <em>packets</em> on, see <a href',
    );
    expect(page).toContain('<a href="#a--term--router" data-block="term">router</a>');
    expect(page).not.toContain('class="terms"');
  });

  test("of which only signs tell them apart have ids of their own, and stay text", async () => {
    const [page = ""] = await pages({ "01-a.md": "# A\n\n:term[C] and :term[C++].\n", "02-w.md": GLOSSARY });
    const ids = [...page.matchAll(/<dt id="([^"]+)">/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(2);
    expect(page).toContain("<dfn>C++</dfn></dt><dd>More of it &#x26; ");
  });

  test("stay words inside a link, which cannot hold another", async () => {
    const [page] = await pages({
      "01-a.md": "# A\n\n[The :term[router]](https://example.org/)\n",
      "02-w.md": GLOSSARY,
    });
    expect(page).toContain('rel="noopener noreferrer">The <span>router</span></a>');
  });

  test("a glossary that could not be read makes no term unknown", async () => {
    expect(
      await codes(":::glossary\n\n| Term | Meaning |\n| - | - |\n| Router | |\n\n:::\n\nA :term[router]."),
    ).toEqual(["pairs/empty-cell | Router | |"]);
  });
});

describe("figures", () => {
  const SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30"/>';
  const numbers = async (files: Readonly<Record<string, string>>) => {
    const { course, diagnostics } = await compileCourse(
      objectHost({ "course.md": COURSE, "v.svg": SVG, ...files }),
    );
    if (!course) throw new Error(JSON.stringify(diagnostics, null, 1));
    return [...JSON.stringify(course).matchAll(/<figcaption>(.*?)<\/figcaption>/g)].map(([, each = ""]) =>
      each.replace(/<[^>]*>/g, ""),
    );
  };

  test("are counted through the pages of a unit, wherever they stand in the text", async () => {
    expect(
      await numbers({
        "01-u/01-a.md": '# A\n\n![v](../v.svg "One")\n\n1. ![v](../v.svg "Two")\n2. x\n',
        "01-u/02-b.md": '# B\n\n:::details[More]\n![v](../v.svg "Three")\n\n:::\n\n![v](../v.svg)\n',
        "02-c.md": '# C\n\n![v][ref]\n\n[ref]: v.svg "Anew"\n',
      }),
    ).toEqual(["Figure 1 One", "Figure 2 Two", "Figure 3 Three", "Figure 1 Anew"]);
  });

  test("go on counting where one file is split into pages", async () => {
    expect(
      await numbers({
        "01-a.md":
          '---\nsplit: true\n---\n\n# A\n\n![v](v.svg "One")\n\n## B\n\n![v](v.svg "Two")\n\n## C\n\n![v](v.svg "Three")\n',
      }),
    ).toEqual(["Figure 1 One", "Figure 2 Two", "Figure 3 Three"]);
  });

  test("in questions have a caption and no number, for nobody knows when they are met", async () => {
    expect(
      await numbers({
        "01-a.md":
          '# A\n\n:::choice{#one}\nWhich?\n\n![v](v.svg "Both valves")\n\n- [x] A\n- [ ] B\n\n:::\n\n![v](v.svg "After")\n',
      }),
    ).toEqual(["Both valves", "Figure 1 After"]);
  });
});

describe("video and audio", () => {
  const FILES = {
    "media/f.mp4": "film",
    "media/f.en.vtt": "WEBVTT\n\n00:01.000 --> 00:02.000\nShut it.\n",
    "media/f.de.vtt": "WEBVTT - Film\n\n01:00:01.000 --> 01:00:02.000\nZu.\n",
    "media/f.md": "# Said\n\nShut it, says ![Ada](ada.svg).\n",
    "media/ada.svg": '<svg xmlns="http://www.w3.org/2000/svg" width="4" height="3"/>',
  };
  const film =
    '::video[The *film*]{src=media/f.mp4 captions="media/f.de.vtt media/f.en.vtt" transcript=media/f.md}';

  test("show nothing before they are asked, have captions on, and can be read below", async () => {
    const { course, diagnostics } = await compile(film, FILES);
    expect(diagnostics).toEqual([]);
    const [unit] = course?.children ?? [];
    expect((unit as Unit).pages[0]?.flow).toEqual([
      {
        type: "prose",
        html: '<figure data-block="media" data-id="media/f.mp4" data-activity="https://example.org/courses/pumps/units/a/media/f.mp4" data-speed="Speed"><video src="tessera-asset:media/f.mp4" controls preload="none" aria-label="The film" playsinline><track kind="captions" src="tessera-asset:media/f.de.vtt" srclang="de" label="Deutsch"><track kind="captions" src="tessera-asset:media/f.en.vtt" srclang="en" label="English" default></video><figcaption>The <em>film</em></figcaption><details class="transcript"><summary>Transcript</summary>\n<p>Shut it, says <img src="tessera-asset:media/ada.svg" alt="Ada" width="4" height="3" loading="lazy" decoding="async">.</p>\n</details></figure>',
      },
    ]);
    expect(course?.assets.map(({ path, mediaType }) => `${path} ${mediaType}`)).toEqual([
      "media/ada.svg image/svg+xml",
      "media/f.de.vtt text/vtt",
      "media/f.en.vtt text/vtt",
      "media/f.mp4 video/mp4",
    ]);
  });

  test("a transcript that shows a film whose transcript it is ends", async () => {
    const { diagnostics } = await compile(film, {
      ...FILES,
      "media/f.md": `:::details[x]\n${film}\n\n:::\n`,
    });
    expect(diagnostics.map(({ code, span }) => `${code} ${span?.file ?? ""}`)).toEqual([
      "directive/wrong-place media/f.md",
    ]);
  });
});

describe("downloads", () => {
  test.each([
    ["en", 1, "(PDF, 1 KB)"],
    ["en", 999_499, "(PDF, 999 KB)"],
    ["en", 1_250_000, "(PDF, 1.3 MB)"],
    ["de-CH", 1_240_000, "(PDF, 1,2 MB)"],
    ["fr", 20_000, "(PDF, 20 Ko)"],
    ["ar", 20_000, "(PDF, 20 KB)"],
  ])("in %s, %i bytes are %s", async (language, size, words) => {
    const { course } = await compile("[Rounds](r.pdf)", {
      "course.md": COURSE.replace("language: en", `language: ${language}`),
      "r.pdf": "x".repeat(size),
    });
    expect(JSON.stringify(course)).toContain(
      `download=\\"r.pdf\\">Rounds <span class=\\"file\\">${words}</span></a>`,
    );
  });
});

describe("blocks and questions", () => {
  test("a block may stand in what a question asks", async () => {
    const { course } = await compile(
      "::::choice{#first}\nWhich step is missing?\n\n:::steps\n\n1. Isolate\n2. Work\n\n:::\n\n- [x] Prove dead\n- [ ] Tell somebody\n\n::::",
    );
    expect(JSON.stringify(course)).toContain('data-block=\\"steps\\"');
  });

  test("between the questions of a quiz it would lose its place", async () => {
    const question = (id: string) => `:::true-false{#${id}}\nIt is dead.\n\n- [x] True\n- [ ] False\n\n:::`;
    const quiz = `::::quiz{#final}\n\n${question("one")}\n\n:::details[More]\nText.\n\n:::\n\n${question("two")}\n\n::::`;
    expect((await codes(quiz)).map((each) => each.split("\n")[0])).toEqual([
      "quiz/text-between :::details[More]",
    ]);
  });
});

describe("embed", () => {
  const FILES = {
    "media/x/index.html": '<!doctype html><title>X</title><script src="x.js"></script>',
    "media/x/x.js": "1",
    "media/x/deep/x.css": "p {}",
  };

  test("is a frame that is locked away, and brings all files of its folder", async () => {
    const { course, diagnostics } = await compile("::embed[The *explorer*]{src=media/x/index.html}", FILES);
    expect(diagnostics).toEqual([]);
    const [unit] = course?.children ?? [];
    const [first] = (unit as Unit).pages[0]?.flow ?? [];
    expect(first?.type === "prose" && first.html).toContain(
      '<iframe src="tessera-asset:media/x/index.html" title="The explorer" height="400" sandbox="allow-scripts" referrerpolicy="no-referrer" loading="lazy"></iframe>',
    );
    expect(course?.assets.map(({ path, together }) => `${path} ${together ?? ""}`)).toEqual([
      "media/x/deep/x.css media/x",
      "media/x/index.html media/x",
      "media/x/x.js media/x",
    ]);
  });

  test("of another name stands for itself", async () => {
    const { course } = await compile("::embed[X]{src=media/x/one.html height=200}", {
      ...FILES,
      "media/x/one.html": "<!doctype html><title>One</title>",
    });
    expect(course?.assets.map(({ path }) => path)).toEqual(["media/x/one.html"]);
  });
});
