/**
 * The words by which writing flaws are known, one list for each language. A language without a list gets only the checks
 * that need no words. All in small letters.
 */
export interface WordList {
  /** An answer that stands for all the others. */
  readonly all: RegExp;
  /** An answer that stands for none of the others. */
  readonly none: RegExp;
  /** Words that turn a question round. */
  readonly negative: ReadonlySet<string>;
  /** Words of exception, which turn it round wherever they stand. */
  readonly except: ReadonlySet<string>;
  /** Words with which a sentence asks for one of several. */
  readonly asking: ReadonlySet<string>;
  /** Words that begin a clause: what is negative there is the case, not the question. */
  readonly clause: ReadonlySet<string>;
  readonly absolute: ReadonlySet<string>;
  /** Words that say nothing when they are repeated. */
  readonly common: ReadonlySet<string>;
  /** A sentence that asks for several, or for exactly one. */
  readonly several: RegExp;
  readonly single: RegExp;
  /** Articles of which the next word decides which is right; word → whether the next begins with a vowel. */
  readonly articles: Readonly<Record<string, boolean>>;
  /** `from 5 to 10`, `at least 5`: the words of ranges. */
  readonly to: string;
  readonly below: string;
  readonly upTo: string;
  readonly above: string;
  readonly from: string;
  readonly decimal: "," | ".";
}

const set = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/));

const en: WordList = {
  all: /^(all|both|each|any) (of )?(the |these |them )?(above|answers|options|these|them|following)( answers| options)?( are (right|correct|true))?$/,
  none: /^(none|neither) (of )?(the |these |them )?(above|answers|options|these|them|following)( answers| options)?( (are|is) (right|correct|true))?$/,
  negative: set("not never neither nor don't doesn't isn't aren't mustn't shouldn't can't cannot won't"),
  except: set("except"),
  asking: set("which what who whom whose where"),
  clause: set(
    "if when whenever while because although though since until unless that after before so whether once where",
  ),
  absolute: set("always never absolutely completely entirely totally invariably"),
  common: set(
    "about above after again against before being below between could does doing during every first following from have having here into itself least might more most must never often only other over same should some still such than that their them then there these they thing this those through under until using very what when where which while will with without would your answer statement true right correct best",
  ),
  several: /^which (\S+ ){0,3}are\b/,
  single: /^which one\b|^which (\S+ ){0,3}is\b/,
  articles: { a: false, an: true },
  to: "to|and",
  below: "less than|fewer than|under|below",
  upTo: "at most|up to|no more than",
  above: "more than|over|above|greater than",
  from: "at least|no less than|from",
  decimal: ".",
};

const de: WordList = {
  all: /^(alle|alles|beide|jede) (davon|oben\b.*|(\S+ ){0,3}(genannten|obigen|antworten|vorstehenden|möglichkeiten)\b.{0,20})$/,
  none: /^(keine|keines|keiner|nichts) (davon|(\S+ ){0,3}(genannten|obigen|antworten|vorstehenden|möglichkeiten)\b.{0,20})$/,
  negative: set("nicht nie niemals kein keine keinen keinem keiner keines weder"),
  except: set("außer ausser ausgenommen"),
  asking: set("welche welcher welches welchen welchem was wer wen wem wo womit wofür worauf"),
  clause: set("wenn falls weil obwohl während dass ob bis bevor nachdem sobald solange damit"),
  absolute: set("immer nie niemals ausnahmslos stets vollständig völlig absolut"),
  common: set(
    "aber alle allem allen aller alles auch beim dabei damit dann darf deren dessen diese diesem diesen dieser dieses durch eine einem einen einer eines etwas folgende folgenden gegen haben hier immer jede jedem jeden jeder jedes kann keine können machen muss müssen nach nicht noch oder ohne richtig schon sein sind soll sollen sollte über unter viel vom von vor wann warum was welche welchem welchen welcher welches wenn werden wird zwischen antwort aussage",
  ),
  several: /^welche (\S+ ){0,3}sind\b/,
  single: /^(welcher|welches) (\S+ ){0,3}ist\b/,
  articles: {},
  to: "bis|und",
  below: "weniger als|unter",
  upTo: "höchstens|bis zu|bis",
  above: "mehr als|über",
  from: "mindestens|ab",
  decimal: ",",
};

const LISTS: Readonly<Record<string, WordList>> = { en, de };

/** @param language - RFC 5646; only its primary subtag counts */
export function wordListOf(language: string): WordList | undefined {
  return LISTS[primary(language)];
}

/** Languages whose numbers have a point before their decimals; elsewhere it is a comma (CLDR). */
const POINT = new Set("en ar he hi ja ko th zh".split(" "));

export function decimalOf(language: string): "," | "." {
  return POINT.has(primary(language)) || /^(de|fr|it)-CH$/i.test(language) ? "." : ",";
}

const primary = (language: string): string => language.split("-")[0]?.toLowerCase() ?? "";
