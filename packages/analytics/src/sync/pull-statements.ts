import { LrsError } from "./http.ts";
import { MoreExpired, PageReader, type LrsAccess } from "./page-reader.ts";

const PAGE = 1_000;
/** A link lives for a day; one that is gone again and again is a fault of the LRS. */
const MOST_EXPIRED = 5;

/**
 * What an LRS answers to a query, page after page, as it stands there; nothing is kept. A link that has expired begins the
 * query anew, so that a statement may come twice.
 *
 * @param query - of `GET statements`, such as `verb`
 * @throws LrsError when the LRS does not give what was asked for
 */
export async function* pullStatements(
  access: LrsAccess,
  query: Readonly<Record<string, string>>,
): AsyncGenerator {
  const reader = new PageReader(access);
  const first = { ascending: "true", attachments: "false", limit: String(PAGE), ...query };
  const visited = new Set<string>();
  let expired = 0;
  let page = await reader.first(first);
  for (;;) {
    yield* page.statements;
    const { more } = page;
    if (more === undefined) return;
    if (visited.has(more))
      throw new LrsError("the LRS's link to the next page leads back to a page that was read");
    visited.add(more);
    try {
      page = await reader.next(more);
    } catch (error) {
      expired += 1;
      if (!(error instanceof MoreExpired) || expired > MOST_EXPIRED) throw error;
      visited.clear();
      page = await reader.first(first);
    }
  }
}
