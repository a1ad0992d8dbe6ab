/** jsonld.js judges our canonical forms in tests only; this is what is asked of it. */
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
