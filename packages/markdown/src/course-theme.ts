import { darkAccent, deriveColours, GIVEN, isRightWay, SCHEMES, unreadablePairs } from "@tessera/course";
import type { CourseFrontMatter, GivenColours, Logo, Scheme, Theme, Unreadable } from "@tessera/course";
import type { FrontMatter } from "./front-matter.ts";
import { problem } from "./report.ts";
import type { Report } from "./report.ts";
import type { Assets } from "./unit/assets.ts";

interface ThemeDesk {
  readonly assets: Assets;
  readonly report: Report;
}

const WORDS: Readonly<Record<string, string>> = {
  "accent-ink": "text on the accent",
  "accent-soft": "the soft accent",
  caution: "the colour for caution",
  edge: "edges of controls",
  focus: "the ring of the focus",
  info: "the colour for information",
  muted: "small text",
  right: "the colour for right",
  wrong: "the colour for wrong",
};

/** The course's theme with every colour that follows from it; what nobody could read is reported at its setting. */
export async function readTheme(
  front: FrontMatter<CourseFrontMatter>,
  desk: ThemeDesk,
): Promise<Theme | undefined> {
  const { theme } = front.value;
  if (!theme) return undefined;
  const { logo: _, logoAlt: __, accent, paper, surface, ink, dark, ...shapes } = theme;
  const light = givenOf({ accent, paper, surface, ink });
  const inDark = givenOf(dark ?? {});
  const given: Readonly<Record<Scheme, GivenColours>> = {
    light,
    dark:
      inDark.accent === undefined && light.accent !== undefined
        ? { ...inDark, accent: darkAccent(light.accent, inDark) }
        : inDark,
  };
  const coloured = Object.keys(given.light).length + Object.keys(given.dark).length > 0;
  const colours = { light: deriveColours(given.light, "light"), dark: deriveColours(given.dark, "dark") };
  if (coloured) checkColours({ front, colours, given, report: desk.report });
  const logo = await readLogo(front, desk);
  return { ...(withoutAbsent(shapes) as Theme), ...(logo && { logo }), ...(coloured && { colours }) };
}

/** A setting that is not there is no setting of the value `undefined`. */
function withoutAbsent(settings: object): object {
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined));
}

function givenOf(colours: Readonly<Record<string, unknown>>): GivenColours {
  return Object.fromEntries(
    GIVEN.flatMap((name) => (colours[name] === undefined ? [] : [[name, colours[name]]])),
  );
}

interface Checked {
  readonly front: FrontMatter<CourseFrontMatter>;
  readonly colours: Parameters<typeof unreadablePairs>[0];
  readonly given: Readonly<Record<Scheme, GivenColours>>;
  readonly report: Report;
}

function checkColours({ front, colours, given, report }: Checked): void {
  const placeOf = (scheme: Scheme, name: string) => {
    const path = scheme === "light" ? ["theme", name] : ["theme", "dark", name];
    return front.span(...path);
  };
  const upsideDown = SCHEMES.filter((scheme) => !isRightWay(colours[scheme], scheme));
  for (const scheme of upsideDown)
    report(
      problem("theme/wrong-way", placeOf(scheme, given[scheme].paper === undefined ? "ink" : "paper"), {
        message: `${scheme} pages have ${scheme === "light" ? "light text on dark" : "dark text on light"}`,
        help:
          scheme === "light"
            ? "put the colours for dark pages under `dark:`"
            : "the colours of light pages stand above `dark:`",
      }),
    );
  // One colour that is wrong fails on many others: the worst says it.
  const worst = new Map<string, Unreadable>();
  for (const pair of unreadablePairs(colours, given)) {
    const key = `${pair.scheme} ${pair.blame}`;
    const known = worst.get(key);
    if (!known || rank(pair) < rank(known)) worst.set(key, pair);
  }
  for (const { scheme, of, on, ratio, least, blame, nearest } of worst.values()) {
    if (upsideDown.includes(scheme)) continue;
    const name = (part: string) => WORDS[part] ?? `\`${part}\``;
    const pages = scheme === "light" ? "light" : "dark";
    report(
      problem("theme/contrast", placeOf(scheme, blame), {
        message: `on ${pages} pages ${name(of)} (${colours[scheme][of]}) on ${name(on)} (${colours[scheme][on]}) has a contrast of ${floor(ratio)}:1, and needs ${least}:1`,
        help:
          nearest === undefined
            ? `choose another \`${blame}\`: this hue passes at no lightness`
            : `the nearest \`${blame}\` that can be read everywhere is \`"${nearest}"\``,
        params: { of, on, ratio: floor(ratio), least, ...(nearest !== undefined && { nearest }) },
      }),
    );
  }
}

/** The worst first; what stands on the soft accent is seen in few places, and is hard to imagine. */
function rank({ on, ratio, least }: Unreadable): number {
  return ratio / least + (on === "accent-soft" ? 10 : 0);
}

/** 4.499 is not 4.5. */
function floor(ratio: number): number {
  return Math.floor(ratio * 100) / 100;
}

async function readLogo(
  front: FrontMatter<CourseFrontMatter>,
  { assets, report }: ThemeDesk,
): Promise<Logo | undefined> {
  const { logo, logoAlt, dark } = front.value.theme ?? {};
  const span = front.span("theme", "logo");
  if (logo === undefined) {
    if (logoAlt !== undefined || dark?.logo !== undefined)
      report(
        problem("front-matter/missing", front.keySpan("theme"), {
          message: "`logo` is missing: expected the path of a picture of the course",
          help: "add `logo:`, or take out what else is said of it",
        }),
      );
    return undefined;
  }
  if (logoAlt === undefined)
    report(
      problem("image/no-alt", span, {
        message: "a logo without alternative text",
        help: "add `logoAlt:` with the name that the logo stands for",
      }),
    );
  const image = (url: string, at: typeof span) =>
    assets.image({ type: "image", url, alt: logoAlt ?? "logo" }, { page: span.file, span: at, report });
  const size = await image(logo, span);
  const inDark =
    dark?.logo === undefined ? undefined : await image(dark.logo, front.span("theme", "dark", "logo"));
  if (!size || logoAlt === undefined) return undefined;
  return { ...size, alt: logoAlt, ...(inDark && { dark: inDark.path }) };
}
