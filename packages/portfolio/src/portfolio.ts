/**
 * What courses alone cannot say: which roles need which credentials, where they work, and what each site needs somebody for.
 * A credential's id is the slug of its course; a pathway is a credential, too. Lists are in the order of the file.
 */

export interface Named {
  readonly id: string;
  readonly title: string;
}

export interface Role extends Named {
  /** Ids of credentials and pathways. */
  readonly requires: readonly string[];
}

export interface Site extends Named {
  /** In the organisation's own words, such as `office`. */
  readonly type?: string;
}

/** Something that needs somebody who is verified, at each site that has it. */
export interface System extends Named {
  readonly credential: string;
  /** How many different people, ≥ 1. */
  readonly people: number;
  /** Absent = every site of the portfolio. */
  readonly sites?: readonly string[];
}

/** What is to be said of a credential beside its course, or of one whose course is not ours. */
export interface CredentialEntry extends Named {
  /** ISO 8601 in years, months, weeks and days; counts where the course says nothing. */
  readonly valid?: string;
  /** Publisher id (IRI) of a course that is not ours: who satisfied it is verified. */
  readonly course?: string;
  /** The course that renews it, where that is not the one that gave it. */
  readonly renew?: string;
}

export interface Pathway extends Named {
  readonly description?: string;
  readonly requires: readonly string[];
}

export interface Portfolio {
  readonly layers: readonly Named[];
  readonly roles: readonly Role[];
  readonly sites: readonly Site[];
  readonly systems: readonly System[];
  readonly credentials: readonly CredentialEntry[];
  readonly pathways: readonly Pathway[];
}

/** What a course's front matter says of its credential. */
export interface CourseCredential {
  /** The course's slug. */
  readonly id: string;
  readonly title?: string;
  readonly valid?: string;
  readonly requires: readonly string[];
}

/**
 * What a role's or pathway's `requires` comes down to: the ids of single credentials, each once, pathways replaced by what
 * they require in turn. What credentials require of each other is not added: whoever holds one had to hold those.
 */
export function credentialsOf(
  { pathways }: Pick<Portfolio, "pathways">,
  requires: readonly string[],
): readonly string[] {
  const byId = new Map(pathways.map((pathway) => [pathway.id, pathway.requires]));
  const found = new Set<string>();
  const seen = new Set<string>();
  const add = (id: string): void => {
    if (seen.has(id)) return;
    seen.add(id);
    const parts = byId.get(id);
    if (parts === undefined) found.add(id);
    else for (const part of parts) add(part);
  };
  for (const id of requires) add(id);
  return [...found];
}
