/**
 * All that a person needs to show a credential for life, whoever goes away: one zip. The same input gives the same bytes.
 */
import { addToProfileLink, shareFragment, type JsonObject } from "@tessera/credentials";
import { zipSync } from "fflate";
import { KEPT_FORMAT, keepInPage, type KeptIssuer } from "../kept.ts";
import { textIn } from "../model/paths.ts";
import { packPage, type Towards } from "./pack-page.ts";

export interface PackInput {
  /** As issued. */
  readonly files: {
    readonly "credential.json": string;
    readonly "credential.jwt": string;
    readonly "badge.png": Uint8Array;
    readonly "badge.svg": string;
  };
  /** The credential that they hold. */
  readonly credential: JsonObject;
  readonly issuer: KeptIssuer & { readonly document: JsonObject };
  readonly lists: readonly JsonObject[];
  /** `2026-11-28T12:00:00Z`: of the snapshot. */
  readonly made: string;
  /** The verifier page with nothing kept in it. */
  readonly blankPage: string;
  /** Where the issuer's own page lies, with `/` at its end. */
  readonly verifyUrl: string;
  readonly towards: readonly Towards[];
}

/** What is in no archive's clock: the first moment that a zip knows. */
const MTIME = "1980-01-01T00:00:00";

/** @returns path → content, with `/` */
export function packFiles(input: PackInput): Readonly<Record<string, Uint8Array | string>> {
  const { credential, files, issuer, lists, made, verifyUrl } = input;
  const achievement = (credential["credentialSubject"] as JsonObject)["achievement"];
  const name = textIn(achievement, "name") ?? "";
  const until = textIn(credential, "validUntil");
  const awarded = textIn(credential, "awardedDate") ?? textIn(credential, "validFrom") ?? made;
  const shareLink = `${verifyUrl}#${shareFragment(files["credential.json"])}`;
  const { document, ...trusted } = issuer;
  const json = (value: object): string => `${JSON.stringify(value, null, 2)}\n`;
  return {
    ...files,
    "check.html": keepInPage(input.blankPage, {
      format: KEPT_FORMAT,
      from: "pack",
      made,
      trusted: [trusted],
      documents: [document],
      lists,
      credential: files["credential.json"].trim(),
      page: verifyUrl,
    }),
    "issuer/did.json": json(document),
    ...Object.fromEntries(lists.map((list, at) => [`issuer/status-${at + 1}.json`, json(list)])),
    "index.html": packPage({
      name,
      issuer: issuer.name ?? issuer.did,
      language: textIn(achievement, "inLanguage") ?? "en",
      awarded,
      until,
      made,
      shareLink,
      profileLink: addToProfileLink({
        name,
        organisation: issuer.name ?? issuer.did,
        issued: awarded,
        ...(until !== undefined && { until }),
        url: shareLink,
        id: textIn(credential, "id") ?? "",
      }),
      towards: input.towards,
    }),
  };
}

export function lifetimePack(input: PackInput): Uint8Array {
  const bytes = Object.entries(packFiles(input)).map(([path, content]) => [
    path,
    typeof content === "string" ? new TextEncoder().encode(content) : content,
  ]);
  return zipSync(Object.fromEntries(bytes) as Record<string, Uint8Array>, { level: 9, mtime: MTIME });
}
