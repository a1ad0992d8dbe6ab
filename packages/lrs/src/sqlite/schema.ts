/** The tables. Raise {@link FORMAT} and add a step when they change: old files must go on working. */

/** `PRAGMA user_version` of the file. */
export const FORMAT = 1;

/** "TesL": `PRAGMA application_id`, so that a store is told from any other database. */
export const APPLICATION_ID = 0x5465734c;

/**
 * - `statement`: in the order of `stamp`. `voided` is the final word: voided by another, and voiding none itself.
 * - `term`, `posting`: what filters find. `via` is the statement that has the term: the one at `stamp` itself, or one
 *   that it targets, directly or through others (Communication §2.1.3, "Filter Conditions for StatementRefs").
 * - `chain`: the targets of each statement that has any, so that `posting` can be filled in when a target comes later.
 */
export const CREATE = `
BEGIN IMMEDIATE;
CREATE TABLE IF NOT EXISTS statement (
  stamp INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  json TEXT NOT NULL,
  target TEXT,
  voiding INTEGER NOT NULL,
  voided INTEGER NOT NULL
);
CREATE INDEX IF NOT EXISTS statement_target ON statement (target) WHERE target IS NOT NULL;
CREATE TABLE IF NOT EXISTS term (number INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE);
CREATE TABLE IF NOT EXISTS posting (
  term INTEGER NOT NULL,
  stamp INTEGER NOT NULL,
  via INTEGER NOT NULL,
  PRIMARY KEY (term, stamp, via)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS chain (stamp INTEGER NOT NULL, via INTEGER NOT NULL, PRIMARY KEY (stamp, via)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS chain_via ON chain (via);
CREATE TABLE IF NOT EXISTS attachment (
  sha2 TEXT PRIMARY KEY,
  content_type TEXT NOT NULL,
  content BLOB NOT NULL
);
CREATE TABLE IF NOT EXISTS definition (
  kind TEXT NOT NULL,
  iri TEXT NOT NULL,
  json TEXT NOT NULL,
  PRIMARY KEY (kind, iri)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS document (
  resource TEXT NOT NULL,
  activity TEXT NOT NULL,
  agent TEXT NOT NULL,
  registration TEXT NOT NULL,
  id TEXT NOT NULL,
  content_type TEXT NOT NULL,
  content BLOB NOT NULL,
  etag TEXT NOT NULL,
  updated INTEGER NOT NULL,
  PRIMARY KEY (resource, activity, agent, registration, id)
);
PRAGMA application_id = ${APPLICATION_ID};
PRAGMA user_version = ${FORMAT};
COMMIT;
`;
