import { html, nothing } from "lit";
import type { TemplateResult } from "lit";
import type { ProfileSnapshot } from "@tessera/lms";
import { sentence } from "../model/unit-rows.ts";

/** Which LMS is simulated, where it is not the standard one; opened, what it does and what cannot be had there. */
export function simulatedLms({ name, title, evidence, notes, impossible }: ProfileSnapshot): TemplateResult {
  if (name === "standard") return html``;
  return html`<details class="wb-more wb-lms">
    <summary>Simulating <strong>${title}</strong></summary>
    <p class="wb-hint">Stands for: ${evidence}.</p>
    ${
      impossible.length === 0
        ? nothing
        : html`<h2>What cannot be had there</h2>
            <ul>
              ${impossible.map((one) => html`<li><strong>${sentence(one.name)}.</strong> ${one.why}</li>`)}
            </ul>`
    }
    <h2>What it does differently</h2>
    <ul>
      ${notes.map(({ says }) => html`<li>${sentence(says)}.</li>`)}
    </ul>
  </details>`;
}
