import type { Diagnostic, Outcome } from "@tessera/diagnostics";
import { LAUNCH_METHODS, MOVE_ON } from "@tessera/xapi";
import { finding } from "../codes.ts";
import type { XmlDocument, XmlElement } from "../xml/xml-document.ts";
import { attributeOf, attributeSpan, childElements, textOf } from "../xml/xml-document.ts";
import type {
  Au,
  Block,
  CourseObjective,
  CourseStructure,
  Extension,
  LangString,
} from "./course-structure.ts";
import { COURSE_STRUCTURE_NAMESPACE } from "./course-structure.ts";

/**
 * The structure as a lenient LMS imports it: every value trimmed (13.1.0.0-1), defaults filled in, vendor parts
 * listed. A value where there is a course with an id and a unit with id and url; what is wrong with it beside.
 */
export function readStructure(document: XmlDocument): Outcome<CourseStructure> {
  return new StructureReader(document).read();
}

class StructureReader {
  readonly #document: XmlDocument;
  readonly #diagnostics: Diagnostic[] = [];

  constructor(document: XmlDocument) {
    this.#document = document;
  }

  read(): Outcome<CourseStructure> {
    const root = this.#document.root;
    if (root.local !== "courseStructure" || root.namespace !== COURSE_STRUCTURE_NAMESPACE) {
      this.#diagnostics.push(wrongRoot(root));
      return { diagnostics: this.#diagnostics };
    }
    const course = this.#only(root, "course");
    const id = course && this.#id(course);
    const objectives = this.#objectives(root);
    const children = this.#children(root);
    if (!course || id === undefined || !hasUnit(children)) return { diagnostics: this.#diagnostics };
    const structure: CourseStructure = {
      ...this.#named(course, id),
      objectives,
      children,
      extensions: [...extensionsOf(course), ...extensionsOf(root)],
    };
    return { value: structure, diagnostics: this.#diagnostics };
  }

  #objectives(root: XmlElement): readonly CourseObjective[] {
    return ours(root, "objectives")
      .flatMap((list) => ours(list, "objective"))
      .flatMap((element) => {
        const id = this.#id(element);
        return id === undefined ? [] : [{ type: "objective" as const, ...this.#named(element, id) }];
      });
  }

  #children(parent: XmlElement): readonly (Au | Block)[] {
    const children = childElements(parent).flatMap((element): readonly (Au | Block)[] => {
      if (element.namespace !== COURSE_STRUCTURE_NAMESPACE) return [];
      if (element.local === "au") return this.#au(element);
      if (element.local === "block") return this.#block(element);
      return [];
    });
    if (children.length === 0) {
      const requirement = parent.local === "block" ? "+13.1.2-1" : "13.2.0.0-1";
      this.#missing(parent, "an `au` or `block`", requirement);
    }
    return children;
  }

  #block(element: XmlElement): readonly Block[] {
    const id = this.#id(element);
    const children = this.#children(element);
    if (id === undefined) return [];
    const objectives = references(element);
    return [
      { type: "block", ...this.#named(element, id), objectives, children, extensions: extensionsOf(element) },
    ];
  }

  #au(element: XmlElement): readonly Au[] {
    const id = this.#id(element);
    const url = this.#leaf(element, "url");
    if (!url) this.#missing(element, "a `url`", "+13.1.4-1");
    const moveOn = this.#choice(element, { name: "moveOn", values: MOVE_ON, requirement: "+13.1.4-3" });
    const launchMethod = this.#choice(element, {
      name: "launchMethod",
      values: LAUNCH_METHODS,
      requirement: "+13.1.4-4",
    });
    const masteryScore = this.#masteryScore(element);
    if (id === undefined || !url) return [];
    const activityType = attributeOf(element, "activityType")?.trim();
    const launchParameters = this.#leaf(element, "launchParameters");
    const entitlementKey = this.#leaf(element, "entitlementKey");
    const au: Au = {
      type: "au",
      ...this.#named(element, id),
      objectives: references(element),
      url,
      moveOn: moveOn ?? "NotApplicable",
      ...(masteryScore !== undefined && { masteryScore }),
      launchMethod: launchMethod ?? "AnyWindow",
      ...(activityType !== undefined && { activityType }),
      ...(launchParameters !== undefined && { launchParameters }),
      ...(entitlementKey !== undefined && { entitlementKey }),
      extensions: extensionsOf(element),
    };
    return [au];
  }

  #named(element: XmlElement, id: string) {
    return {
      id,
      title: this.#texts(element, "title"),
      description: this.#texts(element, "description"),
      span: element.span,
    };
  }

  #texts(element: XmlElement, name: "title" | "description"): readonly LangString[] {
    return ours(element, name)
      .flatMap((part) => ours(part, "langstring"))
      .map((langstring) => {
        const lang = attributeOf(langstring, "lang")?.trim();
        return { ...(lang !== undefined && { lang }), text: textOf(langstring).trim() };
      });
  }

  #id(element: XmlElement): string | undefined {
    const id = attributeOf(element, "id")?.trim();
    if (!id) this.#missing(element, "an `id`", ID_REQUIREMENTS[element.local] ?? "13.2.0.0-1");
    return id || undefined;
  }

  #leaf(element: XmlElement, name: string): string | undefined {
    const leaf = ours(element, name)[0];
    return leaf && textOf(leaf).trim();
  }

  #only(element: XmlElement, name: string): XmlElement | undefined {
    const found = ours(element, name)[0];
    if (!found) this.#missing(element, `a \`${name}\``, "+13.1.1-1");
    return found;
  }

  #masteryScore(element: XmlElement): number | undefined {
    const text = attributeOf(element, "masteryScore")?.trim();
    if (text === undefined) return undefined;
    const score = Number(text);
    if (/^[+-]?(\d+\.?\d*|\.\d+)$/.test(text) && score >= 0 && score <= 1) return score;
    this.#badValue(element, {
      name: "masteryScore",
      text,
      expected: "a decimal from 0 to 1",
      requirement: "+13.1.4-2",
    });
    return undefined;
  }

  #choice<const Value extends string>(
    element: XmlElement,
    { name, values, requirement }: { name: string; values: readonly Value[]; requirement: string },
  ): Value | undefined {
    const text = attributeOf(element, name)?.trim();
    if (text === undefined) return undefined;
    const value = values.find((candidate) => candidate === text);
    if (value === undefined) {
      this.#badValue(element, { name, text, expected: `one of ${values.join(", ")}`, requirement });
    }
    return value;
  }

  #badValue(
    element: XmlElement,
    {
      name,
      text,
      expected,
      requirement,
    }: { name: string; text: string; expected: string; requirement: string },
  ): void {
    this.#diagnostics.push(
      finding("cmi5/bad-value", {
        message: `${name} is ${JSON.stringify(text)}, expected ${expected}`,
        span: attributeSpan(this.#document, element, name),
        requirement,
        params: { attribute: name, value: text },
      }),
    );
  }

  #missing(element: XmlElement, what: string, requirement: string): void {
    this.#diagnostics.push(
      finding("cmi5/missing-part", {
        message: `\`${element.local}\` lacks ${what}`,
        span: element.span,
        requirement,
        params: { element: element.local },
      }),
    );
  }
}

const ID_REQUIREMENTS: Readonly<Record<string, string>> = {
  course: "+13.1.1-1",
  block: "+13.1.2-1",
  objective: "+13.1.3-1",
  au: "+13.1.4-1",
};

function hasUnit(children: readonly (Au | Block)[]): boolean {
  return children.some((child) => child.type === "au" || hasUnit(child.children));
}

function ours(element: XmlElement, local: string): readonly XmlElement[] {
  return childElements(element).filter(
    (child) => child.local === local && child.namespace === COURSE_STRUCTURE_NAMESPACE,
  );
}

function references(element: XmlElement): readonly string[] {
  return ours(element, "objectives")
    .flatMap((list) => ours(list, "objective"))
    .flatMap((objective) => attributeOf(objective, "idref")?.trim() || []);
}

function extensionsOf(element: XmlElement): readonly Extension[] {
  return childElements(element)
    .filter((child) => child.namespace !== COURSE_STRUCTURE_NAMESPACE)
    .map(({ namespace, local, span }) => ({ namespace, name: local, span }));
}

function wrongRoot(root: XmlElement): Diagnostic {
  return finding("cmi5/wrong-root", {
    message: `the root is \`${root.local}\` in ${root.namespace ? `"${root.namespace}"` : "no namespace"}, expected \`courseStructure\` in "${COURSE_STRUCTURE_NAMESPACE}"`,
    span: root.span,
    help: `write <courseStructure xmlns="${COURSE_STRUCTURE_NAMESPACE}">`,
    requirement: "13.2.0.0-1",
    params: { root: root.local, namespace: root.namespace },
  });
}
