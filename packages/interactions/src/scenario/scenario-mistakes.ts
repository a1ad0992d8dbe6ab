import { suggest } from "@tessera/diagnostics";
import { mistake } from "../mistake.ts";

/** What can be wrong with the scenes of a scenario and the ways between them. */
export const scenarioMistakes = {
  noScenes: mistake("scenario/no-scenes", {
    meaning: "A scenario has no heading, and so no scene.",
    message: () => "this scenario has no scene",
    help: () => "begin each scene with a heading, `## panel: The panel at 02:10`",
  }),
  sceneId: mistake<{ text: string; id: string }>("scenario/scene-id", {
    meaning: "A scene's heading does not begin with an id that a choice could lead to.",
    message: ({ text }) => `the scene "${text}" has no id`,
    help: ({ text, id }) =>
      id === "" ? "write `## panel: The panel at 02:10`" : `write \`${id}: ${text}\` behind the marks`,
  }),
  sceneTwice: mistake<{ id: string }>("scenario/scene-twice", {
    meaning: "Two scenes have the same id.",
    message: ({ id }) => `a second scene has the id \`${id}\``,
    help: () => "a choice could lead to either: give one of them another id",
  }),
  deadEnd: mistake<{ id: string }>("scenario/dead-end", {
    meaning: "A scene has neither choices nor an end.",
    message: ({ id }) => `the scene \`${id}\` has no choices and no end`,
    help: () => "add a list of links, `- [x] [Read the panel](#panel)`, or `::end[What came of it.]{pass}`",
  }),
  endAndChoices: mistake<{ id: string }>("scenario/end-and-choices", {
    meaning: "A scene has an end and something after or beside it: choices, or another end.",
    message: ({ id }) => `the scene \`${id}\` ends, and goes on as well`,
    help: () => "keep the choices or one `::end`; what belongs to a path is told before its end",
  }),
  endVerdict: mistake("scenario/end-verdict", {
    meaning: "An end does not say whether the path to it passes.",
    message: () => "this end says neither `pass` nor `fail`, or both",
    help: () => "write `::end[What came of it.]{pass}` or `{fail}`",
  }),
  emptyEnd: mistake("scenario/empty-end", {
    meaning: "An end has no text.",
    message: () => "this end tells nothing",
    help: () => "write what came of the path in square brackets: `::end[Found in time.]{pass}`",
  }),
  noTarget: mistake("scenario/no-target", {
    meaning: "A choice leads nowhere: it is not one link to a scene.",
    message: () => "this choice leads nowhere",
    help: () => "make the whole of it a link to a scene, `- [x] [Read the panel](#panel)`",
  }),
  unknownScene: mistake<{ id: string; known: string }>("scenario/unknown-scene", {
    meaning: "A choice leads to a scene that is not there.",
    message: ({ id }) => `there is no scene \`${id}\` in this scenario`,
    help: ({ id, known }) => {
      const near = suggest(id, known.split(" "));
      return near === undefined ? `scenes here: ${known}` : `did you mean \`#${near}\`?`;
    },
  }),
  unreachable: mistake<{ id: string }>("scenario/unreachable", {
    meaning: "No choice on any path from the first scene leads to a scene.",
    message: ({ id }) => `no path leads to the scene \`${id}\``,
    help: ({ id }) => `add a choice that leads to \`#${id}\`, or take the scene out`,
  }),
  endless: mistake<{ id: string }>("scenario/endless", {
    meaning: "From a scene no path leads to an end: whoever comes there goes in circles.",
    message: ({ id }) => `no path leads from the scene \`${id}\` to an end`,
    help: () => "add a choice that leads out of the circle, or an `::end`",
  }),
  noRightPath: mistake("scenario/no-right-path", {
    meaning: "Every path to a `pass` takes a wrong choice, or there is no `pass`.",
    message: () => "no path of right and neutral choices leads to a `pass`",
    help: () => "mark the choices of one path `[x]` or leave their boxes out, and end it with `{pass}`",
  }),
  manyPaths: mistake("scenario/too-many-paths", {
    meaning: "There are more ways through a scenario than can be looked at.",
    message: () => "this scenario has too many ways through it",
    help: () => "make two scenarios of it, or mark fewer choices of a circle as right",
  }),
} as const;
