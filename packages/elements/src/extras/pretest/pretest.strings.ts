export const pretestStrings = {
  en: {
    "pretest.fact": "does not count",
    "pretest.says":
      "What you show that you know, you need not read. This test is taken once, does not count, and may be left out.",
    "pretest.counts":
      "What you show that you know here, you need not read: you may take this quiz first. It counts, and so does the attempt.",
    "pretest.known": "You know this already",
    "pretest.open": "This is still to learn",
    "pretest.skip": "You may skip these pages",
    "pretest.still": "They count as done. You can read them all the same.",
    "pretest.none": "There is no page to skip: read on.",
    "outline.skipped": "may be skipped",
    "end.seen.skipped": "You have read {read} of {of} pages. Pages that you could skip: {n}.",
  },
  de: {
    "pretest.fact": "zählt nicht",
    "pretest.says":
      "Was Sie zeigen, dass Sie es wissen, müssen Sie nicht lesen. Dieser Test findet einmal statt, zählt nicht und kann ausgelassen werden.",
    "pretest.counts":
      "Was Sie hier zeigen, dass Sie es wissen, müssen Sie nicht lesen: Sie können dieses Quiz zuerst machen. Es zählt, und der Versuch auch.",
    "pretest.known": "Das wissen Sie schon",
    "pretest.open": "Das ist noch zu lernen",
    "pretest.skip": "Diese Seiten können Sie überspringen",
    "pretest.still": "Sie gelten als erledigt. Lesen können Sie sie trotzdem.",
    "pretest.none": "Es gibt keine Seite zu überspringen: Lesen Sie weiter.",
    "outline.skipped": "kann übersprungen werden",
    "end.seen.skipped":
      "Sie haben {read} von {of} Seiten gelesen. Seiten, die Sie überspringen konnten: {n}.",
  },
  ar: {
    "pretest.fact": "لا يُحتسب",
    "pretest.says":
      "ما تُظهر أنك تعرفه لا يلزمك أن تقرأه. يُجرى هذا الاختبار مرة واحدة، ولا يُحتسب، ويمكن تركه.",
    "pretest.counts":
      "ما تُظهر هنا أنك تعرفه لا يلزمك أن تقرأه: يمكنك البدء بهذا الاختبار. وهو يُحتسب، وكذلك المحاولة.",
    "pretest.known": "هذا تعرفه من قبل",
    "pretest.open": "هذا ما بقي لتتعلمه",
    "pretest.skip": "يمكنك تخطي هذه الصفحات",
    "pretest.still": "تُعدّ منجزة، ويمكنك قراءتها مع ذلك.",
    "pretest.none": "لا توجد صفحة يمكن تخطيها: واصل القراءة.",
    "outline.skipped": "يمكن تخطيها",
    "end.seen.skipped": "قرأت {read} من {of} صفحات. عدد الصفحات التي أمكنك تخطيها: {n}.",
  },
} as const;
