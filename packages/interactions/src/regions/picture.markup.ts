import { html, raw, type RawHtml } from "../html.ts";
import type { Area, PictureSpec } from "./picture-spec.ts";

/** A region as it is drawn: with a number where it is spoken of by that. */
export interface DrawnArea {
  readonly id: string;
  readonly area: Area;
  readonly number?: number;
}

/**
 * The picture with its regions drawn over it. What can be chosen by pointing at them can be chosen in the controls
 * beside it, so readers of the page are told of the controls alone.
 */
export function pictureWithAreas(
  { html: image, width, height }: PictureSpec,
  areas: readonly DrawnArea[],
): RawHtml {
  const paths = areas.map(({ id, area }) => html`<path data-area="${id}" d="${area.path}"></path>`);
  return html`<div class="question-picture">
    ${raw(image)}
    <svg class="question-areas" aria-hidden="true">
      <svg viewBox="0 0 ${width} ${height}" preserveAspectRatio="none">${paths}</svg>
      ${areas.map((each) => badge(each, { width, height }))}
    </svg>
  </div>`;
}

/**
 * A number, and room below it for what is put there. Placed by percent, so that it keeps its size however small the
 * picture is shown.
 */
function badge(
  { id, area, number }: DrawnArea,
  { width, height }: Pick<PictureSpec, "width" | "height">,
): RawHtml {
  if (number === undefined) return raw("");
  const percent = (part: number, whole: number) => `${Math.round((part / whole) * 10_000) / 100}%`;
  return html`<svg
    class="question-badge"
    data-badge="${id}"
    x="${percent(area.x, width)}"
    y="${percent(area.y, height)}"
  >
    <circle r="14"></circle>
    <text>${number}</text>
    <text class="question-badge-tag" y="30"></text>
  </svg>`;
}
