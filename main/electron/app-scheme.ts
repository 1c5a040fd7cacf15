import { protocol, type CustomScheme } from 'electron';
import { Readable } from 'node:stream';
import type { StationHost } from '../host.ts';
import { answerMedia, mediaIdOf, type MediaAnswer } from '../media/serve.ts';
import type { Assets } from '../web/assets.ts';
import { cacheControl, securityHeaders } from '../web/headers.ts';
import { findScreen, screens, type Screen } from '../web/screens.ts';

const SCHEME = 'app:';
const HOST = 'guitai';

/** Must be registered before `ready`: a standard, secure origin that can fetch from itself and nothing more; films need streams. */
export const appScheme: CustomScheme = {
  scheme: 'app',
  privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true, allowServiceWorkers: false, bypassCSP: false },
};

/** The address of a screen inside Electron. */
export function screenUrl(screen: Screen): string {
  return `${SCHEME}//${HOST}/${screen}`;
}

/** Whether an address is one of our own pages. Compares protocol and host: Node says the origin of `app:` is the string "null". */
export function isOurUrl(address: string): boolean {
  const url = URL.parse(address);
  return url !== null && url.protocol === SCHEME && url.host === HOST && url.username === '' && url.port === '';
}

/** The screen an address of ours shows, undefined for any other address. */
export function screenOfUrl(address: string): Screen | undefined {
  if (!isOurUrl(address)) return undefined;
  const path = URL.parse(address)?.pathname ?? '';
  return findScreen(path.slice(1));
}

/** Answers `app://guitai/...` from the renderer's files and the shop's media, with the same headers as over HTTP. */
export function serveApp(assets: Assets, findMedia: StationHost['findMedia']): void {
  protocol.handle('app', (request) => answerApp(request, assets, findMedia));
}

/** GET only; the path is looked up in a table of files, so nothing outside of it can be named. */
export function answerApp(
  request: Pick<Request, 'method' | 'url' | 'headers'>,
  assets: Assets,
  findMedia: StationHost['findMedia'],
): Response {
  if (request.method !== 'GET') return plain(405, 'Method not allowed.\n');
  if (!isOurUrl(request.url)) return plain(404, 'Not found.\n');
  const path = URL.parse(request.url)?.pathname ?? '';
  const mediaId = mediaIdOf(path);
  const media = mediaId === undefined ? undefined : findMedia(mediaId);
  if (media) return mediaResponse(answerMedia(media, request.method, request.headers.get('range')));
  const asset = assets.get(screens.some((screen) => path === `/${screen}`) ? '/index.html' : path);
  if (!asset) return plain(404, 'Not found.\n');
  return new Response(new Uint8Array(asset.body), {
    headers: { ...securityHeaders, 'Content-Type': asset.contentType, 'Cache-Control': cacheControl(asset.immutable) },
  });
}

function mediaResponse({ status, headers, open }: MediaAnswer): Response {
  const body = open ? (Readable.toWeb(open()) as ReadableStream<Uint8Array>) : null;
  return new Response(body, { status, headers: { ...securityHeaders, ...headers, 'Cache-Control': cacheControl(status !== 416) } });
}

function plain(status: number, text: string): Response {
  return new Response(text, { status, headers: { ...securityHeaders, 'Content-Type': 'text/plain; charset=utf-8' } });
}
