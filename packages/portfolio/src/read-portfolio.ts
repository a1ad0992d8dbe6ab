import { suggest } from "@tessera/diagnostics";
import type { Outcome, SourceText, Span } from "@tessera/diagnostics";
import type { CourseCredential, CredentialEntry, Named, Portfolio, Role, Site, System } from "./portfolio.ts";
import type { Pathway } from "./portfolio.ts";
import { didYouMean, Mistakes, quoted, SLUG } from "./report.ts";
import { findCycles } from "./find-cycles.ts";
import { ID, YamlNodes } from "./yaml-nodes.ts";
import type { Entry, Value } from "./yaml-nodes.ts";

/** Characters; ten thousand roles are far below. */
const LARGEST = 4_000_000;
const VALID = /^P(?=\d)(\d{1,4}Y)?(\d{1,5}M)?(\d{1,5}W)?(\d{1,6}D)?$/;
const SPAN_OF_DAYS = "a time span in years, months, weeks or days, such as `P2Y`";
const ADDRESS = /^[a-z][a-z0-9+.-]*:[^\s<>"{}|\\^`]+$/i;
const PARTS = ["layers", "roles", "sites", "systems", "credentials", "pathways"] as const;
const ROLE = "settings such as `{ title: BMS technician, requires: [ot-cyber-hygiene] }`";

/**
 * Reads portfolio.yaml, every mistake at its place. What is right is kept where something else is wrong.
 *
 * @param courses - what is known of courses' credentials; without them only pathways and entries of `credentials:` are known
 * @returns no value when it is no YAML at all
 */
export function readPortfolio(
  source: SourceText,
  courses: readonly CourseCredential[] = [],
): Outcome<Portfolio> {
  const mistakes = new Mistakes();
  const diagnostics = mistakes.found;
  if (source.text.length > LARGEST) {
    mistakes.say(
      "portfolio/too-large",
      { file: source.file, start: 0, end: 1 },
      {
        message: `the file has ${source.text.length} characters, and at most ${LARGEST} are read`,
        help: "give the portfolio's own file",
      },
    );
    return { diagnostics };
  }
  const yaml = new YamlNodes(source, mistakes);
  const root = yaml.root();
  if (root === undefined) return { diagnostics };
  const parts = yaml.settings(root, PARTS, "settings such as `roles:`, `sites:` and `pathways:`");
  const reader = new PartReader(yaml, mistakes);
  const portfolio: Portfolio = {
    layers: reader.each(parts.layers, (id, value): Named | undefined => {
      const title = yaml.text(value);
      return title === undefined ? undefined : { id, title };
    }),
    roles: reader.each(parts.roles, (id, value): Role => {
      const found = yaml.settings(value, ["title", "requires"], ROLE);
      return { ...reader.named(id, found.title), requires: reader.credentials(id, found.requires) };
    }),
    sites: reader.each(parts.sites, (id, value): Site => {
      const found = yaml.settings(value, ["title", "type"], "settings such as `{ title: North Tower }`");
      const type = yaml.text(found.type);
      return { ...reader.named(id, found.title), ...(type !== undefined && { type }) };
    }),
    systems: reader.each(parts.systems, (id, value) => reader.system(id, value)),
    credentials: reader.each(parts.credentials, (id, value): CredentialEntry => {
      const found = yaml.settings(
        value,
        ["title", "valid", "course", "renew"],
        "settings such as `{ title: Facility networks, valid: P3Y }`",
      );
      const valid = yaml.match(found.valid, VALID, SPAN_OF_DAYS);
      const course = yaml.match(found.course, ADDRESS, "the address (IRI) that a course has as its id");
      const renew = yaml.match(found.renew, SLUG, ID);
      if (renew !== undefined && found.renew) reader.asked.push({ id: renew, at: found.renew.at });
      return {
        ...reader.named(id, found.title),
        ...(valid !== undefined && { valid }),
        ...(course !== undefined && { course }),
        ...(renew !== undefined && { renew }),
      };
    }),
    pathways: reader.each(parts.pathways, (id, value): Pathway => {
      const found = yaml.settings(
        value,
        ["title", "description", "requires"],
        "settings such as `{ requires: [fire-safety, smart-hvac] }`",
      );
      if (found.requires === undefined && value.node !== undefined)
        mistakes.say("portfolio/missing", value.at, {
          message: `the pathway ${quoted(id)} requires nothing: expected a list of ids`,
          help: "add `requires:`",
        });
      const description = yaml.text(found.description);
      return {
        ...reader.named(id, found.title),
        ...(description !== undefined && { description }),
        requires: reader.credentials(id, found.requires),
      };
    }),
  };
  checkIds(portfolio, { courses, reader, mistakes });
  checkSites(portfolio, reader, mistakes);
  return { value: portfolio, diagnostics };
}

class PartReader {
  /** Credentials that something asks for, and where. */
  readonly asked: { readonly id: string; readonly at: Span }[] = [];
  readonly askedSites: { readonly id: string; readonly at: Span }[] = [];
  /** Where each id is given its meaning. */
  readonly keys = new Map<string, Span>();
  private readonly yaml: YamlNodes;
  private readonly mistakes: Mistakes;

  constructor(yaml: YamlNodes, mistakes: Mistakes) {
    this.yaml = yaml;
    this.mistakes = mistakes;
  }

  each<Part>(
    value: Value | undefined,
    make: (id: string, value: Value) => Part | undefined,
  ): readonly Part[] {
    if (value === undefined) return [];
    return this.yaml.entries(value, "ids with what they are").flatMap((entry: Entry) => {
      if (!SLUG.test(entry.key) || entry.key.length > 80) {
        this.mistakes.say("portfolio/wrong-value", entry.at, {
          message: `${quoted(entry.key)} is not an id: expected ${ID}`,
        });
        return [];
      }
      this.keys.set(`${value.name} ${entry.key}`, entry.at);
      const part = make(entry.key, entry.value);
      return part === undefined ? [] : [part];
    });
  }

  /** Without a title an id is its own. */
  named(id: string, title: Value | undefined): Named {
    return { id, title: this.yaml.text(title) ?? id };
  }

  credentials(_of: string, value: Value | undefined): readonly string[] {
    const found = this.yaml.ids(value);
    this.asked.push(...found);
    return found.map(({ id }) => id);
  }

  system(id: string, value: Value): System | undefined {
    const { yaml } = this;
    const found = yaml.settings(
      value,
      ["title", "credential", "people", "sites"],
      "settings such as `{ credential: ot-cyber-hygiene, people: 2 }`",
    );
    const credential = yaml.match(found.credential, SLUG, ID);
    if (found.credential === undefined)
      this.mistakes.say("portfolio/missing", value.at, {
        message: `the system ${quoted(id)} names no credential: expected who counts as a go-to person`,
        help: "add `credential:`",
      });
    if (credential === undefined || found.credential === undefined) return undefined;
    this.asked.push({ id: credential, at: found.credential.at });
    const sites = found.sites === undefined ? undefined : yaml.ids(found.sites);
    this.askedSites.push(...(sites ?? []));
    return {
      ...this.named(id, found.title),
      credential,
      people: yaml.count(found.people) ?? 1,
      ...(sites && { sites: sites.map((site) => site.id) }),
    };
  }
}

interface Context {
  readonly courses: readonly CourseCredential[];
  readonly reader: PartReader;
  readonly mistakes: Mistakes;
}

function checkIds({ credentials, pathways }: Portfolio, { courses, reader, mistakes }: Context): void {
  const known = new Set([...courses, ...credentials, ...pathways].map(({ id }) => id));
  for (const { id, at } of reader.asked)
    if (!known.has(id) && !mistakes.full)
      mistakes.say("portfolio/unknown-credential", at, {
        message: `there is no credential ${quoted(id)}: no course, no pathway and no entry of \`credentials:\` gives it`,
        help:
          didYouMean(suggest(id, known), []) ??
          `name its course, or add \`credentials: { ${id}: { title: … } }\` when it comes from elsewhere`,
      });
  const single = new Set([...courses, ...credentials].map(({ id }) => id));
  for (const { id } of pathways)
    if (single.has(id))
      mistakes.say("portfolio/two-meanings", reader.keys.get(`pathways ${id}`) as Span, {
        message: `${quoted(id)} is a pathway here, and a credential elsewhere`,
        help: "give the pathway an id of its own",
      });
  const edges = new Map([...courses, ...pathways].map(({ id, requires }) => [id, requires]));
  for (const cycle of findCycles(edges)) {
    const at = cycle.map((id) => reader.keys.get(`pathways ${id}`)).find((span) => span !== undefined);
    // A circle of courses alone stands in their front matter, and is said where the first of them is asked for.
    const place = at ?? reader.asked.find(({ id }) => cycle.includes(id))?.at;
    if (place !== undefined)
      mistakes.say("portfolio/cycle", place, {
        message: `nobody can begin: ${[...cycle, cycle[0] ?? ""].map(quoted).join(" requires ")}`,
        help: "take one of them out of the `requires:` of another",
      });
  }
}

function checkSites({ sites }: Portfolio, { askedSites }: PartReader, mistakes: Mistakes): void {
  const known = sites.map(({ id }) => id);
  for (const { id, at } of askedSites)
    if (!known.includes(id))
      mistakes.say("portfolio/unknown-site", at, {
        message: `there is no site ${quoted(id)}`,
        help: didYouMean(suggest(id, known), known),
      });
}
