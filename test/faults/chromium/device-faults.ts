/** What goes wrong with a learner's device, as Chromium can do it. */
import type { RealDevice, RealPage } from "./real-page.ts";

/** IndexedDB may not grow any more. @param whole - localStorage is filled to its last character, too */
export async function fillDisk({ page, device }: RealPage, whole: boolean): Promise<void> {
  device.disk = "full";
  const devtools = await device.context.newCDPSession(page);
  const { origin } = new URL(page.url());
  await devtools.send("Storage.overrideQuotaForOrigin", { origin, quotaSize: 1 });
  if (!whole) return;
  await page.evaluate(() => {
    for (let size = 2 ** 22; size >= 1; size = Math.floor(size / 2))
      try {
        for (let n = 0; ; n++) localStorage.setItem(`junk ${size} ${n}`, "x".repeat(size));
      } catch {
        // No room for one of this size.
      }
  });
}

/** Every later page of the device finds what a browser says that blocks the data of sites. */
export async function forbidStorage(device: RealDevice): Promise<void> {
  if (device.disk === "forbidden") return;
  device.disk = "forbidden";
  await device.context.addInitScript(() => {
    for (const name of ["localStorage", "sessionStorage", "indexedDB"])
      Object.defineProperty(window, name, {
        get() {
          throw new DOMException("Access is denied for this document.", "SecurityError");
        },
      });
  });
}

/** The device's clock is set back by an hour, for this page and every later one. */
export async function turnBack({ page, device }: RealPage): Promise<void> {
  const setBack = () => {
    const { now } = Date;
    Date.now = () => now() - 3_600_000;
  };
  await device.context.addInitScript(setBack);
  await page.evaluate(setBack);
}
