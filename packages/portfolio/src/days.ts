const DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** `2026-01-31`; a spreadsheet's `2026-01-31 00:00:00` is that day, too. Anything else may be two days, and is not guessed. */
export function readDay(text: string): { readonly day: string } | { readonly help: string } {
  const iso = /^(\d{4})-(\d\d)-(\d\d)([T ]00:00(:00(\.0+)?)?Z?)?$/.exec(text);
  if (iso !== null) {
    const [, year = "", month = "", day = ""] = iso;
    const leap = Number(year) % 4 === 0 && (Number(year) % 100 !== 0 || Number(year) % 400 === 0);
    const most = month === "02" && !leap ? 28 : (DAYS[Number(month) - 1] ?? 0);
    if (Number(day) >= 1 && Number(day) <= most) return { day: `${year}-${month}-${day}` };
    return { help: "there is no such day" };
  }
  if (/^\d{5}(\.\d+)?$/.test(text))
    return {
      help: "a spreadsheet counts days like this; format the column as `yyyy-mm-dd` and export again",
    };
  if (/^\d{1,4}[./-]\d{1,2}[./-]\d{1,4}$/.test(text))
    return {
      help: "write the year first, then month and day: which is which differs from country to country",
    };
  return { help: "write it as year, month and day" };
}
