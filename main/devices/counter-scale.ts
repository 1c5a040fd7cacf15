import type { LineDisplayView } from '#contract/line-display.ts';
import type { Caller } from '#contract/role.ts';
import type { ScaleView } from '#contract/scale.ts';
import { measureOnScale, type WeighingView } from '#contract/weighing.ts';
import type { Scale } from '#drivers/scale/scale.ts';
import type { Publish } from '#main/store/publish.ts';
import type { HostHandlers } from '../host.ts';

/** The scale this till weighs on: what the shop asks of it, and what cashier and customer see of it. */
export interface CounterScale {
  readonly handlers: Pick<HostHandlers, 'port.readWeight' | 'scale.zero' | 'scale.tare'>;
  /** The scale that has the role from now on, if any. */
  use(scale: Scale | undefined): void;
  /** What lies on a scale of this station changed. */
  weighed(view: ScaleView): void;
  /** The shop weighs other goods, or none. */
  weighing(goods: WeighingView): void;
}

/** `show` draws on the pole display until it is called with undefined, which gives the display back. */
export function createCounterScale(options: { readonly publish: Publish; show(view: LineDisplayView | undefined): void }): CounterScale {
  let scale: Scale | undefined;
  let goods: WeighingView = { product: null };
  let shown: string | undefined;

  /** A load that swings changes nothing on a display of eight digits; it is told once. */
  function showGoods(): void {
    const view = scale && goods.product ? weighingView(goods, goods.product, scale.view) : undefined;
    const text = JSON.stringify(view);
    if (text === shown) return;
    shown = text;
    options.show(view);
  }

  return {
    handlers: {
      'port.readWeight': ({ timeoutMs }) => scale?.readWeight(timeoutMs) ?? { result: 'failed', reason: 'no_scale' },
      'scale.zero': async (_input, caller) => ({ done: (isHere(caller) && (await scale?.zeroScale())) ?? false }),
      'scale.tare': async (_input, caller) => ({ done: (isHere(caller) && (await scale?.tare())) ?? false }),
    },
    use(next) {
      scale = next;
      options.publish('scale', next?.view ?? null);
    },
    weighed(view) {
      if (view.scaleId !== scale?.id) return;
      options.publish('scale', view);
      if (goods.product) showGoods();
    },
    weighing(next) {
      goods = next;
      showGoods();
    },
  };
}

/** The scale stands at the station: no paired till has it. */
const isHere = (caller: Caller): boolean => caller.deviceId === undefined;

/** The price of the goods, their weight as far as it is known, and the amount once it stands still. */
function weighingView({ latinText }: WeighingView, product: NonNullable<WeighingView['product']>, scale: ScaleView): LineDisplayView {
  const { name, unit, priceMinor } = product;
  const { quantityMilli, amountMinor } = measureOnScale(product, scale);
  return {
    show: 'weighing',
    text: name,
    ...(latinText === undefined ? {} : { latinText }),
    unit,
    priceMinor,
    quantityMilli: Math.max(0, quantityMilli),
    amountMinor,
  };
}
