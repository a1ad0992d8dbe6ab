import { spawn, type ChildProcessByStdio } from "node:child_process";
import { createInterface } from "node:readline";
import type { Readable, Writable } from "node:stream";
import { InputError } from "../exit.ts";

/** One line to the program, one line back; bytes as base64url. */
export type SignerRequest =
  | { readonly do: "public-key"; readonly key: string; readonly kind: string }
  | { readonly do: "sign"; readonly key: string; readonly kind: string; readonly bytes: string };
type Reply = Readonly<Record<string, unknown>>;

interface Waiting {
  readonly resolve: (reply: Reply) => void;
  readonly reject: (error: Error) => void;
}

class SignerProgram {
  readonly #child: ChildProcessByStdio<Writable, Readable, null>;
  readonly #waiting: Waiting[] = [];
  readonly #name: string;

  constructor(name: string) {
    this.#name = name;
    // No shell: the name is a program, and nothing in it is a command.
    this.#child = spawn(name, [], { stdio: ["pipe", "pipe", "inherit"], shell: false });
    createInterface({ input: this.#child.stdout }).on("line", (line) => this.#take(line));
    this.#child.on("error", (cause) => this.#fail(`cannot be started: ${cause.message}`));
    this.#child.on("close", (code) =>
      this.#fail(`ended (exit code ${code ?? "none"}) before it had answered`),
    );
    this.#child.stdin.on("error", () => undefined);
    this.#rest();
  }

  /** It is there as long as something waits for it, and keeps no command from ending. */
  #rest(): void {
    const busy = this.#waiting.length > 0;
    for (const each of [this.#child, this.#child.stdin, this.#child.stdout] as unknown as readonly {
      ref?(): void;
      unref?(): void;
    }[])
      if (busy) each.ref?.();
      else each.unref?.();
  }

  ask(request: SignerRequest): Promise<Reply> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ resolve, reject });
      this.#rest();
      this.#child.stdin.write(`${JSON.stringify(request)}\n`);
    });
  }

  #take(line: string): void {
    const waiting = this.#waiting.shift();
    let reply: unknown;
    try {
      reply = JSON.parse(line);
    } catch {
      reply = undefined;
    }
    if (typeof reply !== "object" || reply === null)
      waiting?.reject(new InputError(`${this.#name} answered with something that is no line of JSON`));
    else if ("error" in reply)
      waiting?.reject(new InputError(`${this.#name} does not sign: ${String(reply.error).slice(0, 300)}`));
    else waiting?.resolve(reply as Reply);
    this.#rest();
  }

  #fail(why: string): void {
    running.delete(this.#name);
    for (const { reject } of this.#waiting.splice(0)) reject(new InputError(`${this.#name} ${why}`));
  }
}

const running = new Map<string, SignerProgram>();

/** Asks a program that keeps the keys; started once, and asked one thing after the other. */
export function askProgram(name: string, request: SignerRequest): Promise<Reply> {
  const program = running.get(name) ?? new SignerProgram(name);
  running.set(name, program);
  return program.ask(request);
}
