import { z } from "zod";
import { FONTS } from "../theme/theme.ts";
import type { FontName } from "../theme/theme.ts";
import * as value from "./values.ts";

const COLOUR = 'a colour of three or six hexadecimal digits in quotes, such as `"#0b5d52"`';

/** Nothing else of CSS: a theme has no way to say more than a colour. */
const colour = z
  .string({ error: COLOUR })
  .regex(/^#(?:[0-9a-f]{3}|[0-9a-f]{6})$/i, { error: COLOUR })
  .transform((text) => (text.length === 4 ? text.replace(/[^#]/g, "$&$&") : text).toLowerCase());

const between = (least: number, most: number, what: string) =>
  z
    .number({ error: `${what} from ${least} to ${most}` })
    .min(least, { error: `${what} from ${least} to ${most}` })
    .max(most, { error: `${what} from ${least} to ${most}` });

const names = Object.keys(FONTS) as [FontName, ...FontName[]];
const font = z.enum(names, { error: `one of ${names.map((name) => `\`${name}\``).join(", ")}` });

const colours = {
  accent: colour.optional(),
  paper: colour.optional(),
  surface: colour.optional(),
  ink: colour.optional(),
};

/** `theme:` in `course.md`. */
export const theme = z.strictObject(
  {
    logo: value.path.optional(),
    logoAlt: value.title.optional(),
    ...colours,
    dark: z
      .strictObject(
        { logo: value.path.optional(), ...colours },
        { error: "settings such as `paper:`, `ink:` and `accent:`" },
      )
      .optional(),
    radius: between(0, 24, "a number of pixels").optional(),
    size: between(16, 22, "a number of pixels").optional(),
    ratio: between(1.1, 1.4, "a number").optional(),
    line: between(1, 3, "a number of pixels").optional(),
    text: font.optional(),
    headings: font.optional(),
  },
  { error: "settings such as `logo:`, `accent:` and `radius:`" },
);
export type ThemeFrontMatter = z.output<typeof theme>;
