import type { Course } from "@tessera/course";
import type { DemoBadges } from "./demo-badges.adapter.ts";

/** The demo's credentials, with all that they need loaded and made when somebody first asks: its start does not wait for them. */
export function badgesWhenAsked(demo: {
  readonly courses: readonly Course[];
  readonly folder: string;
}): DemoBadges {
  let loaded: Promise<DemoBadges> | undefined;
  return {
    answer(request) {
      if (!/^\/badges(\/|$)/.test(new URL(request.url).pathname)) return undefined;
      loaded ??= import("./demo-badges.adapter.ts").then(({ demoBadges }) => demoBadges(demo));
      return loaded.then(
        async (badges) => (await badges.answer(request)) ?? new Response(null, { status: 404 }),
      );
    },
    close: () => void loaded?.then((badges) => badges.close()),
  };
}
