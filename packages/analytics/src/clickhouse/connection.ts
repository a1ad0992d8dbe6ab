import type { ResultRow, SqlValue } from "../store.ts";

export interface ClickhouseReply {
  readonly status: number;
  readonly text: string;
}

/** The network, as a port. A reply is whole or the promise fails; redirects are not followed (decision 13). */
export interface ClickhouseHttp {
  post(url: string, headers: Readonly<Record<string, string>>, body: string): Promise<ClickhouseReply>;
}

export interface ClickhouseUser {
  readonly name: string;
  readonly password: string;
}

/** What the server says, without the query, which may hold what people answered. */
export class ClickhouseError extends Error {
  override readonly name = "ClickhouseError";
  /** ClickHouse's own number, e.g. 516 when name or password are wrong; 0 when something else answered. */
  readonly code: number;

  constructor(message: string, code: number) {
    super(message);
    this.code = code;
  }
}

/**
 * The same answers as SQL elsewhere (an outer join gives NULL, an alias hides no column), all nodes' rows where a query asks
 * several tables, each insert and each reply whole, counts as numbers.
 */
const SETTINGS: Readonly<Record<string, string>> = {
  join_use_nulls: "1",
  prefer_column_name_to_alias: "1",
  distributed_product_mode: "global",
  prefer_global_in_and_join: "1",
  distributed_foreground_insert: "1",
  async_insert: "0",
  date_time_input_format: "best_effort",
  max_query_size: String(64 * 1024 * 1024),
  wait_end_of_query: "1",
  output_format_json_quote_64bit_integers: "0",
};

/** For what names people. */
export const UNLOGGED: Readonly<Record<string, string>> = { log_queries: "0" };

/** One node, and one database of it. */
export class Connection {
  private readonly http: ClickhouseHttp;
  private readonly node: string;
  private readonly database: string;
  private readonly headers: Readonly<Record<string, string>>;

  constructor(
    http: ClickhouseHttp,
    {
      node,
      user,
      database,
    }: { readonly node: string; readonly user: ClickhouseUser | undefined; readonly database: string },
  ) {
    this.http = http;
    this.node = node;
    this.database = database;
    this.headers = user ? { "X-ClickHouse-User": user.name, "X-ClickHouse-Key": user.password } : {};
  }

  /**
   * @param body - the statement, or what follows one that is given as `query`
   * @param values - for `{name:Type}` in the statement. They name people, so they are in no address, which servers and what
   *   stands before them write down, and the statement is kept out of the server's log of queries.
   */
  async say(
    body: string,
    settings: Readonly<Record<string, string>> = {},
    values: Readonly<Record<string, SqlValue>> = {},
  ): Promise<string> {
    const named = Object.keys(values).length > 0;
    const all = { ...SETTINGS, database: this.database, ...(named && UNLOGGED), ...settings };
    const form = named ? formOf({ query: body, ...parametersOf(values) }) : { headers: {}, body };
    const url = `${this.node}/?${new URLSearchParams(all).toString()}`;
    const { status, text } = await this.http.post(url, { ...this.headers, ...form.headers }, form.body);
    if (status === 200) return text;
    throw errorOf(status, text);
  }

  async rows(
    sql: string,
    values: Readonly<Record<string, SqlValue>> = {},
    settings: Readonly<Record<string, string>> = {},
  ): Promise<readonly ResultRow[]> {
    const text = await this.say(`${sql}\nFORMAT JSONCompactEachRowWithNames`, settings, values);
    const [names, ...rows] = text.split("\n").flatMap((line) => (line === "" ? [] : [JSON.parse(line)]));
    const keys = (names ?? []) as readonly string[];
    return rows.map((row: readonly SqlValue[]) =>
      Object.fromEntries(keys.map((key, at) => [key, row[at] ?? null])),
    );
  }

  /** @param rows - values of the columns in their order, moments as text */
  async insert(table: string, columns: readonly string[], rows: readonly (readonly unknown[])[]) {
    if (rows.length === 0) return;
    await this.say(rows.map(lineOf).join("\n"), {
      query: `INSERT INTO ${table} (${columns.join(", ")}) FORMAT JSONCompactEachRow`,
    });
  }
}

/** A parameter is read as a field of a tab-separated file: a backslash, a tab and a line's end are escaped. */
function parametersOf(values: Readonly<Record<string, SqlValue>>): Record<string, string> {
  const escapes: Readonly<Record<string, string>> = {
    ...{ "\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r", "\0": "\\0" },
  };
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      `param_${name}`,
      value === null ? "\\N" : String(value).replace(/[\\\t\n\r\0]/g, (one) => escapes[one] ?? one),
    ]),
  );
}

/** Half of a character is none in UTF-8: JSON writes it as an escape, and ClickHouse refuses a batch that has one. */
function lineOf(row: readonly unknown[]): string {
  const line = JSON.stringify(row);
  return line.includes("\\ud") ? JSON.stringify(row, (_key, value) => wellFormed(value)) : line;
}

/** The same text in UTF-8, with the sign for what is no character in its place. */
export const wellFormed = (value: unknown): unknown =>
  typeof value === "string" ? value.replace(/\p{Surrogate}/gu, "\uFFFD") : value;

/** `multipart/form-data` (RFC 7578), the only form that ClickHouse reads parameters from. */
function formOf(fields: Readonly<Record<string, string>>) {
  let boundary = "tessera";
  while (Object.values(fields).some((value) => value.includes(boundary))) boundary += "-";
  const parts = Object.entries(fields).map(
    ([name, value]) => `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  return {
    headers: { "Content-Type": `multipart/form-data; boundary=${boundary}` },
    body: `${parts.join("")}--${boundary}--\r\n`,
  };
}

/** `Code: 516. DB::Exception: …. (NAME) (version …)` */
function errorOf(status: number, text: string): ClickhouseError {
  const found = /^Code: (\d+)\. DB::Exception: ([^]*)/.exec(text);
  if (found === null) return new ClickhouseError(`it answered ${status}, and not as ClickHouse does`, 0);
  const words = (found[2] ?? "").split(/:? While |:? In scope |\n| \(version /)[0] ?? "";
  return new ClickhouseError(words.slice(0, 300).trim(), Number(found[1]));
}
