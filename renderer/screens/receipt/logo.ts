import { MAX_LOGO_HEIGHT_DOTS, MAX_LOGO_WIDTH_DOTS, type ReceiptLogo } from '#contract/receipt-layout.ts';

const MAX_FILE_BYTES = 5_000_000;
const WHITE = 255;
const HALF = 128;

/** A picture file as a logo; undefined for what is no picture. A smaller picture keeps its size, one dot a pixel. */
export async function readLogo(file: File): Promise<ReceiptLogo | undefined> {
  if (file.size > MAX_FILE_BYTES) return undefined;
  try {
    const picture = await createImageBitmap(file);
    const scale = Math.min(1, MAX_LOGO_WIDTH_DOTS / picture.width, MAX_LOGO_HEIGHT_DOTS / picture.height);
    const widthDots = Math.max(1, Math.floor(picture.width * scale));
    const heightDots = Math.max(1, Math.floor(picture.height * scale));
    const context = new OffscreenCanvas(widthDots, heightDots).getContext('2d');
    if (!context) return undefined;
    context.fillStyle = '#fff';
    context.fillRect(0, 0, widthDots, heightDots);
    context.drawImage(picture, 0, 0, widthDots, heightDots);
    return logoOf(context.getImageData(0, 0, widthDots, heightDots).data, widthDots, heightDots);
  } catch {
    return undefined;
  }
}

/** Opaque RGBA pixels as black dots, shades by error diffusion (Floyd and Steinberg 1976: 7, 3, 5 and 1 sixteenths). */
export function logoOf(rgba: Uint8ClampedArray, widthDots: number, heightDots: number): ReceiptLogo {
  const grey = new Float32Array(widthDots * heightDots);
  for (let at = 0; at < grey.length; at += 1) {
    const [red = WHITE, green = WHITE, blue = WHITE] = rgba.subarray(at * 4, at * 4 + 3);
    grey[at] = 0.299 * red + 0.587 * green + 0.114 * blue;
  }
  const rowBytes = Math.ceil(widthDots / 8);
  const bits = new Uint8Array(rowBytes * heightDots);
  for (let y = 0; y < heightDots; y += 1) {
    for (let x = 0; x < widthDots; x += 1) {
      const shade = grey[y * widthDots + x] ?? WHITE;
      const isBlack = shade < HALF;
      if (isBlack) bits[y * rowBytes + (x >> 3)] = (bits[y * rowBytes + (x >> 3)] ?? 0) | (0x80 >> (x & 7));
      spread(grey, { x, y, widthDots, heightDots }, shade - (isBlack ? 0 : WHITE));
    }
  }
  return { widthDots, heightDots, bitsBase64: btoa(Array.from(bits, (byte) => String.fromCharCode(byte)).join('')) };
}

const SHARES = [
  [1, 0, 7 / 16],
  [-1, 1, 3 / 16],
  [0, 1, 5 / 16],
  [1, 1, 1 / 16],
] as const;

/** Gives what a dot is too dark or too light to the dots that come after it. */
function spread(grey: Float32Array, at: { x: number; y: number; widthDots: number; heightDots: number }, error: number): void {
  for (const [right, down, share] of SHARES) {
    const x = at.x + right;
    const y = at.y + down;
    if (x >= 0 && x < at.widthDots && y < at.heightDots) grey[y * at.widthDots + x] = (grey[y * at.widthDots + x] ?? 0) + error * share;
  }
}
