import picocolors from "picocolors";
import type { Painter } from "@tessera/diagnostics";

/** Words go to stderr, data to stdout, so that a pipe gets data only (product.md section 6). */
export const say = (line: string): void => void process.stderr.write(`${line}\n`);
export const data = (text: string): void =>
  void process.stdout.write(text.endsWith("\n") ? text : `${text}\n`);

/** Whoever reads our data may have enough of it, as `head` has: that is the end, and no fault. */
export function endWithReader(): void {
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
    process.exit();
  });
}

const paint = (on: boolean) => picocolors.createColors(on && picocolors.isColorSupported);

/** Colours for a stream: none in a pipe, none with NO_COLOR. */
export function painterFor(stream: { readonly isTTY?: boolean }): Painter {
  const colours = paint(stream.isTTY === true);
  const by = {
    error: (text: string) => colours.red(colours.bold(text)),
    warning: (text: string) => colours.yellow(colours.bold(text)),
    info: (text: string) => colours.cyan(colours.bold(text)),
    strong: colours.bold,
    faint: colours.dim,
    help: colours.green,
  };
  return (role, text) => by[role](text);
}

export const colours = paint(process.stderr.isTTY === true);

/**
 * A line on the terminal that is rewritten as work goes on; nothing at all in a pipe.
 *
 * @returns `step` to say how far it is, `end` to clear the line
 */
export function progress(title: string, total: number): { step(label: string): void; end(): void } {
  if (process.stderr.isTTY !== true || total < 2) return { step: () => undefined, end: () => undefined };
  let done = 0;
  return {
    step: (label) => {
      done += 1;
      const columns = process.stderr.columns || 80;
      const line = `${title} ${done}/${total} ${label}`;
      process.stderr.write(`\r\u001b[2K${line.slice(0, columns - 1)}`);
    },
    end: () => void process.stderr.write("\r\u001b[2K"),
  };
}

/** As `progress`, where nobody knows how much there is. */
export function status(): { show(text: string): void; end(): void } {
  if (process.stderr.isTTY !== true) return { show: () => undefined, end: () => undefined };
  return {
    show: (text) =>
      void process.stderr.write(`\r\u001b[2K${text.slice(0, (process.stderr.columns || 80) - 1)}`),
    end: () => void process.stderr.write("\r\u001b[2K"),
  };
}
