import { closeSync, createReadStream, mkdirSync, openSync, readdirSync, rmSync, writeSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { agentKey } from "@tessera/credentials/issuing";
import { VERBS } from "@tessera/xapi";
import type { Statement } from "@tessera/xapi";

/** Statements that are kept in memory; more of them lie on the disk, sorted by learner. */
const MOST_IN_MEMORY = 50_000;
const PARTS = 64;
/** Characters that wait before they are written. */
const BUFFER = 1 << 18;

/**
 * Statements apart by learner, so that one part after the other can be decided: who has earned something follows from that
 * learner's statements alone, and from what voids others, which goes into every part.
 */
export class LearnerParts {
  readonly #folder: string;
  readonly #most: number;
  #memory: Statement[] | undefined = [];
  readonly #files: number[] = [];
  readonly #waiting: string[] = Array.from({ length: PARTS }, () => "");
  readonly #voiding: Statement[] = [];
  /** Id → the part it lies in. */
  readonly #partOf = new Map<string, number>();
  /** Ids that stand on statements of learners in different parts. */
  readonly #crossing = new Set<string>();

  /** @param folder - made when it is needed, and taken away by {@link close}: what lies in it is personal data */
  constructor(folder: string, most = MOST_IN_MEMORY) {
    this.#folder = folder;
    this.#most = most;
  }

  add(statement: Statement): void {
    if (statement.verb.id === VERBS.voided.id) return void this.#voiding.push(statement);
    const part = partOf(agentKey(statement.actor) ?? "");
    const id = (statement.id ?? "").toLowerCase();
    const known = this.#partOf.get(id);
    if (known === undefined) this.#partOf.set(id, part);
    else if (known !== part) this.#crossing.add(id);
    if (this.#memory === undefined) return this.#write(part, statement);
    this.#memory.push(statement);
    if (this.#memory.length > this.#most) this.#spill(this.#memory);
  }

  /** Ids of which nothing counts, since they stand on statements of different people. */
  get crossing(): readonly string[] {
    return [...this.#crossing].sort();
  }

  /** How many parts there are: one while everything is in memory. */
  get count(): number {
    return this.#memory === undefined ? PARTS : 1;
  }

  /** Whether somebody's statements lie in this part. */
  holds(part: number, learner: string): boolean {
    return this.count === 1 || partOf(learner) === part;
  }

  async *statements(part: number): AsyncGenerator<Statement> {
    yield* this.#voiding;
    if (this.#memory !== undefined) {
      for (const each of this.#memory) if (this.#counts(each)) yield each;
      return;
    }
    this.#flush(part);
    const lines = createInterface({ input: createReadStream(this.#path(part), "utf8"), crlfDelay: Infinity });
    for await (const line of lines) {
      const statement = JSON.parse(line) as Statement;
      if (this.#counts(statement)) yield statement;
    }
  }

  close(): void {
    for (const file of this.#files) closeSync(file);
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #counts({ id }: Statement): boolean {
    return this.#crossing.size === 0 || !this.#crossing.has((id ?? "").toLowerCase());
  }

  #path(part: number): string {
    return join(this.#folder, `${part}.ndjson`);
  }

  #spill(statements: readonly Statement[]): void {
    mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
    for (let part = 0; part < PARTS; part += 1) this.#files.push(openSync(this.#path(part), "w", 0o600));
    this.#memory = undefined;
    for (const statement of statements) this.#write(partOf(agentKey(statement.actor) ?? ""), statement);
  }

  #write(part: number, statement: Statement): void {
    this.#waiting[part] += `${JSON.stringify(statement)}\n`;
    if ((this.#waiting[part] as string).length > BUFFER) this.#flush(part);
  }

  #flush(part: number): void {
    const bytes = Buffer.from(this.#waiting[part] as string);
    for (let at = 0; at < bytes.length;) at += writeSync(this.#files[part] as number, bytes, at);
    this.#waiting[part] = "";
  }
}

const NAME = /^\.evidence\.(\d+)$/;

/** Where this process puts its parts. */
export const partsFolder = (root: string): string => join(root, `.evidence.${process.pid}`);

/** Parts of runs that were killed: personal data that nobody needs. */
export function clearAbandoned(root: string): void {
  for (const name of readdirSync(root)) {
    const pid = NAME.exec(name)?.[1];
    if (pid !== undefined && !isRunning(Number(pid)))
      rmSync(join(root, name), { recursive: true, force: true });
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== "ESRCH";
  }
}

/** FNV-1a: the same part for the same learner, in every run. */
function partOf(learner: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < learner.length; at += 1)
    hash = Math.imul(hash ^ learner.charCodeAt(at), 0x01000193) >>> 0;
  return hash % PARTS;
}
