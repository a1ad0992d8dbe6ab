import { afterEach } from "vitest";

/**
 * What a test of this file opens is closed after it, the last first. Call it once, at the top.
 *
 * @returns takes something to be closed, and gives it back
 */
export function keptOpen(): <Thing extends { close(): Promise<unknown> }>(thing: Thing) => Thing {
  const open: { close(): Promise<unknown> }[] = [];
  afterEach(async () => {
    for (const one of open.splice(0).reverse()) await one.close();
  });
  return (thing) => {
    open.push(thing);
    return thing;
  };
}
