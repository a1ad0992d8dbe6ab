import { LOCK_FILE } from "@tessera/markdown";
import type { SourceHost } from "@tessera/markdown";

/**
 * The lock as it would be after each save, without writing it: a preview reads a course and changes nothing in it
 * (docs/decisions/0026). When somebody writes the file itself, that counts.
 */
export class KeptLock {
  #written: string | undefined;
  #own: string | undefined;

  /** The folder as the next version is compiled from it. */
  async over(host: SourceHost): Promise<SourceHost> {
    const written = await host.readText(LOCK_FILE);
    if (written !== this.#written) this.#own = undefined;
    this.#written = written;
    const own = this.#own;
    if (own === undefined) return host;
    return {
      ...host,
      list: async (path) => {
        const names = await host.list(path);
        return path === "" && !names.includes(LOCK_FILE) ? [...names, LOCK_FILE] : names;
      },
      readText: (path) => (path === LOCK_FILE ? own : host.readText(path)),
    };
  }

  /** @param text - what the file should hold now */
  keep(text: string): void {
    this.#own = text;
  }
}
