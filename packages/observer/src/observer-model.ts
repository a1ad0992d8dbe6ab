/**
 * The page's screens, and what leads from one to the next. Knows no element; everything of the browser is a port.
 */
import {
  agentKey,
  readSigned,
  shortKey,
  signEnrolment,
  signObservation,
  type AttachedEvidence,
  type Enrolment,
  type SignedEnrolment,
  type SignedObservation,
  type Signer,
} from "@tessera/credentials";
import { FRAGMENTS, fragmentOf, handedOver, readRequest, readSeenList } from "@tessera/session";
import type { ObservationRequest, SeenList } from "@tessera/session";
import { openPlaces, recordFrom, type Marks } from "./marks.ts";

/** Who this device belongs to. The private key is in `signer` and nowhere else. */
export interface Identity {
  readonly enrolment: Enrolment;
  readonly signer: Signer;
  /** Others use the device too: a PIN is asked for before each signature. */
  readonly locked?: boolean;
}

/** `gone`: too many wrong ones, and the key was thrown away. */
export type Unlocking = "right" | "wrong" | "gone";

export interface ObserverPorts {
  /** Throws where the browser cannot keep a key. */
  load(): Promise<Identity | undefined>;
  /** Makes a key that cannot be read out, and keeps it with who it belongs to. */
  make(who: Omit<Enrolment, "format" | "key">, pin: string): Promise<Identity>;
  unlock(pin: string): Promise<Unlocking>;
  /** What was marked so far, under the nonce of the code; a phone throws pages away. */
  draft(nonce: string): Promise<Marks | undefined>;
  keepDraft(nonce: string, marks: Marks | undefined): Promise<void>;
  sha256(bytes: Uint8Array): Promise<Uint8Array>;
  /** Milliseconds since 1970. */
  now(): number;
  /** The address of this page, without what stands behind `#`. */
  readonly base: string;
}

/** What can be handed over in three ways. */
export interface Handed {
  readonly link: string;
  readonly file: { readonly name: string; readonly text: string };
}

export type Screen =
  | { readonly name: "loading" }
  | { readonly name: "unsupported" }
  | { readonly name: "enrol"; readonly missing: boolean }
  | { readonly name: "enrolled"; readonly handed: Handed; readonly digits: string }
  | { readonly name: "home" }
  | { readonly name: "unreadable" }
  | { readonly name: "self" }
  | { readonly name: "confirm"; readonly task: Task; readonly nameless?: boolean }
  | { readonly name: "list"; readonly task: Task; readonly marks: Marks; readonly wrongPin?: boolean }
  | { readonly name: "signed"; readonly handed: Handed; readonly signed: SignedObservation }
  | {
      readonly name: "received";
      readonly handed: Handed;
      readonly signed?: SignedObservation;
      readonly enrolment?: Enrolment;
    };

/** One learner's code, read. */
export interface Task {
  readonly request: ObservationRequest;
  readonly list: SeenList;
}

const SHORTEST_PIN = 6;

export const NO_MARKS: Marks = { steps: {}, points: {}, words: {}, comment: "", evidence: [], sworn: false };

const hex = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");

export class ObserverModel {
  screen: Screen = { name: "loading" };
  identity: Identity | undefined;
  readonly #ports: ObserverPorts;
  readonly #listeners = new Set<() => void>();
  /** What the page was opened with, kept while somebody enrols first. */
  #waiting = "";

  constructor(ports: ObserverPorts) {
    this.#ports = ports;
  }

  subscribe(listener: () => void): void {
    this.#listeners.add(listener);
  }

  #show(screen: Screen): void {
    this.screen = screen;
    for (const listener of this.#listeners) listener();
  }

  /** @param text - what the page was opened with: the fragment, or nothing */
  async start(text: string): Promise<void> {
    if (await this.#received(text)) return;
    try {
      this.identity = await this.#ports.load();
    } catch {
      return this.#show({ name: "unsupported" });
    }
    if (this.identity === undefined) {
      this.#waiting = text;
      return this.#show({ name: "enrol", missing: false });
    }
    await this.open(text);
  }

  /** @param text - a link, a fragment or a file; nothing leads home */
  async open(text: string): Promise<void> {
    if (text.replace(/^#/, "").trim() === "") return this.#show({ name: "home" });
    if (await this.#received(text)) return;
    const request = await readRequest(text);
    const list = request && readSeenList(request.seen);
    if (request === undefined || list === undefined) return this.#show({ name: "unreadable" });
    const own = this.identity?.enrolment.agent;
    if (agentKey(own) === agentKey(request.learner)) return this.#show({ name: "self" });
    this.#show({ name: "confirm", task: { request, list } });
  }

  /** Somebody scanned what another device shows: it is passed on as it is. */
  async #received(text: string): Promise<boolean> {
    const signed = readSigned(await handedOver(text, FRAGMENTS.signed, 60_000));
    if (signed !== undefined) {
      this.#show({
        name: "received",
        signed,
        handed: await this.#handed("signed", signed, fileNameOf(signed)),
      });
      return true;
    }
    const given = (await handedOver(text, FRAGMENTS.enrolment, 4_000)) as
      Partial<SignedEnrolment> | undefined;
    if (typeof given?.enrolment?.name !== "string" || typeof given.enrolment.role !== "string") return false;
    this.#show({
      name: "received",
      enrolment: given.enrolment,
      handed: await this.#handed("enrolment", given, "enrolment.json"),
    });
    return true;
  }

  async enrol(who: {
    readonly name: string;
    readonly role: string;
    readonly homePage: string;
    readonly account: string;
    /** Empty where nobody else uses the device. */
    readonly pin: string;
  }): Promise<void> {
    const [name, role, homePage, account] = [who.name, who.role, who.homePage, who.account].map((each) =>
      each.trim(),
    ) as [string, string, string, string];
    const short = who.pin !== "" && who.pin.length < SHORTEST_PIN;
    if (short || name === "" || role === "" || account === "" || !/^https?:\/\/\S+\.?\S+$/.test(homePage))
      return this.#show({ name: "enrol", missing: true });
    try {
      this.identity = await this.#ports.make(
        { name, role, agent: { account: { homePage, name: account } } },
        who.pin,
      );
    } catch {
      return this.#show({ name: "unsupported" });
    }
    await this.showEnrolment();
  }

  async showEnrolment(): Promise<void> {
    if (this.identity === undefined) return;
    const { enrolment, signer } = this.identity;
    const handed = await this.#handed("enrolment", await signEnrolment(enrolment, signer), "enrolment.json");
    const digits = await shortKey(enrolment.key, (bytes) => this.#ports.sha256(bytes));
    this.#show({ name: "enrolled", handed, digits });
  }

  async home(): Promise<void> {
    const text = this.#waiting;
    this.#waiting = "";
    await this.open(text);
  }

  /** @param name - of the person in front, where the code brings none: many platforms tell units an account only */
  async begin(name = ""): Promise<void> {
    if (this.screen.name !== "confirm") return;
    const { list, request } = this.screen.task;
    const called = request.learner.name ?? name.trim();
    if (called === "") return this.#show({ name: "confirm", task: { list, request }, nameless: true });
    const task: Task = { list, request: { ...request, learner: { ...request.learner, name: called } } };
    const kept = await this.#ports.draft(task.request.nonce);
    this.#show({ name: "list", task, marks: kept === undefined ? NO_MARKS : { ...kept, sworn: false } });
  }

  /** @param change - what was marked, rated, written or attached */
  change(change: (marks: Marks) => Marks): void {
    if (this.screen.name !== "list") return;
    const marks = change(this.screen.marks);
    void this.#ports.keepDraft(this.screen.task.request.nonce, marks);
    this.#show({ name: "list", task: this.screen.task, marks });
  }

  async attach(kind: string, name: string, bytes: Uint8Array): Promise<void> {
    const sha256 = hex(await this.#ports.sha256(bytes));
    const item: AttachedEvidence & { readonly name: string } = { kind, sha256, name };
    this.change((marks) => ({
      ...marks,
      evidence: [...marks.evidence.filter((each) => each.sha256 !== sha256), item],
    }));
  }

  /** @param pin - where others use the device too */
  async sign(pin = ""): Promise<void> {
    if (this.screen.name !== "list" || this.identity === undefined) return;
    const { task, marks } = this.screen;
    if (openPlaces(task.list, marks).length > 0 || !marks.sworn) return;
    if (this.identity.locked === true) {
      const unlocking = await this.#ports.unlock(pin);
      if (unlocking === "wrong") return this.#show({ name: "list", task, marks, wrongPin: true });
      if (unlocking === "gone") {
        this.identity = undefined;
        return this.#show({ name: "enrol", missing: false });
      }
    }
    const seen = hex(await this.#ports.sha256(new TextEncoder().encode(task.request.seen)));
    const at = `${new Date(this.#ports.now()).toISOString().slice(0, 19)}Z`;
    const record = recordFrom({ task, marks, enrolment: this.identity.enrolment, seen, at });
    const signed = await signObservation(record, this.identity.signer, {
      sha256: (bytes) => this.#ports.sha256(bytes),
    });
    await this.#ports.keepDraft(task.request.nonce, undefined);
    this.#show({ name: "signed", signed, handed: await this.#handed("signed", signed, fileNameOf(signed)) });
  }

  async #handed(key: "signed" | "enrolment", value: object, name: string): Promise<Handed> {
    const link = `${this.#ports.base}#${await fragmentOf(FRAGMENTS[key], value)}`;
    return { link, file: { name, text: `${JSON.stringify(value, null, 1)}\n` } };
  }
}

/** Letters and digits only: it goes to file systems of all kinds. */
const fileNameOf = ({ record }: SignedObservation): string =>
  `observation-${record.at.slice(0, 10)}-${record.nonce.replace(/[^A-Za-z0-9]/g, "").slice(0, 8)}.json`;
