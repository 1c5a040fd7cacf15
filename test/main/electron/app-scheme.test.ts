import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { answerApp, isOurUrl, screenOfUrl, serveApp } from '#main/electron/app-scheme.ts';
import type { MediaFile } from '#main/media/folder.ts';
import { loadAssets, type Assets } from '#main/web/assets.ts';
import { protocol, resetElectron } from '../../fakes/electron.ts';

let assets: Assets;
const noMedia = (): undefined => undefined;
beforeEach(() => {
  resetElectron();
  const folder = mkdtempSync(join(tmpdir(), 'guitai-app-'));
  const renderer = join(folder, 'renderer');
  mkdirSync(join(renderer, 'assets'), { recursive: true });
  writeFileSync(join(renderer, 'index.html'), '<!doctype html>柜台');
  writeFileSync(join(renderer, 'assets', 'index-CR1PAVMe.js'), 'export {};');
  writeFileSync(join(folder, 'secret.json'), '{}');
  assets = loadAssets(renderer);
});

describe('app://guitai', () => {
  test('serves every screen as the one page, with the same policy as over HTTP', async () => {
    serveApp(assets, noMedia);
    for (const screen of ['checkout', 'customer', 'bench']) {
      const response = await protocol.handlers.get('app')?.(new Request(`app://guitai/${screen}`));
      expect(response?.status).toBe(200);
      expect(await response?.text()).toBe('<!doctype html>柜台');
      expect(response?.headers.get('content-security-policy')).toContain("default-src 'self'");
      expect(response?.headers.get('content-type')).toBe('text/html; charset=utf-8');
      expect(response?.headers.get('cache-control')).toBe('no-store');
    }
  });

  test('serves assets with their type, kept for ever', () => {
    const response = answerApp(new Request('app://guitai/assets/index-CR1PAVMe.js'), assets, noMedia);
    expect(response.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    expect(response.headers.get('cache-control')).toContain('immutable');
  });

  test.each([
    'app://guitai/../secret.json',
    'app://guitai/%2e%2e/secret.json',
    'app://guitai/..%2fsecret.json',
    'app://guitai/assets/..%5c..%5csecret.json',
    'app://guitai//secret.json',
    'app://guitai/secret.json',
    'app://guitai/',
    'app://other/checkout',
    'app://guitai.evil/checkout',
    'app://user@guitai/checkout',
    'file:///etc/passwd',
    'not a url',
  ])('serves nothing else: %s', (url) => {
    expect(answerApp({ method: 'GET', url, headers: new Headers() }, assets, noMedia).status).toBe(404);
  });

  test('plays a film of the shop from where it is asked for, and nothing that was not published', async () => {
    const path = join(mkdtempSync(join(tmpdir(), 'guitai-film-')), 'spring.mp4');
    writeFileSync(path, '0123456789');
    const film: MediaFile = { id: 'AAAAAAAAAAAAAAAAAAAAAA', path, kind: 'video', contentType: 'video/mp4', bytes: 10 };
    const find = (id: string): MediaFile | undefined => (id === film.id ? film : undefined);
    const ask = (id: string, range: string): Response =>
      answerApp(new Request(`app://guitai/media/${id}`, { headers: { Range: range } }), assets, find);
    const part = ask(film.id, 'bytes=4-6');
    expect([part.status, part.headers.get('content-range'), await part.text()]).toEqual([206, 'bytes 4-6/10', '456']);
    expect(part.headers.get('content-security-policy')).toContain("default-src 'self'");
    expect(ask(film.id, 'bytes=10-').status).toBe(416);
    expect(ask('BBBBBBBBBBBBBBBBBBBBBB', 'bytes=0-').status).toBe(404);
  });

  test.each(['POST', 'PUT', 'HEAD', 'DELETE'])('%s is refused', (method) => {
    expect(answerApp(new Request('app://guitai/checkout', { method }), assets, noMedia).status).toBe(405);
  });
});

describe('an address of ours', () => {
  test.each([
    ['app://guitai/checkout', true, 'checkout'],
    ['app://guitai/assets/x.js', true, undefined],
    ['app://guitai:80/checkout', false, undefined],
    ['app://other/checkout', false, undefined],
    ['http://guitai/checkout', false, undefined],
    ['https://app//guitai/checkout', false, undefined],
    ['', false, undefined],
    ['null', false, undefined],
  ])('%s', (address, ours, screen) => {
    expect(isOurUrl(address)).toBe(ours);
    expect(screenOfUrl(address)).toBe(screen);
  });
});
