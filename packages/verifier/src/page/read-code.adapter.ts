/** QR codes on photos and before a camera: by the browser where it can, else by `qr`. */
import decodeQR from "qr/decode.js";

interface Detector {
  detect(source: ImageBitmapSource): Promise<readonly { readonly rawValue: string }[]>;
}
type DetectorClass = new (options: { readonly formats: readonly string[] }) => Detector;

/** Pixels of the longer side: more tells no more of a code, and takes longer. */
const SIDES = [1_000, 2_000];
/** Pixels of a picture that is opened at all: 10,000 × 8,000. */
const MOST_PIXELS = 80_000_000;

/** @returns undefined for a picture without a code, or one that is none */
export async function readCode(picture: Blob): Promise<string | undefined> {
  const bitmap = await createImageBitmap(picture).catch(() => undefined);
  if (bitmap === undefined || bitmap.width * bitmap.height > MOST_PIXELS) return undefined;
  try {
    return (
      (await byBrowser(bitmap)) ??
      SIDES.map((side) => byScript(bitmap, bitmap, side)).find((text) => text !== undefined)
    );
  } finally {
    bitmap.close();
  }
}

async function byBrowser(source: ImageBitmap | HTMLVideoElement): Promise<string | undefined> {
  const Detector = (globalThis as { readonly BarcodeDetector?: DetectorClass }).BarcodeDetector;
  if (Detector === undefined) return undefined;
  try {
    const [code] = await new Detector({ formats: ["qr_code"] }).detect(source);
    return code?.rawValue;
  } catch {
    return undefined;
  }
}

function byScript(
  source: CanvasImageSource,
  { width, height }: { readonly width: number; readonly height: number },
  side: number,
): string | undefined {
  const scale = Math.min(1, side / Math.max(width, height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(width * scale));
  canvas.height = Math.max(1, Math.round(height * scale));
  const context = canvas.getContext("2d", { willReadFrequently: true });
  if (context === null) return undefined;
  // A code on a transparent ground is black on nothing.
  context.fillStyle = "white";
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(source, 0, 0, canvas.width, canvas.height);
  try {
    return decodeQR(context.getImageData(0, 0, canvas.width, canvas.height));
  } catch {
    return undefined;
  }
}

const frame = (): Promise<void> =>
  new Promise((resolve) => {
    requestAnimationFrame(() => resolve());
  });

/** @returns the text of the first code that comes before the camera; undefined once `stop` fires */
export async function watchCamera(video: HTMLVideoElement, stop: AbortSignal): Promise<string | undefined> {
  const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
  try {
    video.srcObject = stream;
    await video.play();
    while (!stop.aborted) {
      await frame();
      const size = { width: video.videoWidth, height: video.videoHeight };
      const text = size.width === 0 ? undefined : ((await byBrowser(video)) ?? byScript(video, size, 1_000));
      if (text !== undefined) return text;
    }
    return undefined;
  } finally {
    for (const track of stream.getTracks()) track.stop();
  }
}

export const hasCamera = (): boolean =>
  typeof (navigator.mediaDevices as MediaDevices | undefined)?.getUserMedia === "function";
