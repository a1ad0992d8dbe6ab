/** How a camera held a picture: EXIF's orientation (tag 0x0112), which browsers follow. */

/** @returns true where the picture lies on its side, so that a browser swaps width and height */
export function isTurned(bytes: Uint8Array): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    return orientationOf(view) >= 5;
  } catch (error) {
    // A number in the file leads beyond its end.
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** 1 to 8; 1 where nothing is said. */
function orientationOf(view: DataView): number {
  if (view.getUint16(0) !== 0xffd8) return 1;
  for (let at = 2; view.getUint8(at) === 0xff;) {
    const marker = view.getUint8(at + 1);
    // The picture itself begins: EXIF stands before it.
    if (marker === 0xda) return 1;
    const size = view.getUint16(at + 2);
    // `Exif\0\0`
    if (marker === 0xe1 && view.getUint32(at + 4) === 0x45786966) return orientationIn(view, at + 10);
    at += 2 + size;
  }
  return 1;
}

/** @param start - of the TIFF header */
function orientationIn(view: DataView, start: number): number {
  const little = view.getUint16(start) === 0x4949;
  const directory = start + view.getUint32(start + 4, little);
  const entries = view.getUint16(directory, little);
  for (let entry = 0; entry < entries; entry += 1) {
    const at = directory + 2 + entry * 12;
    if (view.getUint16(at, little) === 0x0112) return view.getUint16(at + 8, little);
  }
  return 1;
}
