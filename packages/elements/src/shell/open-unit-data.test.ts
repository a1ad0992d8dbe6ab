import { deflateRawSync } from "node:zlib";
import { expect, test } from "vitest";
import { veil } from "@tessera/course";
import { unitData } from "../testing/unit-data.ts";
import { inflateRaw } from "./inflate.ts";
import { openUnitData } from "./open-unit-data.ts";

const data = unitData();
const seal = (value: unknown) =>
  Buffer.from(veil(deflateRawSync(Buffer.from(JSON.stringify(value))), "seed")).toString("base64");

test("sealed data is opened, with the browser's inflater or with ours", async () => {
  expect(await openUnitData(seal(data), { seed: "seed", fallback: inflateRaw })).toEqual(data);
});

test("data of a newer packager is refused in words", async () => {
  const newer = { ...data, format: 2 };
  await expect(openUnitData(seal(newer), { seed: "seed", fallback: inflateRaw })).rejects.toThrow(
    "format 2, not 1",
  );
});

test("damaged data is refused", async () => {
  await expect(openUnitData("AAAA", { seed: "seed", fallback: inflateRaw })).rejects.toThrow();
});
