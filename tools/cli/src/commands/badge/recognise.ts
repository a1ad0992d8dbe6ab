import { moment } from "@tessera/credentials/issuing";
import { openIssuer } from "../../badge/issuer-folder.adapter.ts";
import { withLedger } from "../../badge/ledger-file.adapter.ts";
import { agentOf, subjectFor } from "../../badge/person.ts";
import { UsageError } from "../../exit.ts";
import { now, uuid } from "../../ports.adapter.ts";
import { say } from "../../terminal.adapter.ts";

export interface RecogniseOptions {
  /** `HOMEPAGE|NAME` or `mailto:…`. */
  readonly for: string;
  readonly name?: string;
  /** Last day on which it counts. */
  readonly until?: string;
  readonly reason: string;
}

/** Somebody holds a credential of another issuer: written down on this issuer's word, so that what asks for it can be earned. */
export async function recognise(dir: string, slug: string, options: RecogniseOptions): Promise<void> {
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(slug))
    throw new UsageError(`\`${slug}\` is no id of a credential`, {
      help: "as courses and portfolio.yaml have it, such as facility-networks",
    });
  const reason = options.reason.trim();
  if (reason === "" || reason.length > 500)
    throw new UsageError("the reason has no or more than 500 characters");
  const until = options.until === undefined ? undefined : Date.parse(`${options.until}T23:59:59Z`);
  if (until !== undefined && (Number.isNaN(until) || !/^\d{4}-\d\d-\d\d$/.test(String(options.until))))
    throw new UsageError(`\`${String(options.until)}\` is no day, expected one such as 2028-01-31`);
  const agent = agentOf(options.for);
  const folder = openIssuer(dir);
  await withLedger(folder, async (file) => {
    const { id: subject, lines } = subjectFor(file.ledger, agent, uuid);
    file.append([
      ...lines,
      {
        line: "recognised",
        id: `urn:uuid:${uuid()}`,
        subject,
        slug,
        name: options.name ?? slug,
        at: moment(now()),
        ...(until !== undefined && { until: moment(until) }),
        reason,
      },
    ]);
    file.settle();
    say(
      `Recognised ${slug} for ${options.for}${options.until === undefined ? "" : ` until ${options.until}`}.`,
    );
    return Promise.resolve();
  });
}
