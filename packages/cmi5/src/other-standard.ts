import { openZip } from "./zip/open-zip.ts";

/** Manifests are small; a version stands near the top. Characters. */
const LOOKED_AT = 4_096;

/**
 * What a zip is when it is no cmi5 package: uploads are mixed up, and a list of everything that cmi5 misses in a SCORM
 * package helps nobody. Never throws.
 *
 * @returns e.g. `SCORM 1.2`, `SCORM 2004 4th Edition`, `IMS content`; undefined when it has a `cmi5.xml`, or is something else
 */
export function otherStandard(bytes: Uint8Array): string | undefined {
  const zip = openZip(bytes).value;
  const names = new Set(zip?.entries.map(({ name }) => name));
  if (!zip || names.has("cmi5.xml") || !names.has("imsmanifest.xml")) return undefined;
  const manifest = new TextDecoder().decode(zip.read("imsmanifest.xml").value ?? new Uint8Array());
  const text = manifest.slice(0, LOOKED_AT);
  const [, schema = ""] = /<schema>\s*([^<]*?)\s*<\/schema>/i.exec(text) ?? [];
  const [, version = ""] = /<schemaversion>\s*([\w. ]{1,40}?)\s*<\/schemaversion>/i.exec(text) ?? [];
  return /^adl scorm$/i.test(schema)
    ? `SCORM ${version.replace(/^CAM /, "2004 CAM ")}`.trim()
    : "IMS content";
}
