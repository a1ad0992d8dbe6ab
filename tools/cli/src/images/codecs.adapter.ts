import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { Pixels } from "./shrink.ts";

/** Reads and writes pictures, by WebAssembly: nothing is built where it is installed. */
export interface Codecs {
  /** Upright, as a browser shows it. @throws Error when the bytes are no such picture */
  decode(bytes: Uint8Array, mediaType: string): Promise<Pixels>;
  /** WebP; without loss where the picture was drawn and not photographed, if that is smaller. */
  encode(pixels: Pixels, drawn: boolean): Promise<Uint8Array>;
}

/** 0 to 100: what is lost at 80 is not seen on a screen. */
const QUALITY = 80;

export async function openCodecs(): Promise<Codecs> {
  offerImageData();
  const [jpeg, png, webp, encoder] = await Promise.all([
    import("@jsquash/jpeg/decode.js"),
    import("@jsquash/png/decode.js"),
    import("@jsquash/webp/decode.js"),
    import("@jsquash/webp/encode.js"),
  ]);
  // The libraries would fetch these, which Node cannot from a disk.
  await Promise.all([
    compiled("@jsquash/jpeg/codec/dec/mozjpeg_dec.wasm").then((module) => jpeg.init(module)),
    compiled("@jsquash/png/codec/pkg/squoosh_png_bg.wasm").then((module) => png.init(module)),
    compiled("@jsquash/webp/codec/dec/webp_dec.wasm").then((module) => webp.init(module)),
    compiled("@jsquash/webp/codec/enc/webp_enc_simd.wasm").then((module) => encoder.init(module)),
  ]);
  return {
    async decode(bytes, mediaType) {
      const buffer = bytes.slice().buffer;
      if (mediaType === "image/jpeg") return jpeg.default(buffer, { preserveOrientation: true });
      return mediaType === "image/png" ? png.default(buffer) : webp.default(buffer);
    },
    async encode({ data, width, height }, drawn) {
      const image = { data, width, height } as never;
      const lossy = new Uint8Array(await encoder.default(image, { quality: QUALITY }));
      if (!drawn) return lossy;
      const exact = new Uint8Array(await encoder.default(image, { lossless: 1 }));
      return exact.length <= lossy.length ? exact : lossy;
    },
  };
}

/** Node has it, and its types lie among those of a browser. */
const { WebAssembly } = globalThis as unknown as {
  readonly WebAssembly: { compile(bytes: Uint8Array): Promise<never> };
};

async function compiled(path: string): Promise<never> {
  return WebAssembly.compile(await readFile(fileURLToPath(import.meta.resolve(path))));
}

/** What browsers have and Node has not. */
function offerImageData(): void {
  (globalThis as { ImageData?: unknown }).ImageData ??= class {
    readonly data: Uint8ClampedArray;
    readonly width: number;
    readonly height: number;
    readonly colorSpace = "srgb";

    constructor(data: Uint8ClampedArray, width: number, height: number) {
      this.data = data;
      this.width = width;
      this.height = height;
    }
  };
}
