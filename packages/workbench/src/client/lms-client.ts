/** What the page asks of the LMS. The only way in; `lms-client.adapter.ts` speaks HTTP. */
import type {
  JudgedRequirement,
  LaunchRequest,
  LmsEvent,
  LmsSettings,
  LmsSnapshot,
  PreviewLook,
} from "@tessera/lms";

interface Launched {
  readonly url: string;
  readonly session: string;
}

interface Imported {
  readonly course: string;
}

export interface WaiveRequest {
  readonly course: string;
  readonly learner: string;
  /** Publisher id. */
  readonly au: string;
  readonly reason: string;
}

export interface EventListener {
  /** The stream stands: at first, and each time after it was lost. */
  opened(): void;
  happened(event: LmsEvent): void;
  /** The stream broke; it is being tried again. */
  lost(): void;
}

/** Every method rejects with a {@link Refusal} when the LMS says no, and with `Unreachable` when nobody answers. */
export interface LmsClient {
  state(): Promise<LmsSnapshot>;
  verdict(session: string): Promise<readonly JudgedRequirement[]>;
  launch(request: LaunchRequest): Promise<Launched>;
  addLearner(name: string): Promise<string>;
  abandon(session: string): Promise<void>;
  waive(request: WaiveRequest): Promise<void>;
  importPackage(name: string, bytes: Blob): Promise<Imported>;
  change(settings: Partial<LmsSettings>): Promise<void>;
  /** Shows the units of the course that is being written in another direction, or in other colours. */
  wear(look: Partial<PreviewLook>): Promise<void>;
  /** @param after - `seq` of the last event that is known */
  follow(after: number, listener: EventListener): () => void;
}

/** The LMS answered, and the answer is no. */
export class Refusal extends Error {
  override readonly name = "Refusal";
  readonly status: number;
  /** One line each, e.g. the mistakes of a package. */
  readonly details: readonly string[];

  constructor(
    message: string,
    { status, details = [] }: { readonly status: number; readonly details?: readonly string[] },
  ) {
    super(message);
    this.status = status;
    this.details = details;
  }
}

/** Nobody answered. */
export class Unreachable extends Error {
  override readonly name = "Unreachable";
}
