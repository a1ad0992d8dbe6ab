const TABLE = Int32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

/**
 * CRC-32 as zip uses it (APPNOTE 4.4.7), unsigned.
 *
 * @param previous - the result over the bytes before these, to continue it
 */
export function crc32(bytes: Uint8Array, previous = 0): number {
  let value = ~previous;
  // An index instead of an iterator: three times as fast over the megabytes of a course.
  for (let index = 0; index < bytes.length; index += 1) {
    value = (TABLE[(value ^ (bytes[index] ?? 0)) & 0xff] ?? 0) ^ (value >>> 8);
  }
  return ~value >>> 0;
}
