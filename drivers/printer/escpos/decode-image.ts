import { type Bitmap, createBitmap, fillDots } from '../bitmap.ts';
import { word } from './command-length.ts';

/** Rows of a column and the size of one dot of ESC * m, in dots of the print head (Epson ESC * at 203 dpi). */
const MODES: Readonly<Record<number, { readonly rows: number; readonly width: number; readonly height: number }>> = {
  0: { rows: 8, width: 2, height: 3 },
  1: { rows: 8, width: 1, height: 3 },
  32: { rows: 24, width: 2, height: 1 },
  33: { rows: 24, width: 1, height: 1 },
};

/** The picture of a whole ESC * m nL nH d… command, 24 dots high; undefined for a mode nobody knows or missing data. */
export function columnBitmap(command: Uint8Array): Bitmap | undefined {
  const mode = MODES[command[2] ?? -1];
  const columns = word(command, 3);
  if (!mode || command.length !== 5 + (columns * mode.rows) / 8) return undefined;
  const bitmap = createBitmap(columns * mode.width, mode.rows * mode.height);
  for (let column = 0; column < columns; column += 1) {
    for (let row = 0; row < mode.rows; row += 1) {
      const byte = command[5 + (column * mode.rows) / 8 + (row >> 3)] ?? 0;
      if (byte & (0x80 >> (row & 7))) fillDots(bitmap, column * mode.width, row * mode.height, mode.width, mode.height);
    }
  }
  return bitmap;
}
