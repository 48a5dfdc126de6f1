/** Reads the text of a QR code in what the camera shows now, or null. */
export type QrReader = (video: HTMLVideoElement) => Promise<string | null>;

interface NativeDetector {
  detect(source: HTMLVideoElement): Promise<{ readonly rawValue: string }[]>;
}
interface NativeDetectorClass {
  new (given: { formats: string[] }): NativeDetector;
  getSupportedFormats(): Promise<string[]>;
}

/** The browser's own detector where it knows QR codes; else a small reader, loaded only then. */
export async function qrReader(): Promise<QrReader> {
  const native = (globalThis as { BarcodeDetector?: NativeDetectorClass }).BarcodeDetector;
  if (native !== undefined && (await native.getSupportedFormats().catch((): string[] => [])).includes('qr_code')) {
    const detector = new native({ formats: ['qr_code'] });
    return async (video) => (await detector.detect(video))[0]?.rawValue ?? null;
  }
  const { decodeQR } = await import('qr/decode.js');
  const canvas = document.createElement('canvas');
  const paint = canvas.getContext('2d', { willReadFrequently: true });
  return async (video) => {
    const scale = Math.min(1, 640 / Math.max(video.videoWidth, video.videoHeight, 1));
    canvas.width = Math.round(video.videoWidth * scale);
    canvas.height = Math.round(video.videoHeight * scale);
    if (paint === null || canvas.width === 0 || canvas.height === 0) return null;
    paint.drawImage(video, 0, 0, canvas.width, canvas.height);
    try {
      return decodeQR(paint.getImageData(0, 0, canvas.width, canvas.height));
    } catch {
      // No code in this picture: the next one follows at once.
      return null;
    }
  };
}
