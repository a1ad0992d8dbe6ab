import type { BlockShown } from "../block-shown.ts";

const fence = (language: string, ...lines: readonly string[]) =>
  `\`\`\`${language}\n${lines.join("\n")}\n\`\`\`\n`;

export const codeStates: readonly BlockShown[] = [
  {
    name: "tones",
    language: "en",
    source: fence(
      "python",
      "# Poll the controllers of one zone",
      "@retry(times=3)",
      "def poll(zone: str, seconds=60) -> dict:",
      "    for device in devices(zone):",
      '        print(f"{device.name}: {read(device, 0x55) or None}")',
    ),
  },
  {
    name: "long-line",
    language: "en",
    source: fence(
      "yaml",
      "conduits:",
      "  - name: Donaudampfschifffahrtselektrizitätenhauptbetriebswerk-to-the-head-end-through-conduit-2 # never open",
      "    allow: true",
    ),
  },
  {
    name: "changes",
    language: "en",
    source: fence("diff", "@@ -1,2 +1,2 @@", "-port: 47808", "+port: 47809", " bus: MS/TP"),
  },
  {
    name: "rtl",
    language: "ar",
    source: fence("json", '{ "zone": "التحكم", "port": 47808, "open": false }'),
  },
];
