import { createHash } from "node:crypto";
import type { PageParts } from "@tessera/dashboard";

/** Script and sheet of the dashboard, as built with Tessera. */
export async function pageParts(): Promise<PageParts> {
  const { readDashboardFile } = await import("@tessera/bundle");
  const [script, sheet] = await Promise.all([
    readDashboardFile("dashboard.js"),
    readDashboardFile("dashboard.css"),
  ]);
  if (script === undefined || sheet === undefined) throw new Error("the dashboard was not built");
  return { script, sheet, hash: (text) => createHash("sha256").update(text).digest("base64") };
}
