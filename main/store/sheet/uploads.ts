import { appendFileSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { openIntake, type Intake, type TakeRows } from './intake.ts';
import type { SheetKind } from './read-sheet.ts';
import type { StoreHandlers } from '../handlers.ts';
import { GuitaiError } from '#contract/error.ts';
import { MAX_SHEET_BYTES, type SheetProgress } from '#contract/sheet.ts';

const MAX_UPLOADS = 4;
/** A table that nobody goes on with is deleted: it may be about people. */
const LIFETIME_MS = 10 * 60_000;

/** Tables on their way from a screen: files in a folder of their own until they are taken in, left for too long, or the station stops. */
export interface Uploads {
  readonly handlers: Pick<StoreHandlers, 'sheet.put'>;
  /** Takes in the next rows of an upload; the same request again has the same answer. Throws upload_unknown, and too_busy while one is at it. */
  take<Column extends string, Row>(
    uploadId: string,
    requestId: string,
    kind: SheetKind<Column, Row>,
    work: TakeRows<Row>,
  ): Promise<SheetProgress>;
  close(): Promise<void>;
}

interface Upload {
  readonly file: string;
  bytes: number;
  pieces: number;
  intake?: Intake<unknown>;
  busy: boolean;
  answered?: { readonly requestId: string; readonly progress: SheetProgress };
  expiry: NodeJS.Timeout;
}

export function createUploads(folder: string): Uploads {
  const uploads = new Map<string, Upload>();
  rmSync(folder, { recursive: true, force: true });

  async function drop(id: string): Promise<void> {
    const upload = uploads.get(id);
    if (!upload) return;
    uploads.delete(id);
    clearTimeout(upload.expiry);
    await upload.intake?.close();
    rmSync(upload.file, { force: true });
  }
  const expiryOf = (id: string): NodeJS.Timeout => setTimeout(() => void drop(id), LIFETIME_MS).unref();
  function touch(id: string): Upload {
    const upload = uploads.get(id);
    if (!upload) throw new GuitaiError('upload_unknown');
    clearTimeout(upload.expiry);
    upload.expiry = expiryOf(id);
    return upload;
  }
  async function begin(id: string, format: 'csv' | 'xlsx'): Promise<void> {
    const [oldest] = uploads.keys();
    if (oldest !== undefined && uploads.size >= MAX_UPLOADS) await drop(oldest);
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    uploads.set(id, { file: join(folder, `${id}.${format}`), bytes: 0, pieces: 0, busy: false, expiry: expiryOf(id) });
  }

  return {
    handlers: {
      async 'sheet.put'({ uploadId, format, piece, base64 }) {
        if (piece === 0 && !uploads.has(uploadId)) await begin(uploadId, format);
        const upload = touch(uploadId);
        if (piece === upload.pieces - 1) return {};
        if (piece !== upload.pieces || upload.intake) throw new GuitaiError('upload_unknown');
        const bytes = Buffer.from(base64, 'base64');
        if (upload.bytes + bytes.length > MAX_SHEET_BYTES) {
          await drop(uploadId);
          throw new GuitaiError('upload_too_large', { max: MAX_SHEET_BYTES / 2 ** 20 });
        }
        appendFileSync(upload.file, bytes, { mode: 0o600 });
        upload.bytes += bytes.length;
        upload.pieces += 1;
        return {};
      },
    },
    async take(uploadId, requestId, kind, work) {
      const upload = touch(uploadId);
      if (upload.answered?.requestId === requestId) return upload.answered.progress;
      if (upload.busy) throw new GuitaiError('too_busy');
      upload.busy = true;
      try {
        const intake = upload.intake ?? openIntake(upload.file, kind);
        upload.intake = intake;
        const progress = await intake.next(work as TakeRows<unknown>);
        upload.answered = { requestId, progress };
        if (progress.done) rmSync(upload.file, { force: true });
        return progress;
      } catch (error) {
        await drop(uploadId);
        throw error;
      } finally {
        upload.busy = false;
      }
    },
    async close() {
      await Promise.all([...uploads.keys()].map(drop));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
