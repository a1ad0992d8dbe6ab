import { expect, test } from "vitest";
import type { Course, Observation } from "@tessera/course";
import { assembleCourse } from "./assemble-course.ts";
import { unitDataOf } from "./page/unit-data.ts";
import { smallRuntime } from "./testing/small-runtime.ts";
import {
  playableCourse,
  sampleCourse,
  samplePage,
  sampleQuestion,
  sampleQuiz,
  sampleUnit,
  twoPageCourse,
} from "./testing/sample-course.ts";

const runtime = smallRuntime();
const noAssets = { readAsset: () => Promise.reject(new Error("no asset was asked for")) };
const text = (bytes: Uint8Array | undefined) => new TextDecoder().decode(bytes);

async function assemble(course: Course, host = noAssets as { readAsset(path: string): Promise<Uint8Array> }) {
  const { files, urls } = await assembleCourse(course, host, { runtime });
  const page = (unit: string) => text(files.find(({ path }) => path === urls.get(unit))?.bytes);
  return { files, urls, page, html: text(files.find(({ path }) => path.endsWith(".html"))?.bytes) };
}

test("a course of two pages and one question is one page and what it shares", async () => {
  const { files } = await assemble(twoPageCourse());
  expect(files.map(({ path }) => path.replace(/-[0-9a-f]{10}\./, "-HASH."))).toEqual([
    "NOTICES.txt",
    "assets/cmi5-client-HASH.js",
    "assets/icon-HASH.svg",
    "assets/inflate-HASH.js",
    "assets/player-HASH.js",
    "assets/style-HASH.css",
    "zones-HASH.html",
  ]);
});

test("only the kinds that the course uses are in it", async () => {
  const { files } = await assemble(twoPageCourse());
  const player = text(files.find(({ path }) => path.startsWith("assets/player"))?.bytes);
  expect(player).toBe("player();\nchoice();");
});

test("what a quiz asks beside questions goes with its words to the units that use it", async () => {
  const plain = sampleUnit([samplePage("a", "A", [sampleQuiz()])], { purpose: "prove" });
  const timed = {
    ...sampleUnit([samplePage("b", "B", [sampleQuiz({ limit: 1200, extraTime: true })])], {
      purpose: "prove",
    }),
    id: "https://example.org/courses/plant-room/units/timed",
    slug: "timed",
  };
  const course = sampleCourse([plain, timed]);
  const { files, urls } = await assembleCourse(course, noAssets, {
    runtime: smallRuntime({
      "extra-limit.js": "limit();",
      "extra-limit.css": ".t-time{}",
      "extra-wait.js": "wait();",
    }),
  });
  const page = (unit: string) => text(files.find(({ path }) => path === urls.get(unit))?.bytes);
  expect(page(timed.id)).toContain('data-kinds="choice +limit"');
  expect(page(timed.id)).toMatch(
    /<script defer src="assets\/player-\w+\.js">[^]*<script defer src="assets\/extra-limit-\w+\.js">/,
  );
  expect(page(timed.id)).toContain("20 minutes");
  expect(page(plain.id)).not.toContain("limit");
  expect(files.some(({ path }) => path.includes("extra-wait"))).toBe(false);
  expect(unitDataOf(course, timed).strings).toHaveProperty(["limit.none"]);
  expect(unitDataOf(course, plain).strings).not.toHaveProperty(["limit.none"]);
});

test("a quiz that asks what a page teaches leads back to it; a page of quizzes teaches nothing", () => {
  const learn = sampleUnit([samplePage("why", "Why", [{ type: "prose", html: "<p>Zones.</p>" }])]);
  const quiz = samplePage("prove", "Prove", [sampleQuiz()]);
  const prove = {
    ...sampleUnit([quiz], { purpose: "prove" }),
    slug: "prove",
    id: "https://example.org/prove",
  };
  const apart = sampleCourse([learn, prove]);
  expect(unitDataOf(apart, prove).teaches).toEqual({ segment: [{ title: "Why", unit: learn.title }] });
  const together = sampleUnit([...learn.pages, quiz]);
  expect(unitDataOf(sampleCourse([together]), together).teaches).toEqual({
    segment: [{ title: "Why", page: "why" }],
  });
  expect(unitDataOf(sampleCourse([prove]), prove).teaches).toBeUndefined();
});

test("a question that two quizzes ask has controls of its own in each", async () => {
  const shared = sampleQuestion("shared");
  const before = sampleQuiz({
    slug: "before",
    pretest: 0.8,
    uncounted: true,
    pools: [{ questions: [shared] }],
  });
  const final = sampleQuiz({ pools: [{ draw: 1, questions: [shared, sampleQuestion("other")] }] });
  const { html } = await assemble(
    sampleCourse([sampleUnit([samplePage("a", "A", [before]), samplePage("b", "B", [final])])]),
  );
  const ids = [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
  expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  expect(html.match(/data-question="shared"/g)).toHaveLength(2);
  expect(new Set(html.match(/name="_q2?-shared[^"]*"/g)).size).toBe(2);
});

test("a pre-test that does not count is none of the unit's quizzes, and is taken once", () => {
  const before = sampleQuiz({ slug: "before", pretest: 0.8, uncounted: true });
  const { attempts: _, ...once } = before;
  const unit = sampleUnit([samplePage("a", "A", [once, sampleQuiz()])], { attempts: 3 });
  const data = unitDataOf(sampleCourse([unit]), unit);
  expect(data.quizzes.map(({ slug }) => slug)).toEqual(["final"]);
  expect(data.pretests).toMatchObject([{ slug: "before", attempts: 1, pretest: 0.8 }]);
});

test("an observation is read in the page, and nothing of it is in the data that a learner's session plays", async () => {
  const observation: Observation = {
    type: "observation",
    slug: "job",
    id: "https://example.org/courses/plant-room/units/job/observations/job",
    title: "On the job",
    html: `<section data-block="observation"><p>Somebody else signs.</p></section>`,
    observers: 1,
    role: "supervisor",
    evidence: [],
    questions: [sampleQuestion("watched", { kind: "performance", spec: { steps: [] } })],
    source: { file: "04.md", start: 0, end: 0, line: 1, column: 1 },
  };
  const unit = sampleUnit([samplePage("job", "Job", [observation])], { purpose: "apply" });
  const course = sampleCourse([unit]);
  const { html, files } = await assemble(course);
  expect(html).toContain("Somebody else signs.");
  expect(html).toContain('data-kinds=""');
  expect(files.some(({ path }) => path.startsWith("assets/player"))).toBe(true);
  const data = unitDataOf(course, unit);
  expect(data).toMatchObject({ questions: {}, definitions: {}, practice: [], quizzes: [] });
  expect(JSON.stringify(data)).not.toContain("watched");
});

test("a block's script goes to the units that have the block, its looks into the one sheet", async () => {
  const tabs = '<tessera-tabs data-block="tabs"><section><h2>A</h2></section></tessera-tabs>';
  const withStem = sampleQuestion("q", { stem: '<ol data-block="steps"><li>A</li></ol>' });
  const course = sampleCourse([
    sampleUnit([samplePage("a", "A", [{ type: "prose", html: tabs }])]),
    {
      ...sampleUnit([samplePage("b", "B", [{ type: "question", question: withStem }])]),
      id: "https://example.org/courses/plant-room/units/other",
      slug: "other",
    },
  ]);
  const { files, urls } = await assembleCourse(course, noAssets, {
    runtime: smallRuntime({
      "block-tabs.js": "tabs();",
      "block-tabs.css": "tessera-tabs{}",
      "block-steps.css": "ol{}",
      "block-term.js": "term();",
    }),
  });
  const [first, second] = [...urls.values()].map((url) =>
    text(files.find(({ path }) => path === url)?.bytes),
  );
  expect(first).toMatch(/<script defer src="assets\/block-tabs-[0-9a-f]+\.js">/);
  expect(second).not.toContain("block-");
  expect(files.filter(({ path }) => path.includes("block-"))).toHaveLength(1);
  expect(text(files.find(({ path }) => path.endsWith(".css"))?.bytes)).toBe(
    "body{}\ntessera-choice{}\nol{}\ntessera-tabs{}",
  );
});

test("the same course gives the same bytes", async () => {
  const [first, second] = await Promise.all([assemble(playableCourse()), assemble(playableCourse())]);
  expect(first.files).toEqual(second.files);
});

test("another content is another name", async () => {
  const first = await assemble(twoPageCourse());
  const second = await assemble({ ...twoPageCourse(), title: "Other" });
  expect([...first.urls.values()]).not.toEqual([...second.urls.values()]);
});

test("everything can be read before a script runs: title, pages, questions as form controls", async () => {
  const { html } = await assemble(playableCourse());
  expect(html).toContain("<title>Zones in the plant room · Plant room basics</title>");
  expect(html.match(/<section class="t-page"/g)).toHaveLength(3);
  expect(html).toContain('<input type="checkbox"');
  expect(html.indexOf("</section>")).toBeLessThan(html.indexOf("<data "));
});

test("[importers P10] attributes are quoted, addresses relative, nothing is inline", async () => {
  const { html } = await assemble(playableCourse());
  expect(html).not.toMatch(/<base|<style|\sstyle=|\son\w+=|javascript:/);
  for (const [script] of html.matchAll(/<script\b[^>]*>[^]*?<\/script>/g))
    expect(script).toMatch(/^<script defer src="assets\/[\w.-]+"><\/script>$/);
  for (const [, url = ""] of html.matchAll(/\s(?:src|href)="([^"]*)"/g))
    expect(url).toMatch(/^(#|[A-Za-z0-9._/-]+$)/);
  expect(html.replace(/"[^"]*"/g, '""').match(/<[a-z][^>]*=[^">\s]/g)).toBeNull();
});

test("names are plain ASCII", async () => {
  const course = sampleCourse([sampleUnit([samplePage("p", "P", [])], { slug: "Größe 50 %" })]);
  const { files } = await assemble(course);
  for (const { path } of files) expect(path).toMatch(/^[A-Za-z0-9._/-]+$/);
});

test("two units of one slug have pages of their own", async () => {
  const unit = sampleUnit([samplePage("p", "P", [])]);
  const { urls } = await assemble(sampleCourse([unit, { ...unit, id: `${unit.id}-2` }]));
  expect(new Set(urls.values()).size).toBe(2);
});

test("drawn questions wait in a template; others stand in the page", async () => {
  const pool = { draw: 1, questions: [sampleQuestion("a"), sampleQuestion("b")] };
  const drawn = await assemble(
    sampleCourse([sampleUnit([samplePage("p", "P", [sampleQuiz({ pools: [pool] })])])]),
  );
  expect(drawn.html).toContain('<template class="t-questions"><tessera-choice');
  expect(drawn.html).toContain("1 question\u00a0· 80% to pass");
  const whole = await assemble(sampleCourse([sampleUnit([samplePage("p", "P", [sampleQuiz()])])]));
  expect(whole.html).toContain('<div class="t-questions"><tessera-choice');
});

test("a title can't break out of the page", async () => {
  const title = `<img src=x onerror="alert(1)"> & "quotes"`;
  const { html } = await assemble(
    sampleCourse([sampleUnit([samplePage("p", title, [])], { title })], { title }),
  );
  expect(html).not.toContain("<img");
  expect(html).toContain("&lt;img src=x onerror=&quot;alert(1)&quot;&gt; &amp; &quot;quotes&quot;");
});

test("language and direction are the course's", async () => {
  const { html } = await assemble(playableCourse({ language: "ar" }));
  expect(html).toContain('<html lang="ar" dir="rtl">');
});

test("media get hashed names wherever the course speaks of them, and are read once", async () => {
  const read: string[] = [];
  const host = {
    readAsset(path: string) {
      read.push(path);
      return Promise.resolve(new TextEncoder().encode(path));
    },
  };
  const image = '<p><img src="tessera-asset:media/Plan%20(1)%20%C3%BC.png" alt="Plan"></p>';
  const question = sampleQuestion("q", { stem: image, feedback: { correct: image }, hints: [image] });
  const course = sampleCourse(
    [
      sampleUnit([
        samplePage("p", "P", [
          { type: "prose", html: image },
          { type: "question", question },
        ]),
      ]),
    ],
    { assets: [{ path: "media/Plan (1) ü.png", mediaType: "image/png", size: 1 }] },
  );
  const { files, html } = await assemble(course, host);
  expect(read).toEqual(["media/Plan (1) ü.png"]);
  const media = files.filter(({ path }) => path.startsWith("media/"));
  expect(media.map(({ path }) => path)).toEqual([
    expect.stringMatching(/^media\/Plan-1-u-[0-9a-f]{10}\.png$/),
  ]);
  expect(html.match(/tessera-asset/g)).toBeNull();
  expect(html.split(media[0]?.path ?? "").length - 1).toBe(2);
});

test("the foot has what is recorded, and the course's privacy link where it has one, in a tab that knows nothing of this one", async () => {
  const privacy = "https://example.org/privacy?lang=en&x=%22";
  const { html } = await assemble({ ...twoPageCourse(), privacy });
  const [link] = /<footer[^]*<\/footer>/.exec(html)?.[0].match(/<a [^>]*>/) ?? [];
  expect(link).toBe(
    '<a href="https://example.org/privacy?lang=en&amp;x=%22" rel="noopener noreferrer" target="_blank">',
  );
  const without = (await assemble(twoPageCourse())).html;
  const foot = /<footer[^]*<\/footer>/.exec(without)?.[0];
  expect(foot).toMatch(/<button type="button"[^>]*aria-haspopup="dialog" hidden>What is recorded<\/button>/);
  expect(foot).not.toContain("<a ");
});

test.each(["scorm12", "scorm2004", "web"] as const)(
  "for %s nothing of cmi5 travels, and pages name their target",
  async (target) => {
    const { files, urls } = await assembleCourse(twoPageCourse(), noAssets, { runtime, target });
    expect(files.filter(({ path }) => path.includes("cmi5"))).toEqual([]);
    const player = text(files.find(({ path }) => path.startsWith("assets/player"))?.bytes);
    expect(player).toBe("scormPlayer();\nchoice();");
    for (const url of urls.values())
      expect(text(files.find(({ path }) => path === url)?.bytes)).toContain(` data-target="${target}">`);
  },
);

test.each(["scorm12", "scorm2004"] as const)(
  "for %s the script that sends statements is there where a token endpoint was named, before the player",
  async (target) => {
    const options = { runtime, target, xapiTokenEndpoint: "https://tokens.example/?a=1&b=2" };
    const { files, urls } = await assembleCourse(twoPageCourse(), noAssets, options);
    const [url = ""] = urls.values();
    const html = text(files.find(({ path }) => path === url)?.bytes);
    expect(html).toContain(' data-xapi="https://tokens.example/?a=1&amp;b=2">');
    const scripts = [...html.matchAll(/<script defer src="assets\/([a-z]+)-/g)].map(([, name]) => name);
    expect(scripts).toEqual(["xapi", "player"]);

    const plain = await assembleCourse(twoPageCourse(), noAssets, { runtime, target });
    expect(plain.files.filter(({ path }) => path.includes("xapi"))).toEqual([]);
    const [plainUrl = ""] = plain.urls.values();
    expect(text(plain.files.find(({ path }) => path === plainUrl)?.bytes)).not.toContain("xapi");
  },
);

test("cmi5 packages and the web have no token endpoint", async () => {
  for (const target of ["cmi5", "web"] as const) {
    const options = { runtime, target, xapiTokenEndpoint: "https://tokens.example/" };
    const { files } = await assembleCourse(twoPageCourse(), noAssets, options);
    expect(files.filter(({ path }) => path.includes("xapi"))).toEqual([]);
    expect(files.filter(({ bytes }) => text(bytes).includes("tokens.example"))).toEqual([]);
  }
});

test("several units in one SCO stand behind one page, which lists them in their blocks", async () => {
  const unit = sampleUnit([samplePage("p", "P", [])], { title: "A & B" });
  const course = sampleCourse([unit, { ...unit, id: `${unit.id}-2` }]);
  const { entry, files, urls } = await assembleCourse(course, noAssets, {
    runtime,
    target: "scorm12",
    together: true,
  });
  const page = text(files.find(({ path }) => path === entry)?.bytes);
  expect(entry).toBe("index.html");
  for (const [id, url] of urls) expect(page).toContain(`<a href="${url}" data-unit="${id}">A &amp; B</a>`);
  expect(page).not.toMatch(/<style|\sstyle=|\son\w+=/);
});

test("one unit is its own page in SCORM; the web always has a first page", async () => {
  const options = { runtime, together: true } as const;
  const scorm = await assembleCourse(twoPageCourse(), noAssets, { ...options, target: "scorm2004" });
  expect([scorm.entry]).toEqual([...scorm.urls.values()]);
  const web = await assembleCourse(twoPageCourse(), noAssets, { runtime, target: "web" });
  expect(web.entry).toBe("index.html");
  const cmi5 = await assembleCourse(twoPageCourse(), noAssets, options);
  expect(cmi5.entry).toBeUndefined();
});

test("files of an embedded page lie in a folder of their own, under their own names", async () => {
  const together = "media/explorer";
  const assets = ["index.html", "look/explorer.css"].map((name) => ({
    ...{ path: `${together}/${name}`, mediaType: "text/html", size: 1, together },
  }));
  const html = `<iframe src="tessera-asset:${together}/index.html"></iframe>`;
  const unit = sampleUnit([samplePage("why", "Why", [{ type: "prose", html }])]);
  const host = { readAsset: async (name: string) => new TextEncoder().encode(name) };
  const course = { ...sampleCourse([unit]), assets };
  const { files, page } = await assemble(course, host);
  const names = files.map(({ path }) => path).filter((name) => name.startsWith("embeds/"));
  const folder = names[0]?.split("/")[1] ?? "";
  expect(folder).toMatch(/^explorer-[0-9a-f]{10}$/);
  expect(names).toEqual([`embeds/${folder}/index.html`, `embeds/${folder}/look/explorer.css`]);
  expect(page(unit.id)).toContain(`src="embeds/${folder}/index.html"`);
});
