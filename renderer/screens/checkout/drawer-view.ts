import type { DrawerAlarm, DrawerView } from '#contract/drawer.ts';
import type { TextKey } from '#renderer/app/i18n.ts';
import type { RailState } from '#renderer/parts/rail.tsx';
import type { StateName } from '#renderer/parts/state-glyph.tsx';

/** Where a drawer stands, as shape and words for the strip; undefined for one without a known switch, which says nothing. */
export function drawerState({ position, alarm }: DrawerView): { readonly state: StateName; readonly words: TextKey } | undefined {
  if (position === 'open') return { state: alarm === 'open_too_long' ? 'warn' : 'ok', words: 'checkout.drawer.isOpen' };
  return position === 'closed' ? { state: 'ok', words: 'checkout.drawer.isClosed' } : undefined;
}

interface DrawerAlertWords {
  readonly state: RailState;
  readonly title: TextKey;
  readonly detail: TextKey;
}

/** What to say and advise; a sale goes on whatever the drawer does. */
export const DRAWER_ALERTS: Readonly<Record<Exclude<DrawerAlarm, 'none'>, DrawerAlertWords>> = {
  open_too_long: { state: 'warn', title: 'checkout.drawer.openTooLong', detail: 'checkout.drawer.openTooLong.detail' },
  did_not_open: { state: 'bad', title: 'checkout.drawer.stuck', detail: 'checkout.drawer.stuck.detail' },
  no_pulse: { state: 'bad', title: 'checkout.drawer.noPulse', detail: 'checkout.drawer.noPulse.detail' },
};
