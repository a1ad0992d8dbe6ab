import fc from "fast-check";
import { expect, test } from "vitest";
import { composeLaunch, LAUNCH_PARAMETERS, resolveUnitUrl } from "./launch-url.ts";
import type { LaunchParameter } from "./launch-url.ts";

function launchUrl(
  unitUrl: string,
  given: Readonly<Record<LaunchParameter, string>>,
  names: readonly LaunchParameter[] = LAUNCH_PARAMETERS,
): string {
  const facts = { actor: {}, registration: "", token: "", window: "window" } as const;
  const parameters = names.map((name) => [name, given[name]] as const);
  return composeLaunch({ unitUrl, parameters, place: "query", encoded: true, facts });
}

const values = fc.record({
  endpoint: fc.webUrl({ withQueryParameters: true }),
  fetch: fc.webUrl({ withQueryParameters: true }),
  actor: fc.json(),
  registration: fc.uuid(),
  activityId: fc.webUrl({ withQueryParameters: true, withFragments: true }),
});
const base = fc.webUrl({ withQueryParameters: true, withFragments: true });
const order = fc.shuffledSubarray([...LAUNCH_PARAMETERS], { minLength: 5, maxLength: 5 });

test("[13.1.4.0-3] whatever the values, the unit reads them back, and its own query and fragment are kept", () => {
  fc.assert(
    fc.property(base, values, order, (unit, given, names) => {
      const before = new URL(unit);
      const url = new URL(launchUrl(unit, given, names));
      for (const name of LAUNCH_PARAMETERS) expect(url.searchParams.getAll(name).at(-1)).toBe(given[name]);
      expect(url.hash).toBe(before.hash);
      expect(url.pathname).toBe(before.pathname);
      expect(url.search.startsWith(before.search)).toBe(true);
    }),
  );
});

const plain: Readonly<Record<LaunchParameter, string>> = {
  endpoint: "e",
  fetch: "f",
  actor: "{}",
  registration: "r",
  activityId: "a",
};

test.each([
  ["https://x.example/a.html", "https://x.example/a.html?endpoint=e"],
  ["https://x.example/a.html?", "https://x.example/a.html?endpoint=e"],
  ["https://x.example/a.html?b=1&", "https://x.example/a.html?b=1&endpoint=e"],
  ["trainer://open/a?b=1", "trainer://open/a?b=1&endpoint=e"],
])("%s is joined to its parameters", (unit, start) => {
  expect(launchUrl(unit, plain).startsWith(start)).toBe(true);
});

test("a relative url lies below the package, an absolute one where it says", () => {
  expect(resolveUnitUrl("a/b.html?c=1", "http://c.test/content/course-1/")).toBe(
    "http://c.test/content/course-1/a/b.html?c=1",
  );
  expect(resolveUnitUrl("trainer://open/a", "http://c.test/")).toBe("trainer://open/a");
});
