import type { z } from "zod";
import type { ReadContext } from "../authoring.ts";
import type { Frame } from "../reading/frame.ts";
import { numericMistakes } from "./numeric-mistakes.ts";
import type { NumericUnit } from "./numeric-spec.ts";
import { number } from "./read-range.ts";

const CONVERSION = /^(.+?)\s*×\s*([^\s+−-]+)(?:\s*([+−-])\s*(\S+))?$/u;

/**
 * `unit="m³/h; l/s × 3.6; °F × 0.5556 − 17.78"`: the first is what answers are written in.
 *
 * @returns undefined when one of them cannot be read
 */
export function readUnits(
  frame: Frame<{ readonly unit: z.ZodString }>,
  context: ReadContext,
): readonly NumericUnit[] | undefined {
  const { unit } = frame.attributes;
  if (unit === undefined) return [];
  const source = context.attributes(frame.node).find(({ name }) => name === "unit");
  const valueSpan = source?.valueSpan ?? context.opening(frame.node);
  const exact = valueSpan.end - valueSpan.start === unit.length;
  const units: NumericUnit[] = [];
  let sound = true;
  let at = 0;
  for (const part of unit.split(";")) {
    const found = part.trim();
    const start = valueSpan.start + at + part.indexOf(found);
    const span =
      exact && found !== "" ? { file: valueSpan.file, start, end: start + found.length } : valueSpan;
    at += part.length + 1;
    const read = units.length === 0 && sound ? readFirst(found) : readConversion(found);
    const twice = units.some(({ label }) => label === read?.label);
    if (read === undefined) context.report(numericMistakes.unit(span, { found }));
    else if (twice) context.report(numericMistakes.unitTwice(span, { found: read.label }));
    if (read === undefined || twice) sound = false;
    else units.push(read);
  }
  return sound ? units : undefined;
}

function readFirst(found: string): NumericUnit | undefined {
  return found === "" || /[×]/.test(found)
    ? undefined
    : { label: found.normalize("NFC"), factor: 1, offset: 0 };
}

function readConversion(found: string): NumericUnit | undefined {
  const [, label = "", times = "", sign, shift] = CONVERSION.exec(found) ?? [];
  const factor = number(times);
  const offset = shift === undefined ? 0 : number(shift);
  if (label === "" || factor === undefined || factor === 0 || offset === undefined) return undefined;
  return {
    label: label.normalize("NFC"),
    factor,
    offset: sign === undefined || sign === "+" ? offset : -offset,
  };
}
