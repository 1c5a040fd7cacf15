import type { PairedRole } from '#contract/pairing.ts';

/** A page of the product: its path is `/<screen>` in a browser and `app://guitai/<screen>` in Electron. */
export type Screen =
  | 'checkout'
  | 'customer'
  | 'bench'
  | 'labels'
  | 'staff'
  | 'keys'
  | 'offers'
  | 'prices'
  | 'members'
  | 'queue'
  | 'kiosk'
  | 'caller'
  | 'board'
  | 'receipt';
/** What a screen may be. */
export type ScreenRole = PairedRole;

const roles: Readonly<Record<Screen, ScreenRole>> = {
  checkout: 'till',
  customer: 'display',
  bench: 'bench',
  labels: 'till',
  receipt: 'till',
  staff: 'till',
  keys: 'till',
  offers: 'till',
  prices: 'till',
  members: 'till',
  queue: 'till',
  kiosk: 'kiosk',
  caller: 'caller',
  board: 'board',
};

export const screens: readonly Screen[] = Object.keys(roles) as Screen[];

/** The screen a path segment or a query value names, undefined for anything else. */
export function findScreen(name: string | null): Screen | undefined {
  return screens.find((screen) => screen === name);
}

/** What a screen on the station's own machine may do. */
export function roleOfScreen(screen: Screen): ScreenRole {
  return roles[screen];
}

/** The screen a paired device is for. */
export function screenOfRole(role: ScreenRole): Screen {
  return screens.find((screen) => roles[screen] === role) ?? 'checkout';
}
