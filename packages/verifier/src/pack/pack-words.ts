/** The words of a lifetime pack's own page: for the person whose credential it is, in the language of the achievement. */
export interface PackWords {
  readonly dir: "ltr" | "rtl";
  readonly title: string;
  readonly given: string;
  readonly until: string;
  readonly forever: string;
  readonly show: string;
  readonly profile: string;
  readonly link: string;
  readonly linkSays: string;
  readonly picture: string;
  readonly check: string;
  readonly checkSays: string;
  readonly privacy: string;
  readonly towards: string;
  readonly have: string;
  readonly missing: string;
  readonly files: string;
  readonly what: Readonly<
    Record<
      "badge.png" | "badge.svg" | "credential.json" | "credential.jwt" | "check.html" | "issuer/",
      string
    >
  >;
}

const EN: PackWords = {
  dir: "ltr",
  title: "Your credential",
  given: "Awarded by {issuer} on {date}.",
  until: "It counts until {date}.",
  forever: "It has no end.",
  show: "Show it to somebody",
  profile: "Add it to a LinkedIn profile",
  link: "A link that holds all of it",
  linkSays:
    "Whoever opens it sees the whole credential; no server is sent any of it. It needs the issuer's page, and nothing else from the issuer.",
  picture:
    "The picture, to send as a file: the credential is inside it. A screenshot loses it, and so do many messengers.",
  check: "Check it on this device",
  checkSays: "The same page that an employer uses, with all that it needs. It works without a network.",
  privacy:
    "Everything in the credential can be read by whoever has the link or a file. What you have handed out cannot be called back.",
  towards: "What it counts towards",
  have: "you have it",
  missing: "still to come",
  files: "What is in this folder",
  what: {
    "badge.png": "the picture with the credential inside",
    "badge.svg": "the same as a drawing",
    "credential.json": "the credential itself (Open Badges 3.0)",
    "credential.jwt": "the same as a token, for programs that ask for one",
    "check.html": "the page that checks it, offline",
    "issuer/": "the issuer's keys and list of revoked credentials, as they were on {date}",
  },
};

const DE: PackWords = {
  dir: "ltr",
  title: "Ihr Nachweis",
  given: "Verliehen von {issuer} am {date}.",
  until: "Er gilt bis {date}.",
  forever: "Er hat kein Ende.",
  show: "Jemandem zeigen",
  profile: "In ein LinkedIn-Profil aufnehmen",
  link: "Ein Link, der ihn ganz enthält",
  linkSays:
    "Wer ihn öffnet, sieht den ganzen Nachweis; kein Server bekommt etwas davon. Nötig ist die Seite des Ausstellers und sonst nichts von ihm.",
  picture:
    "Das Bild, um es als Datei zu verschicken: Der Nachweis steckt darin. Ein Bildschirmfoto verliert ihn, viele Messenger auch.",
  check: "Auf diesem Gerät prüfen",
  checkSays: "Die Seite, die auch Arbeitgeber benutzen, mit allem, was sie braucht. Sie arbeitet ohne Netz.",
  privacy:
    "Alles im Nachweis kann lesen, wer den Link oder eine Datei hat. Was Sie weitergegeben haben, lässt sich nicht zurückholen.",
  towards: "Wozu er zählt",
  have: "haben Sie",
  missing: "steht noch aus",
  files: "Was in diesem Ordner liegt",
  what: {
    "badge.png": "das Bild mit dem Nachweis darin",
    "badge.svg": "dasselbe als Zeichnung",
    "credential.json": "der Nachweis selbst (Open Badges 3.0)",
    "credential.jwt": "derselbe als Token, für Programme, die eines verlangen",
    "check.html": "die Seite, die ihn ohne Netz prüft",
    "issuer/": "die Schlüssel des Ausstellers und seine Liste der widerrufenen Nachweise, Stand {date}",
  },
};

const AR: PackWords = {
  dir: "rtl",
  title: "شهادتك",
  given: "منحتها {issuer} في {date}.",
  until: "تسري حتى {date}.",
  forever: "ليس لها نهاية.",
  show: "أظهرها لشخص ما",
  profile: "أضفها إلى ملف LinkedIn",
  link: "رابط يحملها كاملة",
  linkSays:
    "من يفتحه يرى الشهادة كاملة؛ ولا يُرسل شيء منها إلى أي خادم. يحتاج إلى صفحة جهة الإصدار ولا شيء غيرها.",
  picture: "الصورة لإرسالها كملف: الشهادة بداخلها. لقطة الشاشة تُفقدها، وكذلك كثير من تطبيقات المراسلة.",
  check: "تحقق منها على هذا الجهاز",
  checkSays: "الصفحة نفسها التي يستخدمها صاحب العمل، مع كل ما تحتاجه. تعمل دون شبكة.",
  privacy: "كل ما في الشهادة يستطيع قراءته من لديه الرابط أو أحد الملفات. ما سلّمته لا يمكن استرجاعه.",
  towards: "ما تُحتسب له",
  have: "لديك",
  missing: "لم يأت بعد",
  files: "ما في هذا المجلد",
  what: {
    "badge.png": "الصورة والشهادة بداخلها",
    "badge.svg": "نفسها كرسم",
    "credential.json": "الشهادة نفسها (Open Badges 3.0)",
    "credential.jwt": "نفسها كرمز مميز للبرامج التي تطلبه",
    "check.html": "الصفحة التي تتحقق منها دون شبكة",
    "issuer/": "مفاتيح جهة الإصدار وقائمة الشهادات المسحوبة كما كانت في {date}",
  },
};

const ALL = { en: EN, de: DE, ar: AR } as const;

/** @param language - RFC 5646; English where there are no words for it */
export function packWords(language: string): { readonly words: PackWords; readonly tag: string } {
  const tag = language.toLowerCase().split("-")[0] ?? "";
  return Object.hasOwn(ALL, tag) ? { words: ALL[tag as keyof typeof ALL], tag } : { words: EN, tag: "en" };
}
