/** Who an organisation's people are: what ties the actors of statements to roles and sites. */

/** By what an actor of a statement is known (xAPI 1.0.3 Data §2.4.2.3). */
export type Identity =
  | { readonly homePage: string; readonly name: string }
  /** With `mailto:`. */
  | { readonly mbox: string };

export interface Person {
  /** The organisation's own, such as a staff number. */
  readonly id: string;
  readonly name?: string;
  readonly identities: readonly Identity[];
  readonly roles: readonly string[];
  readonly site?: string;
  /** Any group that reports are to be narrowed to. */
  readonly cohort?: string;
  /** Id of a person; may be somebody who is not in the file. */
  readonly manager?: string;
  /** First day, as `2026-01-31`. */
  readonly start?: string;
  /** Last day, the whole of it. */
  readonly leave?: string;
}

export interface People {
  /** In the order of the file. */
  readonly people: readonly Person[];
}
