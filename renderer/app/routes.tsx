import { lazy, type ComponentType, type LazyExoticComponent } from 'react';

export type ScreenName =
  | 'checkout'
  | 'customer'
  | 'bench'
  | 'labels'
  | 'receipt'
  | 'staff'
  | 'keys'
  | 'offers'
  | 'prices'
  | 'members'
  | 'kiosk'
  | 'board'
  | 'caller'
  | 'queue';

const CheckoutScreen = lazy(async () => ({ default: (await import('#renderer/screens/checkout/checkout.tsx')).CheckoutScreen }));
const CustomerDisplayScreen = lazy(async () => ({
  default: (await import('#renderer/screens/customer-display/customer-display.tsx')).CustomerDisplayScreen,
}));
const BenchScreen = lazy(async () => ({ default: (await import('#renderer/screens/bench/bench.tsx')).BenchScreen }));

const LabelsScreen = lazy(async () => ({ default: (await import('#renderer/screens/labels/labels.tsx')).LabelsScreen }));
const ReceiptScreen = lazy(async () => ({ default: (await import('#renderer/screens/receipt/receipt.tsx')).ReceiptScreen }));
const MembersScreen = lazy(async () => ({ default: (await import('#renderer/screens/members/members.tsx')).MembersScreen }));
const OffersScreen = lazy(async () => ({ default: (await import('#renderer/screens/offers/offers.tsx')).OffersScreen }));
const PricesScreen = lazy(async () => ({ default: (await import('#renderer/screens/prices/prices.tsx')).PricesScreen }));
const StaffScreen = lazy(async () => ({ default: (await import('#renderer/screens/staff/staff.tsx')).StaffScreen }));
const KeysScreen = lazy(async () => ({ default: (await import('#renderer/screens/keys/keys.tsx')).KeysScreen }));
const BoardScreen = lazy(async () => ({ default: (await import('#renderer/screens/board/board.tsx')).BoardScreen }));
const CallerScreen = lazy(async () => ({ default: (await import('#renderer/screens/caller/caller.tsx')).CallerScreen }));
const QueueScreen = lazy(async () => ({ default: (await import('#renderer/screens/queue/queue.tsx')).QueueScreen }));
const KioskScreen = lazy(async () => ({ default: (await import('#renderer/screens/kiosk/kiosk.tsx')).KioskScreen }));

/** Shown instead of every screen while the settings or the ledger are wrong. */
export const SafeModeScreen: LazyExoticComponent<ComponentType> = lazy(async () => ({
  default: (await import('#renderer/screens/safe-mode/safe-mode.tsx')).SafeModeScreen,
}));

/** A screen: its name on the wire (`/rpc?screen=`), the class on <html>, and what it draws. */
export interface Route {
  readonly screen: ScreenName;
  readonly htmlClass: string;
  readonly Screen: LazyExoticComponent<ComponentType>;
}

const routes: Readonly<Record<string, Route>> = {
  '/': { screen: 'checkout', htmlClass: 'terminal', Screen: CheckoutScreen },
  '/checkout': { screen: 'checkout', htmlClass: 'terminal', Screen: CheckoutScreen },
  '/customer': { screen: 'customer', htmlClass: 'customer', Screen: CustomerDisplayScreen },
  '/labels': { screen: 'labels', htmlClass: 'labels', Screen: LabelsScreen },
  '/receipt': { screen: 'receipt', htmlClass: 'receipt', Screen: ReceiptScreen },
  '/members': { screen: 'members', htmlClass: 'staff', Screen: MembersScreen },
  '/offers': { screen: 'offers', htmlClass: 'staff', Screen: OffersScreen },
  '/prices': { screen: 'prices', htmlClass: 'staff', Screen: PricesScreen },
  '/staff': { screen: 'staff', htmlClass: 'staff', Screen: StaffScreen },
  '/keys': { screen: 'keys', htmlClass: 'keys', Screen: KeysScreen },
  '/kiosk': { screen: 'kiosk', htmlClass: 'kiosk', Screen: KioskScreen },
  '/board': { screen: 'board', htmlClass: 'board', Screen: BoardScreen },
  '/caller': { screen: 'caller', htmlClass: 'terminal', Screen: CallerScreen },
  '/queue': { screen: 'queue', htmlClass: 'queue', Screen: QueueScreen },
  '/bench': { screen: 'bench', htmlClass: 'bench', Screen: BenchScreen },
};

/** Whoever walks in looks at these: no settings are shown there and no PIN is asked for. */
export function isPublic({ screen }: Pick<Route, 'screen'>): boolean {
  return PUBLIC.includes(screen);
}

const PUBLIC: readonly ScreenName[] = ['customer', 'kiosk', 'board'];

/** The screen of a path; undefined for a path that is none. */
export function findRoute(pathname: string): Route | undefined {
  const path = pathname.length > 1 ? pathname.replace(/\/$/, '') : pathname;
  return Object.hasOwn(routes, path) ? routes[path] : undefined;
}
