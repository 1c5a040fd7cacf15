import type { Publish } from '../publish.ts';
import type { Showcase } from '#contract/product-card.ts';

/** What the cashier shows the customer besides the basket. In memory only. */
export interface ShowWindow {
  show(showcase: Showcase | null): void;
  /** Hands topics on; a basket that changes is what the customer sees next. */
  readonly publish: Publish;
}

export function createShowWindow(publish: Publish): ShowWindow {
  let open = false;
  const show = (showcase: Showcase | null): void => {
    open = showcase !== null;
    publish('showcase', showcase);
  };
  return {
    show,
    publish(name, value) {
      if (name === 'customer' && open) show(null);
      publish(name, value);
    },
  };
}
