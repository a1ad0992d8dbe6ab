import { qrCode, qrPath, QUIET, type QrCode } from "@tessera/qr";
import { html, nothing, svg, type TemplateResult } from "lit";
import type { Handed } from "../observer-model.ts";
import type { PageContext } from "./page-view.ts";

/** Modules on a side that a phone still reads off another phone's screen. */
const READABLE = 141;
const LARGE = 101;

let last: { readonly link: string; readonly code: QrCode | undefined } | undefined;

/** A code is drawn once, not with every letter that somebody types. */
function codeOf(link: string): QrCode | undefined {
  if (last?.link !== link) {
    const code = qrCode(link, { level: "L" });
    last = { link, code: code !== undefined && code.length <= READABLE ? code : undefined };
  }
  return last.code;
}

/** Three ways for one thing: a code to be scanned, a link to be sent, a file. */
export function handOverView({ link, file }: Handed, { say, copied, acts }: PageContext): TemplateResult {
  const code = codeOf(link);
  const size = (code?.length ?? 0) + 2 * QUIET;
  return html`
    <div class="hand">
      ${
        code === undefined
          ? html`<p class="note">${say("hand.too-long")}</p>`
          : html`<svg
                class="code"
                viewBox=${`0 0 ${size} ${size}`}
                role="img"
                aria-label=${say("hand.code")}
                shape-rendering="crispEdges"
              >
                ${svg`<rect width=${size} height=${size} fill="#fff"></rect><path d=${qrPath(code)} fill="#000"></path>`}
              </svg>
              ${code.length > LARGE ? html`<p class="note">${say("hand.smaller")}</p>` : nothing}`
      }
      <div class="acts">
        <button type="button" class="first" @click=${() => acts.save(file)}>${say("hand.save")}</button>
        ${acts.share === undefined ? nothing : html`<button type="button" @click=${() => acts.share?.(link)}>${say("hand.share")}</button>`}
        <button type="button" @click=${() => void acts.copy(link)}>${say("hand.copy")}</button>
      </div>
      <p class="said" role="status">
        ${copied === "no" ? nothing : say(copied === "yes" ? "hand.copied" : "hand.copy-failed")}
      </p>
      <label class="field"
        ><span>${say("hand.link")}</span>
        <input
          readonly
          dir="ltr"
          .value=${link}
          @focus=${(event: Event) => (event.target as HTMLInputElement).select()}
      /></label>
    </div>
  `;
}
