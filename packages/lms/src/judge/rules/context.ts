/** Context, categories and the contextTemplate: cmi5 §9.6 and §10.2.1. */
import { CATEGORIES, CMI5_EXTENSIONS } from "@tessera/xapi";
import { at, isObject, listOf, quoted, sameJson } from "../../json-value.ts";
import { rule } from "../rule.ts";
import type { Answer, Rule } from "../rule.ts";
import type { SessionView } from "../session-view.ts";
import { isUnitVerb } from "../statement-view.ts";
import type { StatementView } from "../statement-view.ts";
import { sameRegistration } from "./launch.ts";

const JUDGED = ["completed", "passed", "failed"];
const LISTS = ["parent", "grouping", "category", "other"] as const;

const templateOf = (view: SessionView): unknown => view.launch.launchData.contextTemplate;
const listIn = (context: unknown, list: string): readonly unknown[] =>
  listOf(at(context, "contextActivities", list));

/** The template's activities come first in their lists, in its order: what the field's reference player refuses to miss. */
function templateFirst(statement: StatementView, view: SessionView): Answer {
  if (!statement.defined) return undefined;
  for (const list of LISTS) {
    const found = listIn(statement.json["context"], list);
    for (const [index, wanted] of listIn(templateOf(view), list).entries()) {
      const id = at(wanted, "id");
      if (at(found[index], "id") === id) continue;
      return found.some((activity) => at(activity, "id") === id)
        ? `${quoted(id)} of the contextTemplate is not at place ${index + 1} of ${list}; its entries come first, in order`
        : `${quoted(id)} of the contextTemplate is missing from ${list}`;
    }
  }
  return true;
}

interface TemplateDifferences {
  readonly missing: readonly string[];
  readonly changed: readonly string[];
}

/** Compares what the template has with what the statement has in its place; more in the statement is fine. */
function differences(template: unknown, found: unknown, path: string): TemplateDifferences {
  if (found === undefined) return { missing: [path], changed: [] };
  if (Array.isArray(template)) {
    return joined(template.map((wanted: unknown) => entryDifferences(wanted, listOf(found), path)));
  }
  if (!isObject(template)) return { missing: [], changed: sameJson(template, found) ? [] : [path] };
  return joined(
    Object.entries(template).map(([name, value]) =>
      differences(value, at(found, name), path === "" ? name : `${path}.${name}`),
    ),
  );
}

function entryDifferences(wanted: unknown, found: readonly unknown[], path: string): TemplateDifferences {
  const id = at(wanted, "id");
  const same = found.find((entry) => at(entry, "id") === id);
  return differences(wanted, same, `${path} ${quoted(id)}`);
}

function joined(parts: readonly TemplateDifferences[]): TemplateDifferences {
  return { missing: parts.flatMap((part) => part.missing), changed: parts.flatMap((part) => part.changed) };
}

/** Context extensions are keyed by IRIs, so a single list of names would be ambiguous: the path is only for people. */
function against(statement: StatementView, view: SessionView): TemplateDifferences {
  return differences(templateOf(view) ?? {}, statement.json["context"] ?? {}, "");
}

function masteryExtension({ defined, verb, json }: StatementView, view: SessionView): Answer {
  if (!defined || (verb !== "passed" && verb !== "failed")) return undefined;
  const wanted = view.launch.launchData.masteryScore;
  const found = at(json, "context", "extensions", CMI5_EXTENSIONS.masteryScore);
  if (wanted === undefined) {
    // "As provided in LMS.LaunchData", says §9.6.3.2, and forbids no other; so it is not a breach.
    return found === undefined
      ? undefined
      : { remark: `the masteryscore extension is ${quoted(found)}; LMS.LaunchData has none` };
  }
  return found === wanted
    ? true
    : `the masteryscore extension of ${verb} is ${quoted(found)}; ${wanted} was expected`;
}

export const CONTEXT_RULES: readonly Rule[] = [
  rule(
    "9.6.0.0-1",
    {
      statement: ({ defined, json }) =>
        !defined
          ? undefined
          : isObject(json["context"])
            ? true
            : `the context is ${quoted(json["context"])}; an object was expected`,
    },
    403,
  ),
  rule(
    "9.6.1.0-1",
    {
      statement: ({ defined, json }, view) =>
        defined ? sameRegistration(at(json, "context", "registration"), view) : undefined,
    },
    403,
  ),
  rule("9.6.2.0-1", { statement: templateFirst }, 403),
  rule(
    "9.6.2.1-1",
    {
      statement: ({ defined, verb, categories }) =>
        !defined || !isUnitVerb(verb)
          ? undefined
          : categories.includes(CATEGORIES.cmi5)
            ? true
            : `${verb} on the unit itself lacks the cmi5 category`,
    },
    403,
  ),
  rule(
    "+9.6.2.1-2",
    {
      statement: ({ verb, categories, defined }) =>
        verb !== undefined
          ? undefined
          : defined || categories.includes(CATEGORIES.cmi5)
            ? "a statement with another verb than cmi5's carries the cmi5 category"
            : true,
    },
    403,
  ),
  rule(
    "9.6.2.2-1",
    {
      statement({ defined, verb, json, categories }) {
        const concerned =
          defined &&
          (JUDGED.includes(verb ?? "") ||
            at(json, "result", "success") !== undefined ||
            at(json, "result", "completion") !== undefined);
        if (!concerned) return undefined;
        return categories.includes(CATEGORIES.moveOn)
          ? true
          : `${verb ?? "the statement"} lacks the moveOn category`;
      },
    },
    403,
  ),
  rule(
    "9.6.2.2-2",
    {
      statement({ defined, verb, json, categories }) {
        const judged =
          defined &&
          (at(json, "result", "success") !== undefined || at(json, "result", "completion") !== undefined);
        if (judged || (defined && JUDGED.includes(verb ?? ""))) return undefined;
        return categories.includes(CATEGORIES.moveOn)
          ? `${verb ?? "a cmi5-allowed statement"} carries the moveOn category, which is for verdicts`
          : true;
      },
    },
    403,
  ),
  rule(
    "9.6.3.1-4",
    {
      statement({ json }, { launch }) {
        const found = at(json, "context", "extensions", CMI5_EXTENSIONS.sessionId);
        // A unit knows of it from the template alone; without one it can only make up its own.
        if (at(launch.launchData, "contextTemplate", "extensions", CMI5_EXTENSIONS.sessionId) === undefined)
          return found === undefined
            ? undefined
            : { remark: `the sessionid extension is ${quoted(found)}; LMS.LaunchData has none` };
        return found === launch.sessionId
          ? true
          : `the sessionid extension is ${quoted(found)}; ${launch.sessionId} was expected`;
      },
    },
    403,
  ),
  rule("9.6.3.2-2", { statement: masteryExtension }, 403),
  rule(
    "10.2.1.0-6",
    {
      statement(statement, view) {
        const { missing } = against(statement, view);
        return missing.length === 0 ? true : `the context lacks ${missing.join(", ")} of the contextTemplate`;
      },
    },
    403,
  ),
  rule(
    "10.2.1.0-7",
    {
      statement(statement, view) {
        const { changed } = against(statement, view);
        return changed.length === 0
          ? true
          : `the context has another value for ${changed.join(", ")} than the contextTemplate`;
      },
    },
    403,
  ),
];
