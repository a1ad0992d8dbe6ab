/** A request that the LRS refuses: thrown anywhere below `createLrs`, turned into a response there. */
export class Refusal extends Error {
  override readonly name = "Refusal";
  readonly status: number;
  readonly details: RefusalDetails;

  constructor(status: number, message: string, details: RefusalDetails = {}) {
    super(message);
    this.status = status;
    this.details = details;
  }
}

export interface RefusalDetails {
  /** E.g. `xAPI 1.0.3 Communication 2.1.3`. */
  readonly rule?: string;
  /** Into the body, e.g. `$[3].verb.id`; or the name of a parameter or header. */
  readonly path?: string;
  /** All that was found, where there is more than one. */
  readonly faults?: readonly { readonly path: string; readonly message: string; readonly rule: string }[];
  readonly headers?: Readonly<Record<string, string>>;
}

/** A section of Part Three, "Data Processing, Validation, and Security". */
export const communicationRule = (section: string): string => `xAPI 1.0.3 Communication ${section}`;

/** 400 with the section that was broken. */
export function badRequest(message: string, section: string, path?: string): Refusal {
  return new Refusal(400, message, {
    rule: communicationRule(section),
    ...(path === undefined ? {} : { path }),
  });
}
