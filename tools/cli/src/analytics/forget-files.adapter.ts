import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { actorKey, mentionsOf } from "@tessera/analytics";
import { writeWhole } from "../write.adapter.ts";
import { InputError } from "../exit.ts";

export interface FolderForgotten {
  readonly statements: number;
  /** Files that were written anew. */
  readonly changed: readonly string[];
  /** Files of another kind, or statements of others, that still name the person. */
  readonly named: readonly string[];
}

type Json = Readonly<Record<string, unknown>>;

/** @throws InputError when it is none */
export function checkFolder(folder: string): void {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true)
    throw new InputError(`there is no folder \`${folder}\``);
}

/** Statements of a person leave the files of a folder; each file is written whole, or left as it is. */
export function forgetInFolder(folder: string, actor: string): FolderForgotten {
  checkFolder(folder);
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" }).sort();
  const mentions = mentionsOf(actor).map((text) => text.slice(1, -1));
  const isOf = (value: unknown): boolean => {
    const { actor: who, object } = (typeof value === "object" && value !== null ? value : {}) as Json;
    return actorKey(who) === actor || actorKey(object) === actor;
  };
  let statements = 0;
  const [changed, named]: [string[], string[]] = [[], []];
  for (const name of names) {
    const path = join(folder, name);
    if (!statSync(path).isFile()) continue;
    const text = readFileSync(path, "utf8");
    const left = /\.(ndjson|jsonl)$/i.test(name)
      ? withoutLines(text, isOf)
      : /\.json$/i.test(name)
        ? withoutItems(text, isOf)
        : { text, gone: 0 };
    if (left.gone > 0) {
      writeWhole([{ path, data: left.text }]);
      statements += left.gone;
      changed.push(name);
    }
    // A transcript of one person may be named for them and say nothing else of who it is.
    if (mentions.some((mention) => left.text.includes(mention) || name.includes(mention))) named.push(name);
  }
  return { statements, changed, named };
}

interface Left {
  readonly text: string;
  readonly gone: number;
}

function withoutLines(text: string, isOf: (value: unknown) => boolean): Left {
  const lines = text.split("\n");
  const kept = lines.filter((line) => line.trim() === "" || !isOf(parsed(line)));
  return { text: kept.join("\n"), gone: lines.length - kept.length };
}

/** One statement, a list, or a reply of an LRS. */
function withoutItems(text: string, isOf: (value: unknown) => boolean): Left {
  const value = parsed(text);
  const inside = (value as Json | undefined)?.["statements"] ?? value;
  const list = Array.isArray(inside) ? (inside as readonly unknown[]) : [inside];
  const kept = list.filter((one) => !isOf(one));
  const gone = list.length - kept.length;
  if (gone === 0) return { text, gone };
  const rest = inside === value ? kept : { ...(value as Json), statements: kept };
  return { text: `${JSON.stringify(rest)}\n`, gone };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
