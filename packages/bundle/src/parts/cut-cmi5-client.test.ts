import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { expect, test } from "vitest";
import { cutCmi5Client } from "./cut-cmi5-client.ts";

const require = createRequire(new URL("../../../session/package.json", import.meta.url));
const published = readFileSync(require.resolve("@xapi/cmi5/dist/Cmi5.esm.js"), "utf8");

test("what is cut is the second transport, and all that is left still loads", async () => {
  const cut = cutCmi5Client(published);
  expect(cut.length).toBeLessThan(published.length * 0.65);
  const { default: Cmi5 } = (await import(`data:text/javascript,${encodeURIComponent(cut)}`)) as {
    default: new (launch: object) => { getAuthTokenFromLMS(url: string): Promise<string> };
  };
  const launch = {
    endpoint: "https://lrs.example/",
    fetch: "x",
    actor: {},
    registration: "r",
    activityId: "a",
  };
  await expect(new Cmi5(launch).getAuthTokenFromLMS("https://lms.example/fetch")).rejects.toThrow(
    "the unit's session fetches the token",
  );
});

test("another version of the library stops the build", () => {
  expect(() => cutCmi5Client(published.replace("ft.default=ft;", "ft.standard=ft;"))).toThrow(
    "not the version",
  );
  expect(() => cutCmi5Client(`${published};ft.get();`)).toThrow("not the version");
});
