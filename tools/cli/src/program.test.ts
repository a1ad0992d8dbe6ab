import { spawnSync } from "node:child_process";
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
  mkdirSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { LMS_PROFILES } from "@tessera/lms";
import { afterEach, beforeEach, expect, test } from "vitest";
import { LMS_NAMES } from "./lms-names.ts";

const tessera = fileURLToPath(new URL("../dist/bin/tessera.js", import.meta.url));
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "tessera cli ü "));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const run = (...words: string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [tessera, ...words], {
    cwd: folder,
    encoding: "utf8",
    // What waits for ever is ended, and has no status.
    timeout: 25_000,
  });
  return { status, stdout, stderr, all: stdout + stderr };
};

test("every command explains itself", () => {
  for (const command of [
    "new",
    "dev",
    "check",
    "explain",
    "outline",
    "images",
    "build",
    "handout",
    "verify",
    "launch",
    "lrs",
    "sync",
    "report",
    "simulate",
    "demo",
    "badge",
  ]) {
    const { status, stdout } = run(command, "--help");
    expect(status).toBe(0);
    expect(stdout).toContain(`Usage: tessera ${command}`);
  }
});

test.each([
  [["fly"], "unknown command 'fly'"],
  [["build"], "missing required argument 'course'"],
  [["build", "x", "--target", "scorm"], "Allowed choices are cmi5, scorm12, scorm2004, web"],
  [["build", "x", "--sco", "multi"], "`--sco` says how SCORM packages are made"],
  [
    ["build", "x", "--xapi-token-endpoint", "https://t.example/"],
    "`--xapi-token-endpoint` is for SCORM packages",
  ],
  [
    ["build", "x", "--target", "web", "--xapi-token-endpoint", "https://t.example/"],
    "`--xapi-token-endpoint` is for SCORM packages",
  ],
  ...["http://t.example/", "https://key:secret@t.example/", "https://t.example/#x", "t.example"].map(
    (url): [string[], string] => [
      ["build", "x", "--target", "scorm12", "--xapi-token-endpoint", url],
      "is no address that a token may come from",
    ],
  ),
  [["build", "x", "--target", "web", "--profile", "portable"], "`--profile` says how cmi5 packages are made"],
  [["check", "x", "--colour"], "unknown option '--colour'"],
  [["launch", "x.zip", "--port", "many"], "a port is a whole number"],
  [["launch", "x.zip", "--lms", "moodel"], "Did you mean moodle-bylight or moodle-dropte?"],
  [["demo", "--lms", "ilais"], "Did you mean ilias?"],
  [["launch", "x.zip", "--lms", "blackboard"], "There is no such LMS.\nLMSs to simulate"],
])("wrong usage %j ends with 2 and says what is wrong", (words, says) => {
  const { status, stderr, stdout } = run(...words);
  expect(stderr).toContain(says);
  expect(stderr).not.toMatch(/\n\s+at /);
  expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
});

test("--lms list names every LMS that can be simulated, and --help does so too", () => {
  const names = LMS_PROFILES.map(({ name }) => name);
  expect(Object.keys(LMS_NAMES)).toEqual(names);
  for (const words of [
    ["launch", "--lms", "list"],
    ["launch", "--help"],
    ["demo", "--help"],
  ]) {
    const { status, stdout, stderr } = run(...words);
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    for (const name of names) expect(stdout).toContain(`\n  ${name} `);
  }
});

test.each([
  [["check", "nowhere"], "there is no folder `nowhere`"],
  [["build", "."], "is not a course: it has no course.md"],
  [["verify", "nothing.zip"], "cannot read `nothing.zip`"],
  [["launch", "nothing.zip"], "cannot read `nothing.zip`"],
])("missing input %j ends with 1 and says what to do", (words, says) => {
  const { status, stderr, stdout } = run(...words);
  expect(stderr).toContain(says);
  expect(stderr).not.toMatch(/\n\s+at /);
  expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
});

test("a new course has no mistakes, builds, and verifies", () => {
  expect(run("new", "Kühlung für Anfänger").status).toBe(0);
  expect(run("check", "Kühlung für Anfänger", "--format", "json")).toMatchObject({ status: 0 });
  const built = run("build", "Kühlung für Anfänger", "--out", "out");
  expect(built).toMatchObject({ status: 0, stdout: `${join("out", "kuhlung-fur-anfanger.zip")}\n` });
  expect(readdirSync(join(folder, "out")).sort()).toEqual([
    "kuhlung-fur-anfanger.profile.jsonld",
    "kuhlung-fur-anfanger.tessera.json",
    "kuhlung-fur-anfanger.zip",
  ]);
  const verified = run("verify", "out/kuhlung-fur-anfanger.zip", "--format", "json");
  expect(verified.status).toBe(0);
  expect(JSON.parse(verified.stdout)).toMatchObject({ conforms: true });
});

test("a course is printed without and with answers, each into a file of its own", () => {
  run("new", "mine");
  const plain = run("handout", "mine");
  expect([plain.status, plain.stdout]).toEqual([0, "mine-handout.html\n"]);
  expect(run("handout", "mine", "--answers", "--out", "key.html").status).toBe(0);
  expect(readFileSync(join(folder, "key.html"), "utf8")).toContain('<section class="h-key">');
  expect(readFileSync(join(folder, "mine-handout.html"), "utf8")).not.toContain('<section class="h-key">');
});

test("new refuses a folder that holds something, and leaves it as it was", () => {
  mkdirSync(join(folder, "mine"));
  writeFileSync(join(folder, "mine", "notes.txt"), "mine");
  expect(run("new", "mine")).toMatchObject({ status: 1, stderr: expect.stringContaining("is not empty") });
  expect(readdirSync(join(folder, "mine"))).toEqual(["notes.txt"]);
});

test("two courses of one name do not overwrite each other: the first is kept, the second is told of", () => {
  run("new", "one");
  run("new", "two");
  const page = join(folder, "two", "course.md");
  writeFileSync(page, readFileSync(page, "utf8").replace("/courses/two", "/courses/one"));
  const { status, stdout, stderr } = run("build", "one", "two", "--out", "out");
  expect(stderr).toContain("`two` would be `one.zip`, as `one` is already");
  expect({ status, stdout }).toEqual({ status: 1, stdout: `${join("out", "one.zip")}\n` });
  expect(readFileSync(join(folder, "out", "one.tessera.json"), "utf8")).toContain('"title": "One"');
});

test("a folder where a file should be is named, and nothing is written", () => {
  run("new", "mine");
  mkdirSync(join(folder, "x.tessera.json"));
  const built = run("build", "mine", "--out", "x.zip");
  expect(built.stderr).toContain("x.tessera.json` is a folder");
  expect({ status: built.status, zip: existsSync(join(folder, "x.zip")) }).toEqual({ status: 1, zip: false });
  rmSync(join(folder, "mine", "course.lock.yaml"));
  mkdirSync(join(folder, "mine", "course.lock.yaml"));
  const checked = run("check", "mine");
  expect(checked.stderr).toContain("course.lock.yaml` is a folder");
  expect(checked.status).toBe(1);
});

test("new refuses a name that a file has", () => {
  writeFileSync(join(folder, "taken"), "mine");
  const { status, stderr } = run("new", "taken");
  expect(stderr).toContain("`taken` is a file");
  expect(status).toBe(1);
});

test("a course called like a device of Windows gets a file that Windows can hold", () => {
  run("new", "mine");
  const page = join(folder, "mine", "course.md");
  writeFileSync(page, readFileSync(page, "utf8").replace("/courses/mine", "/courses/con"));
  expect(run("build", "mine", "--out", "out").stdout).toBe(`${join("out", "con-course.zip")}\n`);
});

test("a course with an error writes nothing, and says where", () => {
  run("new", "course");
  const page = join(folder, "course", "01-how-a-page-works.md");
  writeFileSync(page, readFileSync(page, "utf8").replaceAll("- [x]", "- [ ]"));
  const { status, stdout, stderr } = run("build", "course", "--out", "out");
  expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
  expect(stderr).toMatch(/error\[[a-z-]+\/[a-z-]+\]/);
  expect(stderr).toMatch(/course\/01-how-a-page-works\.md:\d+:\d+/);
  expect(existsSync(join(folder, "out"))).toBe(false);
});

test("check prints the same mistake as text, JSON, annotations and SARIF", () => {
  run("new", "course");
  writeFileSync(
    join(folder, "course", "03-more.md"),
    "# More\n\n:::chioce{#a}\nx\n\n- [x] a\n- [ ] b\n\n:::\n",
  );
  const course = join(folder, "course", "course.md");
  writeFileSync(course, readFileSync(course, "utf8").replace(/^units:/m, "units:\n  - learn: 03-more.md"));
  const forms = (["pretty", "json", "github", "sarif"] as const).map((format) =>
    run("check", "course", "--format", format),
  );
  for (const { status, stdout } of forms) {
    expect(status).toBe(1);
    expect(stdout).toContain("chioce");
    expect(stdout).toContain("03-more.md");
  }
  expect(() => JSON.parse(forms[1]?.stdout ?? "") as unknown).not.toThrow();
  expect(() => JSON.parse(forms[3]?.stdout ?? "") as unknown).not.toThrow();
  expect(forms[2]?.stdout).toMatch(/^::error file=course\/03-more\.md,line=3/m);
});

test("a frozen check fails while the lock file is missing, and writes none", () => {
  run("new", "course");
  rmSync(join(folder, "course", "course.lock.yaml"), { force: true });
  expect(run("check", "course", "--frozen").status).toBe(1);
  expect(existsSync(join(folder, "course", "course.lock.yaml"))).toBe(false);
  expect(run("check", "course").status).toBe(0);
  expect(run("check", "course", "--frozen").status).toBe(0);
});

test.each(["verify", "launch"])("%s says what is in the place of a package", (command) => {
  mkdirSync(join(folder, "empty"));
  run("new", "a course");
  const said = (file: string) => {
    const { status, stdout, stderr } = run(command, file);
    expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
    return stderr;
  };
  expect(said("nowhere.zip")).toContain("cannot read `nowhere.zip`: there is no such file");
  expect(said("empty")).toContain("cannot read `empty`: it is a folder");
  expect(said("a course")).toContain('it is a course: make its zip with `tessera build "a course"`');
});

test.skipIf(process.platform === "win32")("a pipe in the place of a package is not waited for", () => {
  spawnSync("mkfifo", [join(folder, "pipe.zip")]);
  const { status, stderr } = run("verify", "pipe.zip");
  expect(stderr).toContain("`pipe.zip` is a pipe or a device, not a file");
  expect(status).toBe(1);
});

test.each(["a folder", "a text"])("a database that is %s is told as such, by launch and by lrs", (what) => {
  const db = join(folder, "db");
  if (what === "a folder") mkdirSync(db);
  else writeFileSync(db, "hello ".repeat(1000));
  run("new", "c");
  run("build", "c");
  for (const words of [["launch", "c.zip"], ["lrs"]]) {
    const { status, stderr } = run(...words, "--port", "0", "--db", db);
    expect(stderr).toContain("error: the LRS cannot start: ");
    expect(status).toBe(1);
  }
});

test("what new tells to type next can be typed", () => {
  expect(run("new", "a course").stderr).toContain('\n  tessera check "a course"\n');
  expect(run("new", "plain-ü").stderr).toContain("\n  tessera build plain-ü\n");
});

test.each([
  [["new", ""], "the folder has no name"],
  [["new", "c", "--title", " \n"], "the title is empty"],
  [["new", "c", "--title", "x".repeat(256)], "the title has 256 characters, and LMSs store 255"],
])("new %j is wrong usage, and nothing is written", (words, says) => {
  const { status, stderr } = run(...words);
  expect(stderr).toContain(says);
  expect(status).toBe(2);
  expect(readdirSync(folder)).toEqual([]);
});

test("a title with every sign of YAML and of markdown is kept as it is", () => {
  const title = `A "q": #1 \\ {y} & <b> *c*`;
  expect(run("new", "c", "--title", title).status).toBe(0);
  expect(run("check", "c").status).toBe(0);
  run("build", "c");
  expect((JSON.parse(readFileSync(join(folder, "c.tessera.json"), "utf8")) as { title: string }).title).toBe(
    title,
  );
});

test("a file that is no course is called a file", () => {
  writeFileSync(join(folder, "page.txt"), "hello");
  expect(run("check", "page.txt").stderr).toContain(
    "`page.txt` is a file, and there is no course.md beside it",
  );
});

test("a broken package is judged, not crashed on", () => {
  writeFileSync(join(folder, "broken.zip"), "PK\u0003\u0004 this is not a zip");
  const { status, all } = run("verify", "broken.zip");
  expect(status).toBe(1);
  expect(all).not.toMatch(/\n\s+at /);
  expect(all).toContain("14.0.0.0-1");
});

test.each([
  ["scorm12", "SCORM 1.2"],
  ["scorm2004", "SCORM 2004 4th Edition"],
])("--target %s makes a zip beside the compiled course, and verify says what it is", (target, standard) => {
  expect(run("new", "pumps").status).toBe(0);
  const { status, stdout } = run("build", "pumps", "--target", target);
  expect({ status, stdout }).toEqual({ status: 0, stdout: `pumps-${target}.zip\n` });
  expect(readdirSync(folder).sort()).toEqual([
    "pumps",
    `pumps-${target}.tessera.json`,
    `pumps-${target}.zip`,
  ]);
  const verified = run("verify", `pumps-${target}.zip`);
  expect(verified.status).toBe(1);
  expect(verified.stderr).toContain(`\`pumps-${target}.zip\` is a ${standard} package, not a cmi5 one`);
});

test("--target web makes a folder that any web server can show, or a zip of it", () => {
  expect(run("new", "pumps").status).toBe(0);
  expect(run("build", "pumps", "--target", "web").stdout).toBe("pumps-web\n");
  const files = readdirSync(join(folder, "pumps-web"));
  expect(files).toContain("index.html");
  expect(files.filter((name) => name.endsWith(".xml"))).toEqual([]);
  expect(run("build", "pumps", "--target", "web", "--out", "site.zip").stdout).toBe("site.zip\n");
});
