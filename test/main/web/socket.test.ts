import { once } from 'node:events';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { connect as connectTcp } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { MAX_FRAME_BYTES } from '#contract/frame.ts';
import { createPairing } from '#main/web/pairing.ts';
import { createWebShell, type WebShell } from '#main/web/server.ts';
import { defaultSocketLimits, type SocketLimits } from '#main/web/socket.ts';
import { createSmallStation, station, type SmallStation } from './small-station.ts';

let rendererDir: string;
let small: SmallStation;
let shell: WebShell;
const sockets: WebSocket[] = [];

beforeEach(() => {
  rendererDir = mkdtempSync(join(tmpdir(), 'guitai-socket-'));
  mkdirSync(rendererDir, { recursive: true });
  writeFileSync(join(rendererDir, 'index.html'), '');
});

afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.terminate();
  await shell.close();
});

async function open(limits: Partial<SocketLimits> = {}): Promise<void> {
  const pairing = createPairing({
    enabled: false,
    dataDir: rendererDir,
    log: { info: () => undefined, error: () => undefined, setQuiet: () => undefined },
  });
  small = createSmallStation(pairing);
  shell = await createWebShell({
    host: small.host,
    pairing,
    rendererDir,
    port: 0,
    lanHost: undefined,
    instanceId: 'instance-1',
    log: small.log,
    socketLimits: { ...defaultSocketLimits, ...limits },
  });
}

function rpc(query: string, options: WebSocket.ClientOptions = {}): WebSocket {
  const socket = new WebSocket(`${shell.url.replace('http', 'ws')}/rpc${query}`, options);
  sockets.push(socket);
  socket.setMaxListeners(0);
  socket.on('error', () => undefined);
  return socket;
}

type Answer = {
  readonly type: string;
  readonly id?: number;
  readonly name?: string;
  readonly ok?: boolean;
  readonly error?: { readonly code: string };
  readonly value?: unknown;
  readonly output?: unknown;
};

/** The next text frame that is what the test waits for. */
function nextFrame(socket: WebSocket, isWanted: (frame: Answer) => boolean): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const onMessage = (data: WebSocket.RawData): void => {
      // oxlint-disable-next-line typescript/no-base-to-string -- a text frame arrives as one Buffer
      const frame = JSON.parse(data.toString()) as Answer;
      if (!isWanted(frame)) return;
      socket.off('message', onMessage);
      resolve(frame);
    };
    socket.on('message', onMessage);
    socket.once('close', (code) => reject(new Error(`closed ${code}`)));
  });
}

const isReply = (frame: Answer): boolean => frame.type === 'reply';
const isStation = (frame: Answer): boolean => frame.type === 'topic' && frame.name === 'station';

function ask(socket: WebSocket, id: number, name: string, input: unknown = {}): Promise<Answer> {
  const answer = nextFrame(socket, (frame) => isReply(frame) && frame.id === id);
  socket.send(JSON.stringify({ type: 'request', id, name, input }));
  return answer;
}

/** The HTTP status an upgrade was refused with. */
async function refusedWith(socket: WebSocket): Promise<number | undefined> {
  const [, response] = (await once(socket, 'unexpected-response')) as [unknown, { statusCode?: number }];
  return response.statusCode;
}

describe('a connection', () => {
  test('gets the topics of its screen at once and answers to its requests', async () => {
    await open();
    const socket = rpc('?screen=checkout');
    expect((await nextFrame(socket, isStation)).value).toEqual(station);
    expect(await ask(socket, 7, 'catalog.quickPages')).toEqual({
      type: 'reply',
      id: 7,
      ok: true,
      output: { pages: [], productCount: 1200 },
    });
  });

  test.each([
    ['customer', 'catalog.quickPages'],
    ['bench', 'catalog.quickPages'],
    ['checkout', 'port.openDrawer'],
    ['checkout', 'bench.tearOff'],
  ])('of the screen %s may not call %s', async (screen, name) => {
    await open();
    const socket = rpc(`?screen=${screen}`);
    await nextFrame(socket, isStation);
    expect(await ask(socket, 1, name)).toMatchObject({ ok: false, error: { code: 'forbidden' } });
  });

  test('is taken off the station when it closes', async () => {
    await open();
    const socket = rpc('?screen=checkout');
    await nextFrame(socket, isStation);
    expect(small.connections()).toBe(1);
    const other = rpc('?screen=customer');
    await nextFrame(other, isStation);
    socket.terminate();
    // The server has seen the end once a frame sent later is answered on the other connection.
    await expect.poll(() => small.connections()).toBe(1);
  });

  test('gets every change of a topic as a whole value with a higher revision', async () => {
    await open();
    const socket = rpc('?screen=customer');
    await nextFrame(socket, isStation);
    const next = nextFrame(socket, isStation);
    small.publish('station', { ...station, mode: 'safe' });
    expect(await next).toMatchObject({ revision: 2, value: { mode: 'safe' } });
  });
});

describe('who may connect', () => {
  test.each([
    ['no screen', '', 400],
    ['an unknown screen', '?screen=owner', 400],
    ['a role instead of a screen', '?screen=store', 400],
    ['an inherited name', '?screen=constructor', 400],
  ])('%s is refused', async (_name, query, status) => {
    await open();
    expect(await refusedWith(rpc(query))).toBe(status);
  });

  test('another path is refused', async () => {
    await open();
    expect(await refusedWith(rpc('/other?screen=checkout'))).toBe(404);
  });

  test.each(['http://evil.example', 'null', 'http://127.0.0.1', 'file://'])('a page of the origin %s is refused', async (origin) => {
    await open();
    expect(await refusedWith(rpc('?screen=checkout', { origin }))).toBe(403);
  });

  test('a page under a foreign name of this machine (DNS rebinding) is refused', async () => {
    await open();
    const host = `evil.example:${new URL(shell.url).port}`;
    expect(await refusedWith(rpc('?screen=checkout', { origin: `http://${host}`, headers: { Host: host } }))).toBe(421);
  });

  test('our own page may connect', async () => {
    await open();
    expect((await nextFrame(rpc('?screen=checkout', { origin: shell.url }), isStation)).name).toBe('station');
  });

  test('no more than the limit at once; the others go on', async () => {
    await open({ connections: 2 });
    const first = rpc('?screen=checkout');
    const second = rpc('?screen=customer');
    await Promise.all([nextFrame(first, isStation), nextFrame(second, isStation)]);
    const [code] = (await once(rpc('?screen=bench'), 'close')) as [number];
    expect(code).toBe(1013);
    expect(await ask(first, 1, 'catalog.quickPages')).toMatchObject({ ok: true });
  });
});

describe('bad input on the wire', () => {
  test.each([
    ['no JSON', 'garbage'],
    ['half a frame', '{"type":"request","id":1,'],
    ['no frame', '[]'],
    ['a reply', '{"type":"reply","id":1,"ok":true,"output":{}}'],
    ['a frame with a key too many', '{"type":"request","id":1,"name":"catalog.quickPages","input":{},"role":"store"}'],
    ['a name of 65 letters', JSON.stringify({ type: 'request', id: 1, name: 'n'.repeat(65), input: {} })],
    ['an empty text', ''],
    ['control characters', '\u0000\u001b@\u0007'],
  ])('%s is answered with an error and the connection goes on', async (_name, text) => {
    await open();
    const socket = rpc('?screen=checkout');
    await nextFrame(socket, isStation);
    const answer = nextFrame(socket, isReply);
    socket.send(text);
    expect(await answer).toMatchObject({ ok: false, error: { code: 'bad_input' } });
    expect(await ask(socket, 2, 'catalog.quickPages')).toMatchObject({ ok: true });
  });

  test.each(['nothing.known', 'constructor', '__proto__', 'toString'])('the unknown procedure %s is named as such', async (name) => {
    await open();
    const socket = rpc('?screen=checkout');
    await nextFrame(socket, isStation);
    expect(await ask(socket, 1, name)).toMatchObject({ ok: false, error: { code: 'unknown_procedure' } });
  });

  test('a frame as large as allowed is read, one byte more closes the connection with 1009', async () => {
    await open();
    const socket = rpc('?screen=checkout');
    await nextFrame(socket, isStation);
    const answer = nextFrame(socket, isReply);
    socket.send('x'.repeat(MAX_FRAME_BYTES));
    expect(await answer).toMatchObject({ ok: false });
    socket.send('x'.repeat(MAX_FRAME_BYTES + 1));
    const [code] = (await once(socket, 'close')) as [number];
    expect(code).toBe(1009);
    expect((await nextFrame(rpc('?screen=checkout'), isStation)).name).toBe('station');
  });

  test('a binary message closes the connection with 1003', async () => {
    await open();
    const socket = rpc('?screen=checkout');
    await nextFrame(socket, isStation);
    socket.send(Buffer.from([0x1b, 0x40]));
    const [code] = (await once(socket, 'close')) as [number];
    expect(code).toBe(1003);
  });

  test('bytes that break the WebSocket protocol end their connection only', async () => {
    await open();
    const raw = connectTcp(Number(new URL(shell.url).port), '127.0.0.1');
    raw.write(
      `GET /rpc?screen=checkout HTTP/1.1\r\nHost: ${new URL(shell.url).host}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n`,
    );
    await once(raw, 'data');
    raw.write(Buffer.alloc(512, 0xff));
    await once(raw.resume(), 'close');
    const socket = rpc('?screen=checkout');
    await nextFrame(socket, isStation);
    expect(await ask(socket, 1, 'catalog.quickPages')).toMatchObject({ ok: true });
  });

  test('whatever JSON comes, exactly one reply comes back', async () => {
    await open({ requests: { burst: 10_000, perSecond: 10_000 } });
    const socket = rpc('?screen=checkout');
    await nextFrame(socket, isStation);
    await fc.assert(
      fc.asyncProperty(fc.json({ maxDepth: 3 }), async (text) => {
        const answer = nextFrame(socket, isReply);
        socket.send(text);
        expect((await answer).ok).toBe(false);
      }),
      { numRuns: 50 },
    );
  });
});

describe('too much of the good', () => {
  test('requests above the rate are answered too_busy under their own id', async () => {
    await open({ requests: { burst: 3, perSecond: 0.001 } });
    const socket = rpc('?screen=checkout');
    await nextFrame(socket, isStation);
    for (const id of [1, 2, 3]) expect(await ask(socket, id, 'catalog.quickPages')).toMatchObject({ ok: true });
    expect(await ask(socket, 4, 'catalog.quickPages')).toMatchObject({ id: 4, ok: false, error: { code: 'too_busy' } });
  });

  test('a client that floods on after that is closed, its neighbour sells on', async () => {
    await open({ requests: { burst: 1, perSecond: 0.001 }, refusals: { burst: 5, perSecond: 0.001 } });
    const flood = rpc('?screen=checkout');
    const neighbour = rpc('?screen=checkout');
    await Promise.all([nextFrame(flood, isStation), nextFrame(neighbour, isStation)]);
    for (let index = 0; index < 20; index += 1) flood.send('x');
    const [code] = (await once(flood, 'close')) as [number];
    expect(code).toBe(1008);
    expect(await ask(neighbour, 1, 'catalog.quickPages')).toMatchObject({ ok: true });
  });

  test('a client that does not read gets the newest value later, not every value in between', async () => {
    await open({ highWaterBytes: 64 * 1024 });
    const socket = rpc('?screen=customer');
    await nextFrame(socket, isStation);
    socket.pause();
    const footer = 'x'.repeat(490);
    for (let index = 0; index < 20_000; index += 1) small.publish('station', { ...station, settingsFile: footer, version: String(index) });
    let seen = 0;
    socket.on('message', () => (seen += 1));
    const newest = nextFrame(socket, (frame) => isStation(frame) && (frame.value as { version: string }).version === '19999');
    socket.resume();
    await newest;
    expect(seen).toBeLessThan(19_000);
  });

  test('a client that never reads again is dropped', async () => {
    await open({ highWaterBytes: 64 * 1024, pingIntervalMs: 20 });
    const socket = rpc('?screen=customer');
    await nextFrame(socket, isStation);
    socket.pause();
    for (let index = 0; index < 1_000; index += 1)
      small.publish('station', { ...station, settingsFile: 'x'.repeat(490), version: String(index) });
    await expect.poll(() => small.connections()).toBe(0);
  });

  test('a client that answers no ping is dropped', async () => {
    await open({ pingIntervalMs: 20 });
    const socket = rpc('?screen=customer', { autoPong: false });
    const [code] = (await once(socket, 'close')) as [number];
    expect(code).toBe(1006);
    await expect.poll(() => small.connections()).toBe(0);
  });
});

describe('when the station stops', () => {
  test('every client is told to go and the shell closes', async () => {
    await open();
    const socket = rpc('?screen=checkout');
    await nextFrame(socket, isStation);
    const closed = once(socket, 'close') as Promise<[number]>;
    await shell.close();
    expect((await closed)[0]).toBe(1001);
  });
});
