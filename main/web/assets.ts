import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';

/** One file of the built renderer, whole in memory. */
export interface Asset {
  readonly body: Buffer;
  readonly contentType: string;
  /** The name carries a hash of the content, so the content never changes. */
  readonly immutable: boolean;
  readonly etag: string;
}

/** The built renderer: paths like `/assets/index-a1b2c3d4.js`. */
export type Assets = ReadonlyMap<string, Asset>;

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.mp3': 'audio/mpeg',
  '.ogg': 'audio/ogg',
  '.wav': 'audio/wav',
};

const HASHED_NAME = /^\/assets\/.+-[A-Za-z0-9_-]{8,}\.[a-z0-9]+$/;

/**
 * Reads the renderer's folder once, files of known types only. A request can name nothing but what is in this table,
 * so no path, however it is spelled, reaches the disk.
 */
export function loadAssets(rendererDir: string): Assets {
  const assets = new Map<string, Asset>();
  const read = (folder: string, prefix: string): void => {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const path = `${prefix}/${entry.name}`;
      if (entry.isDirectory()) read(join(folder, entry.name), path);
      const contentType = contentTypes[extname(entry.name)];
      if (!entry.isFile() || contentType === undefined) continue;
      const body = readFileSync(join(folder, entry.name));
      const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
      assets.set(path, { body, contentType, immutable: HASHED_NAME.test(path), etag });
    }
  };
  read(rendererDir, '');
  return assets;
}
