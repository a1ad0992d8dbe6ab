import { SLUG } from "@tessera/course";
import type { DirectiveNode } from "@tessera/interactions/schema";
import { problem } from "../report.ts";
import type { BlockDesk } from "./block.ts";

/** `#id` of a block: the name under which its script keeps what the learner left. */
export function ownId(node: DirectiveNode, { file, report }: BlockDesk): string | undefined {
  const found = file.attributes(node).find(({ name }) => name === "id");
  if (!found || SLUG.test(found.value)) return found?.value;
  const message = `\`${found.value}\` is no id`;
  const help = "small letters, digits and hyphens, as in `shut-valve`";
  report(problem("directive/wrong-value", found.valueSpan, { message, help }));
  return undefined;
}
