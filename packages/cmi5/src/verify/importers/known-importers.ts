import type { KnownImporter, Reaction } from "./forecast.ts";
import type { Feature } from "./package-features.ts";

/**
 * What known importers did with 56 packages that differ from a plain valid one in one thing each. A new
 * observation is one line here.
 */
function refuses(on: Feature, note: string): Reaction {
  return { on, effect: "refuses", note };
}

function loses(on: Feature, note: string): Reaction {
  return { on, effect: "loses", note };
}

const UNREADABLE = refuses("unreadable", "the package cannot be read");
const MISPLACED = refuses("structure-elsewhere", "looks for cmi5.xml at the root of the zip only");
const MISNAMED = refuses("structure-wrong-case", "looks for cmi5.xml in lower case");
const ABSENT_FILE = loses("url-missing", "imports the unit, but its launch file is not there");

const MOODLE: KnownImporter = {
  lms: "Moodle mod_cmi5",
  tried: "Moodle 4.5 with mod_cmi5 (ByLight and dropte), import and launch",
  reactions: [
    UNREADABLE,
    MISPLACED,
    MISNAMED,
    refuses("prefixed-root", "finds no course where the root element has a prefix"),
    refuses("long-title", "keeps titles in 255 characters and fails beyond"),
    loses("several-languages", "shows the first language of each text"),
    loses("url-fragment", "puts the launch parameters behind the #, where the unit does not find them"),
    loses("url-space-around", "does not trim the url, so the launch fails"),
    loses("renamed-file", "renames files with & or ' in their names, so links to them break"),
    loses("module-file", "serves .mjs as text, so the script does not run"),
    loses("own-window", "ignores launchMethod: the activity's setting decides"),
    loses("objectives", "drops objectives"),
    loses("activity-type", "drops activityType"),
    loses("extensions", "drops vendor elements"),
    ABSENT_FILE,
  ],
};

const CATAPULT: KnownImporter = {
  lms: "CATAPULT",
  tried: "CATAPULT player, also behind adlnet/Moodle-mod_cmi5launch, import and launch",
  reactions: [
    UNREADABLE,
    MISPLACED,
    MISNAMED,
    refuses("url-fragment", "looks the whole url up in the zip, fragment and all"),
    refuses("url-dot", "looks the url up in the zip as it is written, without resolving dots"),
    refuses("url-rooted", "looks the url up in the zip as it is written, leading slash and all"),
    refuses("url-escape", "looks the url up in the zip as it is written, without resolving escapes"),
    refuses("url-missing", "refuses a course whose launch file is not in the zip"),
    refuses("no-description", "fails without a description"),
    refuses("duplicate-unit", "refuses two units with one id"),
    refuses("reserved-parameter", "refuses launch parameters in a url"),
    refuses("entities", "fails on entity declarations"),
    refuses("large", "takes at most 480 MB"),
    loses("astral-text", "strips emoji from texts"),
    loses("mastery-zero", "does not enforce a masteryScore of 0"),
  ],
};

const OPEN_EDX: KnownImporter = {
  lms: "Open edX",
  tried: "openedx-cmi5-xblock, real class with stubbed runtime, import and launch",
  reactions: [
    UNREADABLE,
    refuses("prefixed-root", "finds no course id where the root element has a prefix"),
    refuses("second-structure-first", "takes the first cmi5.xml in the zip, whatever its folder"),
    refuses("structure-wrong-case", "looks for cmi5.xml in lower case"),
    loses("several-languages", "shows the first language of each text"),
    loses("empty-text", "shows no title for an empty text"),
    loses("only-blocks", "flattens blocks"),
    loses("units-and-blocks", "flattens blocks"),
    loses("url-fragment", "puts the launch parameters behind the #, where the unit does not find them"),
    loses("url-rooted", "resolves a leading slash outside of the course"),
    loses("indented-text", "does not trim texts"),
    loses("special-course-id", "passes the course id unescaped, so ? # & + % in it break the launch"),
    loses("mastery", "ignores masteryScore"),
    loses("move-on", "ignores moveOn"),
    loses("launch-parameters", "drops launchParameters"),
    ABSENT_FILE,
  ],
};

const ILIAS: KnownImporter = {
  lms: "ILIAS",
  tried: "XapiCmi5 plugin, real importer class; its launch was read, not run",
  reactions: [
    UNREADABLE,
    refuses("structure-elsewhere", "stores the file but offers nothing to launch"),
    refuses("structure-wrong-case", "stores the file but offers nothing to launch"),
    refuses("entities", "refuses entity declarations"),
    refuses("schema-invalid", "validates against the official schema"),
    loses("several-units", "takes the first unit only, silently"),
    loses("several-languages", "shows the first language of each text"),
    loses("no-mastery", "sets a mastery score of 0.7 where there is none"),
    loses("mastery-zero", "turns a masteryScore of 0 into 0.7"),
    loses("completed-and-passed", "turns CompletedAndPassed into Passed"),
    loses("no-move-on", "sends moveOn Completed where there is none"),
    loses("launch-parameters-later", "gives the first launchParameters of the file to the first unit"),
    loses("url-fragment", "puts the launch parameters behind the #, where the unit does not find them"),
    loses("php", "renames .php files"),
    ABSENT_FILE,
  ],
};

const ESCOLA: KnownImporter = {
  lms: "EscolaLMS",
  tried: "EscolaLMS/cmi5, real parser classes; its launch is known by the url only",
  reactions: [
    UNREADABLE,
    MISPLACED,
    MISNAMED,
    refuses("prefixed-root", "finds no course where the root element has a prefix"),
    refuses("several-languages", "takes exactly one language"),
    refuses("cdata", "fails on CDATA sections"),
    refuses("empty-text", "fails on an empty text"),
    refuses("only-blocks", "looks for units at the root only"),
    refuses("entities", "refuses entity declarations"),
    loses("units-and-blocks", "loses the units in blocks, silently"),
    loses("url-query", "appends a second ? to the url"),
    loses("url-fragment", "puts the launch parameters behind the #, where the unit does not find them"),
    loses("url-space-around", "does not trim the url, so the launch fails"),
    loses("url-absolute", "puts the course's folder before an absolute url"),
    loses("indented-text", "does not trim texts"),
    loses("mastery", "ignores masteryScore"),
    loses("move-on", "ignores moveOn"),
    loses("launch-parameters", "drops launchParameters"),
    ABSENT_FILE,
  ],
};

const CHAMILO: KnownImporter = {
  lms: "Chamilo 2",
  tried: "XApi plugin of Chamilo 2, an emulation written after its source",
  reactions: [
    UNREADABLE,
    MISPLACED,
    MISNAMED,
    refuses("php", "refuses packages with a PHP file"),
    loses("url-query", "takes the query for a part of the file's name"),
    loses("url-fragment", "takes the fragment for a part of the file's name"),
    loses("url-escape", "does not decode the url, so the file is not found"),
    loses("move-on", "does not pass moveOn to the unit"),
    loses("module-file", "serves scripts by guessed type, so module scripts do not run"),
    ABSENT_FILE,
  ],
};

export const IMPORTERS: readonly KnownImporter[] = [MOODLE, CATAPULT, OPEN_EDX, ILIAS, ESCOLA, CHAMILO];
