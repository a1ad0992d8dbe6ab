import { forgetInStore, keptParts, openStore, prepareReports } from "../analytics/analytics-store.adapter.ts";
import { checkFolder, forgetInFolder } from "../analytics/forget-files.adapter.ts";
import { freshKey, keyFile } from "../analytics/key-file.adapter.ts";
import { personToForget } from "../analytics/learner-key.ts";
import type { Person } from "../analytics/learner-key.ts";
import { InputError } from "../exit.ts";
import { say } from "../terminal.adapter.ts";

export interface ForgetOptions {
  readonly db: string;
  /** A folder of statement files, and of reports that were written from the store. */
  readonly files?: string;
  /** The key file of a store with pseudonyms. */
  readonly key?: string;
}

/** Takes a person out of the store and of files that were exported, so that no later sync brings them back. */
export async function forget(named: string, options: ForgetOptions): Promise<void> {
  const key = options.key === undefined ? undefined : keyFile(options.key, { make: false });
  const { files } = options;
  // All that can be wrong is told before anything is gone: the store knows the name once only.
  if (files !== undefined) checkFolder(files);
  const { stored, plain } = await whoIs(named, options.db, key);
  if (files !== undefined && plain === undefined)
    throw new InputError("files hold names, and the pseudonym says none", {
      help: "give the person as HOMEPAGE|NAME or mailto:… with --key",
    });
  const gone = await forgetInStore(options.db, { actor: stored, freshKey: freshKey() });
  say(`${gone.statements} statement(s) are gone from ${options.db}, and no sync brings them back`);
  if (gone.texts > 0)
    say(
      `${gone.texts} statement(s) of others named them: of these the typed columns are left, the text is gone`,
    );
  for (const line of keptParts(gone)) say(line);
  await prepareReports(options.db);
  if (files === undefined || plain === undefined) return;
  const found = forgetInFolder(files, plain);
  say(`${found.statements} statement(s) are gone from ${found.changed.length} file(s) in ${files}`);
  for (const file of found.named) say(`warning: \`${file}\` names them; make it again, or delete it`);
}

async function whoIs(named: string, db: string, key: string | undefined): Promise<Person> {
  const store = await openStore(db, { readOnly: true });
  try {
    return await personToForget(store, named, key);
  } finally {
    store.close();
  }
}
