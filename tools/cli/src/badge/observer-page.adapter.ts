import { dirname, join } from "node:path";
import { observerFiles } from "@tessera/bundle";
import { writeWhole } from "../write.adapter.ts";
import { PLACES } from "./issuer-folder.adapter.ts";

/** Puts the page on which observers sign into the issuer's site, as this Tessera has it. */
export async function writeObserverPage(root: string): Promise<void> {
  const folder = join(root, dirname(PLACES.observer));
  writeWhole([...(await observerFiles())].map(([name, data]) => ({ path: join(folder, name), data })));
}
