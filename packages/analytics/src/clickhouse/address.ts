/** Where a ClickHouse store is: `clickhouse://HOST[:PORT][/DATABASE][?cluster=NAME&node=HOST:PORT…]`. */
export interface ClickhouseAddress {
  /** `https://host:port` of the node that is asked, then of the cluster's others. */
  readonly nodes: readonly [string, ...string[]];
  readonly database: string;
  /** As `system.clusters` names it; without it the store is on one node. */
  readonly cluster: string | undefined;
}

/** The address is not one; the message says why. */
export class AddressError extends Error {
  override readonly name = "AddressError";
}

const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;
const LOOPBACK = /^(localhost|127(\.\d+){3}|\[::1\])$/;

/**
 * Loopback is spoken to in the clear (port 8123), everything else by TLS (port 8443): the password would be read on the way.
 *
 * @throws AddressError
 */
export function readAddress(text: string): ClickhouseAddress {
  if (!/^clickhouse:\/\//i.test(text) || !URL.canParse(text))
    throw new AddressError("it is not of the form clickhouse://HOST:PORT/DATABASE");
  const url = new URL(text);
  if (url.username !== "" || url.password !== "")
    throw new AddressError("name and password do not belong into the address, where others can read them");
  const cluster = url.searchParams.get("cluster") ?? undefined;
  const others = url.searchParams.getAll("node");
  for (const name of url.searchParams.keys())
    if (name !== "cluster" && name !== "node") throw new AddressError(`it has no part called \`${name}\``);
  if (cluster === undefined && others.length > 0)
    throw new AddressError("`node` is for clusters: say which with `cluster`");
  const database = url.pathname.replace(/^\//, "") || "tessera";
  for (const name of [database, ...(cluster === undefined ? [] : [cluster])])
    if (!NAME.test(name)) throw new AddressError(`\`${name}\` is no name of letters, digits and _`);
  return { nodes: [origin(url.host), ...others.map(origin)], database, cluster };
}

function origin(host: string): string {
  const text = `clickhouse://${host}`;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || url.hostname === "" || url.host !== host)
    throw new AddressError(`\`${host}\` is no HOST:PORT`);
  const local = LOOPBACK.test(url.hostname);
  return `${local ? "http" : "https"}://${url.hostname}:${url.port || (local ? "8123" : "8443")}`;
}
