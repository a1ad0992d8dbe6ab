/** Module of the highlighter → further words for the same language. The first word of a fence names one of them. */
const LANGUAGES: Readonly<Record<string, string>> = {
  accesslog: "",
  ada: "",
  apache: "apacheconf",
  applescript: "",
  arduino: "ino",
  awk: "",
  bash: "sh zsh",
  basic: "",
  c: "h",
  clojure: "clj",
  cmake: "",
  cpp: "c++ cc hpp",
  csharp: "cs c#",
  css: "",
  dart: "",
  delphi: "pascal",
  diff: "patch",
  dns: "bind zone",
  dockerfile: "docker",
  dos: "bat cmd",
  elixir: "",
  erlang: "",
  excel: "xls",
  fortran: "f90",
  fsharp: "fs f#",
  gcode: "nc",
  gherkin: "feature",
  go: "golang",
  gradle: "",
  graphql: "gql",
  groovy: "",
  haskell: "hs",
  http: "https",
  ini: "toml conf",
  java: "",
  javascript: "js jsx mjs",
  json: "jsonc json5",
  julia: "",
  kotlin: "kt",
  latex: "tex",
  less: "",
  lisp: "",
  lua: "",
  makefile: "make mk",
  markdown: "md",
  matlab: "octave",
  nginx: "",
  nix: "",
  objectivec: "objc",
  ocaml: "ml",
  perl: "pl",
  pgsql: "postgres postgresql",
  php: "",
  powershell: "ps1 pwsh",
  prolog: "",
  properties: "",
  protobuf: "proto",
  puppet: "",
  python: "py",
  r: "",
  routeros: "mikrotik",
  ruby: "rb",
  rust: "rs",
  scala: "",
  scheme: "",
  scss: "sass",
  shell: "console terminal",
  sql: "",
  swift: "",
  tcl: "",
  typescript: "ts tsx",
  vbnet: "vb",
  vbscript: "vbs",
  verilog: "sv",
  vhdl: "",
  vim: "",
  wasm: "wat",
  x86asm: "asm",
  xml: "html svg xhtml rss",
  yaml: "yml",
};

/** Words for what has no language: it stays as it is. */
const PLAIN = new Set(["text", "txt", "plain", "plaintext", "output", "log", "none"]);

/** Parts of a text in another language; a language that is not here has none. */
const WITHIN: Readonly<Record<string, readonly string[]>> = {
  dart: ["markdown"],
  dockerfile: ["bash"],
  http: ["json"],
  markdown: ["xml"],
  php: ["xml"],
  shell: ["bash"],
  xml: ["css", "javascript"],
  yaml: ["ruby"],
};

const BY_WORD: ReadonlyMap<string, string> = new Map(
  Object.entries(LANGUAGES).flatMap(([name, others]) =>
    [name, ...others.split(" ").filter((word) => word !== "")].map((word) => [word, name] as const),
  ),
);

/** Every word that a fence may begin with. */
export const CODE_WORDS: readonly string[] = [...BY_WORD.keys(), ...PLAIN].sort();

/** The highlighter's module for a word; `plain` where nothing is coloured; undefined for a word that nobody knows. */
export function codeLanguage(word: string): string | undefined {
  const lower = word.toLowerCase();
  return BY_WORD.get(lower) ?? (PLAIN.has(lower) ? "plain" : undefined);
}

/** What has to be there to read a text in this language: the others in it, and the language itself at the end. */
export function modulesOf(language: string): readonly string[] {
  return [...(WITHIN[language] ?? []).flatMap(modulesOf), language];
}
