import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { MediaFile } from '#main/media/folder.ts';
import { createPairing, type Pairing } from '#main/web/pairing.ts';
import { createWebShell, type WebShell, type WebShellOptions } from '#main/web/server.ts';
import { createKeptLog, createSmallStation, type SmallStation } from './small-station.ts';

const INDEX = '<!doctype html><title>柜台</title><script type="module" src="/assets/index-CR1PAVMe.js"></script>';

let dataDir: string;
let rendererDir: string;
let small: SmallStation;
let shell: WebShell | undefined;

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'guitai-web-'));
  rendererDir = join(dataDir, 'renderer');
  mkdirSync(join(rendererDir, 'assets'), { recursive: true });
  writeFileSync(join(rendererDir, 'index.html'), INDEX);
  writeFileSync(join(rendererDir, 'assets', 'index-CR1PAVMe.js'), 'export {};');
  writeFileSync(join(rendererDir, 'logo.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
  writeFileSync(join(rendererDir, 'notes.txt'), 'not a type a screen needs');
  writeFileSync(join(dataDir, 'secret.json'), '{}');
});

afterEach(async () => {
  await shell?.close();
  shell = undefined;
});

async function open(options: Partial<WebShellOptions> = {}, pairing?: Pairing, media?: MediaFile): Promise<number> {
  const log = createKeptLog();
  const made = pairing ?? createPairing({ enabled: false, dataDir, log });
  small = createSmallStation(made, media);
  shell = await createWebShell({
    host: small.host,
    pairing: made,
    rendererDir,
    port: 0,
    lanHost: undefined,
    instanceId: 'instance-1',
    log: small.log,
    ...options,
  });
  return Number(new URL(shell.url).port);
}

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A request with the path exactly as written: fetch would clean it up first. */
function ask(
  port: number,
  path: string,
  options: { method?: string; headers?: Record<string, string>; body?: string } = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(
      { host: '127.0.0.1', port, path, method: options.method ?? 'GET', headers: options.headers ?? {} },
      (response) => {
        let body = '';
        response.setEncoding('utf8');
        response.on('data', (text: string) => (body += text));
        response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }));
      },
    );
    request.on('error', reject);
    request.end(options.body);
  });
}

describe('the screens over HTTP', () => {
  test('every screen is the same page, and / is the cashier', async () => {
    const port = await open();
    for (const path of ['/checkout', '/customer', '/bench', '/checkout?from=till']) {
      const answer = await ask(port, path);
      expect(answer).toMatchObject({ status: 200, body: INDEX });
    }
    expect(await ask(port, '/')).toMatchObject({ status: 303, headers: { location: '/checkout' } });
  });

  test('pages are never kept by the browser, hashed assets for ever', async () => {
    const port = await open();
    expect((await ask(port, '/checkout')).headers['cache-control']).toBe('no-store');
    expect((await ask(port, '/assets/index-CR1PAVMe.js')).headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect((await ask(port, '/logo.svg')).headers['cache-control']).toBe('no-store');
  });

  test('a hashed asset the browser still has is not sent again', async () => {
    const port = await open();
    const { etag } = (await ask(port, '/assets/index-CR1PAVMe.js')).headers;
    const again = await ask(port, '/assets/index-CR1PAVMe.js', { headers: { 'If-None-Match': String(etag) } });
    expect(again).toMatchObject({ status: 304, body: '' });
  });

  test('every answer, errors included, carries the policy and nosniff', async () => {
    const port = await open();
    for (const path of ['/checkout', '/assets/index-CR1PAVMe.js', '/nothing', '/alive']) {
      const { headers } = await ask(port, path);
      expect(headers['x-content-type-options']).toBe('nosniff');
      expect(headers['content-security-policy']).toContain("default-src 'self'");
      expect(headers['content-security-policy']).not.toMatch(/unsafe|\*/);
      expect(headers['access-control-allow-origin']).toBeUndefined();
    }
  });

  test.each([
    '/../secret.json',
    '/..%2fsecret.json',
    '/%2e%2e/secret.json',
    '/assets/../../secret.json',
    '/assets/..%5c..%5csecret.json',
    '//secret.json',
    '/secret.json%00.js',
    '/notes.txt',
    '/assets',
    '/assets/',
    '/checkout/',
    '/%E0%A4%A',
  ])('nothing but the listed files can be fetched: %s', async (path) => {
    const port = await open();
    expect((await ask(port, path)).status).toBe(404);
  });

  test.each(['POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH'])('%s is refused', async (method) => {
    const port = await open();
    expect(await ask(port, '/checkout', { method })).toMatchObject({ status: 405, headers: { allow: 'GET, HEAD' } });
  });

  test('HEAD answers with the headers of the page and no body', async () => {
    const port = await open();
    const answer = await ask(port, '/checkout', { method: 'HEAD' });
    expect(answer).toMatchObject({ status: 200, body: '', headers: { 'content-length': String(Buffer.byteLength(INDEX)) } });
  });

  test('says which station it is, for a second start', async () => {
    const port = await open();
    expect((await ask(port, '/alive')).body).toBe('{"guitai":"instance-1"}');
  });

  test('bytes that are no HTTP close their own connection only', async () => {
    const port = await open();
    const socket = connect(port, '127.0.0.1');
    socket.write('\u0016\u0003\u0001 not http\r\n\r\n');
    await new Promise((resolve) => socket.once('close', resolve).resume());
    expect((await ask(port, '/checkout')).status).toBe(200);
  });
});

describe('pictures and films of the shop', () => {
  test('are sent whole or in the part that was asked for, kept for ever, with the policy; what was not published is not there', async () => {
    const path = join(dataDir, 'spring.mp4');
    writeFileSync(path, '0123456789');
    const port = await open({}, undefined, { id: 'A'.repeat(22), path, kind: 'video', contentType: 'video/mp4', bytes: 10 });
    const address = `/media/${'A'.repeat(22)}`;
    const whole = await ask(port, address);
    expect([whole.status, whole.body, whole.headers['content-type'], whole.headers['accept-ranges']]).toEqual([
      200,
      '0123456789',
      'video/mp4',
      'bytes',
    ]);
    expect(whole.headers['cache-control']).toContain('immutable');
    expect(whole.headers['x-content-type-options']).toBe('nosniff');
    const part = await ask(port, address, { headers: { Range: 'bytes=-2' } });
    expect([part.status, part.body, part.headers['content-range']]).toEqual([206, '89', 'bytes 8-9/10']);
    expect((await ask(port, address, { headers: { Range: 'bytes=10-' } })).status).toBe(416);
    expect((await ask(port, address, { method: 'HEAD' })).body).toBe('');
    expect((await ask(port, address, { method: 'POST' })).status).toBe(405);
    for (const wrong of [`/media/${'B'.repeat(22)}`, '/media/spring.mp4', '/media/../secret.json', '/media/%2e%2e/secret.json', '/media/'])
      expect((await ask(port, wrong)).status, wrong).toBe(404);
  });
});

describe('who may ask', () => {
  test.each(['evil.example', 'evil.example:80', '127.0.0.1:1', 'localhost.evil.example', '127.0.0.1@evil.example'])(
    'a foreign Host (DNS rebinding) is misdirected: "%s"',
    async (host) => {
      const port = await open();
      expect((await ask(port, '/checkout', { headers: { Host: host } })).status).toBe(421);
    },
  );

  test('the names of this machine are accepted', async () => {
    const port = await open();
    for (const name of ['localhost', '127.0.0.1', '[::1]']) {
      expect((await ask(port, '/checkout', { headers: { Host: `${name}:${port}` } })).status).toBe(200);
    }
  });

  test.each(['http://evil.example', 'null', 'https://127.0.0.1', 'http://127.0.0.1:1'])(
    'a page of another origin is refused: %s',
    async (origin) => {
      const port = await open();
      expect((await ask(port, '/alive', { headers: { Origin: origin } })).status).toBe(403);
    },
  );
});

describe('the port', () => {
  test('that is taken is an error with its code, and nothing stays open', async () => {
    const port = await open();
    const second = createWebShell({
      host: small.host,
      pairing: createPairing({ enabled: false, dataDir, log: small.log }),
      rendererDir,
      port,
      lanHost: undefined,
      instanceId: 'instance-2',
      log: small.log,
    });
    await expect(second).rejects.toMatchObject({ code: 'EADDRINUSE' });
    expect((await ask(port, '/alive')).body).toContain('instance-1');
  });

  test('is free again once the shell is closed, open browsers or not', async () => {
    const port = await open();
    const idle = connect(port, '127.0.0.1');
    await new Promise((resolve) => idle.once('connect', resolve));
    await shell?.close();
    idle.destroy();
    shell = undefined;
    expect(await open({ port })).toBe(port);
  });
});
