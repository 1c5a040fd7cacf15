import { CAMERA_FORMATS, codeOfDetected, createSightGuard } from './camera-code.ts';

/** Why there is no picture, or no more. */
export type CameraFault = 'denied' | 'missing' | 'busy' | 'lost' | 'failed';

/** Whether this screen can scan with a camera: `insecure` could, if the page came over https. */
export type CameraSupport = 'yes' | 'no' | 'insecure';

/** The part of the W3C Shape Detection API that is used; TypeScript's own library does not have it. */
interface BarcodeDetector {
  detect(source: HTMLVideoElement): Promise<readonly { readonly format: string; readonly rawValue: string }[]>;
}
interface BarcodeDetectorClass {
  new (options: { readonly formats: readonly string[] }): BarcodeDetector;
  getSupportedFormats(): Promise<readonly string[]>;
}

declare global {
  interface Window {
    readonly BarcodeDetector?: BarcodeDetectorClass;
  }
}

/** Between one look at the picture and the next: quick enough for a hand that passes, slow enough for a tablet's battery. */
const LOOK_INTERVAL_MS = 100;

/**
 * Only where the browser reads codes itself, and never in Electron, whose pages get no camera. A page over plain http is not told what the browser
 * could do; those that can (Chrome on Android and macOS) are known by name.
 */
export async function cameraSupport(page: Window = window): Promise<CameraSupport> {
  if (page.guitai) return 'no';
  if (!page.isSecureContext) return /(Android|Macintosh).*Chrome\//.test(page.navigator.userAgent) ? 'insecure' : 'no';
  return (await formatsOf(page.BarcodeDetector)).length > 0 ? 'yes' : 'no';
}

async function formatsOf(detector: BarcodeDetectorClass | undefined): Promise<readonly string[]> {
  const supported = (await detector?.getSupportedFormats().catch(() => [])) ?? [];
  return CAMERA_FORMATS.filter((format) => supported.includes(format));
}

export interface Camera {
  /** Whether it has a lamp. */
  readonly hasTorch: boolean;
  setTorch(on: boolean): Promise<void>;
  /** Gives the camera back. */
  stop(): void;
}

export interface CameraOptions {
  readonly video: HTMLVideoElement;
  /** A code came into the picture, with its AIM id. */
  onCode(code: string): void;
  onLost(): void;
}

/** Opens the camera that looks away from the cashier and reads every code that comes into its picture. Rejects with CameraError. */
export async function openCamera({ video, onCode, onLost }: CameraOptions): Promise<Camera> {
  const Detector = window.BarcodeDetector;
  const formats = await formatsOf(Detector);
  if (!Detector || formats.length === 0) throw new CameraError('failed');
  const detector = new Detector({ formats });
  const stream = await navigator.mediaDevices
    .getUserMedia({ audio: false, video: { facingMode: 'environment', width: { ideal: 1280 }, height: { ideal: 720 } } })
    .catch((cause: unknown) => {
      throw new CameraError(faultOf(cause));
    });
  const [track] = stream.getVideoTracks();
  const guard = createSightGuard();
  let stopped = false;

  async function look(): Promise<void> {
    if (stopped) return;
    // A look that fails (the tab is hidden, the picture changes its size) is followed by the next.
    const found = video.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA ? await detector.detect(video).catch(() => []) : [];
    if (stopped) return;
    for (const { format, rawValue } of found) {
      const code = codeOfDetected(format, rawValue);
      if (code !== undefined && guard.isNew(code, performance.now())) onCode(code);
    }
    setTimeout(() => void look(), LOOK_INTERVAL_MS);
  }

  track?.addEventListener('ended', () => {
    if (!stopped) onLost();
  });
  video.srcObject = stream;
  void video.play().catch(() => {});
  void look();
  return {
    hasTorch: 'torch' in (track?.getCapabilities?.() ?? {}),
    async setTorch(on) {
      await track?.applyConstraints({ advanced: [{ torch: on } as MediaTrackConstraintSet] });
    },
    stop() {
      stopped = true;
      for (const each of stream.getTracks()) each.stop();
      video.srcObject = null;
    },
  };
}

export class CameraError extends Error {
  readonly fault: CameraFault;
  constructor(fault: CameraFault) {
    super(`camera: ${fault}`);
    this.name = 'CameraError';
    this.fault = fault;
  }
}

/** Names of the exceptions of getUserMedia (W3C Media Capture and Streams, 10.2). */
const FAULTS: Readonly<Record<string, CameraFault>> = {
  NotAllowedError: 'denied',
  SecurityError: 'denied',
  NotFoundError: 'missing',
  OverconstrainedError: 'missing',
  NotReadableError: 'busy',
  AbortError: 'busy',
};

function faultOf(cause: unknown): CameraFault {
  return (cause instanceof DOMException && FAULTS[cause.name]) || 'failed';
}
