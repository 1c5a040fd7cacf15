import { createTill, type Around, type Till, type TillShared } from './till.ts';
import type { BasketContent } from '../checkout/basket.ts';
import type { OtherBasket } from '../trace/goods-watch.ts';
import { GuitaiError } from '#contract/error.ts';
import type { PairedTill } from '#contract/pairing.ts';
import { STATION_TILL, tillOf, type Caller } from '#contract/role.ts';

/** The tills of the shop: the station's own and one for each paired device that is a till. */
export interface Tills {
  /** The till a call comes from. Throws forbidden for a device that was removed meanwhile. */
  of(from: Caller): Till;
  /** What lies in the open baskets. */
  contents(): readonly BasketContent[];
  /** Prices every basket anew, but for that of one till. */
  refresh(but?: string): void;
  /** Publishes the first values of every till, and puts the baskets of tills aside that are paired no longer. */
  start(): void;
  /** `shop.tills` changed: new ones begin with an empty basket, and the basket of one that is gone is put aside. */
  follow(): void;
  stop(): void;
}

export interface TillsOptions extends TillShared, Pick<Around, 'handlers'> {
  readonly onUnexpected: (error: unknown, event: string) => void;
}

export function createTills(options: TillsOptions): Tills {
  const { shop, tables, handlers, onUnexpected } = options;
  const tills = new Map<string, Till>();

  const add = ({ tillId, name }: PairedTill): Till => {
    const elsewhere = (): readonly OtherBasket[] =>
      [...tills].flatMap(([id, { name: till, basket }]) => (id === tillId ? [] : [{ till, lines: basket.state.content.lines }]));
    const till = createTill({ tillId, name: name === '' ? tillId.slice(0, 4) : name }, { handlers, elsewhere }, options);
    tills.set(tillId, till);
    return till;
  };
  /** A disk that is full now keeps the basket in its table: the next start puts it aside. */
  const remove = (tillId: string, till: Till): void => {
    tills.delete(tillId);
    try {
      till.remove();
    } catch (error) {
      till.stop();
      onUnexpected(error, 'till.remove');
    }
  };
  const follow = (): void => {
    const paired = shop.tills ?? [];
    const known = new Set([STATION_TILL, ...paired.map(({ tillId }) => tillId)]);
    for (const till of paired) if (!tills.has(till.tillId)) add(till).announce();
    for (const [tillId, till] of tills) if (!known.has(tillId)) remove(tillId, till);
  };

  add({ tillId: STATION_TILL, name: shop.terminal });
  for (const tillId of tables.tillIds())
    if (!tills.has(tillId)) add(shop.tills?.find((till) => till.tillId === tillId) ?? { tillId, name: '' });

  return {
    of(from) {
      const till = tills.get(tillOf(from));
      if (!till) throw new GuitaiError('forbidden');
      return till;
    },
    contents: () => [...tills.values()].map(({ basket }) => basket.state.content),
    refresh(but) {
      for (const [tillId, { basket }] of tills) if (tillId !== but) basket.refresh();
    },
    start() {
      for (const till of tills.values()) till.announce();
      follow();
    },
    follow,
    stop() {
      for (const till of tills.values()) till.stop();
    },
  };
}
