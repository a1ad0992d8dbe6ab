/** Agents and Groups: Data §2.4.2 and §2.4.9. */
import { fault, found, quote, type Faults } from "./fault.ts";
import { isMailto, isSha1Hex } from "./formats.ts";
import {
  checkArray,
  checkEach,
  checkFormat,
  checkIri,
  checkObject,
  checkString,
  isJsonObject,
  present,
  property,
  type JsonObject,
} from "./shape.ts";

const IDENTIFIERS = ["mbox", "mbox_sha1sum", "openid", "account"] as const;

const AGENT = { what: "an Agent", section: "2.4.2.1", known: ["objectType", "name", ...IDENTIFIERS] };
const GROUP = { what: "a Group", section: "2.4.2.2", known: [...AGENT.known, "member"] };
const ACCOUNT = {
  what: "an account",
  section: "2.4.2.4",
  known: ["homePage", "name"],
  required: ["homePage", "name"],
};

/** An Agent or a Group; without `objectType` it is an Agent (§2.4.2.1). */
export function checkActor(faults: Faults, path: string, value: unknown): void {
  if (isJsonObject(value) && property(value, "objectType") === "Group") checkGroup(faults, path, value);
  else checkAgent(faults, path, value);
}

export function checkAgent(faults: Faults, path: string, value: unknown): void {
  const agent = checkObject(faults, path, value, AGENT);
  if (!agent) return;
  checkObjectType(faults, path, agent, "Agent", AGENT.section);
  const identifiers = checkIdentified(faults, path, agent);
  if (identifiers.length !== 1) {
    fault(
      faults,
      path,
      `found ${listed(identifiers)}, expected exactly one of ${IDENTIFIERS.join(", ")}`,
      "2.4.2.1",
    );
  }
}

export function checkGroup(faults: Faults, path: string, value: unknown): void {
  const group = checkObject(faults, path, value, GROUP);
  if (!group) return;
  if (!present(group, "objectType")) {
    fault(faults, path, `found no "objectType", expected "Group"`, GROUP.section);
  }
  checkObjectType(faults, path, group, "Group", GROUP.section);
  const identifiers = checkIdentified(faults, path, group);
  if (identifiers.length > 1) {
    fault(
      faults,
      path,
      `found ${listed(identifiers)}, expected at most one of ${IDENTIFIERS.join(", ")}`,
      "2.4.2.2",
    );
  }
  if (identifiers.length === 0 && !present(group, "member")) {
    fault(faults, path, `found neither an identifier nor "member", expected one of them`, "2.4.2.2");
  }
  if (!present(group, "member")) return;
  const members = checkArray(faults, `${path}.member`, group["member"], {
    what: "Agents",
    section: "2.4.2.2",
  });
  members.forEach((member, at) => {
    checkAgent(faults, `${path}.member[${at}]`, member);
  });
}

/** §2.4.9: an Agent, or the two Agents of three-legged OAuth. */
export function checkAuthority(faults: Faults, path: string, value: unknown): void {
  checkActor(faults, path, value);
  if (!isJsonObject(value) || property(value, "objectType") !== "Group") return;
  const members = property(value, "member");
  if (Array.isArray(members) && members.length === 2) return;
  const count = Array.isArray(members) ? `a Group of ${members.length}` : "a Group without members";
  fault(faults, path, `found ${count}, expected an Agent, or a Group of two Agents`, "2.4.9");
}

/** @returns the names of the identifiers that are there */
function checkIdentified(faults: Faults, path: string, actor: JsonObject): readonly string[] {
  checkEach(faults, path, actor, {
    name: (list, at, name) => {
      checkString(list, at, name, "2.4.2");
    },
    mbox: (list, at, mbox) => {
      checkFormat(list, at, mbox, {
        what: "mailto: and an email address",
        section: "2.4.2.3",
        holds: isMailto,
      });
    },
    mbox_sha1sum: (list, at, hash) => {
      checkFormat(list, at, hash, {
        what: "a SHA-1 hash of 40 hex digits",
        section: "2.4.2.3",
        holds: isSha1Hex,
      });
    },
    openid: checkIri,
    account: checkAccount,
  });
  return IDENTIFIERS.filter((name) => present(actor, name));
}

function checkAccount(faults: Faults, path: string, value: unknown): void {
  const account = checkObject(faults, path, value, ACCOUNT);
  if (!account) return;
  checkEach(faults, path, account, {
    homePage: checkIri,
    name: (list, at, name) => {
      checkString(list, at, name, ACCOUNT.section);
    },
  });
}

export function checkObjectType(
  faults: Faults,
  path: string,
  value: JsonObject,
  expected: string,
  section: string,
): void {
  if (!present(value, "objectType") || value["objectType"] === expected) return;
  fault(
    faults,
    `${path}.objectType`,
    `found ${found(value["objectType"])}, expected ${quote(expected)}`,
    section,
  );
}

function listed(names: readonly string[]): string {
  return names.length === 0 ? "no identifier" : names.join(" and ");
}
