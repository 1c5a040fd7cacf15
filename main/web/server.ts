import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { pipeline, type Duplex } from 'node:stream';
import type { StationHost } from '../host.ts';
import type { Log } from '../log.ts';
import { answerMedia, mediaIdOf, type MediaAnswer } from '../media/serve.ts';
import { loadAssets, type Asset, type Assets } from './assets.ts';
import { limitConnections } from './connection-limit.ts';
import { DEVICE_COOKIE, identify, refusal, roleOn, type Visitor } from './gate.ts';
import { cacheControl, securityHeaders } from './headers.ts';
import { end, endHtml, pathOf, queryOf, readForm, redirect } from './http.ts';
import { PAIR_STYLE, pairPage, type PairProblem } from './pair-page.ts';
import type { Pairing } from './pairing.ts';
import { isEverywhere, lanUrls, THIS_NETWORK, type Network } from './network.ts';
import { openPhonePages, type PhoneLimits, type PhoneOptions, type PhonePages } from './phone/phone.ts';
import { createRateLimit, type Rate, type RateLimit } from './rate.ts';
import { findScreen, screenOfRole } from './screens.ts';
import { createSocketServer, defaultSocketLimits, type SocketLimits, type SocketServer } from './socket.ts';
import { answerStarter } from './starter.ts';

export interface WebShellOptions {
  readonly host: StationHost;
  readonly pairing: Pairing;
  /** The built renderer; its index.html is every screen. */
  readonly rendererDir: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** Where to listen besides the loopback; undefined for loopback alone. */
  readonly lanHost: string | undefined;
  /** Answers `/alive`, so that a second start can tell this station from another program on its port. */
  readonly instanceId: string;
  readonly log: Log;
  readonly socketLimits?: SocketLimits;
  /** What phones may ask, where it is not what a shop allows. */
  readonly phoneLimits?: PhoneLimits;
  /** Where it is not this machine's. */
  readonly network?: Network;
  /** How often its addresses are looked at, where that is not often enough. */
  readonly lookEveryMs?: number;
}

export interface WebShell {
  /** The address on this machine, e.g. `http://127.0.0.1:5198`. */
  readonly url: string;
  /** The addresses on the LAN as they are now, when the shell listens there; the first is the one to try. */
  lanUrls(): readonly string[];
  close(): Promise<void>;
}

const LOOPBACK = '127.0.0.1';
const HEADERS_TIMEOUT_MS = 10_000;
const REQUEST_TIMEOUT_MS = 15_000;
const MAX_HTTP_CONNECTIONS = 256;
const MAX_CONNECTIONS_OF_ADDRESS = 64;
const COOKIE_MAX_AGE_S = 365 * 24 * 3600;
/** Tries of a pairing code, of all LAN devices together. */
const PAIR_RATE: Rate = { burst: 10, perSecond: 1 / 6 };

/** Serves the screens over HTTP and their frames over WebSocket `/rpc`: on this machine, and to paired devices of the LAN if asked to. */
export async function createWebShell(options: WebShellOptions): Promise<WebShell> {
  const { host, pairing, log, lanHost, network = THIS_NETWORK } = options;
  const sockets = createSocketServer(host, log, options.socketLimits ?? defaultSocketLimits);
  const site: Site = {
    host,
    lanUrls: () => (lanHost === undefined ? [] : lanUrls(lanHost, site.port, network.interfaces())),
    assets: loadAssets(options.rendererDir),
    pairing,
    network,
    instanceId: options.instanceId,
    pairTries: createRateLimit(PAIR_RATE),
    phone: undefined,
    port: options.port,
  };
  const servers: Server[] = [];
  const listenAt = async (address: string): Promise<void> => {
    const server = createServer({ headersTimeout: HEADERS_TIMEOUT_MS, requestTimeout: REQUEST_TIMEOUT_MS }, (request, response) => {
      answer(request, response, site).catch((error: unknown) => {
        log.error('web.request', error);
        response.destroy();
      });
    });
    server.maxConnections = MAX_HTTP_CONNECTIONS;
    limitConnections(server, MAX_CONNECTIONS_OF_ADDRESS, network);
    server.on('upgrade', (request, socket, head) => upgrade(request, socket, head, site, sockets.accept));
    site.port = await listen(server, site.port, address);
    servers.push(server);
  };

  const everywhere = lanHost !== undefined && isEverywhere(lanHost);
  const close = async (): Promise<void> => {
    site.phone?.close();
    const closed = servers.map((server) => new Promise((resolve) => server.close(resolve)));
    await sockets.close();
    for (const server of servers) server.closeAllConnections();
    await Promise.all(closed);
  };
  try {
    await listenAt(everywhere ? lanHost : LOOPBACK);
    if (lanHost !== undefined && !everywhere && lanHost !== LOOPBACK) await listenAt(lanHost);
  } catch (error) {
    await close();
    throw error;
  }
  pairing.setAddresses(site.lanUrls);
  if (lanHost !== undefined) site.phone = openPhonePages({ host, phoneUrl: () => site.lanUrls()[0], ...given(options) });
  return { url: `http://${LOOPBACK}:${site.port}`, lanUrls: site.lanUrls, close };
}

/** What the pages of phones are told, where it is not what a shop has. */
function given({ phoneLimits, lookEveryMs }: WebShellOptions): Partial<PhoneOptions> {
  return { ...(phoneLimits ? { limits: phoneLimits } : {}), ...(lookEveryMs === undefined ? {} : { lookEveryMs }) };
}

interface Site {
  readonly host: StationHost;
  readonly lanUrls: () => readonly string[];
  readonly assets: Assets;
  readonly pairing: Pairing;
  readonly network: Network;
  readonly instanceId: string;
  readonly pairTries: RateLimit;
  /** The pages of customers' phones, once the LAN address is known. */
  phone: PhonePages | undefined;
  port: number;
}

/** Resolves with the port once the server listens; rejects with the system's error (EADDRINUSE, EACCES, EADDRNOTAVAIL). */
function listen(server: Server, port: number, address: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port, host: address, exclusive: true }, () => {
      server.off('error', reject);
      const bound = server.address();
      resolve(typeof bound === 'object' && bound ? bound.port : port);
    });
  });
}

async function answer(request: IncomingMessage, response: ServerResponse, site: Site): Promise<void> {
  for (const [name, value] of Object.entries(securityHeaders)) response.setHeader(name, value);
  response.setHeader('Cache-Control', cacheControl(false));
  const refused = refusal(request, site.port, site.network);
  if (refused !== undefined) return end(response, refused === 'host' ? 421 : 403, `Refused: foreign ${refused}.\n`);
  if (await site.phone?.answer(request, response)) return;
  const path = pathOf(request);
  const visitor = identify(request, site.pairing, site.network);
  if (request.method === 'POST' && path === '/pair' && visitor.kind !== 'local' && site.pairing.enabled) {
    return pair(request, response, site);
  }
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.setHeader('Allow', 'GET, HEAD');
    return end(response, 405, 'Method not allowed.\n');
  }
  if (answerStarter(request, response, site.host, () => startUrls(request, visitor, site))) return;
  if (visitor.kind === 'stranger') return answerStranger(path, response, site);
  if (path === '/alive' && visitor.kind === 'local') {
    return end(response, 200, JSON.stringify({ guitai: site.instanceId }), 'application/json; charset=utf-8');
  }
  const mediaId = mediaIdOf(path);
  const media = mediaId === undefined ? undefined : site.host.findMedia(mediaId);
  if (media) return sendMedia(answerMedia(media, request.method, request.headers.range), response);
  answerPage(request, path, visitor, response, site);
}

/** Where a starter looks for the station: where its device came from, to which its cookie belongs, then the other addresses. */
function startUrls({ headers }: IncomingMessage, visitor: Visitor, { lanUrls: urls, port }: Site): readonly string[] {
  const first = visitor.kind === 'local' ? `http://${LOOPBACK}:${port}` : `http://${headers.host ?? ''}`;
  return [...new Set([first, ...urls()])];
}

function answerPage(request: IncomingMessage, path: string, visitor: Visitor, response: ServerResponse, site: Site): void {
  const home = visitor.kind === 'paired' ? screenOfRole(visitor.role) : 'checkout';
  if (path === '/' || path === '/pair') return redirect(response, `/${home}`);
  const screen = findScreen(path.slice(1));
  if (screen !== undefined && roleOn(screen, visitor) === undefined) return redirect(response, `/${home}`);
  const asset = site.assets.get(screen === undefined ? path : '/index.html');
  if (!asset) return end(response, 404, 'Not found.\n');
  sendAsset(request, response, asset);
}

function answerStranger(path: string, response: ServerResponse, site: Site): void {
  if (!site.pairing.enabled) return end(response, 403, 'LAN access is off.\n');
  if (path === '/pair') return endHtml(response, 200, pairPage());
  if (path === '/pair.css') return end(response, 200, PAIR_STYLE, 'text/css; charset=utf-8');
  if (path === '/' || findScreen(path.slice(1)) !== undefined) return redirect(response, '/pair');
  end(response, 403, 'Pair this device first.\n');
}

async function pair(request: IncomingMessage, response: ServerResponse, site: Site): Promise<void> {
  const showProblem = (status: number, problem: PairProblem): void => endHtml(response, status, pairPage(problem));
  const form = await readForm(request);
  if (form === undefined) return end(response, 413, 'Too large.\n');
  if (!site.pairTries.take()) return showProblem(429, 'too_many');
  const paired = site.pairing.redeem((form.get('code') ?? '').replace(/\s/g, ''));
  if (!paired) return showProblem(403, 'wrong_code');
  response.setHeader('Set-Cookie', `${DEVICE_COOKIE}=${paired.token}; Path=/; HttpOnly; SameSite=Strict; Max-Age=${COOKIE_MAX_AGE_S}`);
  redirect(response, `/${screenOfRole(paired.role)}`);
}

function upgrade(request: IncomingMessage, socket: Duplex, head: Buffer, site: Site, accept: SocketServer['accept']): void {
  socket.on('error', () => socket.destroy());
  const refuse = (status: string): void => {
    socket.once('finish', () => socket.destroy());
    socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
  };
  const refused = refusal(request, site.port, site.network);
  if (refused !== undefined) return refuse(refused === 'host' ? '421 Misdirected Request' : '403 Forbidden');
  if (pathOf(request) !== '/rpc') return refuse('404 Not Found');
  const screen = findScreen(queryOf(request).get('screen'));
  if (screen === undefined) return refuse('400 Bad Request');
  const visitor = identify(request, site.pairing, site.network);
  const role = roleOn(screen, visitor);
  if (role === undefined) return refuse('403 Forbidden');
  if (visitor.kind !== 'paired') return accept(request, socket, head, { role, deviceId: undefined });
  const { deviceId } = visitor;
  accept(request, socket, head, { role, deviceId, opened: (endLine) => site.pairing.lineOpened(deviceId, endLine) });
}

function sendAsset(request: IncomingMessage, response: ServerResponse, asset: Asset): void {
  response.setHeader('Cache-Control', cacheControl(asset.immutable));
  response.setHeader('ETag', asset.etag);
  if (asset.immutable && request.headers['if-none-match'] === asset.etag) {
    response.statusCode = 304;
    response.end();
    return;
  }
  end(response, 200, asset.body, asset.contentType);
}

/** A film is sent as fast as it is watched; a file that is gone ends the connection. */
function sendMedia({ status, headers, open }: MediaAnswer, response: ServerResponse): void {
  response.writeHead(status, { ...headers, 'Cache-Control': cacheControl(status !== 416) });
  if (!open) {
    response.end();
    return;
  }
  pipeline(open(), response, () => undefined);
}
