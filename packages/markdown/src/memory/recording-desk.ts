import type { CourseDesk } from "../course-desk.ts";
import { pagesIn } from "../outline.ts";
import { Assets } from "../unit/assets.ts";
import { tokenOf } from "./deeds.ts";
import type { Deed, Digest, Step, UnitTrace } from "./deeds.ts";

/**
 * A desk at which all that a unit asks and does is written down. Every member is named here: a new one that is not
 * written down does not compile.
 */
export function recordingDesk(
  desk: CourseDesk,
  digest: Digest,
): { readonly desk: CourseDesk; readonly trace: UnitTrace } {
  const trace: Step[] = [];
  const did = (deed: Deed, ...words: readonly unknown[]): void => void trace.push([deed, words]);
  const asked = <Answer>(answer: Answer, deed: Deed, ...words: readonly unknown[]): Answer => {
    trace.push([deed, words, tokenOf(answer, digest)]);
    return answer;
  };
  const { lock, map } = desk;
  const { glossary } = map;
  const files: CourseDesk["files"] = {
    text: async (path) => asked(await desk.files.text(path), "files.text", path),
    bytes: async (path) => asked(await desk.files.bytes(path), "files.bytes", path),
    list: async (folder) => asked(await desk.files.list(folder), "files.list", folder),
    find: async (path) => asked(await desk.files.find(path), "files.find", path),
  };
  const known = desk.assets.known;
  const assets = new Assets(files, {
    get: (path) => asked(known.get(path), "assets.get", path),
    set: (path, asset) => {
      known.set(path, asset);
      did("assets.set", path, asset);
    },
  });
  return {
    trace,
    desk: {
      files,
      assets,
      // Constants of one compilation: the key of a trace holds them.
      words: desk.words,
      courseId: desk.courseId,
      language: desk.language,
      record: desk.record,
      objectives: desk.objectives,
      read: desk.read,
      opened: desk.opened,
      outliner: { pagesIn: (folder) => pagesIn(files, folder) },
      map: {
        entryOf: (path) => asked(map.entryOf(path), "map.entryOf", path),
        placeholder: (path) => map.placeholder(path),
        setTitle(path, title) {
          map.setTitle(path, title);
          did("map.setTitle", path, title);
        },
        setAnchors(page, anchors) {
          map.setAnchors(page, anchors);
          did("map.setAnchors", page, [...anchors]);
        },
        settleLater(link) {
          map.settleLater(link);
          did("map.settleLater", link);
        },
        glossary: {
          placeholder: (what, key) => glossary.placeholder(what, key),
          define: (name, span) => asked(glossary.define(name, span), "glossary.define", name, span),
          explain(key, meaning) {
            glossary.explain(key, meaning);
            did("glossary.explain", key, meaning);
          },
          use(name, span) {
            glossary.use(name, span);
            did("glossary.use", name, span);
          },
          tear() {
            glossary.tear();
            did("glossary.tear");
          },
        },
      },
      banksUsed: {
        add(path) {
          desk.banksUsed.add(path);
          did("banksUsed.add", path);
        },
      },
      bankIds: {
        get: (path) => asked(desk.bankIds.get(path), "bankIds.get", path),
        set(path, ids) {
          desk.bankIds.set(path, ids);
          did("bankIds.set", path, ids);
        },
      },
      unitIds: {
        get: (id) => asked(desk.unitIds.get(id), "unitIds.get", id),
        set(id, span) {
          desk.unitIds.set(id, span);
          did("unitIds.set", id, span);
        },
      },
      seen: {
        get: (slug) => asked(desk.seen.get(slug), "seen.get", slug),
        set(slug, span) {
          desk.seen.set(slug, span);
          did("seen.set", slug, span);
        },
      },
      allow: {
        add(place, codes, report) {
          if (codes.length === 0) return;
          desk.allow.add(place, codes, report);
          did("allow.add", place, codes);
        },
      },
      report(diagnostic) {
        desk.report(diagnostic);
        did("report", diagnostic);
      },
      lock: {
        unit: (request) => asked(lock.unit(request), "lock.unit", request),
        question: (slug) => asked(lock.question(slug), "lock.question", slug),
        current: (slug) => asked(lock.current(slug), "lock.current", slug),
        knows: (slug) => asked(lock.knows(slug), "lock.knows", slug),
        claim(slug) {
          lock.claim(slug);
          did("lock.claim", slug);
        },
        unclaimed: (unit) => asked(lock.unclaimed(unit), "lock.unclaimed", unit ?? null),
        pathOf: (unit) => asked(lock.pathOf(unit), "lock.pathOf", unit),
        isPresent: (path) => asked(lock.isPresent(path), "lock.isPresent", path),
        record(slug, entry) {
          lock.record(slug, entry);
          did("lock.record", slug, entry);
        },
      },
    },
  };
}
