/** docs/privacy.md says what a unit records: each statement of the contract, and none besides. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { compileCourse, objectHost } from "@tessera/markdown";
import { statementContract } from "@tessera/session";
import { expect, test } from "vitest";

const page = readFileSync(fileURLToPath(new URL("../../docs/privacy.md", import.meta.url)), "utf8");
const COURSE =
  "---\nid: https://example.org/courses/pumps\ntitle: Pumps\nversion: 1.0.0\nlanguage: en\n---\n\n# Pumps\n";
const PAGE =
  "# Pumps\n\n:::true-false{#dead}\nIt is dead.\n\n- [x] True\n- [ ] False\n\n:::\n\n::audio[Call]{src=media/call.mp3 transcript=media/call.md}\n";
const MEDIA = { "media/call.mp3": new Uint8Array([1]), "media/call.md": "Hello.\n" };

test("docs/privacy.md names every statement that a unit can send, and no other", async () => {
  const { course } = await compileCourse(objectHost({ "course.md": COURSE, "01-pumps.md": PAGE, ...MEDIA }));
  if (!course) throw new Error("the course does not compile");
  const { templates } = statementContract(course) as { templates: readonly { readonly id: string }[] };
  const sent = templates.map(({ id }) => (id.split("/t/")[1] ?? "").replace(/^answered-.*/, "answered"));
  const named = [...page.matchAll(/^\| `(\w+)`/gm)].map(([, name = ""]) => name);
  expect([...named].sort()).toEqual([...sent].sort());
});
