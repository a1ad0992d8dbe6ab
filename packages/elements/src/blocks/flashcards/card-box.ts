/** What is known of one card. */
export interface CardState {
  /** How often in a row it was known: 0 to 5. */
  readonly box: number;
  /** Milliseconds since 1970 from which it is asked again. */
  readonly due: number;
}

export type Cards = Readonly<Record<string, CardState>>;

const DAY = 86_400_000;
/** Days until a card comes again, by its box (Leitner): each time it is known, about twice as long. */
const DAYS = [0, 1, 3, 7, 16, 35] as const;

/** Cards that are due, the longest due first; new ones in the order of the text, after those. */
export function dueNow(names: readonly string[], cards: Cards, now: number): readonly string[] {
  const due = names.filter((name) => (cards[name]?.due ?? 0) <= now);
  const when = (name: string) => cards[name]?.due ?? Infinity;
  return due.toSorted((left, right) => (when(left) === when(right) ? 0 : when(left) - when(right)));
}

/** @param known - false: it is asked again at once, and begins anew */
export function afterAnswer(card: CardState | undefined, known: boolean, now: number): CardState {
  const box = known ? Math.min((card?.box ?? 0) + 1, DAYS.length - 1) : 0;
  return { box, due: now + (DAYS[box] ?? 0) * DAY };
}

/** When the next card is due; undefined when all are. */
export function nextDue(names: readonly string[], cards: Cards, now: number): number | undefined {
  const later = names.flatMap((name) => {
    const due = cards[name]?.due ?? 0;
    return due > now ? [due] : [];
  });
  return later.length === 0 ? undefined : Math.min(...later);
}

/** `2 ggh8o0`: box, and seconds in base 36; short, because it lies in the unit's record. */
export function writeCard({ box, due }: CardState): string {
  return `${box} ${Math.floor(due / 1000).toString(36)}`;
}

/** What cannot be read counts as nothing: some LMSs give back documents that they changed. */
export function readCard(text: string): CardState | undefined {
  const [, level, seconds = ""] = /^(\d) ([0-9a-z]{1,8})$/.exec(text) ?? [];
  const box = Number(level ?? NaN);
  return box < DAYS.length ? { box, due: parseInt(seconds, 36) * 1000 } : undefined;
}
