/** What is used of jsonld.js: the build for browsers, which has no loader of its own and is the same code in Node. */
declare module "jsonld/dist/jsonld.esm.min.js" {
  interface RemoteDocument {
    readonly documentUrl: string;
    readonly document: unknown;
  }
  interface CanonizeOptions {
    readonly algorithm: "RDFC-1.0";
    readonly format: "application/n-quads";
    readonly safe: true;
    readonly base: null;
    readonly documentLoader: (url: string) => Promise<RemoteDocument>;
    readonly maxWorkFactor?: number;
    readonly signal?: AbortSignal;
  }
  const jsonld: { canonize(document: unknown, options: CanonizeOptions): Promise<string> };
  // oxlint-disable-next-line import/no-default-export -- it is theirs
  export default jsonld;
}
