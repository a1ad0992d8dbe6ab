import type { Span } from "@tessera/diagnostics";
import { problem } from "../report.ts";
import type { BlockDesk } from "./block.ts";

export interface Captions {
  readonly path: string;
  /** RFC 5646, from the name: `isolate.en.vtt`. */
  readonly language?: string;
}

/** WebVTT §4: the signature first, and at least one cue. */
export async function readCaptions(
  path: string,
  span: Span,
  { files, report }: BlockDesk,
): Promise<Captions | undefined> {
  const source = await files.text(path);
  const text = source?.text ?? "";
  const signature = /^WEBVTT(?=[ \t\n]|$)/.test(text);
  if (!signature || !/^(?:\d{2,}:)?\d{2}:\d{2}\.\d{3}[ \t]+-->/m.test(text)) {
    const message = signature ? `\`${path}\` holds no caption` : `\`${path}\` does not begin with \`WEBVTT\``;
    const help = "a caption is a line `00:01.000 --> 00:04.000` with the words below it";
    report(problem("media/captions-unreadable", span, { message, help }));
    return undefined;
  }
  const language = /\.([a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)\.vtt$/.exec(path)?.[1];
  return { path, ...(language !== undefined && { language }) };
}

/** Which captions are on when the page opens: those of the course's language, else the first. */
export function captionLanguage(captions: readonly Captions[], language: string): number {
  const primary = (each: string | undefined) => each?.split("-")[0]?.toLowerCase();
  const own = captions.findIndex((each) => primary(each.language ?? language) === primary(language));
  return Math.max(own, 0);
}

/** Languages by their own names, as a player's menu lists them; others by their tag. */
const NAMES: Readonly<Record<string, string>> = {
  ar: "العربية",
  de: "Deutsch",
  en: "English",
  es: "Español",
  fr: "Français",
  it: "Italiano",
  nl: "Nederlands",
  pl: "Polski",
  pt: "Português",
  tr: "Türkçe",
};

export function captionName(language: string): string {
  return NAMES[language] ?? NAMES[language.split("-")[0] ?? ""]?.concat(` (${language})`) ?? language;
}
