export const remedyStrings = {
  en: {
    "remedy.title": "Read again",
    "remedy.elsewhere": "“{title}” in the unit “{unit}”",
  },
  de: {
    "remedy.title": "Noch einmal lesen",
    "remedy.elsewhere": "„{title}“ in der Einheit „{unit}“",
  },
  ar: {
    "remedy.title": "اقرأ من جديد",
    "remedy.elsewhere": "«{title}» في الوحدة «{unit}»",
  },
} as const;
