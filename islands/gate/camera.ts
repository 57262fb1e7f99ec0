// Reads QR codes from the camera; loaded only when somebody turns the camera on.

import { BarcodeDetector, prepareZXingModule } from "barcode-detector/ponyfill";

const EVERY = 120;

// Calls `seen` with each code in front of the camera until the returned function is called.
export async function watch(video: HTMLVideoElement, wasm: string, seen: (text: string) => void): Promise<() => void> {
  prepareZXingModule({ overrides: { locateFile: () => wasm } });
  const native = (globalThis as { BarcodeDetector?: typeof BarcodeDetector }).BarcodeDetector;
  const formats = (await native?.getSupportedFormats().catch(() => [])) ?? [];
  const detector = new (native && formats.includes("qr_code") ? native : BarcodeDetector)({ formats: ["qr_code"] });
  const wanted = { facingMode: "environment", width: { ideal: 1280 }, height: { ideal: 720 } };
  const stream = await navigator.mediaDevices.getUserMedia({ video: wanted, audio: false });
  video.srcObject = stream;
  await video.play();
  let on = true;
  const look = async (): Promise<void> => {
    while (on) {
      const found = await detector.detect(video).catch(() => []);
      if (on && found[0]) seen(found[0].rawValue);
      await new Promise((resolve) => setTimeout(resolve, EVERY));
    }
  };
  void look();
  return () => {
    on = false;
    stream.getTracks().forEach((track) => track.stop());
    video.srcObject = null;
  };
}
