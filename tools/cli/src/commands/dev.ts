import { relative } from "node:path";
import { loadRuntime } from "@tessera/bundle";
import { renderPretty } from "@tessera/diagnostics";
import { InputError } from "../exit.ts";
import { courseRoot, folderHost } from "../folder.adapter.ts";
import { startLmsServer } from "../lms-server.adapter.ts";
import type { LmsServer, LmsServerOptions } from "../lms-server.adapter.ts";
import { openBrowser } from "../open-browser.adapter.ts";
import { placed } from "../placed.ts";
import { diagnosticsPage } from "../preview/diagnostics-page.adapter.ts";
import { Preview } from "../preview/preview.ts";
import type { Build } from "../preview/preview.ts";
import { UnitEvents } from "../preview/unit-events.ts";
import { watchFolder } from "../preview/watch-folder.adapter.ts";
import { systemRefusal } from "../system-words.ts";
import { data, painterFor, say } from "../terminal.adapter.ts";
import { untilStopped } from "../until-stopped.adapter.ts";

export interface DevOptions {
  /** A free one where the usual one is taken, when absent. */
  readonly port?: number;
  /** Name of a profile. */
  readonly lms: string;
  readonly open?: boolean;
}

export interface DevServer extends LmsServer {
  /** Builds what is saved now, without waiting for the system to tell of it. */
  saved(): Promise<void>;
}

const USUAL_PORT = 4174;

/** Plays a course while it is being written; prints one address and serves until it is stopped. */
export async function dev(folder: string, options: DevOptions): Promise<void> {
  let shown = "";
  const prefix = relative(process.cwd(), courseRoot(folder));
  const server = await startDev(folder, options, (build) => {
    const words = wordsOf(build, prefix);
    if (words !== "" && words !== shown) say(words);
    shown = words;
  });
  try {
    data(server.address);
    say(`Open ${server.address}: the course, and what is wrong in it, after each save. Stop with Ctrl+C.`);
    if (options.open === true && !(await openBrowser(server.address))) say("No browser could be opened.");
    await untilStopped();
  } finally {
    await server.close();
  }
}

/**
 * The simulated LMS with one course in it, which is built again whenever something in its folder changes.
 *
 * @throws InputError when `folder` is no course or a port is taken; what is wrong in the course is shown instead
 */
export async function startDev(
  folder: string,
  options: Omit<DevOptions, "open">,
  built?: (build: Build) => void,
): Promise<DevServer> {
  const root = courseRoot(folder);
  const runtime = await loadRuntime();
  const units = new UnitEvents();
  const server = await listening(options, {
    workbench: diagnosticsPage,
    content: (request) => units.answer(request),
  });
  const { lms } = server;
  lms.subscribe((event) => {
    if (event.type === "preview") units.wear(event.preview.look);
  });
  const preview = new Preview({
    folder,
    host: () => folderHost(root),
    lms,
    units,
    runtime,
    ...(built && { built }),
  });
  // A mistake of ours in one text must not end the work on the next.
  const saved = (): void =>
    void preview.saved().catch((error: unknown) => {
      const refusal = systemRefusal(error);
      say(
        refusal === undefined
          ? `bug: this is a mistake in Tessera, not in your input: ${String(error)}`
          : `error: ${refusal}`,
      );
    });
  const stop = watchFolder(root, saved);
  try {
    await preview.saved();
  } catch (error) {
    stop();
    await server.close();
    throw error;
  }
  return {
    ...server,
    saved: () => preview.saved(),
    close: async () => {
      stop();
      await server.close();
    },
  };
}

async function listening(
  { port, lms }: Omit<DevOptions, "open">,
  beside: LmsServerOptions["beside"],
): Promise<LmsServer> {
  const options = { lms, ...(beside && { beside }) };
  if (port !== undefined) return startLmsServer({ ...options, port });
  return startLmsServer({ ...options, port: USUAL_PORT }).catch((error: unknown) => {
    if (error instanceof InputError) return startLmsServer({ ...options, port: 0 });
    throw error;
  });
}

/** Empty where there is nothing to say. */
function wordsOf(build: Build, prefix: string): string {
  const named = placed(build, prefix);
  const text = renderPretty(named.diagnostics, named.sources, {
    colour: painterFor(process.stderr),
  }).trimEnd();
  if (build.good) return text;
  return `${text}\nThe last version without errors stays.`;
}
