import type { DirectiveNode, SourceAttribute } from "@tessera/interactions/schema";
import type { Span } from "@tessera/diagnostics";
import type { ElementContent } from "hast";
import type { PhrasingContent, RootContent } from "mdast";
import { toString } from "mdast-util-to-string";
import { assetUrl } from "../prose/asset-url.ts";
import { element } from "../prose/element.ts";
import { problem } from "../report.ts";
import { extensionOf } from "../unit/image-file.ts";
import { blockWord } from "./block-words.ts";
import type { Block, BlockDesk, BlockTools } from "./block.ts";
import { captionLanguage, captionName, readCaptions } from "./captions.ts";
import type { Captions } from "./captions.ts";
import { ownId } from "./own-id.ts";

interface Media {
  readonly id?: string;
  readonly title: readonly PhrasingContent[];
  readonly src: string;
  /** How long it is, where its file says so. */
  readonly seconds?: number;
  readonly poster?: string;
  readonly captions: readonly Captions[];
  readonly transcript: readonly RootContent[];
}

/** What every browser of the last years plays. */
const TYPES = {
  video: { mp4: "video/mp4", webm: "video/webm" },
  audio: { mp3: "audio/mpeg", m4a: "audio/mp4", ogg: "audio/ogg", wav: "audio/wav" },
} as const satisfies Readonly<Record<string, Readonly<Record<string, string>>>>;

const POSTERS = {
  webp: "image/webp",
  png: "image/png",
  jpg: "image/jpeg",
  jpeg: "image/jpeg",
  svg: "image/svg+xml",
};

const within = ["page", "details", "tabs", "accordion"];
const labelled = "its title";

/** `::video[title]{src captions transcript poster}`: what is said in it can be read, in it and below it. */
export const video: Block<Media> = {
  word: {
    name: "video",
    forms: ["leaf"],
    within,
    attributes: ["id", "src", "captions", "transcript", "poster"],
    labelled,
  },
  read: (node, desk) => read(node, "video", desk),
  render: (media, tools) => render("video", media, tools),
};

/** `::audio[title]{src transcript}`. An audio element shows no captions, so the transcript is what is read. */
export const audio: Block<Media> = {
  word: { name: "audio", forms: ["leaf"], within, attributes: ["id", "src", "transcript"], labelled },
  read: (node, desk) => read(node, "audio", desk),
  render: (media, tools) => render("audio", media, tools),
};

type Medium = keyof typeof TYPES;

async function read(node: DirectiveNode, medium: Medium, desk: BlockDesk): Promise<Media | undefined> {
  const { file, opening, report } = desk;
  const attributes = new Map(file.attributes(node).map((attribute) => [attribute.name, attribute]));
  const found = (name: string) => {
    const attribute = attributes.get(name);
    return attribute?.value.trim() === "" ? undefined : attribute;
  };
  const src = found("src");
  if (!src) {
    const help = `write \`src=media/NAME.${Object.keys(TYPES[medium])[0] ?? ""}\``;
    report(problem("media/no-source", opening, { message: `\`::${medium}\` names no file`, help }));
  }
  const path = src && (await locate(src, src.value, { types: TYPES[medium], desk }));
  const poster = found("poster");
  const posterPath = poster && (await locate(poster, poster.value, { types: POSTERS, desk }));
  const captions = medium === "video" ? await readAllCaptions(found("captions"), desk) : [];
  const transcript = await readTranscript(found("transcript"), medium, desk);
  if (path === undefined || captions === undefined || transcript === undefined) return undefined;
  const title = node.children as PhrasingContent[];
  const id = ownId(node, desk);
  const seconds = desk.assets.seconds(path);
  return {
    title,
    src: path,
    ...(seconds !== undefined && { seconds }),
    captions,
    transcript,
    ...(posterPath !== undefined && { poster: posterPath }),
    ...(id !== undefined && { id }),
  };
}

/** A film as others name it. */
export interface Film {
  /** The author's id of it, or its file. */
  readonly id: string;
  readonly title: string;
  readonly seconds?: number;
}

/** @returns undefined for every other block, and for a film that was reported */
export function filmOf(
  found: { readonly block: object; readonly read: unknown } | undefined,
): Film | undefined {
  if (!found || (found.block !== video && found.block !== audio)) return undefined;
  const { id, src, title, seconds } = found.read as Media;
  return {
    id: id ?? src,
    title: nameOf(title),
    ...(seconds !== undefined && { seconds }),
  };
}

function nameOf(title: readonly PhrasingContent[]): string {
  return title.map((node) => toString(node)).join("");
}

async function readAllCaptions(
  attribute: SourceAttribute | undefined,
  desk: BlockDesk,
): Promise<readonly Captions[] | undefined> {
  if (!attribute) {
    desk.report(
      problem("media/no-captions", desk.opening, {
        message: "a video without captions says nothing to who cannot hear it",
        help: "write `captions=media/NAME.en.vtt`; several languages are parted by spaces",
      }),
    );
    return undefined;
  }
  const all: Captions[] = [];
  const written = attribute.value.split(/\s+/).filter((each) => each !== "");
  for (const each of written) {
    const path = await locate(attribute, each, { types: { vtt: "text/vtt" }, desk });
    const captions =
      path === undefined ? undefined : await readCaptions(path, placeOf(attribute, each), desk);
    if (captions) all.push(captions);
  }
  return all.length === written.length ? all : undefined;
}

async function readTranscript(
  attribute: SourceAttribute | undefined,
  medium: Medium,
  desk: BlockDesk,
): Promise<readonly RootContent[] | undefined> {
  const missing = (message: string) => {
    const help = "write what is said and shown into a file, and name it: `transcript=media/NAME.md`";
    desk.report(problem("media/no-transcript", attribute?.valueSpan ?? desk.opening, { message, help }));
  };
  if (!attribute) return void missing(`\`::${medium}\` has no transcript`);
  const path = await locate(attribute, attribute.value, {
    types: { md: "text/markdown" },
    desk,
    kept: false,
  });
  const body = path === undefined ? undefined : await desk.part(path);
  if (body?.length === 0) return void missing(`\`${path ?? ""}\` holds no transcript`);
  return body;
}

/** One of several values that spaces part. */
function placeOf({ value, valueSpan }: SourceAttribute, written: string): Span {
  // Character references make the source longer than what it says.
  if (valueSpan.end - valueSpan.start !== value.length) return valueSpan;
  const start = valueSpan.start + value.indexOf(written);
  return { ...valueSpan, start, end: start + written.length };
}

interface Wanted {
  /** Extension → media type. */
  readonly types: Readonly<Record<string, string>>;
  readonly desk: BlockDesk;
  /** False for what goes into the page's own text. */
  readonly kept?: boolean;
}

/** The course path of a file that the directive names; undefined when it cannot be used, which has been reported. */
async function locate(
  attribute: SourceAttribute,
  written: string,
  { types, desk, kept = true }: Wanted,
): Promise<string | undefined> {
  const { file, report, assets } = desk;
  const span = placeOf(attribute, written);
  if (/^([a-z][a-z0-9+.-]*:|\/\/)/i.test(written)) {
    const message = "a file from the network: a unit asks nobody but its LMS and its record store";
    report(problem("media/external", span, { message, help: "put the file into `media/` and name it here" }));
    return undefined;
  }
  const extension = extensionOf(written);
  const mediaType = types[extension];
  if (mediaType === undefined) {
    const names = Object.keys(types).map((name) => `\`.${name}\``);
    const message = `\`${attribute.name}\` names a file of type \`.${extension}\``;
    report(problem("media/unsupported-type", span, { message, help: `save it as ${names.join(", ")}` }));
    return undefined;
  }
  const path = await assets.locate(written, { page: file.source.file, span, report }, "media/not-found");
  if (path !== undefined && kept) await assets.keep(path, mediaType);
  return path;
}

function render(
  medium: Medium,
  { id, title, src, poster, captions, transcript }: Media,
  { inline, flow, language, media }: BlockTools,
): ElementContent[] {
  const tracks = captions.map(({ path, language: spoken }, index) =>
    element("track", {
      kind: "captions",
      src: assetUrl(path),
      srcLang: spoken ?? language,
      label: captionName(spoken ?? language),
      default: captionLanguage(captions, language) === index,
    }),
  );
  const name = nameOf(title);
  const activity = media.add(id ?? src, { type: medium, name });
  // Nothing is fetched before it is asked for: a phone in a plant room pays for every megabyte.
  const player = element(
    medium,
    {
      src: assetUrl(src),
      controls: true,
      preload: "none",
      ariaLabel: name,
      ...(medium === "video" && { playsInline: true }),
      ...(poster !== undefined && { poster: assetUrl(poster) }),
    },
    tracks,
  );
  return [
    element(
      "figure",
      {
        dataBlock: "media",
        dataId: id ?? src,
        dataActivity: activity,
        dataSpeed: blockWord("speed", language),
      },
      [
        player,
        element("figcaption", {}, inline(title)),
        element("details", { className: ["transcript"] }, [
          element("summary", {}, [{ type: "text", value: blockWord("transcript", language) }]),
          ...flow(transcript),
        ]),
      ],
    ),
  ];
}
