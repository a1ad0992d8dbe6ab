import type { Block, Course, Objective, SourcePlace, Unit } from "@tessera/course";
import type { Diagnostic } from "@tessera/diagnostics";
import { finding } from "../codes.ts";
import { forbiddenCharacter, singleLine } from "../xml/xml-characters.ts";
import { TITLE_LIMIT, formatMastery } from "./cmi5-xml.ts";

/** What of a course `cmi5.xml` cannot say as it is, at the places of the source. */
export function checkWritable(course: Course): readonly Diagnostic[] {
  const objectives = new Set(course.objectives.map((objective) => objective.slug));
  return [
    ...checkTexts(course),
    ...course.objectives.flatMap((objective) => checkTexts(objective)),
    ...course.children.flatMap((child) => checkChild(child, objectives)),
  ];
}

function checkChild(child: Unit | Block, objectives: ReadonlySet<string>): readonly Diagnostic[] {
  const own = [
    ...checkTexts(child),
    ...child.objectives.filter((slug) => !objectives.has(slug)).map((slug) => unknownObjective(child, slug)),
  ];
  if (child.type === "block")
    return [...own, ...child.children.flatMap((inner) => checkChild(inner, objectives))];
  const unwritable = child.mastery !== undefined && Number(formatMastery(child.mastery)) !== child.mastery;
  return unwritable ? [...own, masteryNotWritable(child)] : own;
}

type Texted = (Course | Objective | Unit | Block) & {
  readonly source?: SourcePlace;
  readonly description?: string;
};

function checkTexts({ id, title, description = "", source }: Texted): readonly Diagnostic[] {
  const found: Diagnostic[] = [];
  for (const [name, text] of Object.entries({ id, title, description })) {
    const character = forbiddenCharacter(text);
    if (character === undefined) continue;
    found.push(
      finding("cmi5/forbidden-character", {
        message: `the ${name} of ${JSON.stringify(id)} holds ${character}, which XML cannot hold`,
        span: source,
        help: "delete the character",
        requirement: "13.2.0.0-1",
        params: { name, character },
      }),
    );
  }
  const words = singleLine(title);
  if (words === "") {
    found.push(
      finding("cmi5/no-title", {
        message: `${JSON.stringify(id)} has an empty title, expected a few words`,
        span: source,
        requirement: "+13.1.1-1",
      }),
    );
  }
  const length = [...words].length;
  if (length > TITLE_LIMIT) {
    found.push(
      finding("cmi5/title-too-long", {
        message: `the title ${JSON.stringify(`${words.slice(0, 40)}…`)} has ${length} characters, expected at most ${TITLE_LIMIT}`,
        severity: "warning",
        span: source,
        help: "shorten it: a build cuts it and ends it in an ellipsis",
        params: { length, limit: TITLE_LIMIT },
      }),
    );
  }
  return found;
}

function unknownObjective(child: Unit | Block, slug: string): Diagnostic {
  return finding("cmi5/unknown-objective", {
    message: `${child.type} "${child.slug}" pursues the objective "${slug}", which the course does not have`,
    span: child.source,
    requirement: "+13.1.3-1",
    params: { objective: slug },
  });
}

function masteryNotWritable(unit: Unit): Diagnostic {
  return finding("cmi5/mastery-not-writable", {
    message: `unit "${unit.slug}" has a mastery of ${unit.mastery}, expected more than 0, at most 1 and four decimals`,
    span: unit.source,
    help: "leave mastery out where nothing is scored",
    requirement: "+13.1.4-2",
    params: { mastery: String(unit.mastery) },
  });
}
