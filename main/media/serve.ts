import { createReadStream, type ReadStream } from 'node:fs';
import type { ServedFile } from './folder.ts';
import { byteRange } from './range.ts';

/** What to answer for a picture or film: a shell adds its own headers. */
export interface MediaAnswer {
  readonly status: 200 | 206 | 416;
  readonly headers: Readonly<Record<string, string>>;
  /** Left out for 416 and for HEAD. Opened when it is asked for. */
  readonly open?: () => ReadStream;
}

const MEDIA_PATH = /^\/media\/([A-Za-z0-9_-]{22})$/;

/** The id in a path, undefined for a path that is none of ours. */
export function mediaIdOf(path: string): string | undefined {
  return MEDIA_PATH.exec(path)?.[1];
}

/** A file, or the part of it that was asked for. The id names the content, so it is kept for ever. */
export function answerMedia(file: ServedFile, method: string, rangeHeader: string | null | undefined): MediaAnswer {
  const { path, bytes, contentType } = file;
  const range = byteRange(rangeHeader, bytes);
  if (range === 'unsatisfiable') return { status: 416, headers: { 'Content-Range': `bytes */${bytes}`, 'Content-Length': '0' } };
  const { start, end } = range ?? { start: 0, end: bytes - 1 };
  const headers = {
    'Content-Type': contentType,
    'Content-Length': String(end - start + 1),
    'Accept-Ranges': 'bytes',
    ...(range ? { 'Content-Range': `bytes ${start}-${end}/${bytes}` } : {}),
  };
  const status = range ? 206 : 200;
  return method === 'HEAD'
    ? { status, headers }
    : { status, headers, open: () => createReadStream(path, { start, end: Math.max(end, 0) }) };
}
