import type { DrawerLesson, DrawerPolarity, DrawerPosition } from '#contract/drawer.ts';

/** Level on pin 3 of the drawer connector; undefined where nobody has told it. DLE EOT 1 bit 2, ASB byte 1 bit 2, GS r 2 bit 0 (facts/devices.md 2.2–2.4). */
export type DrawerLevel = boolean | undefined;

/** Drawers differ in their switch, so the level alone says nothing (facts/devices.md 2.5). */
export function positionOf(polarity: DrawerPolarity, high: DrawerLevel): DrawerPosition {
  if (high === undefined || polarity === 'unknown') return 'unknown';
  return high === (polarity === 'high_open') ? 'open' : 'closed';
}

/** What the levels of an open and a closed drawer teach. A level nobody told, or one that stays, is no sensor. */
export function lessonOf(levels: { readonly open: DrawerLevel; readonly closed: DrawerLevel }): Exclude<DrawerLesson, 'half'> {
  if (levels.open === undefined || levels.closed === undefined || levels.open === levels.closed) return 'no_sensor';
  return levels.open ? 'high_open' : 'high_closed';
}
