const STRING = String.raw`"(?:[^"\\]|\\.)*"`;
const ENTRY = new RegExp(`^( *)(${STRING}|[a-z][a-z0-9-]*):(?: (.*))?$`);
const PLACE = new RegExp(`^\\{ path: (${STRING}), title: (${STRING}) \\}$`);

/**
 * Reads the little of YAML that `writeLock` writes, an entry a line, twenty times as fast as all of YAML is read.
 * Whoever calls it writes the answer again and compares: this reader says nothing about a text of any other form.
 *
 * @returns anything at all when the text is not of that form
 */
export function readPlainYaml(text: string): unknown {
  try {
    return new Reader(text).block(0);
  } catch {
    return undefined;
  }
}

class Reader {
  readonly #lines: readonly string[];
  #at = 0;

  constructor(text: string) {
    this.#lines = text.split("\n").filter((line) => !line.startsWith("#"));
  }

  /** The list or the map whose lines are indented by so many spaces. */
  block(indent: number): unknown {
    if (this.#lines[this.#at]?.startsWith("- ", indent)) return this.#list(indent);
    const map: Record<string, unknown> = {};
    for (;;) {
      const [, spaces, name, value] = ENTRY.exec(this.#lines[this.#at] ?? "") ?? [];
      if (name === undefined || spaces?.length !== indent) return map;
      this.#at += 1;
      map[name.startsWith('"') ? parse(name) : name] =
        value === undefined ? this.block(indent + 2) : valueOf(value);
    }
  }

  #list(indent: number): readonly unknown[] {
    const list: unknown[] = [];
    for (let line = ""; ; list.push(parse(line.slice(indent + 2)))) {
      line = this.#lines[this.#at] ?? "";
      if (!line.startsWith("- ", indent)) return list;
      this.#at += 1;
    }
  }
}

function valueOf(text: string): unknown {
  const [, path, title] = PLACE.exec(text) ?? [];
  return path === undefined || title === undefined ? parse(text) : { path: parse(path), title: parse(title) };
}

/** Strings, numbers, `true`, `[]` and `{}` are written as JSON has them. */
function parse(text: string): string {
  return JSON.parse(text) as string;
}
