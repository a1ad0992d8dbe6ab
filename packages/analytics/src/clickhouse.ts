/** The store on a ClickHouse server or cluster, spoken to over HTTP; no driver is loaded. @module */
export { isClickhouseStore, openClickhouse } from "./clickhouse/clickhouse-store.ts";
export type { ClickhouseOptions, ClickhouseStep } from "./clickhouse/clickhouse-store.ts";
export { dropOlderInCluster, forgetInCluster } from "./clickhouse/forget.ts";
export type { ForgetOptions, ForgetStep } from "./clickhouse/forget.ts";
export type { Erased } from "./clickhouse/erase.ts";
export { ClickhouseError } from "./clickhouse/connection.ts";
export type { ClickhouseHttp, ClickhouseReply, ClickhouseUser } from "./clickhouse/connection.ts";
export { AddressError, readAddress } from "./clickhouse/address.ts";
export type { ClickhouseAddress } from "./clickhouse/address.ts";
