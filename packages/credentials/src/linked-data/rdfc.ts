/**
 * RDF Dataset Canonicalization (RDFC-1.0): names for what has none, so that one dataset has one text.
 *
 * Bounded: a document made of look-alikes would cost time without end. Where the bound is met there is no form.
 */
import { NoForm } from "./context.ts";
import { sha256Hex } from "./sha256.ts";
import type { Quad } from "./to-quads.ts";

/** Names given while orders of look-alikes are tried, in all; a credential needs some dozens. */
const MOST_WORK = 200_000;

/** @throws NoForm when telling look-alikes apart takes too long */
export function canonicalText(quads: readonly Quad[]): string {
  const canonizer = new Canonizer(quads);
  const name = canonizer.names();
  return quads
    .map((quad) => line(quad, (blank) => name(blank)))
    .sort()
    .join("");
}

function push<Value>(into: Map<string, Value[]>, key: string, value: Value): void {
  const held = into.get(key);
  if (held === undefined) into.set(key, [value]);
  else held.push(value);
}

const isBlank = (part: string): boolean => part.startsWith("_:");

function line({ subject, predicate, object, graph }: Quad, name: (blank: string) => string): string {
  const shown = (part: string): string => (isBlank(part) ? name(part) : part);
  return `${shown(subject)} ${predicate} ${shown(object)}${graph === "" ? "" : ` ${shown(graph)}`} .\n`;
}

/** Gives out names in order, and remembers them (§4.5). */
class Issuer {
  readonly issued: Map<string, string>;
  readonly #prefix: string;
  constructor(prefix: string, issued: ReadonlyMap<string, string> = new Map()) {
    this.#prefix = prefix;
    this.issued = new Map(issued);
  }
  name(blank: string): string {
    const known = this.issued.get(blank) ?? `${this.#prefix}${this.issued.size}`;
    this.issued.set(blank, known);
    return known;
  }
  copy(): Issuer {
    return new Issuer(this.#prefix, this.issued);
  }
}

interface Hashed {
  readonly hash: string;
  readonly issuer: Issuer;
}

const byHash = (one: Hashed, other: Hashed): number =>
  one.hash < other.hash ? -1 : one.hash > other.hash ? 1 : 0;

class Canonizer {
  readonly #quadsOf = new Map<string, Quad[]>();
  readonly #first = new Map<string, string>();
  readonly #canonical = new Issuer("_:c14n");
  #work = MOST_WORK;

  constructor(quads: readonly Quad[]) {
    for (const quad of quads)
      for (const blank of new Set([quad.subject, quad.object, quad.graph].filter(isBlank)))
        push(this.#quadsOf, blank, quad);
  }

  /** §4.4.3 */
  names(): (blank: string) => string {
    const alike = new Map<string, string[]>();
    for (const blank of this.#quadsOf.keys()) {
      const hash = this.#firstDegree(blank);
      this.#first.set(blank, hash);
      push(alike, hash, blank);
    }
    const groups = [...alike].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, blanks]) => blanks);
    for (const [only, ...more] of groups) if (more.length === 0) this.#canonical.name(only as string);
    const several = groups.filter(({ length }) => length > 1);
    for (const blanks of several) {
      const paths = blanks
        .filter((blank) => !this.#canonical.issued.has(blank))
        .map((blank) => {
          const issuer = new Issuer("_:b");
          issuer.name(blank);
          return this.#nDegree(blank, issuer);
        });
      for (const { issuer } of paths.sort(byHash))
        for (const blank of issuer.issued.keys()) this.#canonical.name(blank);
    }
    return (blank) => this.#canonical.name(blank);
  }

  /** §4.6 */
  #firstDegree(blank: string): string {
    const name = (other: string): string => (other === blank ? "_:a" : "_:z");
    return sha256Hex(
      (this.#quadsOf.get(blank) ?? [])
        .map((quad) => line(quad, name))
        .sort()
        .join(""),
    );
  }

  /** §4.7 */
  #related(blank: string, quad: Quad, issuer: Issuer, position: string): string {
    const name =
      this.#canonical.issued.get(blank) ?? issuer.issued.get(blank) ?? (this.#first.get(blank) as string);
    return sha256Hex(`${position}${position === "g" ? "" : quad.predicate}${name}`);
  }

  /** §4.8 */
  #nDegree(blank: string, given: Issuer): Hashed {
    let issuer = given;
    const related = new Map<string, string[]>();
    for (const quad of this.#quadsOf.get(blank) ?? [])
      for (const [position, other] of [
        ["s", quad.subject],
        ["o", quad.object],
        ["g", quad.graph],
      ] as const)
        if (isBlank(other) && other !== blank) {
          const hash = this.#related(other, quad, issuer, position);
          push(related, hash, other);
        }
    let data = "";
    for (const [hash, blanks] of [...related].sort(([one], [other]) => (one < other ? -1 : 1))) {
      const best = this.#shortestPath(blanks, issuer);
      data += hash + best.hash;
      issuer = best.issuer;
    }
    return { hash: sha256Hex(data), issuer };
  }

  /** §4.8.2 step 5: of all orders the one whose path comes first. */
  #shortestPath(blanks: readonly string[], issuer: Issuer): Hashed {
    let best: Hashed | undefined;
    for (const order of orders(blanks)) {
      this.#work -= 1 + order.length + issuer.issued.size;
      if (this.#work < 0) throw tooAlike();
      const found = this.#path(order, issuer.copy(), best?.hash);
      if (found !== undefined && (best === undefined || found.hash < best.hash)) best = found;
    }
    return best as Hashed;
  }

  /** @returns undefined once it comes behind the best one */
  #path(order: readonly string[], start: Issuer, best: string | undefined): Hashed | undefined {
    let issuer = start;
    let path = "";
    const deeper: string[] = [];
    for (const blank of order) {
      const canonical = this.#canonical.issued.get(blank);
      if (canonical === undefined && !issuer.issued.has(blank)) deeper.push(blank);
      path += canonical ?? issuer.name(blank);
      if (best !== undefined && path > best) return undefined;
    }
    for (const blank of deeper) {
      const found = this.#nDegree(blank, issuer);
      path += `${issuer.name(blank)}<${found.hash}>`;
      ({ issuer } = found);
      if (best !== undefined && path > best) return undefined;
    }
    return { hash: path, issuer };
  }
}

const tooAlike = (): NoForm => new NoForm("unread", "more parts that look alike than can be told apart");

function* orders(list: readonly string[]): Generator<readonly string[]> {
  if (list.length <= 1) yield list;
  for (const [at, first] of list.entries())
    if (list.length > 1)
      for (const rest of orders([...list.slice(0, at), ...list.slice(at + 1)])) yield [first, ...rest];
}
