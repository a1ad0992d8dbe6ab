/** What could turn text into markup or into code, in the source and in what a learner's browser runs. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { read, root, trackedFiles } from "../rooms/sources.ts";
import { zipOf } from "../e2e/lms-bench.ts";
import { unzipSync } from "fflate";

/** Names of the sinks; the dot or quote before them keeps `isFunction(` and words of comments out. */
const SINKS =
  /(?:\binnerHTML|\bouterHTML|\binsertAdjacentHTML|\bunsafe(?:HTML|SVG|CSS|Static)\b|\bdocument\.write|(?<![\w.])eval\s*\(|(?<![\w.])Function\s*\(|\bset(?:Timeout|Interval)\(\s*["'`]|\bsetAttribute(?:NS)?\(\s*["'`](?:on|src|href|style|action|formaction)|\bDOMParser|\bcreateContextualFragment|\bsrcdoc\b|\bsetHTMLUnsafe|\bparseHTMLUnsafe|\bjavascript:|\bimportScripts|(?<![\w.$])import\s*\(|\bpostMessage|\bonmessage\b|["'`]message["'`]|\bwindow\.open\b|\.opener\b|\bwindow\.name\b|\.domain\s*=)/g;

const found = (text: string) => [...text.matchAll(SINKS)].map(([sink]) => sink.replace(/\s+/g, ""));
const counted = (sinks: readonly string[]) =>
  Object.fromEntries(
    [...new Set(sinks)].sort().map((sink) => [sink, sinks.filter((one) => one === sink).length]),
  );

/** File → sinks, each with the reason why nothing from outside gets there. */
const SOURCE: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  // `compiledHtml` takes what the compiler wrote (hints, feedback); the test below holds that nothing else does it.
  "packages/interactions/src/elements/hints-view.ts": { innerHTML: 1 },
  "packages/interactions/src/elements/verdict-view.ts": { innerHTML: 1 },
  "packages/interactions/src/elements/part-mark.ts": { innerHTML: 1 },
  "packages/interactions/src/sequencing/sequencing.element.ts": { innerHTML: 1 },
  // What the author wrote about the choice before.
  "packages/interactions/src/scenario/scenario.element.ts": { innerHTML: 1 },
  // Key points and the model answer; what the learner wrote stays in its field.
  "packages/interactions/src/long-fill-in/long-fill-in.element.ts": { innerHTML: 3 },
};

/** SCORM has its API looked for in the windows that opened this one; an object with its functions is all that is taken. */
const OPENERS: Readonly<Record<string, number>> = { ".opener": 1 };

const isLearners = (path: string) =>
  /^packages\/(?:session|scorm|elements|interactions|course|xapi)\/src\/.*\.ts$/.test(path) &&
  !/\.(?:test|bench|testing|samples)\.ts$|\/testing\/|\/schema\/|\.schema\.ts$|\/reading\//.test(path);

test("in the source of what a learner runs, text becomes markup in the places that are named here, and no code", () => {
  const places = trackedFiles()
    .filter(isLearners)
    .flatMap((path) => {
      // Types import by `import(`; comments name what must not be done.
      const code = read(path)
        .replace(/\/\*[\s\S]*?\*\//g, "")
        .replace(/(^|[\s;{}(,])\/\/[^\n]*/g, "$1");
      const sinks = found(code);
      return sinks.length ? [[path, counted(sinks)] as const] : [];
    });
  expect(Object.fromEntries(places)).toEqual({
    ...SOURCE,
    "packages/scorm/src/browser/find-api.ts": OPENERS,
  });
});

test("every piece of markup that is set at run time comes from the compiler, by one door", () => {
  for (const path of Object.keys(SOURCE)) {
    const uses = [...read(path).matchAll(/innerHTML\s*=\s*(?:\$\{)?(\w+)/g)].map(([, by]) => by);
    expect(
      uses.every((by) => by === "compiledHtml"),
      path,
    ).toBe(true);
  }
  const door = trackedFiles().filter((path) => isLearners(path) && read(path).includes("compiledHtml("));
  // What goes in: `feedback`, `hint` and `words` of question data, steps, key points, model answers. Never an answer.
  const arguments_ = door.flatMap((path) =>
    [...read(path).matchAll(/compiledHtml\((\w+)\b/g)].map(([, name]) => name),
  );
  expect(new Set(arguments_)).toEqual(new Set(["feedback", "hint", "html", "model", "point", "words"]));
});

const BUILT: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  // Axios takes addresses apart by a link that is in no document; its transport is replaced and never runs.
  "cmi5-client": { "setAttribute(`href": 2 },
  // Lit parses its own templates, which are text of our scripts; the others are those of the source above.
  player: { innerHTML: 4 },
  "kind-sequencing": { innerHTML: 1 },
  "kind-scenario": { innerHTML: 1 },
  "kind-long-fill-in": { innerHTML: 3 },
  "scorm-player": { innerHTML: 4, ...OPENERS },
  "course-page": OPENERS,
};

/** Kinds whose element a script defines. */
const kindsIn = (script: string) =>
  [...script.matchAll(/defineQuestion\)\(`([a-z-]+)`,/g)].map(([, kind = ""]) => kind);

test("in the built scripts of a course there is no more than that", async () => {
  for (const course of [
    "courses/ot-cyber-hygiene",
    "courses/first-steps",
    "courses/advanced-scaffold-safety",
    "courses/tutorial",
  ]) {
    const files = unzipSync(await zipOf(course));
    const scripts = Object.entries(files).filter(([name]) => name.endsWith(".js"));
    expect(scripts.length).toBeGreaterThan(1);
    for (const [name, bytes] of scripts) {
      const sinks = counted(found(new TextDecoder().decode(bytes)));
      const part = /([a-z0-9-]+?)-[0-9a-f]{10}\.js$/.exec(name)?.[1] ?? name;
      // The player brings the kinds that its course uses.
      const kinds = part === "player" ? kindsIn(new TextDecoder().decode(bytes)) : [];
      const more = kinds.reduce((sum, kind) => sum + (BUILT[`kind-${kind}`]?.["innerHTML"] ?? 0), 0);
      const own = BUILT[part] ?? {};
      expect(sinks, name).toEqual(more === 0 ? own : { ...own, innerHTML: (own["innerHTML"] ?? 0) + more });
    }
  }
});

test("in the scripts of every kind there is no more than that", () => {
  const runtime = join(root, "packages/bundle/dist/runtime");
  for (const name of readdirSync(runtime).filter((file) => file.endsWith(".js")))
    expect(counted(found(readFileSync(join(runtime, name), "utf8"))), name).toEqual(
      BUILT[name.slice(0, -3)] ?? {},
    );
});

test("the page itself has no script, style or event in its text, and everything it loads lies beside it", async () => {
  for (const course of [
    "courses/ot-cyber-hygiene",
    "courses/first-steps",
    "courses/advanced-scaffold-safety",
    "courses/tutorial",
  ]) {
    const files = unzipSync(await zipOf(course));
    const pages = Object.entries(files).filter(([name]) => name.endsWith(".html"));
    expect(pages.length).toBeGreaterThan(0);
    for (const [name, bytes] of pages) {
      const html = new TextDecoder().decode(bytes);
      for (const [tag] of html.matchAll(/<script\b[^>]*>/g))
        expect(tag, name).toMatch(/^<script defer src="[\w./-]+">$/);
      expect(html, name).not.toMatch(/<script\b[^>]*>[^<]/);
      expect(html, name).not.toMatch(/<(?:style|base|iframe|object|embed|form|meta http-equiv)\b/i);
      for (const [tag] of html.matchAll(/<[a-z][^>]*>/g)) {
        expect(tag, name).not.toMatch(/\s(?:on\w+|style|srcdoc|formaction)\s*=/i);
        expect(tag, name).not.toMatch(/(?:href|src|poster)="\s*(?:javascript|data|vbscript):/i);
        // A form, an image or a frame with a `name` would stand in for a property of `document`.
        if (/^<(?:img|form|iframe|object|embed)\b/.test(tag)) expect(tag, name).not.toMatch(/\sname=/);
      }
      // Ids of authors are slugs: no global of ours, of Lit or of the library has a name of small letters and hyphens only.
      for (const [, id = ""] of html.matchAll(/\sid="([^"]*)"/g))
        expect(id, name).toMatch(/^(?:_[\w-]+|[\p{Ll}\p{Lo}\p{N}-]+)$/u);
    }
  }
});
