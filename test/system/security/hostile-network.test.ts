import { once } from 'node:events';
import { connect } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { openStationUnderAttack, type StationUnderAttack } from './station-under-attack.ts';

let attacked: StationUnderAttack;
let port: number;

beforeAll(async () => {
  attacked = await openStationUnderAttack();
  port = Number(new URL(attacked.station.url).port);
});
afterAll(() => attacked.remove());

/** One HTTP request byte for byte, so that no client cleans its path up; resolves with the whole answer. */
async function raw(lines: readonly string[], host = '127.0.0.1'): Promise<string> {
  const socket = connect(port, host);
  let answer = '';
  // What is refused before it was read whole ends in a reset.
  socket.on('error', () => undefined);
  socket.setEncoding('utf8').on('data', (text: string) => (answer += text));
  socket.write([...lines, 'Connection: close', '', ''].join('\r\n'));
  await new Promise((resolve) => socket.once('close', resolve));
  return answer;
}

/** Resolves with the close code, or with the HTTP status the upgrade was refused with. */
async function endOf(socket: WebSocket): Promise<number | undefined> {
  socket.on('error', () => undefined);
  return new Promise((resolve) => {
    socket.once('unexpected-response', (_request, response) => resolve(response.statusCode));
    socket.once('close', resolve);
  });
}

/** Everything in the data directory a thief would like. */
const TREASURES = ['settings.json', 'ledger.db', 'ledger.db.witness', 'pepper.key', 'catalog.db', 'paired-devices.json', 'logs/guitai.log'];
const spellings: readonly (readonly [name: string, spell: (file: string) => string])[] = [
  ['as it is called', (file) => `/${file}`],
  ['below the screens', (file) => `/../${file}`],
  ['below the assets', (file) => `/assets/../../${file}`],
  ['escaped', (file) => `/%2e%2e/${file}`],
  ['escaped twice', (file) => `/%252e%252e%252f${file}`],
  ['with escaped slashes', (file) => `/assets/..%2f..%2f${file}`],
  ['with backslashes', (file) => `/..\\${file}`],
  ['with an overlong dot', (file) => `/%c0%ae%c0%ae/${file}`],
  ['behind a NUL', (file) => `/index.html%00../${file}`],
  ['as a whole address', (file) => `http://127.0.0.1/../${file}`],
  ['as another host', (file) => `//${file}`],
  ['as a file address', (file) => `file:///${file}`],
];

describe('files of the shop', () => {
  test.each(spellings)('are not served %s', async (_, spell) => {
    for (const file of [...TREASURES.map((treasure) => spell(join(treasure))), spell(`..${attacked.dataDir}/settings.json`)]) {
      const answer = await raw([`GET ${file} HTTP/1.1`, `Host: 127.0.0.1:${port}`]);
      expect(answer).toMatch(/^HTTP\/1\.1 (?:404|400) /);
      expect(answer).not.toContain('小满母婴');
    }
  });
});

describe('another site open in a browser of this machine', () => {
  const foreign = ['evil.example', 'localhost.evil.example', '127.0.0.1.nip.io', '127.0.0.1@evil.example', '0.0.0.0', '[::]', ''];

  test.each(foreign)('reaches neither screen nor frames under the name %j (DNS rebinding)', async (name) => {
    const host = `${name}:${port}`;
    expect(await raw(['GET /checkout HTTP/1.1', `Host: ${host}`])).toMatch(/^HTTP\/1\.1 (?:421|400) /);
    const socket = new WebSocket(`ws://127.0.0.1:${port}/rpc?screen=checkout`, { origin: `http://${host}`, headers: { Host: host } });
    expect([400, 421]).toContain(await endOf(socket));
  });

  test.each(['http://evil.example', 'null', 'file://', 'https://127.0.0.1', 'http://127.0.0.1:1', 'http://localhost.evil.example'])(
    'gets no frames from the origin %s',
    async (origin) => {
      expect(await endOf(new WebSocket(`ws://127.0.0.1:${port}/rpc?screen=checkout`, { origin }))).toBe(403);
    },
  );
});

describe('what is no request', () => {
  test.each([
    ['64 KiB of header', [`GET / HTTP/1.1`, `Host: 127.0.0.1`, `X: ${'x'.repeat(65_536)}`]],
    ['a body to a page', ['POST /checkout HTTP/1.1', 'Host: 127.0.0.1', 'Content-Length: 5', '', 'abcde']],
    ['two lengths', ['POST /pair HTTP/1.1', 'Host: 127.0.0.1', 'Content-Length: 5', 'Transfer-Encoding: chunked']],
    ['a tunnel', ['CONNECT 10.0.0.1:9100 HTTP/1.1', 'Host: 10.0.0.1:9100']],
    ['no HTTP', ['\u0016\u0003\u0001 hello']],
  ])('%s is refused and the till sells on', async (_, lines) => {
    const answer = await raw(lines.map((line) => line.replace('127.0.0.1', `127.0.0.1:${port}`)));
    expect(answer).not.toMatch(/^HTTP\/1\.1 2/);
    expect(await attacked.till.ask('catalog.quickPages', {})).toMatchObject({ productCount: 0 });
  });

  test('a frame one byte too large ends its own connection only', async () => {
    const socket = new WebSocket(`ws://127.0.0.1:${port}/rpc?screen=checkout`);
    await once(socket, 'open');
    const ended = endOf(socket);
    socket.send('x'.repeat(64 * 1024 + 1));
    expect(await ended).toBe(1009);
    expect(await attacked.till.ask('catalog.quickPages', {})).toMatchObject({ productCount: 0 });
  });
});
