/** Script and sheet of the dashboard, as built with Tessera into `dist/dashboard`. */
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

const DASHBOARD = new URL("../../dist/dashboard/", import.meta.url);

/** @returns undefined when Tessera was not built */
export async function readDashboardFile(name: "dashboard.js" | "dashboard.css"): Promise<string | undefined> {
  return readFile(fileURLToPath(new URL(name, DASHBOARD)), "utf8").catch(() => undefined);
}
