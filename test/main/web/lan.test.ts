import { once } from 'node:events';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { connect as connectTcp } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import type { PairedRole, PairingView } from '#contract/pairing.ts';
import { newRequestId } from '#contract/ids.ts';
import { LAN_ADDRESS, lanOfOne } from '../../fakes/lan.ts';
import { createPairing, type Pairing } from '#main/web/pairing.ts';
import { createWebShell, type WebShell } from '#main/web/server.ts';
import { defaultSocketLimits } from '#main/web/socket.ts';
import { createKeptLog, createSmallStation, station, type SmallStation } from './small-station.ts';

let pairing: Pairing;
let small: SmallStation;
let shell: WebShell;
let lanUrl: string;
/** The network cards of the machine as they are now. */
let interfaces: ReturnType<typeof lanOfOne.interfaces>;

beforeEach(async () => {
  interfaces = lanOfOne.interfaces();
  const dataDir = mkdtempSync(join(tmpdir(), 'guitai-lan-'));
  writeFileSync(join(dataDir, 'index.html'), '<!doctype html>');
  const log = createKeptLog();
  pairing = createPairing({ enabled: true, dataDir, log });
  small = createSmallStation(pairing);
  shell = await createWebShell({
    host: small.host,
    pairing,
    rendererDir: dataDir,
    port: 0,
    lanHost: '0.0.0.0',
    instanceId: 'instance-1',
    log,
    network: { ...lanOfOne, interfaces: () => interfaces },
    lookEveryMs: 5,
    socketLimits: { ...defaultSocketLimits, connections: 10 },
  });
  lanUrl = `http://${LAN_ADDRESS}:${new URL(shell.url).port}`;
});

afterEach(async () => {
  await shell.close();
});

function get(path: string, cookie?: string): Promise<Response> {
  return fetch(lanUrl + path, { redirect: 'manual', headers: cookie === undefined ? {} : { Cookie: cookie } });
}

function post(body: string, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${lanUrl}/pair`, {
    method: 'POST',
    redirect: 'manual',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded', Origin: lanUrl, ...headers },
    body,
  });
}

/** Pairs a device and returns the cookie its browser would keep. */
async function pair(role: PairedRole): Promise<string> {
  const { code } = await pairing.handlers['pairing.createCode']({ role }, { role: 'till' });
  const response = await post(`code=${code.slice(0, 4)}+${code.slice(4)}`);
  expect(response.status).toBe(303);
  return response.headers.getSetCookie()[0]?.split(';')[0] ?? '';
}

/** What a till sees of the devices now. */
function pairingView(): PairingView {
  const frames: { name: string; value: unknown }[] = [];
  small.host.connect('till', (frameText) => frames.push(JSON.parse(frameText) as { name: string; value: unknown })).close();
  return frames.find(({ name }) => name === 'pairing')?.value as PairingView;
}

function connect(screen: string, cookie?: string): WebSocket {
  const headers = cookie === undefined ? {} : { Cookie: cookie };
  return new WebSocket(`${lanUrl.replace('http', 'ws')}/rpc?screen=${screen}`, { origin: lanUrl, headers });
}

async function refusedWith(socket: WebSocket): Promise<number | undefined> {
  const [, response] = (await once(socket, 'unexpected-response')) as [unknown, { statusCode?: number }];
  return response.statusCode;
}

describe('a device of the LAN', () => {
  test('sees the pairing page and nothing else until it is paired', async () => {
    for (const path of ['/', '/checkout', '/customer', '/bench']) {
      const answer = await get(path);
      expect([answer.status, answer.headers.get('location')]).toEqual([303, '/pair']);
    }
    const page = await get('/pair');
    expect(page.status).toBe(200);
    expect(await page.text()).toContain('8-digit code');
    expect((await get('/pair.css')).headers.get('content-type')).toBe('text/css; charset=utf-8');
    for (const path of ['/index.html', '/alive', '/assets/x.js']) expect((await get(path)).status).toBe(403);
  });

  test('has no line to the station until it is paired', async () => {
    expect(await refusedWith(connect('checkout'))).toBe(403);
    expect(await refusedWith(connect('checkout', `guitai-device=${'A'.repeat(43)}`))).toBe(403);
  });

  test('the pairing page runs no script and asks nothing of another origin', async () => {
    const page = await get('/pair');
    const html = await page.text();
    expect(html).not.toMatch(/<script|\son[a-z]+=|style=|https?:/);
    expect(page.headers.get('content-security-policy')).toContain("form-action 'self'");
  });

  test('types the code of the till, gets a cookie no script can read, and is sent to its screen', async () => {
    const { code } = await pairing.handlers['pairing.createCode']({ role: 'display' }, { role: 'till' });
    const response = await post(`code=${code}`);
    expect([response.status, response.headers.get('location')]).toEqual([303, '/customer']);
    expect(response.headers.getSetCookie()[0]).toMatch(
      /^guitai-device=[A-Za-z0-9_-]{43}; Path=\/; HttpOnly; SameSite=Strict; Max-Age=31536000$/,
    );
  });

  test('has the role it was paired for and no other', async () => {
    const cookie = await pair('display');
    expect((await get('/customer', cookie)).status).toBe(200);
    const wrong = await get('/checkout', cookie);
    expect([wrong.status, wrong.headers.get('location')]).toEqual([303, '/customer']);
    expect(await refusedWith(connect('checkout', cookie))).toBe(403);
    const socket = connect('customer', cookie);
    const [data] = (await once(socket, 'message')) as [Buffer];
    expect(JSON.parse(data.toString())).toMatchObject({ type: 'topic', name: 'station' });
    socket.terminate();
    // After the line of the phones, which the shell itself opened.
    const [phones, screen] = small.deviceIds;
    expect([phones, screen]).toEqual([undefined, pairingView().devices[0]?.deviceId]);
  });

  test.each(['kiosk', 'caller', 'board'] as const)('let in as %s it opens at that screen and no other', async (role) => {
    const cookie = await pair(role);
    const home = await get('/', cookie);
    expect([home.status, home.headers.get('location')]).toEqual([303, `/${role}`]);
    expect((await get(`/${role}`, cookie)).status).toBe(200);
    expect(await refusedWith(connect('checkout', cookie))).toBe(403);
    const socket = connect(role, cookie);
    const [data] = (await once(socket, 'message')) as [Buffer];
    expect(JSON.parse(data.toString())).toMatchObject({ name: 'station' });
    socket.send(JSON.stringify({ type: 'request', id: 7, name: 'station.time', input: {} }));
    const [reply] = (await once(socket, 'message')) as [Buffer];
    expect(JSON.parse(reply.toString())).toEqual({ type: 'reply', id: 7, ok: true, output: { nowMs: 1_764_115_200_000 } });
    socket.terminate();
  });

  test('is shown the door at once when the till removes it, and pairs again as a new device', async () => {
    const cookie = await pair('board');
    const socket = connect('board', cookie);
    await once(socket, 'message');
    const [device] = pairingView().devices;
    expect(device).toMatchObject({ role: 'board', online: true });
    const closed = once(socket, 'close');
    await pairing.handlers['pairing.remove']({ requestId: newRequestId(), deviceId: device?.deviceId ?? '' }, { role: 'till' });
    expect((await closed)[0]).toBe(1008);
    expect(pairingView().devices).toEqual([]);
    expect((await get('/board', cookie)).headers.get('location')).toBe('/pair');
    expect(await refusedWith(connect('board', cookie))).toBe(403);
  });

  test('asks nothing more once it is removed, also if it does not hear of it', async () => {
    const cookie = await pair('kiosk');
    const socket = connect('kiosk', cookie);
    await once(socket, 'message');
    const deviceId = pairingView().devices[0]?.deviceId ?? '';
    socket.pause();
    await pairing.handlers['pairing.remove']({ requestId: newRequestId(), deviceId }, { role: 'till' });
    socket.send(JSON.stringify({ type: 'request', id: 1, name: 'station.time', input: {} }));
    const closed = once(socket, 'close');
    socket.resume();
    expect((await closed)[0]).toBe(1008);
    expect(small.requests).toEqual([]);
  });

  test('has eight lines at most, and all devices together as many as there are: this machine has its own', async () => {
    const [first, second, third] = [await pair('board'), await pair('board'), await pair('board')];
    const open = async (cookie?: string): Promise<WebSocket> => {
      const socket = cookie === undefined ? new WebSocket(`${shell.url.replace('http', 'ws')}/rpc?screen=board`) : connect('board', cookie);
      await once(socket, 'message');
      return socket;
    };
    const refused = async (cookie: string): Promise<unknown> => ((await once(connect('board', cookie), 'close')) as [number])[0];
    const sockets = await Promise.all(Array.from({ length: 8 }, () => open(first)));
    expect(await refused(first)).toBe(1013);
    sockets.push(await open(second), await open(second));
    expect(await refused(third)).toBe(1013);
    sockets.push(await open());
    for (const socket of sockets) socket.terminate();
  });

  test('is told when the code is wrong, and no more', async () => {
    await pairing.handlers['pairing.createCode']({ role: 'till' }, { role: 'till' });
    const response = await post('code=nonsense');
    expect(response.status).toBe(403);
    expect(response.headers.getSetCookie()).toEqual([]);
    expect(await response.text()).toContain('wrong or has expired');
  });

  test('cannot try codes faster than a person', async () => {
    const statuses: number[] = [];
    for (let attempt = 0; attempt < 12; attempt += 1) statuses.push((await post('code=00000000')).status);
    expect(statuses.slice(0, 10)).toEqual(Array.from({ length: 10 }, () => 403));
    expect(statuses.slice(10)).toEqual([429, 429]);
  });

  test('guessing the code in parallel burns it, and lets nobody in', async () => {
    const { code } = await pairing.handlers['pairing.createCode']({ role: 'till' }, { role: 'till' });
    const wrong = Array.from({ length: 60 }, (_, index) => String((Number(code) + 1 + index) % 100_000_000).padStart(8, '0'));
    const answers = await Promise.all(wrong.map((text) => post(`code=${text}`)));
    const statuses = answers.map(({ status }) => status);
    expect([403, 429].map((status) => statuses.filter((each) => each === status).length)).toEqual([10, 50]);
    const last = await post(`code=${code}`);
    expect([403, 429]).toContain(last.status);
    expect([...answers, last].flatMap(({ headers }) => headers.getSetCookie())).toEqual([]);
    expect(pairingView().devices).toEqual([]);
  });

  test('holds at most 64 connections, and neither this machine nor the next device of the LAN misses them', async () => {
    const { hostname, port } = new URL(lanUrl);
    const sockets = Array.from({ length: 80 }, () => connectTcp({ host: hostname, port: Number(port) }));
    const ended = sockets.map((socket) => once(socket.on('error', () => undefined).resume(), 'close'));
    let refused = 0;
    await new Promise<void>((resolve) => {
      for (const end of ended) void end.then(() => (refused += 1) === 16 && resolve());
    });
    expect((await fetch(`${shell.url}/checkout`)).status).toBe(200);
    expect(sockets.filter((socket) => !socket.destroyed).length).toBe(64);
    for (const socket of sockets) socket.destroy();
    await Promise.all(ended);
    await expect
      .poll(() =>
        get('/pair')
          .then(({ status }) => status)
          .catch(() => 0),
      )
      .toBe(200);
  });

  test('may not send more than a code', async () => {
    const answer = await post(`code=${'0'.repeat(100_000)}`).catch(() => undefined);
    if (answer) expect(answer.status).toBe(413);
    expect((await get('/pair')).status).toBe(200);
  });

  test('may not be paired by a page of another origin', async () => {
    const { code } = await pairing.handlers['pairing.createCode']({ role: 'till' }, { role: 'till' });
    expect((await post(`code=${code}`, { Origin: 'http://evil.example' })).status).toBe(403);
    expect((await post(`code=${code}`)).status).toBe(303);
  });

  test('is given a starter that looks where the device came from, then elsewhere, and holds no way out of its script', async () => {
    interfaces = { lan: (lanOfOne.interfaces()['lan'] ?? []).flatMap((card) => [{ ...card, address: '192.168.1.77' }, card]) };
    const { port } = new URL(shell.url);
    small.publish('station', { ...station, storeName: '小满</script><b>"母婴"' });
    const answered = await get('/starter.html?to=board');
    expect(answered.headers.get('content-disposition')).toBe('attachment; filename="guitai-board.html"');
    const html = await answered.text();
    expect(html).toContain(`var urls = ["${lanUrl}","http://192.168.1.77:${port}"], enter = "/enter?to=board";`);
    expect(html).toContain('<h1>小满&#60;/script&#62;&#60;b&#62;&#34;母婴&#34;</h1>');
    expect(await (await fetch(`${shell.url}/starter.html?to=%3Cscript%3E`)).text()).toContain(
      `var urls = ["${shell.url}","http://192.168.1.77:${port}","${lanUrl}"], enter = "/enter";`,
    );
    const here = await get('/here.svg?1');
    expect([here.status, here.headers.get('cross-origin-resource-policy')]).toEqual([200, 'cross-origin']);
    expect(await (await get('/enter?to=board')).text()).toContain('content="0;url=/board"');
    expect(await (await get('/enter?to=//evil.example')).text()).toContain('content="0;url=/"');
  });

  test('the own machine needs no pairing and cannot pair', async () => {
    expect((await fetch(`${shell.url}/checkout`)).status).toBe(200);
    const response = await fetch(`${shell.url}/pair`, { method: 'POST', body: 'code=1', redirect: 'manual' });
    expect(response.status).toBe(405);
  });

  test('the till can show the addresses to open', async () => {
    const { addresses } = await pairing.handlers['pairing.createCode']({ role: 'till' }, { role: 'till' });
    expect(addresses).toEqual([lanUrl]);
  });

  test('is shown the address that the router gave the station by now, on the till and in the codes for phones', async () => {
    const { port } = new URL(shell.url);
    const doors: string[] = [];
    const moved = Promise.withResolvers<void>();
    small.host.connect('board', (frameText) => {
      const { name, value } = JSON.parse(frameText) as { name: string; value: { takeUrl: string } };
      if (name !== 'phoneDoor') return;
      doors.push(value.takeUrl.replace(/c=.*/, ''));
      if (doors.length === 3) moved.resolve();
    });
    interfaces = {};
    await expect.poll(() => doors.at(-1)).toBe('');
    interfaces = { lan: (lanOfOne.interfaces()['lan'] ?? []).map((card) => ({ ...card, address: '192.168.1.77' })) };
    await moved.promise;
    expect(doors).toEqual([`${lanUrl}/q?`, '', `http://192.168.1.77:${port}/q?`]);
    const { addresses } = await pairing.handlers['pairing.createCode']({ role: 'till' }, { role: 'till' });
    expect([addresses, shell.lanUrls()]).toEqual([[`http://192.168.1.77:${port}`], [`http://192.168.1.77:${port}`]]);
  });
});
