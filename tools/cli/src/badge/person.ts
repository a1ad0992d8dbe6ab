import { agentKey, type Ledger, type LedgerLine } from "@tessera/credentials/issuing";
import type { Agent } from "@tessera/xapi";
import { InputError, UsageError } from "../exit.ts";

/** Somebody as statements name them: `HOMEPAGE|NAME` of an account, or `mailto:…`. */
export function agentOf(text: string): Agent {
  if (/^mailto:[^@\s]+@[^@\s]+$/i.test(text)) return { mbox: text };
  const at = text.lastIndexOf("|");
  const [homePage, name] = [text.slice(0, at), text.slice(at + 1)];
  if (at === -1 || name === "" || !URL.canParse(homePage))
    throw new UsageError(`\`${text}\` names nobody: expected HOMEPAGE|NAME of an account, or mailto:…`, {
      help: "e.g. --for 'https://lms.example.com|ada'",
    });
  return { account: { homePage, name } };
}

/** Their pseudonym, given as an account, an address or the pseudonym itself. @throws InputError for somebody unknown */
export function subjectOf(ledger: Ledger, text: string): string {
  if (text.startsWith("urn:uuid:")) {
    if (ledger.bySubject.has(text) || ledger.agents.has(text)) return text;
    throw new InputError(`nobody has the pseudonym ${text} here`);
  }
  const found = ledger.subjects.get(agentKey(agentOf(text)) ?? "");
  if (found === undefined)
    throw new InputError(`nothing was issued to \`${text}\` here`, {
      help: "`tessera badge issue … --dry-run` prints the names of learners",
    });
  return found;
}

/** The pseudonym of somebody, and the line that gives them one where they have none. */
export function subjectFor(
  ledger: Ledger,
  agent: Agent,
  uuid: () => string,
): { readonly id: string; readonly lines: readonly LedgerLine[] } {
  const known = ledger.subjects.get(agentKey(agent) ?? "");
  if (known !== undefined) return { id: known, lines: [] };
  const id = `urn:uuid:${uuid()}`;
  return { id, lines: [{ line: "subject", agent, id }] };
}
