import type { BlockShown, Setup } from "../block-shown.ts";

const text =
  'Who-Is is heard within one :term[broadcast domain] only, and :term[broadcast domains]{of="broadcast domain"} end at a :term[router]{of="Router"}.\n';

const press =
  (index: number): Setup =>
  (place) =>
    place.querySelectorAll<HTMLElement>("a[data-block=term]")[index]?.click();

/** Explained on another page of the course, so that the list stands below the text. */
export const termStates: readonly BlockShown[] = [
  { name: "text", language: "en", source: text },
  { name: "open", language: "en", source: text, setup: press(0) },
  {
    name: "rtl",
    language: "ar",
    source: 'يسمع الجهاز :term[الموجّه]{of="Router"} وحده.\n',
  },
];
