import { createHash } from "node:crypto";
import { MadePages } from "@tessera/bundle";
import type { Runtime } from "@tessera/bundle";
import { hasErrors } from "@tessera/diagnostics";
import type { Diagnostic, SourceText } from "@tessera/diagnostics";
import type { Lms } from "@tessera/lms";
import { compileCourse, OpenedFiles, unitMemory } from "@tessera/markdown";
import type { SourceHost } from "@tessera/markdown";
import { InputError } from "../exit.ts";
import { courseVersion } from "./course-version.adapter.ts";
import type { CourseVersion } from "./course-version.adapter.ts";
import { KeptLock } from "./kept-lock.ts";
import { problemsOf } from "./problems.ts";
import type { UnitEvents } from "./unit-events.ts";

export interface PreviewPorts {
  /** The course's folder as it was named. */
  readonly folder: string;
  /** The folder as it is now. */
  readonly host: () => SourceHost;
  readonly lms: Pick<Lms, "take" | "showPreview">;
  readonly units: Pick<UnitEvents, "change">;
  readonly runtime: Runtime;
  /** Told after each build. */
  readonly built?: (build: Build) => void;
}

/** What became of one save. */
export interface Build {
  readonly diagnostics: readonly Diagnostic[];
  readonly sources: ReadonlyMap<string, SourceText>;
  /** What is played is what is saved. */
  readonly good: boolean;
  /** Another version than before is played. */
  readonly changed: boolean;
}

interface Made extends Omit<Build, "good" | "changed"> {
  readonly version?: CourseVersion;
}

/** Keeps what an LMS plays the same as what is saved, as long as that has no errors. Writes nothing to the course. */
export class Preview {
  readonly #ports: PreviewPorts;
  readonly #lock = new KeptLock();
  readonly #opened = new OpenedFiles();
  readonly #made = new MadePages();
  readonly #memory = unitMemory((content) => createHash("sha1").update(content).digest("base64"));
  #running: Promise<void> | undefined;
  #again = false;
  #version = 0;
  #course: string | undefined;
  #digest = "";

  constructor(ports: PreviewPorts) {
    this.#ports = ports;
  }

  /** Builds what is saved now. While a build runs, all further calls together are one more. Rejects for mistakes of ours. */
  saved(): Promise<void> {
    this.#again = true;
    return (this.#running ??= this.#run());
  }

  async #run(): Promise<void> {
    try {
      while (this.#again) {
        this.#again = false;
        this.#show(await this.#make());
      }
    } finally {
      // In the same breath as the last look at `again`: a call in between would wait for nobody.
      this.#running = undefined;
    }
  }

  async #make(): Promise<Made> {
    try {
      const host = await this.#lock.over(this.#ports.host());
      const { course, diagnostics, sources, lock } = await compileCourse(host, {
        opened: this.#opened,
        memory: this.#memory,
      });
      if (course === undefined) return { diagnostics, sources };
      const { runtime } = this.#ports;
      const made = await courseVersion(course, {
        readBytes: (path) => host.readBytes(path),
        runtime,
        made: this.#made,
      });
      if (made.value !== undefined) this.#lock.keep(lock.text);
      return {
        diagnostics: [...diagnostics, ...made.diagnostics],
        sources,
        ...(made.value && { version: made.value }),
      };
    } catch (cause) {
      // A folder that is being moved is not there for a moment; the next save tells.
      if (!(cause instanceof InputError)) throw cause;
      const { message, help } = cause;
      const gone = { code: "course/missing", severity: "error", message, ...(help && { help }) } as const;
      return { diagnostics: [gone], sources: new Map() };
    }
  }

  #show({ version, ...made }: Made): void {
    const { folder, lms, units, built } = this.#ports;
    const good = version !== undefined && !hasErrors(made.diagnostics);
    const changed = good && version.digest !== this.#digest;
    if (changed) {
      this.#course = lms.take(version.imported).course?.key;
      this.#digest = version.digest;
      this.#version += 1;
    }
    lms.showPreview({
      folder,
      ...(this.#course !== undefined && { course: this.#course }),
      version: this.#version,
      behind: !good,
      ...problemsOf(made.diagnostics, made.sources),
    });
    // The LMS first: a page that is loaded again gets the new text.
    if (good) units.change(version.pages);
    built?.({ ...made, good, changed });
  }
}
