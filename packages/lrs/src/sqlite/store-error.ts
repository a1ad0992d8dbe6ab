export type StoreErrorCode =
  /** The file was written by a newer Tessera. */
  | "store/newer-format"
  /** The file is a database, or no database, of someone else. */
  | "store/foreign-file"
  /** Another process (or another store of this one) has the file open for writing. */
  | "store/in-use"
  /** The file or its folder cannot be opened. */
  | "store/cannot-open";

/** Why a file cannot serve as a store. */
export class StoreError extends Error {
  override readonly name = "StoreError";
  readonly code: StoreErrorCode;
  readonly file: string;

  constructor(code: StoreErrorCode, file: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
    this.file = file;
  }
}
