/** What a setting of a directive that is no question may hold, in the words of the compiler's own message about a wrong one. */
import { compileCourse, objectHost } from "@tessera/markdown";

const COURSE =
  "---\nid: https://example.org/c\ntitle: C\nversion: 1.0.0\nlanguage: en\nunits: [{learn: 01.md}]\n---\n\n# C\n\nC.\n";
/** What no setting can hold. */
const NOTHING = "?";

/** @returns undefined where any text will do, or where what is wrong with it is found otherwise */
export async function valueOf(directive: string, setting: string): Promise<string | undefined> {
  const written = `${directive}{${setting === "id" ? `#${NOTHING}` : `${setting}="${NOTHING}"`}}`;
  const page = `# P\n\n::::${written}\n\n:::true-false{#q}\nYes?\n\n- [x] true\n:::\n\n::::\n\n::${written}\n\n::::quiz\n\n::${written}\n\n::::\n`;
  const { diagnostics } = await compileCourse(objectHost({ "course.md": COURSE, "01.md": page }));
  const said = diagnostics.map(({ message }) => message).filter((message) => message.includes(NOTHING));
  const [, expected] = said.map((message) => /, expected (.+)$/.exec(message)).find((found) => found) ?? [];
  return expected;
}
