/** The Digital Bazaar stack judges in tests only; this is what is asked of it. */
declare module "@digitalbazaar/vc" {
  interface Verified {
    readonly verified: boolean;
    readonly error?: { readonly errors?: readonly Error[]; readonly message: string };
  }
  export function verifyCredential(options: {
    readonly credential: unknown;
    readonly suite: unknown;
    readonly documentLoader: (url: string) => Promise<unknown>;
    readonly checkStatus?: (options: never) => Promise<unknown>;
    readonly now?: Date;
  }): Promise<
    Verified & { readonly statusResult?: { readonly results?: readonly { readonly status: boolean }[] } }
  >;
}
declare module "@digitalbazaar/data-integrity" {
  export class DataIntegrityProof {
    constructor(options: { readonly cryptosuite: unknown });
  }
}
declare module "@digitalbazaar/eddsa-rdfc-2022-cryptosuite" {
  export const cryptosuite: unknown;
}
declare module "@digitalbazaar/vc-bitstring-status-list" {
  export function checkStatus(options: never): Promise<unknown>;
}
