import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseCourse } from "@tessera/course";
import type { Course } from "@tessera/course";
import { hasErrors, renderPretty } from "@tessera/diagnostics";
import type { Lms } from "@tessera/lms";
import { buildCourse } from "../build-course.adapter.ts";
import { badgesWhenAsked } from "../demo/badges-when-asked.ts";
import { demoDashboard } from "../demo/demo-dashboard.adapter.ts";
import { InputError } from "../exit.ts";
import { startLmsServer, type LmsServer } from "../lms-server.adapter.ts";
import { placed } from "../placed.ts";
import { data, painterFor, progress, say } from "../terminal.adapter.ts";
import { writeTemplate } from "./new.ts";
import { untilStopped } from "../until-stopped.adapter.ts";

const samples = fileURLToPath(new URL("../../../../courses", import.meta.url));

/** What `npm start` runs: the sample courses, compiled from source, in the simulated LMS. */
export async function demo(options: { readonly port: number; readonly lms: string }): Promise<void> {
  const { folders, remove } = existsSync(samples) ? inTheClone() : fromTheTemplate();
  const courses: Course[] = [];
  const page = demoDashboard({ courses, folder: samples, statements: () => sent(server.lms) });
  const badges = badgesWhenAsked({ courses, folder: samples });
  const served = {
    ...options,
    dashboard: "/dashboard",
    badges: "/badges/",
    beside: { workbench: (request: Request) => page.answer(request) ?? badges.answer(request) },
  };
  const server: LmsServer = await startLmsServer(served).catch((error: unknown) => {
    // The demo has no favourite port: when its own is taken, any other does.
    if (error instanceof InputError && options.port !== 0) return startLmsServer({ ...served, port: 0 });
    throw error;
  });
  try {
    const line = progress("Compiling", folders.length);
    for (const folder of folders) {
      line.step(folder);
      const built = await buildCourse(folder, {});
      const named = placed(built, folder);
      if (hasErrors(built.diagnostics) || built.parts === undefined) {
        line.end();
        say(renderPretty(named.diagnostics, named.sources, { colour: painterFor(process.stderr) }).trimEnd());
        continue;
      }
      const { value: course } = parseCourse(JSON.parse(built.parts.course));
      if (course !== undefined) courses.push(course);
      await server.lms.importPackage(built.parts.zip, `${built.parts.name}.zip`);
    }
    line.end();
    data(server.address);
    const { name, title } = server.lms.snapshot().profile;
    if (name !== "standard") say(`This LMS behaves as ${title} was seen to; the page says what that means.`);
    say("Open it in a browser: choose a course, launch a unit, watch the statements. Stop with Ctrl+C.");
    say(`What a cohort that never was did in these courses: ${server.address}dashboard`);
    say(`What such a cohort has earned: ${server.address}badges/`);
    page.begin();
    await untilStopped();
  } finally {
    await server.close();
    page.close();
    badges.close();
    remove();
  }
}

/** What has been stored in the workbench up to now, as it was sent. */
const sent = ({ snapshot }: Lms): readonly unknown[] =>
  snapshot()
    .statements.filter(({ outcome }) => outcome === "stored")
    .map(({ json }) => json);

interface Samples {
  readonly folders: readonly string[];
  readonly remove: () => void;
}

function inTheClone(): Samples {
  const folders = readdirSync(samples, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(samples, entry.name, "course.md")))
    .map((entry) => join(samples, entry.name))
    .sort()
    .reverse();
  return { folders, remove: () => undefined };
}

/** Installed from a registry there is no clone: the course that `tessera new` writes is played. */
function fromTheTemplate(): Samples {
  const folder = mkdtempSync(join(tmpdir(), "tessera-demo-"));
  const course = join(folder, "first-course");
  writeTemplate(course, "First course");
  return { folders: [course], remove: () => rmSync(folder, { recursive: true, force: true }) };
}
