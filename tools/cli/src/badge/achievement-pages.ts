import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { AwardRule } from "@tessera/credentials";
import { achievementFiles, pagePath } from "@tessera/credentials/issuing";
import type { Graph } from "@tessera/credentials/issuing";
import { writeWhole } from "../write.adapter.ts";
import { PLACES, type IssuerFolder } from "./issuer-folder.adapter.ts";

/** What credentials lead to, where it is not there yet or says something else; `publish --portfolio` knows more, and writes all. */
export function achievementPages(folder: IssuerFolder, rules: readonly AwardRule[]): void {
  for (const rule of rules) {
    const files = achievementFiles(folder.issuer, { achievement: rule.achievement, rule });
    const place = placeOf(folder, rule);
    const said = join(place, "achievement.json");
    if (!existsSync(said) || readFileSync(said, "utf8") !== files["achievement.json"]) write(place, files);
  }
}

/** The pages of everything that this issuer gives, with what comes before and after. @returns how many */
export function graphPages(folder: IssuerFolder, graph: Graph): number {
  let count = 0;
  for (const { achievement, rule } of graph.nodes.values()) {
    if (achievement === undefined) continue;
    write(placeOf(folder, { achievement }), achievementFiles(folder.issuer, { achievement, rule }, graph));
    count += 1;
  }
  return count;
}

const placeOf = ({ root }: IssuerFolder, { achievement }: Pick<AwardRule, "achievement">): string =>
  join(root, PLACES.site, pagePath(achievement));

const write = (place: string, files: Readonly<Record<string, string>>): void =>
  writeWhole(Object.entries(files).map(([name, data]) => ({ path: join(place, name), data })));
