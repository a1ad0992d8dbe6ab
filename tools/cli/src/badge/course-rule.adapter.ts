import { readFileSync, statSync } from "node:fs";
import { awardRule } from "@tessera/credentials";
import type { AwardRule, Issuer } from "@tessera/credentials";
import { parseCourse } from "@tessera/course";
import type { Course } from "@tessera/course";
import { hasErrors } from "@tessera/diagnostics";
import { compileFolder } from "../compile-folder.adapter.ts";
import { InputError } from "../exit.ts";

/**
 * The award rule of a course folder, or of the NAME.tessera.json that `tessera build` wrote.
 *
 * @throws InputError when it is no course, has mistakes, or nothing can be earned by it
 */
export async function courseRule(path: string, issuer: Issuer): Promise<AwardRule> {
  const course = await builtCourse(path);
  const reading = awardRule(course, issuer);
  if ("faults" in reading)
    throw new InputError(`nothing can be issued for \`${path}\`: ${reading.faults.join("; ")}`);
  return reading.rule;
}

/**
 * The course of a folder, or of the NAME.tessera.json that `tessera build` wrote.
 *
 * @throws InputError when it is no course or has mistakes
 */
export async function builtCourse(path: string): Promise<Course> {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats === undefined) throw new InputError(`there is no course \`${path}\``);
  return stats.isFile() && path.endsWith(".json") ? compiled(path) : fromFolder(path);
}

function compiled(path: string): Course {
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(path, "utf8")) as unknown;
  } catch {
    throw new InputError(`\`${path}\` is no JSON`, {
      help: "give a course folder, or the file that `tessera build` wrote",
    });
  }
  const { value, diagnostics } = parseCourse(json);
  if (value === undefined)
    throw new InputError(`\`${path}\`: ${diagnostics[0]?.message ?? "it is no course"}`);
  return value;
}

async function fromFolder(path: string): Promise<Course> {
  const { course, diagnostics, lock } = await compileFolder(path);
  if (course === undefined || hasErrors(diagnostics))
    throw new InputError(`the course \`${path}\` has mistakes`, {
      help: `see them with \`tessera check ${path}\``,
    });
  // An id that is not in the lock yet may be another one tomorrow, and no statement can have it.
  if (lock.changed)
    throw new InputError(`the course \`${path}\` has ids that are not in its course.lock.yaml yet`, {
      help: "give the course as it was published, or the NAME.tessera.json beside its package",
    });
  return course;
}
