import { LitElement } from "lit";

/** Renders into itself: one style sheet and one document for assistive technology. */
export class LightElement extends LitElement {
  protected override createRenderRoot(): this {
    return this;
  }
}
