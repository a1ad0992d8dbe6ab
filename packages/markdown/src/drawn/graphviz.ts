import type { Graph, RenderResult, Viz } from "@viz-js/viz";

/** One step of drawing, as Graphviz writes it with `-Tjson`; lengths in points, y upwards. */
export interface DrawStep {
  /** `c` pen, `C` fill, `e`/`E` ellipse, `p`/`P` polygon, `b`/`B` curve, `L` line, `F` font, `t` bold and so on, `T` text, `S` style. */
  readonly op: string;
  readonly color?: string;
  readonly points?: readonly (readonly [number, number])[];
  /** Middle and radii. */
  readonly rect?: readonly [number, number, number, number];
  readonly pt?: readonly [number, number];
  readonly align?: "l" | "c" | "r";
  readonly text?: string;
  readonly width?: number;
  readonly size?: number;
  readonly style?: string;
  /** 1 bold, 2 italic. */
  readonly fontchar?: number;
}

/** A node, an edge, a cluster or the graph, with what the author said of it. */
export interface DrawnObject {
  readonly name?: string;
  readonly class?: string;
  readonly _draw_?: readonly DrawStep[];
  readonly _ldraw_?: readonly DrawStep[];
  readonly _hdraw_?: readonly DrawStep[];
  readonly _tdraw_?: readonly DrawStep[];
  readonly _hldraw_?: readonly DrawStep[];
  readonly _tldraw_?: readonly DrawStep[];
  readonly [attribute: string]: unknown;
}

export interface DrawnGraph extends DrawnObject {
  /** Left, bottom, right, top. */
  readonly bb?: string;
  readonly objects?: readonly DrawnObject[];
  readonly edges?: readonly DrawnObject[];
}

export interface Laid {
  readonly graph?: DrawnGraph;
  /** What Graphviz said, in its words. */
  readonly errors: readonly string[];
  readonly warnings: readonly string[];
}

let viz: Promise<Viz> | undefined;

/** Lays a graph out, with Graphviz in WebAssembly; the same source gives the same numbers everywhere. */
export async function layOut(source: string): Promise<Laid> {
  viz ??= import("@viz-js/viz").then(({ instance }) => instance());
  // Widths of letters are known for few fonts, and this one looks like those of the page.
  const font = { fontname: "Arial" };
  const result: RenderResult = (await viz).render(source as string | Graph, {
    format: "json",
    graphAttributes: { ...font, nslimit: 20, mclimit: 2 },
    nodeAttributes: font,
    edgeAttributes: font,
  });
  const said = (level: "error" | "warning") =>
    result.errors.filter((each) => (each.level ?? "error") === level).map(({ message }) => message.trim());
  return {
    ...(result.status === "success" && { graph: JSON.parse(result.output) as DrawnGraph }),
    errors: said("error"),
    warnings: said("warning"),
  };
}
