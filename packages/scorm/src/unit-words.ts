import type { KeptUnit } from "./suspend/suspend-data.ts";

/** @returns the key of the sentence that says where a unit stands, and the number in it */
export function wordsFor(unit: KeptUnit): { readonly key: string; readonly n: number } {
  const n = unit.p ?? 0;
  if (unit.passed && (unit.c || n >= 100)) return { key: "quiz.passed", n };
  if (unit.failed && !unit.passed) return { key: "quiz.failed", n };
  if (unit.c) return { key: "unit.done", n };
  return { key: n > 0 ? "unit.percent" : "unit.new", n };
}
