import { expect, test } from "vitest";
import { AddressError, readAddress } from "./address.ts";

test("another machine is spoken to by TLS, this one in the clear", () => {
  expect(readAddress("clickhouse://ch.example.com")).toEqual({
    nodes: ["https://ch.example.com:8443"],
    database: "tessera",
    cluster: undefined,
  });
  for (const host of ["localhost", "127.0.0.1", "[::1]"])
    expect(readAddress(`clickhouse://${host}/learning`)).toMatchObject({
      nodes: [`http://${host}:8123`],
      database: "learning",
    });
  expect(readAddress("clickhouse://localhost.example.com:8123").nodes).toEqual([
    "https://localhost.example.com:8123",
  ]);
});

test("a cluster has a name and its other nodes", () => {
  expect(
    readAddress(
      "clickhouse://a.example.com:9443/tessera?cluster=main&node=b.example.com&node=127.0.0.1:8124",
    ),
  ).toEqual({
    nodes: ["https://a.example.com:9443", "https://b.example.com:8443", "http://127.0.0.1:8124"],
    database: "tessera",
    cluster: "main",
  });
});

test.each([
  ["http://ch.example.com/", "not of the form clickhouse://"],
  ["clickhouse:///tessera", "is no HOST:PORT"],
  ["clickhouse://ada:secret@ch.example.com/", "name and password do not belong into the address"],
  ["clickhouse://ch.example.com/a;b", "is no name of letters, digits and _"],
  ["clickhouse://ch.example.com/t?cluster=a'b", "is no name of letters, digits and _"],
  ["clickhouse://ch.example.com/t?node=b", "say which with `cluster`"],
  ["clickhouse://ch.example.com/t?cluster=c&node=a/b", "is no HOST:PORT"],
  ["clickhouse://ch.example.com/t?cluster=c&node=u:p@b", "is no HOST:PORT"],
  ["clickhouse://ch.example.com/t?password=x", "it has no part called `password`"],
])("%s is refused in words, and its secret is not in them", (text, says) => {
  expect(() => readAddress(text)).toThrow(AddressError);
  expect(() => readAddress(text)).toThrow(says);
  expect(() => readAddress(text)).not.toThrow("secret");
});
