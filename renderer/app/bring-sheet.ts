import { MAX_PIECE_BYTES, MAX_SHEET_BYTES, type SheetProgress } from '#contract/sheet.ts';
import type { Client } from './client.ts';

/** How far a table is: pieces that are at the station, then rows that were taken in. */
export type Bringing = { readonly sent: number; readonly pieces: number } | SheetProgress;

/** A device may ask so often without being told to wait, and the till has its turn between. */
const PAUSE_MS = 10;

/** The kind of a table by the name of its file; undefined for what is none, or is too large. */
export function sheetFormat({ name, size }: Pick<File, 'name' | 'size'>): 'csv' | 'xlsx' | undefined {
  const format = /\.(csv|txt|xlsx)$/i.exec(name)?.[1]?.toLowerCase();
  if (format === undefined || size > MAX_SHEET_BYTES) return undefined;
  return format === 'xlsx' ? 'xlsx' : 'csv';
}

/** Sends a table to the station in pieces and has it taken in to its end; rejects with RequestError. */
export async function bringSheet(
  client: Pick<Client, 'request'>,
  sheet: { readonly bytes: Uint8Array; readonly format: 'csv' | 'xlsx' },
  take: (uploadId: string) => Promise<SheetProgress>,
  tell: (bringing: Bringing) => void,
): Promise<void> {
  const { bytes, format } = sheet;
  const uploadId = crypto.randomUUID();
  const pieces = Math.max(1, Math.ceil(bytes.length / MAX_PIECE_BYTES));
  for (let piece = 0; piece < pieces; piece += 1) {
    tell({ sent: piece, pieces });
    const base64 = base64Of(bytes.subarray(piece * MAX_PIECE_BYTES, (piece + 1) * MAX_PIECE_BYTES));
    await client.request('sheet.put', { uploadId, format, piece, base64 });
    await pause();
  }
  for (let done = false; !done; await pause()) {
    const progress = await take(uploadId);
    tell(progress);
    done = progress.done;
  }
}

function base64Of(bytes: Uint8Array): string {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
}

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
}
