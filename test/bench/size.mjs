/**
 * The size budgets of the design, measured on what `assembleCourse` and `packageCourse` make: figure beside bar.
 * `node test/bench/size.mjs` after `npm run build`; exits 1 when a bar is passed. KB are 1,024 bytes, gzip level 9.
 */
import { existsSync, readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { assembleCourse, loadRuntime } from "../../packages/bundle/dist/index.js";
import { twoPageCourse } from "../../packages/bundle/dist/testing/sample-course.js";
import { packageCourse } from "../../packages/cmi5/dist/index.js";
import { packageScorm } from "../../packages/scorm/dist/index.js";
import { states } from "../../packages/interactions/dist/states/states.js";

const gzip = (bytes) => gzipSync(bytes, { level: 9 }).length;
const kb = (bytes) => (bytes / 1024).toFixed(1).padStart(6);
const noAssets = { readAsset: () => Promise.reject(new Error("these courses have no assets")) };

/** The course with one question of each of these kinds on its second page. */
function withKinds(kinds) {
  const course = twoPageCourse();
  const [unit] = course.children;
  const [first, second] = unit.pages;
  const source = unit.source;
  const flow = kinds.map((kind) => {
    const { question } = states[kind][0];
    return { type: "question", question: { ...question, slug: `${kind}-1`, source } };
  });
  return { ...course, children: [{ ...unit, pages: [first, { ...second, flow }] }] };
}

async function measure(course) {
  const { files, urls } = await assembleCourse(course, noAssets);
  const { value, diagnostics } = await packageCourse(course, files, { urls });
  if (!value) throw new Error(JSON.stringify(diagnostics, null, 2));
  const sum = (pattern) =>
    files.filter(({ path }) => pattern.test(path)).reduce((all, { bytes }) => all + gzip(bytes), 0);
  return {
    text: sum(/\.(html|css)$/),
    // The inflater is fetched only where the browser has none; everything else is.
    script: sum(/assets\/(?!inflate).*\.js$/),
    zip: value.zip.length,
    files: files.length + 2,
  };
}

/** Script and zip of the same course for an LMS that speaks SCORM. */
async function measureScorm(course, target, more = {}) {
  const options = { target, together: true, ...more };
  const { files, urls, entry } = await assembleCourse(course, noAssets, options);
  const { zip } = packageScorm(course, files, { target, urls, entry });
  const scripts = files.filter(({ path }) => /assets\/(?!inflate).*\.js$/.test(path));
  return { script: scripts.reduce((all, { bytes }) => all + gzip(bytes), 0), zip: zip.length };
}

const { manifest } = await loadRuntime();
const SIX = ["true-false", "choice", "fill-in", "numeric", "matching", "sequencing"].filter((kind) =>
  manifest.kinds.includes(kind),
);
const one = await measure(twoPageCourse());
const six = await measure(withKinds(SIX));

const scorm = await measureScorm(withKinds(SIX), "scorm12");
const beside = await measureScorm(withKinds(SIX), "scorm12", {
  xapiTokenEndpoint: "https://tokens.example.org/",
});

/** Script and styles of one kind, which a unit carries when it has a question of it. */
const runtime = new URL("../../packages/bundle/dist/runtime/", import.meta.url);
const kinds = manifest.kinds
  .map((kind) => {
    const files = [`kind-${kind}.js`, `kind-${kind}.css`].map((name) => new URL(name, runtime));
    return { kind, bytes: files.filter(existsSync).reduce((all, file) => all + gzip(readFileSync(file)), 0) };
  })
  .sort((a, b) => b.bytes - a.bytes);
const [largest] = kinds;

/** The same of what shows something and asks nothing: tabs, terms, films. */
const [block] = [
  ...new Set(Object.keys(manifest.parts).flatMap((name) => /^block-([a-z]+)\./.exec(name)?.[1] ?? [])),
]
  .map((name) => {
    const files = [`block-${name}.js`, `block-${name}.css`].map((file) => new URL(file, runtime));
    return { name, bytes: files.filter(existsSync).reduce((all, file) => all + gzip(readFileSync(file)), 0) };
  })
  .sort((a, b) => b.bytes - a.bytes);

const [extra] = Object.keys(manifest.parts)
  .flatMap((name) => /^extra-([a-z]+)\.js$/.exec(name)?.[1] ?? [])
  .map((name) => {
    const files = [`extra-${name}.js`, `extra-${name}.css`].map((file) => new URL(file, runtime));
    return { name, bytes: files.filter(existsSync).reduce((all, file) => all + gzip(readFileSync(file)), 0) };
  })
  .sort((a, b) => b.bytes - a.bytes);

const verifier = gzip(
  readFileSync(new URL("../../packages/bundle/dist/verifier/verifier.html", import.meta.url)),
);
const observer = gzip(
  readFileSync(new URL("../../packages/bundle/dist/observer/index.html", import.meta.url)),
);

const dashboard = new URL("../../packages/bundle/dist/dashboard/dashboard.js", import.meta.url);

const rows = [
  ["first text: HTML + CSS, gzip", one.text, 20 * 1024],
  ["script, one kind, gzip", one.script, 60 * 1024],
  [`script, ${SIX.length} kinds, gzip`, six.script, 60 * 1024],
  [`SCORM: script, ${SIX.length} kinds, gzip`, scorm.script, 35 * 1024],
  ["SCORM with a token endpoint: script on top, gzip", beside.script - scorm.script, 20 * 1024],
  [`largest kind of ${kinds.length}, \`${largest.kind}\`: script + CSS, gzip`, largest.bytes, 8 * 1024],
  [`largest block, \`${block.name}\`: script + CSS, gzip`, block.bytes, 8 * 1024],
  [`largest extra of quizzes, \`${extra.name}\`: script + CSS, gzip`, extra.bytes, 2 * 1024],
  ["the page that checks credentials, one file, gzip", verifier, 60 * 1024],
  ["the page on which observers sign, one file, gzip", observer, 60 * 1024],
  ["dashboard: script, gzip", gzip(readFileSync(dashboard)), 150 * 1024],
  ["zip of the two-page course", one.zip, 150 * 1024],
  ["zip with six kinds", six.zip, 150 * 1024],
];
let passed = true;
for (const [what, bytes, bar] of rows) {
  passed &&= bytes <= bar;
  console.log(`${kb(bytes)} KB of ${kb(bar)} KB  ${bytes <= bar ? "ok  " : "OVER"}  ${what}`);
}
const enough = one.files <= 20;
console.log(
  `${String(one.files).padStart(6)}    of     20     ${enough ? "ok  " : "OVER"}  files in the zip`,
);
process.exitCode = passed && enough ? 0 : 1;
