import type { NetworkInterfaceInfo } from 'node:os';
import type { Network } from '#main/web/network.ts';

/** What devices of the LAN dial: another address of the loopback, so that no cable is needed. */
export const LAN_ADDRESS = '127.0.0.2';

const card: NetworkInterfaceInfo = {
  address: LAN_ADDRESS,
  family: 'IPv4',
  internal: false,
  mac: '00:00:00:00:00:00',
  netmask: '255.0.0.0',
  cidr: null,
};

/** A machine with one address on the LAN: whoever dials it comes from there, whoever dials 127.0.0.1 from the machine itself. */
export const lanOfOne: Network = {
  interfaces: () => ({ lan: [card] }),
  isOwnMachine: ({ localAddress }) => localAddress !== LAN_ADDRESS,
};
