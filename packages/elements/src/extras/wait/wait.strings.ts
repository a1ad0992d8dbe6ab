export const waitStrings = {
  en: {
    "wait.fact": "{n} min between attempts",
    "wait.hours": "{n} h between attempts",
    "wait.minutes.one": "You can try again in {n} minute ({at}). Use the time to read again what you missed.",
    "wait.minutes.other":
      "You can try again in {n} minutes ({at}). Use the time to read again what you missed.",
    "wait.until": "You can try again from {at}. Use the time to read again what you missed.",
  },
  de: {
    "wait.fact": "{n} min zwischen zwei Versuchen",
    "wait.hours": "{n} h zwischen zwei Versuchen",
    "wait.minutes.one":
      "In {n} Minute können Sie es noch einmal versuchen ({at}). Lesen Sie bis dahin nach, was gefehlt hat.",
    "wait.minutes.other":
      "In {n} Minuten können Sie es noch einmal versuchen ({at}). Lesen Sie bis dahin nach, was gefehlt hat.",
    "wait.until": "Ab {at} können Sie es noch einmal versuchen. Lesen Sie bis dahin nach, was gefehlt hat.",
  },
  ar: {
    "wait.fact": "{n} دقيقة بين المحاولات",
    "wait.hours": "{n} ساعة بين المحاولات",
    "wait.minutes.zero": "يمكنك المحاولة مجددًا الآن ({at}).",
    "wait.minutes.one": "يمكنك المحاولة مجددًا بعد دقيقة ({at}). راجع في هذا الوقت ما فاتك.",
    "wait.minutes.two": "يمكنك المحاولة مجددًا بعد دقيقتين ({at}). راجع في هذا الوقت ما فاتك.",
    "wait.minutes.few": "يمكنك المحاولة مجددًا بعد {n} دقائق ({at}). راجع في هذا الوقت ما فاتك.",
    "wait.minutes.many": "يمكنك المحاولة مجددًا بعد {n} دقيقة ({at}). راجع في هذا الوقت ما فاتك.",
    "wait.minutes.other": "يمكنك المحاولة مجددًا بعد {n} دقيقة ({at}). راجع في هذا الوقت ما فاتك.",
    "wait.until": "يمكنك المحاولة مجددًا ابتداءً من {at}. راجع في هذا الوقت ما فاتك.",
  },
} as const;
