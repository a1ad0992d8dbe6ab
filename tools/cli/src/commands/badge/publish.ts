import { graphPages } from "../../badge/achievement-pages.ts";
import { openIssuer } from "../../badge/issuer-folder.adapter.ts";
import { withLedger } from "../../badge/ledger-file.adapter.ts";
import { writeObserverPage } from "../../badge/observer-page.adapter.ts";
import { readGraph } from "../../badge/portfolio-graph.adapter.ts";
import { LIST_DAYS, publishLists } from "../../badge/status-file.adapter.ts";
import { writeMissing } from "../../badge/write-missing.ts";
import { now } from "../../ports.adapter.ts";
import { say } from "../../terminal.adapter.ts";

export interface PublishOptions {
  readonly portfolio?: string;
}

/** Writes the status lists anew, so that they count for another while, and the pages of what a portfolio gives. */
export async function publish(dir: string, options: PublishOptions): Promise<void> {
  const folder = openIssuer(dir);
  if (options.portfolio !== undefined) {
    const graph = await readGraph(options.portfolio, folder);
    say(`Wrote the pages of ${graphPages(folder, graph)} credentials and pathways.`);
  }
  await withLedger(folder, async (file) => {
    const { ledger } = file;
    const made = await writeMissing(folder, file, ledger.issued.values());
    if (made > 0) say(`Made the files of ${made} credentials that were missing.`);
    const written = await publishLists(folder, ledger, now());
    await writeObserverPage(folder.root);
    say(`Wrote ${written.join(", ")}: ${ledger.revoked.size} of ${ledger.issued.size} credentials revoked.`);
    say(`Put site/ on the web server again; do this at least every ${LIST_DAYS} days.`);
  });
}
