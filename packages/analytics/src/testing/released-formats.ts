/**
 * A store of each format that was released, as the statements of SQL that made it then. Never changed: a file in that format
 * lies on somebody's disk. When `STORE_FORMAT` is raised, the present one is added.
 */
const FIRST = [
  `CREATE TABLE activities(id VARCHAR, "name" VARCHAR, "type" VARCHAR, interaction VARCHAR, pattern VARCHAR)`,
  `CREATE TABLE courses(id VARCHAR, slug VARCHAR, title VARCHAR, "version" VARCHAR, "language" VARCHAR)`,
  `CREATE TABLE cursors("source" VARCHAR, "cursor" VARCHAR)`,
  `CREATE TABLE meta(format INTEGER)`,
  `CREATE TABLE "options"(question VARCHAR, "version" VARCHAR, id VARCHAR, "text" VARCHAR, correct BOOLEAN, "position" INTEGER)`,
  `CREATE TABLE pages(id VARCHAR, unit VARCHAR, title VARCHAR, "minutes" DOUBLE, "position" INTEGER)`,
  `CREATE TABLE questions(id VARCHAR, "version" VARCHAR, course VARCHAR, unit VARCHAR, page VARCHAR, quiz VARCHAR, quiz_title VARCHAR, slug VARCHAR, kind VARCHAR, "name" VARCHAR, points DOUBLE, place VARCHAR, "position" INTEGER)`,
  `CREATE TABLE statements(id UUID, "stored" TIMESTAMP, stamp TIMESTAMP, actor VARCHAR, verb VARCHAR, "object" VARCHAR, unit VARCHAR, parent VARCHAR, registration VARCHAR, "session" VARCHAR, course_version VARCHAR, "version" VARCHAR, attempt INTEGER, success BOOLEAN, completion BOOLEAN, scaled DOUBLE, response VARCHAR, duration_ms DOUBLE, progress DOUBLE, platform VARCHAR, voids UUID, faults VARCHAR)`,
  `CREATE TABLE units(id VARCHAR, course VARCHAR, slug VARCHAR, title VARCHAR, purpose VARCHAR, move_on VARCHAR, mastery DOUBLE, "minutes" DOUBLE, "position" INTEGER)`,
  `INSERT INTO courses VALUES ('https://c.example/1', 'one', 'Course one', '1.0.0', 'en')`,
  `INSERT INTO units VALUES ('https://c.example/1/u', 'https://c.example/1', 'u', 'Unit', 'learn', 'Completed', 0.8, 10, 0)`,
  `INSERT INTO cursors VALUES ('lrs https://lrs.example/xapi/ 0', '{"since":1767571200000000,"order":"stored"}')`,
  `INSERT INTO statements (id, stored, stamp, actor, verb, object, unit, session, success, scaled, duration_ms) VALUES
  ('00000000-0000-4000-8000-00000000000a', '2026-01-05 00:00:01', '2026-01-05 00:00:01', 'https://lms.example|ada', 'passed', 'https://c.example/1/u', 'https://c.example/1/u', 's1', true, 0.9, 60000),
  ('00000000-0000-4000-8000-00000000000b', '2026-01-05 00:00:02', '2026-01-05 00:00:02', 'https://lms.example|ben', 'passed', 'https://c.example/1/u', 'https://c.example/1/u', 's2', true, 0.8, 60000)`,
  `INSERT INTO statements (id, stored, stamp, actor, verb, object, voids) VALUES
  ('00000000-0000-4000-8000-00000000000c', '2026-01-05 00:00:03', '2026-01-05 00:00:03', 'mailto:admin@example.org', 'voided', '00000000-0000-4000-8000-00000000000b', '00000000-0000-4000-8000-00000000000b')`,
] as const;

const SECOND = [
  ...FIRST,
  "ALTER TABLE statements ADD COLUMN instructor VARCHAR",
  "CREATE TABLE people(id VARCHAR, name VARCHAR, site VARCHAR, cohort VARCHAR, manager VARCHAR, started TIMESTAMP, ended TIMESTAMP)",
  "CREATE TABLE person_accounts(actor VARCHAR, person VARCHAR, main VARCHAR)",
  "CREATE TABLE person_roles(person VARCHAR, role VARCHAR)",
  "CREATE TABLE credentials(id VARCHAR, course VARCHAR, title VARCHAR, valid_months INTEGER, valid_days INTEGER, within_months INTEGER, within_days INTEGER)",
  "CREATE TABLE needs(credential VARCHAR, need VARCHAR, people INTEGER, unit VARCHAR, verb VARCHAR, mastery DOUBLE, observation VARCHAR)",
  "CREATE TABLE pathways(id VARCHAR, title VARCHAR, position INTEGER)",
  "CREATE TABLE pathway_requires(pathway VARCHAR, credential VARCHAR)",
  "CREATE TABLE portfolio_credentials(id VARCHAR, title VARCHAR, course VARCHAR, renew VARCHAR, valid_months INTEGER, valid_days INTEGER)",
  "CREATE TABLE roles(id VARCHAR, title VARCHAR, position INTEGER)",
  "CREATE TABLE role_requires(role VARCHAR, credential VARCHAR)",
  "CREATE TABLE sites(id VARCHAR, title VARCHAR, position INTEGER)",
  "CREATE TABLE site_systems(system VARCHAR, title VARCHAR, site VARCHAR, credential VARCHAR, people INTEGER)",
  "INSERT INTO people VALUES ('p1', 'Ada', 'north', 'spring', 'p2', NULL, NULL)",
  "CREATE TABLE settings(name VARCHAR, value VARCHAR)",
  "CREATE TABLE forgotten(tombstone VARCHAR)",
  "ALTER TABLE statements ADD COLUMN raw VARCHAR USING COMPRESSION zstd",
  `UPDATE statements SET raw = '{"verb":{"id":"http://adlnet.gov/expapi/verbs/passed"}}' WHERE voids IS NULL`,
  "INSERT INTO settings VALUES ('retain', 'P30Y')",
] as const;

export const RELEASED_FORMATS: Readonly<Record<number, readonly string[]>> = {
  1: [...FIRST, "INSERT INTO meta VALUES (1)"],
  2: [...SECOND, "INSERT INTO meta VALUES (2)"],
  3: [
    ...SECOND,
    "CREATE TABLE prepared(name VARCHAR, sql VARCHAR)",
    // As if an earlier release had counted otherwise: what a later one asks is not what this was made by.
    "CREATE TABLE prepared_visits(unit VARCHAR, actor VARCHAR)",
    "INSERT INTO prepared VALUES ('visits', 'SELECT 1')",
    "INSERT INTO meta VALUES (3)",
  ],
};
