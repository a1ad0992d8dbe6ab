/** Why the LMS's own API said no: an answer to the caller, not a bug. */
export class LmsRefusal extends Error {
  override readonly name = "LmsRefusal";
  readonly status: 400 | 403 | 404 | 409 | 422;

  constructor(status: LmsRefusal["status"], message: string) {
    super(message);
    this.status = status;
  }
}
