import { invariant } from "@tessera/diagnostics";
import type { Block, Course, Unit } from "@tessera/course";
import { escapeAttribute, escapeText, singleLine } from "../xml/xml-characters.ts";
import { COURSE_STRUCTURE_NAMESPACE } from "../structure/course-structure.ts";

/** `portable`: what the weakest importer takes: every unit at the root, one langstring (importers.md P3, P6). */
export type Profile = "standard" | "portable";

/** One LMS keeps titles in 255 characters and refuses the course beyond (importers.md P3). */
export const TITLE_LIMIT = 255;

export interface Cmi5XmlOptions {
  /** The launch file of each unit, by unit id: a path relative to the root of the zip. */
  readonly urls: ReadonlyMap<string, string>;
  readonly profile?: Profile;
}

/**
 * The course structure as `cmi5.xml`: deterministic, in schema order, as every known importer takes it
 * (importers.md P1-P7). What cannot be written is left out here and reported by `checkWritable`.
 *
 * @throws BugError when `urls` lacks a unit of the course
 * @see cmi5 §13.1, §14
 */
export function writeCmi5Xml(course: Course, { urls, profile = "standard" }: Cmi5XmlOptions): string {
  const writer = new StructureWriter(course, urls);
  return writer.document(profile === "portable" ? flatten(course.children, []) : course.children);
}

/** Four decimals at most, no exponent; nothing where the unit has no score to reach (cmi5 §13.1.4). */
export function formatMastery(mastery: number | undefined): string | undefined {
  if (mastery === undefined || !(mastery > 0 && mastery <= 1)) return undefined;
  const text = mastery.toFixed(4).replace(/\.?0+$/, "");
  return text === "0" ? undefined : text;
}

/** At most `TITLE_LIMIT` characters: a longer one ends in an ellipsis. */
export function clipTitle(title: string): string {
  const characters = [...singleLine(title)];
  if (characters.length <= TITLE_LIMIT) return characters.join("");
  return `${characters
    .slice(0, TITLE_LIMIT - 1)
    .join("")
    .trimEnd()}…`;
}

/** Every unit at the root; what a block pursued, its units still pursue. */
function flatten(children: readonly (Unit | Block)[], inherited: readonly string[]): readonly Unit[] {
  return children.flatMap((child) => {
    const objectives = [...new Set([...child.objectives, ...inherited])];
    return child.type === "unit" ? [{ ...child, objectives }] : flatten(child.children, objectives);
  });
}

class StructureWriter {
  readonly #course: Course;
  readonly #urls: ReadonlyMap<string, string>;
  readonly #objectives: ReadonlyMap<string, string>;
  readonly #lines: string[] = [];
  #depth = 0;

  constructor(course: Course, urls: ReadonlyMap<string, string>) {
    this.#course = course;
    this.#urls = urls;
    this.#objectives = new Map(course.objectives.map((objective) => [objective.slug, objective.id]));
  }

  document(children: readonly (Unit | Block)[]): string {
    const { id, title, description, objectives } = this.#course;
    this.#line('<?xml version="1.0" encoding="UTF-8"?>');
    this.#element("courseStructure", { xmlns: COURSE_STRUCTURE_NAMESPACE }, () => {
      this.#element("course", { id }, () => this.#named(title, description));
      if (objectives.length > 0) {
        this.#element("objectives", {}, () => {
          for (const objective of objectives) {
            this.#element("objective", { id: objective.id }, () =>
              this.#named(objective.title, objective.title),
            );
          }
        });
      }
      this.#children(children);
    });
    return `${this.#lines.join("\n")}\n`;
  }

  #children(children: readonly (Unit | Block)[]): void {
    for (const child of children) {
      if (child.type === "unit") this.#unit(child);
      else this.#block(child);
    }
  }

  #block(block: Block): void {
    this.#element("block", { id: block.id }, () => {
      this.#named(block.title, block.description);
      this.#references(block.objectives);
      this.#children(block.children);
    });
  }

  #unit(unit: Unit): void {
    const url = this.#urls.get(unit.id);
    invariant(url !== undefined, `unit ${unit.id} has no launch file`);
    const attributes = {
      id: unit.id,
      moveOn: unit.moveOn,
      masteryScore: formatMastery(unit.mastery),
      launchMethod: unit.launchMethod,
    };
    this.#element("au", attributes, () => {
      this.#named(unit.title, unit.description);
      this.#references(unit.objectives);
      this.#leaf("url", {}, url);
    });
  }

  #references(slugs: readonly string[]): void {
    const ids = slugs.flatMap((slug) => this.#objectives.get(slug) ?? []);
    if (ids.length === 0) return;
    this.#element("objectives", {}, () => {
      for (const idref of ids) this.#line(`<objective${attributeText({ idref })}/>`);
    });
  }

  /** Both always, as three importers need a description (importers.md §1); it falls back to the title. */
  #named(title: string, description: string): void {
    const shortTitle = clipTitle(title);
    const lang = this.#course.language;
    this.#element("title", {}, () => this.#leaf("langstring", { lang }, shortTitle));
    const words = singleLine(description) || shortTitle;
    this.#element("description", {}, () => this.#leaf("langstring", { lang }, words));
  }

  #element(name: string, attributes: Attributes, content: () => void): void {
    this.#line(`<${name}${attributeText(attributes)}>`);
    this.#depth += 1;
    content();
    this.#depth -= 1;
    this.#line(`</${name}>`);
  }

  #leaf(name: string, attributes: Attributes, text: string): void {
    this.#line(`<${name}${attributeText(attributes)}>${escapeText(text)}</${name}>`);
  }

  #line(text: string): void {
    this.#lines.push("  ".repeat(this.#depth) + text);
  }
}

type Attributes = Readonly<Record<string, string | undefined>>;

function attributeText(attributes: Attributes): string {
  return Object.entries(attributes)
    .filter((entry): entry is [string, string] => entry[1] !== undefined)
    .map(([name, value]) => ` ${name}="${escapeAttribute(singleLine(value))}"`)
    .join("");
}
