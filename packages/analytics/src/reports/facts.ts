import type { Queryable } from "../store.ts";
import { FIRST } from "./answers.ts";
import { ENDS } from "./ends.ts";
import type { Fact } from "./fact.ts";
import { factSql } from "./fact.ts";
import { AWARDED } from "./held.ts";
import { AGAIN, KINDS } from "./quality-contract.ts";
import { READS } from "./reads.ts";
import { peopleFilter } from "./run-report.ts";
import { VISITS } from "./visits.ts";

const FACTS: readonly Fact[] = [VISITS, READS, FIRST, ENDS, KINDS, AGAIN, AWARDED];

/** The queries of all facts of everything that counts: what reports without a filter ask `hold` for, word for word. */
export async function factQueries(
  store: Queryable,
): Promise<readonly { readonly name: string; readonly sql: string }[]> {
  const filter = await peopleFilter(store, {});
  return FACTS.map((fact) => ({ name: fact.name, sql: factSql(store, filter, fact).sql }));
}
