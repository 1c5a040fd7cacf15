import { afterEach, expect, test } from 'vitest';
import type { FoundDevice } from '#contract/setup.ts';
import { findOnNetwork, neighbours, type Target } from '#drivers/discovery/network.ts';
import { openNetworkPeer, openReceiptPrinter, type NetworkPeer } from '../../fakes/network-printer.ts';
import { openPaperServer } from '../../fakes/paper-server.ts';

const closers: (() => unknown)[] = [];

afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

async function kept(peer: Promise<NetworkPeer>): Promise<NetworkPeer> {
  const opened = await peer;
  closers.push(() => opened.close());
  return opened;
}

async function search(ports: readonly number[], signal = new AbortController().signal): Promise<{ found: FoundDevice[]; done: number }> {
  const found: FoundDevice[] = [];
  let done = 0;
  const targets = ports.map((port): Target => ({ host: '127.0.0.1', port }));
  await findOnNetwork(targets, { signal, found: (device) => found.push(device), progress: (count) => (done = count) });
  return { found, done };
}

test('a receipt printer is told by its answer to DLE EOT 1, and then asked for its model', async () => {
  const printer = await kept(openReceiptPrinter('TM-T88VI'));
  expect(await search([printer.port])).toEqual({
    found: [
      {
        key: `tcp 127.0.0.1:${printer.port}`,
        wire: { type: 'tcp', host: '127.0.0.1', port: printer.port },
        name: 'TM-T88VI',
        kinds: ['printer', 'label_printer'],
        model: 'epson-tm-t88vi',
        access: 'ok',
      },
    ],
    done: 1,
  });
  expect(printer.received().toString('hex')).toBe('1004011d4943');
});

test('what does not answer as a printer gets no printable byte and is shown as silent', async () => {
  const paper = await openPaperServer();
  closers.push(() => paper.close());
  const mail = await kept(openNetworkPeer(() => undefined, '220 mail.example.org ESMTP ready\r\n'));
  const web = await kept(openNetworkPeer(() => 'HTTP/1.1 400 Bad Request\r\n\r\n'));
  const { found } = await search([paper.port, mail.port, web.port]);
  expect(found.map(({ access, name }) => ({ access, name }))).toEqual(Array.from({ length: 3 }, () => ({ access: 'silent', name: '' })));
  for (const bytes of [paper.bytes(), mail.received(), web.received()]) expect(bytes.toString('hex')).toBe('100401');
});

test('a port nobody listens on is no device', async () => {
  const gone = await openNetworkPeer(() => undefined);
  await gone.close();
  expect(await search([gone.port])).toEqual({ found: [], done: 1 });
});

test('a model name from the network is hostile: short, and none with control bytes in it', async () => {
  const long = await kept(openReceiptPrinter(`<b>${'X'.repeat(100)}`));
  expect((await search([long.port])).found[0]?.name).toBe(`<b>${'X'.repeat(57)}`);
  const escaping = await kept(openReceiptPrinter('\x1b[31mXP-80'));
  expect((await search([escaping.port])).found[0]?.name).not.toMatch(/\p{Cc}/u);
});

test('a search that is stopped finds nothing more', async () => {
  const printer = await kept(openReceiptPrinter('XP-80'));
  const stop = new AbortController();
  stop.abort();
  expect(await search([printer.port], stop.signal)).toEqual({ found: [], done: 0 });
});

test('many addresses are asked a few at a time and all are asked', async () => {
  const printer = await kept(openReceiptPrinter('XP-80'));
  const { found, done } = await search(Array.from({ length: 100 }, () => printer.port));
  expect(found.length).toBe(100);
  expect(done).toBe(100);
});

const address = (ip: string, netmask: string, internal = false): Parameters<typeof neighbours>[0] => ({
  eth0: [{ address: ip, netmask, family: 'IPv4', internal, mac: '', cidr: null }],
});
const hosts = (...args: Parameters<typeof neighbours>): string[] => neighbours(...args).map(({ host }) => host);

test('the neighbours are the private network around the own address, at most 254', () => {
  const lan = hosts(address('192.168.123.7', '255.255.255.0'));
  expect(lan.length).toBe(253);
  expect([lan[0], lan.at(-1)]).toEqual(['192.168.123.1', '192.168.123.254']);
  expect(lan).not.toContain('192.168.123.7');
  const wide = hosts(address('10.20.30.40', '255.0.0.0'));
  expect(wide.length).toBe(253);
  expect(wide.every((host) => host.startsWith('10.20.30.'))).toBe(true);
  expect(hosts(address('172.31.0.2', '255.255.255.252'))).toEqual(['172.31.0.1']);
  expect(neighbours(address('172.31.0.2', '255.255.255.252'))).toEqual([{ host: '172.31.0.1', port: 9100 }]);
});

test('public, own and virtual networks are left alone', () => {
  expect(hosts(address('192.0.2.2', '255.255.255.0'))).toEqual([]);
  expect(hosts(address('172.32.0.2', '255.255.255.0'))).toEqual([]);
  expect(hosts(address('127.0.0.1', '255.0.0.0', true))).toEqual([]);
  expect(hosts({ docker0: address('172.17.0.1', '255.255.0.0')['eth0'] })).toEqual([]);
  expect(
    hosts({ eth0: [{ address: 'fd00::2', netmask: 'ffff::', family: 'IPv6', internal: false, mac: '', cidr: null, scopeid: 0 }] }),
  ).toEqual([]);
  expect(hosts(address('10.0.0.1', '255.255.255.255'))).toEqual([]);
});
