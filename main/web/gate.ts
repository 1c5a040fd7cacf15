import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';
import { hostname } from 'node:os';
import { readCookie } from './http.ts';
import type { Network } from './network.ts';
import type { KnownDevice, Pairing } from './pairing.ts';
import { roleOfScreen, type Screen, type ScreenRole } from './screens.ts';

/** The cookie a paired device keeps. */
export const DEVICE_COOKIE = 'guitai-device';

const LOOPBACK_NAMES: readonly string[] = ['localhost', '127.0.0.1', '[::1]'];
const TOKEN_SHAPE = /^[A-Za-z0-9_-]{43}$/;

/** Who is on the other end of a request: the station's own machine, or a device of the LAN with the role it was paired for. */
export type Visitor = { readonly kind: 'local' } | ({ readonly kind: 'paired' } & KnownDevice) | { readonly kind: 'stranger' };

/**
 * Why a request is turned away before anything else is looked at, undefined when it may pass.
 * A foreign Host is DNS rebinding; a foreign Origin is another site's page. A request without Origin comes from no browser page.
 */
export function refusal(request: IncomingMessage, port: number, { isOwnMachine }: Network): 'host' | 'origin' | undefined {
  const host = request.headers.host ?? '';
  if (!isOurHost(host, port, isOwnMachine(request.socket))) return 'host';
  const { origin } = request.headers;
  return origin === undefined || origin === `http://${host}` ? undefined : 'origin';
}

function isOurHost(host: string, port: number, fromHere: boolean): boolean {
  const match = /^(\[[0-9a-fA-F:.]+\]|[^:[\]]+)(?::([0-9]{1,5}))?$/.exec(host);
  if (!match || Number(match[2] ?? '80') !== port) return false;
  const name = (match[1] ?? '').toLowerCase();
  if (fromHere) return LOOPBACK_NAMES.includes(name);
  const machine = hostname().toLowerCase();
  return isIP(name.replace(/^\[|\]$/g, '')) !== 0 || name === machine || name === `${machine}.local`;
}

/** Tells the station's own machine from a paired device and from a stranger. */
export function identify(request: IncomingMessage, pairing: Pairing, { isOwnMachine }: Network): Visitor {
  if (isOwnMachine(request.socket)) return { kind: 'local' };
  const token = pairing.enabled ? readCookie(request, DEVICE_COOKIE, TOKEN_SHAPE) : undefined;
  const device = token === undefined ? undefined : pairing.deviceOf(token);
  return device === undefined ? { kind: 'stranger' } : { kind: 'paired', ...device };
}

/** The role a visitor has on a screen; undefined when this visitor may not use that screen. */
export function roleOn(screen: Screen, visitor: Visitor): ScreenRole | undefined {
  const role = roleOfScreen(screen);
  return visitor.kind === 'local' || (visitor.kind === 'paired' && visitor.role === role) ? role : undefined;
}
