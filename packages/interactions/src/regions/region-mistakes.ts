import { mistake, oneOf } from "../mistake.ts";

/** What can go wrong with regions of a picture, whatever the question asks of them. */
export const regionMistakes = {
  noPicture: mistake<{ kind: string }>("region/no-picture", {
    meaning: "A question about regions has no picture.",
    message: ({ kind }) => `this \`${kind}\` has no picture; it stands on a line of its own above the list`,
    help: () => "write `![What the picture shows](media/plant-room.svg)` above the list",
  }),
  noLink: mistake("region/no-link", {
    meaning: "An answer of a question about regions is no link to a region.",
    message: () => "this has no region; all of it is one link to a part of the picture",
    help: () => "write `[Isolation valve](#xywh=412,180,60,60)`, or `(#valve)` for a shape in the SVG",
  }),
  malformed: mistake<{ found: string }>("region/malformed", {
    meaning: "A link leads to no region: neither four numbers of pixels nor the id of a shape.",
    message: ({ found }) =>
      `\`${found}\` is no region; it takes \`#xywh=\` and four numbers of pixels, or \`#\` and the id of a shape`,
    help: () => "the numbers are x, y, width and height, as in `#xywh=412,180,60,60`",
  }),
  outside: mistake<{ text: string; width: number; height: number }>("region/outside", {
    meaning: "A region reaches beyond its picture.",
    message: ({ text, width, height }) =>
      `the region of "${text}" reaches beyond the picture, which is ${width} pixels wide and ${height} high`,
    help: () => "measure from the picture's top left corner, in the pixels of its file",
  }),
  noShapes: mistake<{ shape: string }>("region/no-shapes", {
    meaning: "A region is a shape, and the picture is no SVG and has none.",
    message: ({ shape }) => `\`#${shape}\` is a shape, and only an SVG has shapes with ids`,
    help: () => "write where it lies: `#xywh=` with x, y, width and height in pixels",
  }),
  unknownShape: mistake<{ shape: string; known: string; nearest: string }>("region/unknown-shape", {
    meaning: "The picture has no shape with this id.",
    message: ({ shape }) => `the picture has no shape with the id \`${shape}\``,
    help: ({ nearest, known }) => {
      if (nearest !== "") return `did you mean \`#${nearest}\`?`;
      if (known === "") return "no shape of the SVG has an id; give it one, or write `#xywh=` with pixels";
      return `it has ${oneOf(known.split(" "))}`;
    },
  }),
  noOutline: mistake<{ shape: string }>("region/no-outline", {
    meaning: "The id belongs to something that has no outline: a text, a line, a copy made by `use`.",
    message: ({ shape }) =>
      `what has the id \`${shape}\` in the picture has no outline that can be pointed into`,
    help: () => "give the id to a rect, circle, ellipse, polygon, path, image, or a group of them",
  }),
  repeated: mistake<{ text: string; first: string }>("region/repeated", {
    meaning: "Two answers have the same region.",
    message: ({ text, first }) => `"${text}" has the same region as "${first}"`,
    help: () => "give each a region of its own",
  }),
  overlap: mistake<{ text: string; other: string }>("region/overlap", {
    meaning: "Two regions overlap that must be told apart.",
    message: ({ text, other }) =>
      `the region of "${text}" overlaps that of "${other}": who points there may mean either`,
    help: () => "draw them apart",
  }),
} as const;
