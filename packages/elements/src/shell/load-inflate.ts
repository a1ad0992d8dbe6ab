import type { Inflate } from "./open-unit-data.ts";

/** The inflater as a script of its own, for the few browsers that need it. */
export async function loadInflate(src: string): Promise<Inflate> {
  const script = document.createElement("script");
  script.src = src;
  await new Promise((resolve, reject) => {
    script.onload = resolve;
    script.onerror = reject;
    document.head.append(script);
  });
  return (globalThis as unknown as { TesseraInflate: Inflate }).TesseraInflate;
}
