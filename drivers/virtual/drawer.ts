import type { VirtualDrawerChange, VirtualDrawerView } from '#contract/bench.ts';

/** A cash drawer on the bench: a lock that a pulse opens unless it is jammed, a switch, and a hand that pulls and pushes. */
export interface VirtualDrawer {
  readonly view: VirtualDrawerView;
  pulse(): void;
  change(change: VirtualDrawerChange): void;
}

/** `onLevel` is told the level the switch puts on pin 3: once at the beginning and at every change. */
export function createVirtualDrawer(options: { readonly id: string; onLevel(high: boolean): void; onChange(): void }): VirtualDrawer {
  let view: VirtualDrawerView = { id: options.id, position: 'closed', jammed: false, sensor: 'high_open', pulses: 0 };
  let told: boolean | undefined;

  function become(next: VirtualDrawerView): void {
    view = next;
    const high = view.sensor !== 'none' && (view.position === 'open') === (view.sensor === 'high_open');
    if (high !== told) options.onLevel((told = high));
    options.onChange();
  }

  become(view);
  return {
    get view() {
      return view;
    },
    pulse: () => become({ ...view, pulses: view.pulses + 1, position: view.jammed ? view.position : 'open' }),
    change: (change) => become({ ...view, ...change }),
  };
}
