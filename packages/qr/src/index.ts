/**
 * Text as a QR code. Pure; start reading at `qr-code.ts`.
 * @module
 */
export { qrCode, qrPath, QUIET } from "./qr-code.ts";
export type { QrCode, QrLevel } from "./qr-code.ts";
