import type { BlockShown } from "../block-shown.ts";

const fence = (words: string, ...lines: readonly string[]) =>
  `\`\`\`dot ${words}\n${lines.join("\n")}\n\`\`\`\n`;

export const diagramStates: readonly BlockShown[] = [
  {
    name: "shapes",
    language: "en",
    source: fence(
      "[An alarm leads to reading the panel, and from there to the valve or back to the round]",
      "digraph {",
      "  node [shape=box style=rounded]",
      "  alarm [label=<Alarm at <b>02:10</b>> shape=ellipse style=filled]",
      '  panel [label="Panel reads high?" shape=diamond]',
      '  valve [label="Isolate the valve" class=caution]',
      "  alarm -> panel",
      '  panel -> valve [label="yes" style=bold]',
      '  panel -> round [label="no" style=dashed]',
      "}",
    ),
  },
  {
    name: "meanings",
    language: "en",
    source: fence(
      '[Two zones; only conduit 2 is open between them] "The conduits of the plant room"',
      "graph {",
      "  rankdir=LR",
      "  node [shape=box]",
      '  subgraph cluster_it { label="Office" style=dotted printer; mail [style=filled class=info] }',
      '  subgraph cluster_ot { label="Plant" class=accent chiller [style=filled]; lift [style=filled class=wrong] }',
      '  printer -- chiller [class=wrong label="shut"]',
      '  mail -- lift [class=right label="conduit 2"]',
      "  chiller -- lift [class=muted]",
      "}",
    ),
  },
  {
    name: "wide",
    language: "en",
    source: fence(
      "[Nine steps of a round, one after the other]",
      "digraph {",
      "  rankdir=LR",
      "  Panel -> Filters -> Pumps -> Chillers -> Towers -> Valves -> Tanks -> Boilers -> Office",
      "}",
    ),
  },
  {
    name: "rtl",
    language: "ar",
    source: fence(
      "[مبنيان يصل بينهما جهاز توجيه]",
      "graph {",
      "  rankdir=LR",
      "  المكتب -- الموجّه -- المحطة",
      "}",
    ),
  },
];
