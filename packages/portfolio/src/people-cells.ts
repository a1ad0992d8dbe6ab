import { suggest } from "@tessera/diagnostics";
import type { Span } from "@tessera/diagnostics";
import { readDay } from "./days.ts";
import type { Identity, Person } from "./people.ts";
import type { Portfolio } from "./portfolio.ts";
import { didYouMean, quoted, SLUG } from "./report.ts";
import type { Mistakes } from "./report.ts";
import type { Draft, PEOPLE_COLUMNS } from "./read-people.ts";

type Cells = ReadonlyMap<(typeof PEOPLE_COLUMNS)[number], { readonly text: string; readonly at: Span }>;
type Fact = "name" | "roles" | "site" | "cohort" | "manager" | "start" | "leave";

/** Longest name of an account, a person or a site that is kept. */
const LONGEST = 500;

/** The lines of people.csv, one after the other, into people. */
export class PeopleCells {
  private readonly mistakes: Mistakes;
  private readonly portfolio: Portfolio | undefined;
  private readonly owners = new Map<string, { readonly person: string; readonly at: Span }>();
  private readonly managers: { readonly id: string; readonly at: Span }[] = [];

  constructor(mistakes: Mistakes, portfolio: Portfolio | undefined) {
    this.mistakes = mistakes;
    this.portfolio = portfolio;
  }

  take(cells: Cells, line: Span, drafts: Map<string, Draft>): void {
    const id = cells.get("id");
    if (id === undefined) {
      this.mistakes.say("people/missing-id", line, {
        message: "this line has no `id`: expected whose it is",
        help: "give each person an id of their own, such as the staff number",
      });
      return;
    }
    this.readable(id, "id");
    const person = this.facts(id.text, cells);
    const identities = this.identities(cells);
    const known = drafts.get(id.text);
    const added = identities.filter((one) => this.claim(one, { person: id.text, at: id.at }));
    if (known === undefined) {
      drafts.set(id.text, { person: { ...person, identities: added }, at: id.at });
      return;
    }
    const differs = FACTS.find(
      (fact) => person[fact] !== undefined && !same(person[fact], known.person[fact]) && given(person[fact]),
    );
    if (differs !== undefined || added.length === 0)
      this.mistakes.say("people/duplicate-person", id.at, {
        message:
          differs === undefined
            ? `${quoted(id.text)} stands twice, and this line adds no account`
            : `${quoted(id.text)} stands twice, with another \`${differs === "roles" ? "role" : differs}\``,
        help: "a further line of a person adds an account, and its other cells are empty or the same",
        labels: [{ span: known.at, message: "first here" }],
      });
    known.person.identities.push(...added);
  }

  /** What can only be told when all lines are known. */
  finish(drafts: ReadonlyMap<string, Draft>): void {
    for (const { person, at } of drafts.values())
      if (person.identities.length === 0)
        this.mistakes.say("people/no-account", at, {
          message: `${quoted(person.id)} has neither an account nor an e-mail address, so no statement is theirs`,
          help: "fill `account_home_page` and `account_name` as the LMS has them, or `mbox`",
        });
    // Each id is compared with each: of many people nobody is guessed.
    const ids = drafts.size > 2_000 ? [] : [...drafts.keys()];
    for (const { id, at } of this.managers)
      if (!drafts.has(id) && !this.mistakes.full)
        this.mistakes.say("people/unknown-manager", at, {
          message: `the manager ${quoted(id)} is nobody of this file`,
          help: didYouMean(suggest(id, ids), []),
        });
  }

  private facts(id: string, cells: Cells): Omit<Person, "identities"> {
    const [name, cohort, manager] = (["name", "cohort", "manager"] as const).map((column) => {
      const cell = cells.get(column);
      return cell === undefined ? undefined : this.readable(cell, column);
    });
    const managed = cells.get("manager");
    if (managed !== undefined) this.managers.push({ id: managed.text, at: managed.at });
    const site = this.site(cells);
    const [start, leave] = (["start", "leave"] as const).map((column) => this.day(cells, column));
    const ends = cells.get("leave");
    if (start !== undefined && leave !== undefined && leave < start && ends !== undefined)
      this.mistakes.say("people/leaves-before-start", ends.at, {
        message: `${quoted(id)} leaves on ${leave}, and starts on ${start}`,
        help: "is one of them another year's?",
      });
    return {
      id,
      ...(name !== undefined && { name }),
      roles: this.roles(cells),
      ...(site !== undefined && { site }),
      ...(cohort !== undefined && { cohort }),
      ...(manager !== undefined && { manager }),
      ...(start !== undefined && { start }),
      ...(leave !== undefined && { leave }),
    };
  }

  /** Several stand with `;` between them. */
  private roles(cells: Cells): readonly string[] {
    const cell = cells.get("role");
    if (cell === undefined) return [];
    const words = cell.text
      .split(";")
      .map((word) => word.trim())
      .filter((word) => word !== "");
    return [...new Set(words)].filter((word) =>
      this.known({ ...cell, text: word }, { what: "role", known: this.portfolio?.roles }),
    );
  }

  private site(cells: Cells): string | undefined {
    const cell = cells.get("site");
    if (cell === undefined) return undefined;
    return this.known(cell, { what: "site", known: this.portfolio?.sites }) ? cell.text : undefined;
  }

  private known(
    { text, at }: { readonly text: string; readonly at: Span },
    {
      what,
      known,
    }: {
      readonly what: "role" | "site";
      readonly known: readonly { readonly id: string; readonly title: string }[] | undefined;
    },
  ): boolean {
    if (known === undefined ? SLUG.test(text) : known.some(({ id }) => id === text)) return true;
    const ids = (known ?? []).map(({ id }) => id);
    const titled = known?.find(({ id, title }) => [title.toLowerCase(), id].includes(text.toLowerCase()))?.id;
    this.mistakes.say(`people/unknown-${what}`, at, {
      message:
        known === undefined
          ? `${quoted(text)} is no id of a ${what}: expected \`a-z\`, \`0-9\` and single \`-\` between them`
          : `the portfolio has no ${what} ${quoted(text)}`,
      help: titled === undefined ? didYouMean(suggest(text, ids), ids) : `write its id: \`${titled}\``,
    });
    return false;
  }

  private day(cells: Cells, column: "start" | "leave"): string | undefined {
    const cell = cells.get(column);
    if (cell === undefined) return undefined;
    const read = readDay(cell.text);
    if ("day" in read) return read.day;
    this.mistakes.say("people/wrong-date", cell.at, {
      message: `\`${column}\`: found ${quoted(cell.text)}, expected a day such as \`2026-01-31\``,
      help: read.help,
    });
    return undefined;
  }

  private identities(cells: Cells): readonly Identity[] {
    const [home, name, mbox] = (["account_home_page", "account_name", "mbox"] as const).map((column) =>
      cells.get(column),
    );
    const found: Identity[] = [];
    const half = name ?? home;
    if (name !== undefined && home !== undefined) {
      if (!/^[a-z][a-z0-9+.-]*:\S+$/i.test(home.text) || home.text.length > LONGEST)
        this.mistakes.say("people/incomplete-account", home.at, {
          message: `\`account_home_page\`: found ${quoted(home.text)}, expected an address such as \`https://lms.example.com\``,
          help: "as it stands in the statements' `actor.account.homePage`",
        });
      else found.push({ homePage: home.text, name: this.readable(name, "account_name") });
    } else if (half !== undefined)
      this.mistakes.say("people/incomplete-account", half.at, {
        message: `an account of ${quoted(half.text)} alone: expected both \`account_home_page\` and \`account_name\``,
        help: "the same name at two LMSs may be two people",
      });
    if (mbox !== undefined) {
      const address = mbox.text.replace(/^mailto:/i, "");
      if (/^[^\s@<>]+@[^\s@<>]+$/.test(address) && address.length <= LONGEST)
        found.push({ mbox: `mailto:${address}` });
      else
        this.mistakes.say("people/wrong-mbox", mbox.at, {
          message: `\`mbox\`: found ${quoted(mbox.text)}, expected an e-mail address`,
          help: "such as `ada@example.com`; further ones stand in further lines of the same `id`",
        });
    }
    return found;
  }

  /** True when nobody else has it, and this person did not have it already. */
  private claim(identity: Identity, owner: { readonly person: string; readonly at: Span }): boolean {
    const key = "mbox" in identity ? mboxKey(identity.mbox) : `${identity.homePage}|${identity.name}`;
    const known = this.owners.get(key);
    if (known === undefined) {
      this.owners.set(key, owner);
      return true;
    }
    if (known.person !== owner.person)
      this.mistakes.say("people/duplicate-account", owner.at, {
        message: `${quoted(key)} is an account of both ${quoted(known.person)} and ${quoted(owner.person)}`,
        help: "give it to one of them; when they are one person, give both lines one `id`",
        labels: [{ span: known.at, message: "first here" }],
      });
    return false;
  }

  /** A spreadsheet that takes an id for a number writes `1.23E+11`, and the id is gone. */
  private readable({ text, at }: { readonly text: string; readonly at: Span }, column: string): string {
    if (/^\d[.,]\d+E\+\d+$/i.test(text) && column !== "name")
      this.mistakes.say("people/spreadsheet-number", at, {
        message: `\`${column}\`: ${quoted(text)} is what a spreadsheet makes of a long number`,
        help: "format the column as text before the file is opened, and export it again",
      });
    return text.slice(0, LONGEST);
  }
}

const FACTS: readonly Fact[] = ["name", "roles", "site", "cohort", "manager", "start", "leave"];
const given = (value: Person[Fact]): boolean => typeof value === "string" || (value ?? []).length > 0;
const same = (one: Person[Fact], other: Person[Fact]): boolean =>
  JSON.stringify(one) === JSON.stringify(other);

/** As reports compare them: the part behind the @ is a host's name, in which case says nothing. */
const mboxKey = (mbox: string): string => mbox.replace(/@.*$/, (host) => host.toLowerCase());
