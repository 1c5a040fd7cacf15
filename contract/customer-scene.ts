import type { LineDisplayView } from './line-display.ts';

type View<Show extends LineDisplayView['show']> = Extract<LineDisplayView, { readonly show: Show }>;
type Amounts = Omit<View<'paid'>, 'show'>;

/** One moment as a customer sees it, whatever draws it: eight digits, two lines or a screen. */
export type CustomerScene =
  | { readonly scene: 'closed' | 'idle' }
  | ({ readonly scene: 'item' } & Omit<View<'item'>, 'show'>)
  | ({ readonly scene: 'weighing' } & Omit<View<'weighing'>, 'show'>)
  | { readonly scene: 'total'; readonly totalMinor: number }
  | ({ readonly scene: 'pay' } & Omit<View<'pay'>, 'show'>)
  | { readonly scene: 'refund'; readonly amountMinor: number }
  | ({ readonly scene: 'paid' | 'change' | 'thanks' } & Amounts);

/** A scene and how long it stays; the last one has no end. */
export interface SceneStep {
  readonly scene: CustomerScene;
  readonly forMs?: number;
}

/** How long the money taken, the change and the thanks stay after a sale; together THANKED_AFTER_MS. */
export const PAID_MS = 1500;
export const CHANGE_MS = 4500;
export const THANKS_MS = 2000;

/** After this time a completed sale gives way to the resting picture, on every customer display alike. */
export const THANKED_AFTER_MS: number = PAID_MS + CHANGE_MS + THANKS_MS;

/** What follows what, for every customer display. */
export function scenesOf(view: LineDisplayView): readonly [SceneStep, ...SceneStep[]] {
  switch (view.show) {
    case 'closed':
    case 'idle':
      return [{ scene: { scene: view.show } }];
    case 'item': {
      const { show: scene, ...item } = view;
      return [{ scene: { scene, ...item } }];
    }
    case 'weighing': {
      const { show: scene, ...goods } = view;
      return [{ scene: { scene, ...goods } }];
    }
    case 'total':
      return [{ scene: { scene: 'total', totalMinor: view.totalMinor } }];
    case 'pay': {
      const { show: scene, ...amounts } = view;
      return [{ scene: { scene, ...amounts } }];
    }
    case 'refund':
      return [{ scene: { scene: 'refund', amountMinor: view.amountMinor }, forMs: THANKED_AFTER_MS }, { scene: { scene: 'idle' } }];
    case 'paid': {
      const { show: _, ...amounts } = view;
      return [
        { scene: { scene: 'paid', ...amounts }, forMs: PAID_MS },
        { scene: { scene: 'change', ...amounts }, forMs: CHANGE_MS },
        { scene: { scene: 'thanks', ...amounts }, forMs: THANKS_MS },
        { scene: { scene: 'idle' } },
      ];
    }
  }
}
