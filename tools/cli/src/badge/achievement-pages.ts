import { join } from "node:path";
import { achievementPage } from "@tessera/credentials";
import type { AwardRule } from "@tessera/credentials";
import { writeWhole } from "../write.adapter.ts";
import { PLACES, type IssuerFolder } from "./issuer-folder.adapter.ts";

/** What credentials lead to: what had to be shown for them. */
export function achievementPages({ root, issuer }: IssuerFolder, rules: readonly AwardRule[]): void {
  writeWhole(
    rules.map(({ achievement }) => ({
      path: join(root, PLACES.site, new URL(achievement.id).pathname.slice(1), "index.html"),
      data: achievementPage(issuer, achievement),
    })),
  );
}
