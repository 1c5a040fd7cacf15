import { z } from 'zod';
import { MAX_PIECE_BYTES } from '../sheet.ts';
import { none, type ProcedureRow } from './row.ts';

/** The upload a table comes by, named by the screen that brings it. */
export const uploadId = z.uuid();

/** Tables that people bring: CSV or XLSX, in pieces that fit a frame. What is done with one is asked of the noun it is for. */
export const sheetProcedures = {
  /** The next piece, counted from 0; the same piece again changes nothing. Throws upload_unknown, upload_too_large. */
  'sheet.put': {
    at: 'store',
    roles: ['till'],
    input: z.strictObject({
      uploadId,
      format: z.enum(['csv', 'xlsx']),
      piece: z.int().min(0).max(1000),
      base64: z.base64().max(Math.ceil(MAX_PIECE_BYTES / 3) * 4),
    }),
    output: none,
  },
} as const satisfies Record<string, ProcedureRow>;
