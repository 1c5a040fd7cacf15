import type { Socket } from 'node:net';
import { networkInterfaces, type NetworkInterfaceInfo } from 'node:os';

/** The network as the web shell sees it, handed in so that a machine without one can be tested as if it had. */
export interface Network {
  /** The addresses of this machine as they are now. */
  interfaces(): NodeJS.Dict<NetworkInterfaceInfo[]>;
  /** Whether a connection comes from this machine itself. */
  isOwnMachine(socket: Pick<Socket, 'remoteAddress' | 'localAddress'>): boolean;
}

export const THIS_NETWORK: Network = {
  interfaces: networkInterfaces,
  isOwnMachine: ({ remoteAddress }) => remoteAddress !== undefined && /^(?:::ffff:)?127\.|^::1$/.test(remoteAddress),
};

const EVERY_IPV4 = '0.0.0.0';
const EVERY_ADDRESS = '::';

/** Whether a shell that listens there hears the loopback as well. */
export function isEverywhere(lanHost: string): boolean {
  return lanHost === EVERY_IPV4 || lanHost === EVERY_ADDRESS;
}

/**
 * Where devices of the LAN find a station that listens at `lanHost`, the address to try first before the others: private IPv4 (RFC 1918), other IPv4,
 * those a machine gave itself (RFC 3927), then IPv6 where the station hears it. A link-local IPv6 address needs the name of the other machine's
 * network card and is left out.
 */
export function lanUrls(lanHost: string, port: number, interfaces: NodeJS.Dict<NetworkInterfaceInfo[]>): readonly string[] {
  if (!isEverywhere(lanHost)) return [urlOf(lanHost, port)];
  return Object.values(interfaces)
    .flatMap((addresses) => addresses ?? [])
    .filter(
      ({ internal, family, address }) => !internal && (family === 'IPv4' || (lanHost === EVERY_ADDRESS && !/^fe[89ab]/i.test(address))),
    )
    .map(({ address }) => address)
    .toSorted((one, other) => rankOf(one) - rankOf(other))
    .map((address) => urlOf(address, port));
}

const RANKS: readonly RegExp[] = [/^192\.168\./, /^10\./, /^172\.(1[6-9]|2[0-9]|3[01])\./, /^(?!169\.254\.)[0-9.]+$/, /^[0-9.]+$/];

function rankOf(address: string): number {
  const rank = RANKS.findIndex((range) => range.test(address));
  return rank === -1 ? RANKS.length : rank;
}

function urlOf(address: string, port: number): string {
  return `http://${address.includes(':') ? `[${address}]` : address}:${port}`;
}
