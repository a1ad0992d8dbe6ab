import type { DirectiveNode, SourceAttribute } from "@tessera/interactions/schema";
import type { ElementContent } from "hast";
import type { PhrasingContent } from "mdast";
import { toString } from "mdast-util-to-string";
import { folderOf } from "../course-files.ts";
import { assetUrl } from "../prose/asset-url.ts";
import { element } from "../prose/element.ts";
import { problem } from "../report.ts";
import { extensionOf } from "../unit/image-file.ts";
import { blockWord } from "./block-words.ts";
import type { Block, BlockDesk, BlockTools } from "./block.ts";
import { keepFolder, pageScripts } from "./embed-files.ts";

interface Embed {
  readonly title: readonly PhrasingContent[];
  readonly src: string;
  /** CSS pixels. */
  readonly height: number;
}

const HEIGHT = { least: 100, usual: 400, most: 2_000 } as const;

/**
 * `::embed[title]{src=media/explorer/index.html height=420}`: a page of the author's own, in a frame that can reach
 * nothing of the unit round it. `index.html` brings its folder; any other page stands for itself.
 */
export const embed: Block<Embed> = {
  word: {
    name: "embed",
    forms: ["leaf"],
    within: ["page", "details", "tabs", "accordion"],
    attributes: ["src", "height"],
    labelled: "its title: what a screen reader says of the frame, and what is read where it is not shown",
  },
  async read(node, desk) {
    const attributes = new Map(desk.file.attributes(node).map((attribute) => [attribute.name, attribute]));
    const height = heightOf(attributes.get("height"), desk);
    const src = await sourceOf(attributes.get("src"), desk);
    if (src === undefined || height === undefined) return undefined;
    return { title: (node as DirectiveNode).children as PhrasingContent[], src, height };
  },
  render,
};

function heightOf(attribute: SourceAttribute | undefined, { report }: BlockDesk): number | undefined {
  if (!attribute) return HEIGHT.usual;
  const height = /^\d{1,5}$/.test(attribute.value) ? Number(attribute.value) : NaN;
  if (height >= HEIGHT.least && height <= HEIGHT.most) return height;
  report(
    problem("embed/wrong-height", attribute.valueSpan, {
      message: `\`${attribute.value}\` is no height that a frame can have`,
      help: `pixels, a whole number from ${HEIGHT.least} to ${HEIGHT.most}, as in \`height=420\``,
    }),
  );
  return undefined;
}

async function sourceOf(
  attribute: SourceAttribute | undefined,
  desk: BlockDesk,
): Promise<string | undefined> {
  const { file, report, assets, opening } = desk;
  const written = attribute?.value.trim() ?? "";
  const span = attribute?.valueSpan ?? opening;
  if (written === "") {
    const help = "write `src=media/NAME/index.html`";
    report(problem("embed/no-source", span, { message: "`::embed` names no page", help }));
    return undefined;
  }
  if (/^([a-z][a-z0-9+.-]*:|\/\/)/i.test(written)) {
    report(
      problem("embed/external", span, {
        message: "a page from the network: a unit asks nobody but its LMS and its record store",
        help: "put the page into `media/` and name it here, or link to it: `[text](https://…)`",
      }),
    );
    return undefined;
  }
  if (!["html", "htm"].includes(extensionOf(written))) {
    report(
      problem("embed/unsupported-type", span, {
        message: `\`${written}\` is no page`,
        help: "name an `.html` file; pictures, films and recordings have words of their own",
      }),
    );
    return undefined;
  }
  const place = { page: file.source.file, span, report };
  const path = await assets.locate(written, place, "embed/not-found");
  if (path === undefined) return undefined;
  const whole = /(^|\/)index\.html?$/i.test(path);
  if (whole && isRoundIt(folderOf(path), file.source.file)) {
    report(
      problem("embed/own-folder", span, {
        message: `\`${path}\` would bring its whole folder, which holds this page too`,
        help: "put it with its files into a folder of its own, as in `media/explorer/index.html`",
      }),
    );
    return undefined;
  }
  const kept = await keepFolder(path, whole, { span, desk });
  if (!kept) return undefined;
  await pageScripts(path, { span, desk });
  return path;
}

/** The folder is the course itself, or one in which the page lies. */
function isRoundIt(folder: string, page: string): boolean {
  return folder === "" || page.startsWith(`${folder}/`);
}

function render({ title, src, height }: Embed, { inline, language }: BlockTools): ElementContent[] {
  const name = title.map((node) => toString(node)).join("");
  return [
    element("figure", { dataBlock: "embed" }, [
      // No `allow-same-origin`: it can run its scripts, and reach neither the unit, nor storage, nor the launch's address.
      element("iframe", {
        src: assetUrl(src),
        title: name,
        height,
        sandbox: ["allow-scripts"],
        referrerPolicy: "no-referrer",
        loading: "lazy",
      }),
      element("figcaption", {}, inline(title)),
      element("p", { className: ["embed-aside"] }, [{ type: "text", value: blockWord("embed", language) }]),
    ]),
  ];
}
