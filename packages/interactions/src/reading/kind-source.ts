import type { ReadContext } from "../authoring.ts";
import type { Html, MarkupContext } from "../interaction.ts";
import type { Mistake } from "../mistake.ts";
import type { AttributeShape } from "./attributes.ts";
import type { WrittenOption } from "../writing/written-item.ts";
import type { AnswersShape, Frame } from "./frame.ts";

/** What a kind made of its answers. */
interface SpecRead<Spec> {
  readonly spec: Spec;
  /** In place of the frame's stem, where the answers stand in the text. */
  readonly stem?: Html;
  /** Plain text in place of the stem's. */
  readonly name?: string;
  /** Where one answer of several is chosen by its words: they are looked at for flaws of writing. */
  readonly options?: readonly WrittenOption[];
}

/**
 * What in a question would elsewhere belong to the page: `regions` are links of its answers to parts of its picture,
 * `scenes` links of all its lists to its own scenes, `headings` are its own headings.
 */
export type Own = "regions" | "scenes" | "headings";

/** What a kind says about its directive. Compile time only. */
export interface KindSource<
  Kind extends string = string,
  Spec = unknown,
  Shape extends AttributeShape = AttributeShape,
> {
  readonly kind: Kind;
  readonly answers: AnswersShape;
  /** Attributes of the opening line beside those that every question has. */
  readonly attributes: Shape;
  /** The `:text` directives that its content may hold, `set` at the end of an answer among them: name → its settings. */
  readonly texts: Readonly<Record<string, AttributeShape>>;
  /** Names of containers of its own, such as `key-points`. */
  readonly parts?: readonly string[];
  /** `::leaf` directives of its own, such as `end`: name → its settings. */
  readonly leaves?: Readonly<Record<string, AttributeShape>>;
  readonly owns?: readonly Own[];
  /** It never counts, so it stands on a page and in no quiz. */
  readonly practiceOnly?: true;
  /**
   * How it reads where somebody else answers it, without a control; what has this may stand in an observation.
   */
  observed?(spec: Spec, context: MarkupContext): Html;
  readonly mistakes: readonly Mistake<never>[];
  /** Undefined when so much is wrong that no question can be made; it has been reported. */
  read(frame: Frame<Shape>, context: ReadContext): SpecRead<Spec> | undefined;
}
