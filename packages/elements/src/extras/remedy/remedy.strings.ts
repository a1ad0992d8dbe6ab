export const remedyStrings = {
  en: {
    "remedy.title": "Read again",
    "remedy.elsewhere": "“{title}” in the unit “{unit}”",
    "remedy.unit": "the unit “{title}”",
  },
  de: {
    "remedy.title": "Noch einmal lesen",
    "remedy.elsewhere": "„{title}“ in der Einheit „{unit}“",
    "remedy.unit": "die Einheit „{title}“",
  },
  ar: {
    "remedy.title": "اقرأ من جديد",
    "remedy.elsewhere": "«{title}» في الوحدة «{unit}»",
    "remedy.unit": "الوحدة «{title}»",
  },
} as const;
