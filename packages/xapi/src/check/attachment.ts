/** Attachment headers: Data §2.4.11. The bytes are the business of whoever receives them. */
import { fault, found, type Faults } from "./fault.ts";
import { isMediaType, isSha2Hex } from "./formats.ts";
import { checkArray, checkEach, checkFormat, checkIri, checkLanguageMap, checkObject } from "./shape.ts";

const SECTION = "2.4.11";
const ATTACHMENT = {
  what: "an attachment",
  section: SECTION,
  known: ["usageType", "display", "description", "contentType", "length", "sha2", "fileUrl"],
  required: ["usageType", "display", "contentType", "length", "sha2"],
};

export function checkAttachments(faults: Faults, path: string, value: unknown): void {
  checkArray(faults, path, value, { what: "attachments", section: SECTION }).forEach((item, index) => {
    checkAttachment(faults, `${path}[${index}]`, item);
  });
}

function checkAttachment(faults: Faults, path: string, value: unknown): void {
  const attachment = checkObject(faults, path, value, ATTACHMENT);
  if (!attachment) return;
  checkEach(faults, path, attachment, {
    usageType: checkIri,
    display: checkLanguageMap,
    description: checkLanguageMap,
    contentType: (list, at, type) => {
      checkFormat(list, at, type, { what: "an Internet media type", section: SECTION, holds: isMediaType });
    },
    length: checkLength,
    sha2: (list, at, hash) => {
      checkFormat(list, at, hash, { what: "a SHA-2 hash in hex", section: SECTION, holds: isSha2Hex });
    },
    fileUrl: checkIri,
  });
}

function checkLength(faults: Faults, path: string, value: unknown): void {
  if (typeof value === "number" && Number.isSafeInteger(value) && value >= 0) return;
  fault(faults, path, `found ${found(value)}, expected a whole number of octets`, SECTION);
}
