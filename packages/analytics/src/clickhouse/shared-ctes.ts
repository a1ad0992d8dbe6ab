/**
 * ClickHouse writes a CTE out wherever it is named: of twenty that stand on each other it makes a query of hundreds, and plans it
 * for seconds. What is named more than once is better a table.
 */
export interface Step {
  /** Of the CTE whose rows are to be a table. */
  readonly name: string;
  /** Those rows; what it stands on, in front. */
  readonly sql: string;
}

/**
 * @param sql - `WITH s AS (…), a AS (…), … SELECT …` @param tableOf - the table that a CTE becomes
 * @returns the tables in their order, and what is left of the query. `s` stays: it is the statements that count, all of them.
 */
export function sharedCtes(
  sql: string,
  tableOf: (name: string) => string,
): { readonly steps: readonly Step[]; readonly rest: string } {
  const { ctes, last } = parts(sql);
  const texts = [...ctes.map(({ body }) => body), last];
  const now = new Map<string, string>();
  const steps: Step[] = [];
  for (const { name, body } of ctes) {
    const named = texts.reduce((sum, text) => sum + [...text.matchAll(uses(name))].length, 0);
    if (name === "s" || named < 2) now.set(name, body);
    else {
      steps.push({ name, sql: withNeeded(body, now) });
      now.set(name, `SELECT * FROM ${tableOf(name)}`);
    }
  }
  return { steps, rest: withNeeded(last, now) };
}

const uses = (name: string) => new RegExp(`\\b(?:FROM|JOIN) ${name}\\b`, "g");

/** The query behind those of the CTEs that it stands on. */
function withNeeded(query: string, ctes: ReadonlyMap<string, string>): string {
  const needed = new Set<string>();
  const look = (text: string): void => {
    for (const [name, body] of ctes)
      if (!needed.has(name) && uses(name).test(text)) {
        needed.add(name);
        look(body);
      }
  };
  look(query);
  const list = [...ctes].filter(([name]) => needed.has(name)).map(([name, body]) => `${name} AS (${body})`);
  return list.length === 0 ? query : `WITH ${list.join(", ")}\n${query}`;
}

function parts(sql: string) {
  const ctes: { readonly name: string; readonly body: string }[] = [];
  let at = /^\s*WITH\b/.exec(sql)?.[0].length;
  if (at === undefined) return { ctes, last: sql };
  for (;;) {
    const head = /^\s*(\w+) AS \(/.exec(sql.slice(at));
    if (head === null) return { ctes: [], last: sql };
    const from: number = at + head[0].length;
    const to = closing(sql, from);
    ctes.push({ name: head[1] ?? "", body: sql.slice(from, to) });
    at = to + 1;
    if (sql[at] !== ",") return { ctes, last: sql.slice(at).trim() };
    at += 1;
  }
}

/** Where the bracket closes that was opened before `from`; those in texts are none. */
function closing(sql: string, from: number): number {
  let depth = 1;
  let inText = false;
  for (let at = from; at < sql.length; at++) {
    const one = sql[at];
    if (one === "'") inText = !inText;
    else if (!inText && one === "(") depth += 1;
    else if (!inText && one === ")" && (depth -= 1) === 0) return at;
  }
  return sql.length;
}
