import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { ALL, HOME, inPlace, KEY, privateContract, QUINBY } from "../testing/private-contract.ts";
import type { StorePlace } from "../testing/private-contract.ts";
import { openDuckdb } from "./duckdb-store.ts";
import { dropOlder, forgetInFile } from "./forget.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "tessera private "));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const options = () => ({
  ...{ file: join(folder, "a.duckdb"), memory: "128MB", temporary: join(folder, "tmp"), threads: 1 },
});
const ofStore = () => readdirSync(folder).filter((name) => name.startsWith("a.duckdb"));
const place: StorePlace = {
  open: (more) => openDuckdb({ ...options(), ...more }),
  forget: (who, onStep) => forgetInFile({ ...options(), onStep }, who),
  dropOlder: (oldest) => dropOlder(options(), oldest),
  // Whatever stands beside the file included.
  bytes: () =>
    Promise.resolve(
      Buffer.concat(ofStore().map((name) => readFileSync(join(folder, name)))).toString("latin1"),
    ),
  empty() {
    for (const name of ofStore()) rmSync(join(folder, name));
    return Promise.resolve();
  },
};

privateContract(place, ["copied", "replaced"]);

const here = inPlace(place);

test.each(["copied", "replaced"] as const)(
  "a kill when the new file is %s leaves the old store or the new one",
  async (at) => {
    await here.sync(ALL, { keepRaw: true });
    const dies = here.forget((step) => {
      if (step === at) throw new Error("killed");
    });
    await expect(dies).rejects.toThrow("killed");
    expect(await here.actors()).toEqual(
      at === "copied" ? [`${HOME}|ada`, QUINBY] : ["forgotten", `${HOME}|ada`],
    );
    // The next one that writes takes away what was left.
    await here.sync([]);
    expect(existsSync(join(folder, "a.duckdb.rewrite"))).toBe(false);
  },
);

test("the key of the tombstones is the store's own, whatever comes later", async () => {
  await here.sync(ALL);
  await here.forget();
  await place.forget({ actor: `${HOME}|ada`, freshKey: KEY.replace("0", "1") });
  expect(await here.sync(ALL)).toMatchObject({ added: 0 });
});
