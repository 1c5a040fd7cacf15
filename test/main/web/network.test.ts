import type { NetworkInterfaceInfo } from 'node:os';
import { expect, test } from 'vitest';
import { lanUrls, THIS_NETWORK } from '#main/web/network.ts';

function card(...addresses: readonly string[]): NetworkInterfaceInfo[] {
  return addresses.map((address) => {
    const internal = address.startsWith('127.') || address === '::1';
    const shared = { address, mac: '00:00:00:00:00:00', netmask: '', cidr: null, internal };
    return address.includes(':') ? { ...shared, family: 'IPv6', scopeid: 0 } : { ...shared, family: 'IPv4' };
  });
}
const SHOP = {
  lo: card('127.0.0.1', '::1'),
  docker0: card('172.17.0.1'),
  eth0: card('169.254.7.1', '203.0.113.9', '192.168.1.5', 'fe80::1', 'fd12:3456::5'),
  wlan0: card('10.1.2.3'),
};

test('the private IPv4 addresses of a shop come first, one a machine gave itself comes last', () => {
  expect(lanUrls('0.0.0.0', 5198, SHOP)).toEqual([
    'http://192.168.1.5:5198',
    'http://10.1.2.3:5198',
    'http://172.17.0.1:5198',
    'http://203.0.113.9:5198',
    'http://169.254.7.1:5198',
  ]);
});

test('where IPv6 is heard its addresses follow in brackets, but for those of one cable', () => {
  expect(lanUrls('::', 80, { eth0: card('fe80::1', 'fd12:3456::5', '192.168.1.5') })).toEqual([
    'http://192.168.1.5:80',
    'http://[fd12:3456::5]:80',
  ]);
});

test('one address is that address, whatever else the machine has', () => {
  expect(lanUrls('fd12:3456::5', 5198, SHOP)).toEqual(['http://[fd12:3456::5]:5198']);
  expect(lanUrls('10.1.2.3', 5198, SHOP)).toEqual(['http://10.1.2.3:5198']);
});

test('without a cable there is no address', () => {
  expect(lanUrls('0.0.0.0', 5198, { lo: card('127.0.0.1', '::1') })).toEqual([]);
});

test.each([
  ['127.0.0.1', true],
  ['127.8.9.10', true],
  ['::1', true],
  ['::ffff:127.0.0.1', true],
  ['192.168.1.5', false],
  ['::ffff:192.168.1.5', false],
  ['fe80::1', false],
  [undefined, false],
] as const)('a connection from %s is this machine’s own: %s', (remoteAddress, own) => {
  expect(THIS_NETWORK.isOwnMachine({ remoteAddress, localAddress: '127.0.0.1' })).toBe(own);
});
