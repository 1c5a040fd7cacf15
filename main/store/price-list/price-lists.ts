import { preparePriceTable, type ListRow, type PriceTable } from './price-list-sql.ts';
import { PRICES, type PriceRow } from './price-sheet.ts';
import type { Catalog } from '../catalog/catalog.ts';
import { exportPages } from '../export-table.ts';
import type { StoreHandlers } from '../handlers.ts';
import { offerPage, prepareOffers, stageOn } from '../promotion/offers-sql.ts';
import type { ActivePriceList } from '../promotion/pricing-input.ts';
import { checkRoom } from '../promotion/promotions.ts';
import { recordEvent, type Book } from '../record-event.ts';
import type { RowOutcome } from '../sheet/intake.ts';
import type { Uploads } from '../sheet/uploads.ts';
import type { Act } from '../staff/act.ts';
import { GuitaiError } from '#contract/error.ts';
import type { ListedPrice } from '#contract/procedures/price-list.ts';
import type { Product } from '#contract/product.ts';
import { MAX_LIST_PRICES, MAX_PRICE_LISTS, MAX_PRICES_AT_ONCE, PriceList } from '#contract/promotion.ts';
import type { Cell } from '#main/ledger/archive/cell.ts';
import type { JsonObject } from '#main/ledger/canonical.ts';

/** What a published draft changed, as the journal has it: SKU and its price, null = not on the list any more. */
export type PriceChanges = readonly (readonly [sku: string, priceMinor: number | null])[];

/** Changes that a draft holds before no more come in: every price of a full list off, and as many others on. */
const MAX_DRAFTED = 2 * MAX_LIST_PRICES;

/** Prices for some people or some time. */
export interface PriceLists {
  /** What is running or coming, the same array until something changes. */
  readonly running: readonly ActivePriceList[];
  readonly handlers: Pick<
    StoreHandlers,
    | 'priceList.list'
    | 'priceList.save'
    | 'priceList.end'
    | 'priceList.prices'
    | 'priceList.put'
    | 'priceList.discard'
    | 'priceList.import'
    | 'priceList.publish'
    | 'priceList.export'
  >;
}

export interface PriceListsOptions extends Pick<Book, 'ledger' | 'clock'> {
  readonly catalog: Pick<Catalog, 'findBySku' | 'findByBarcode' | 'search'>;
  readonly uploads: Pick<Uploads, 'take'>;
  /** Exports are written beside it. */
  readonly ledgerFile: string;
  /** A change of what holds is on disk: the open basket is priced anew. */
  readonly onChanged: () => void;
}

export function createPriceLists(options: PriceListsOptions): PriceLists {
  const { ledger, clock, catalog, ledgerFile, onChanged } = options;
  const table = prepareOffers(ledger.db, 'priceList', (body) => PriceList.parse(body));
  const prices = preparePriceTable(ledger.db);
  const activeLists = (): ActivePriceList[] => table.current().map((list) => ({ ...list, prices: remembered(prices, list.id) }));
  let running = activeLists();

  const change = (requestId: string, content: JsonObject, facts: JsonObject, act: Act, write: () => void): Record<string, never> => {
    const { repeated } = recordEvent(options, { kind: 'promotion.changed', requestId, content, facts, inTransaction: write }, act);
    if (repeated) return {};
    running = activeLists();
    onChanged();
    return {};
  };
  const needKnown = (id: string): void => {
    if (!table.has(id)) throw new GuitaiError('promotion_unknown');
  };

  return {
    get running() {
      return running;
    },
    handlers: {
      'priceList.list'(input) {
        const date = ledger.dateOf(clock());
        const { offers, more } = offerPage(table, running.map(headOf), input);
        const lists = offers.map((list) => ({
          list,
          stage: input.ended ? ('ended' as const) : stageOn(date, list.schedule),
          priceCount: prices.count(list.id),
          draftCount: prices.draftCount(list.id),
        }));
        return { lists, more };
      },
      'priceList.save'({ requestId, list }, act) {
        checkRoom(running, list.id, MAX_PRICE_LISTS);
        return change(requestId, { priceList: list }, { priceList: list }, act, () => table.save(list));
      },
      'priceList.end'({ requestId, id }, act) {
        needKnown(id);
        return change(requestId, { endedList: id }, { endedList: id }, act, () => table.end(id));
      },
      'priceList.prices'({ id, query, changed, after = '', limit }) {
        needKnown(id);
        const found =
          query === undefined
            ? (changed ? prices.changed : prices.rows)(id, after, limit + 1)
            : catalog.search(query, Math.min(limit, 50)).map(({ sku }) => prices.row(id, sku));
        return { prices: found.slice(0, limit).map((row) => listed(row, catalog)), more: found.length > limit };
      },
      ...createDrafting(options, prices, needKnown),
      'priceList.publish'({ requestId, id }, act) {
        needKnown(id);
        return change(requestId, { publishedPrices: id }, publication(prices, id), act, () => prices.publish(id));
      },
      async 'priceList.export'({ id }) {
        needKnown(id);
        const name = `prices-${id}-${ledger.dateOf(clock())}`;
        return { file: await exportPages(ledgerFile, name, ['sku', '品名', '规格', '原价', 'price'], exportRows(prices, id, catalog)) };
      },
    },
  };
}

/** What changes a draft, and holds for nobody yet. */
function createDrafting(
  { ledger, catalog, uploads }: PriceListsOptions,
  prices: PriceTable,
  needKnown: (id: string) => void,
): Pick<StoreHandlers, 'priceList.put' | 'priceList.discard' | 'priceList.import'> {
  /** What comes in is bounded before anybody counts exactly. */
  const needRoom = (id: string): void => {
    if (prices.draftCount(id) > MAX_DRAFTED) throw new GuitaiError('price_list_full', { max: MAX_LIST_PRICES });
  };
  const productOf = ({ code }: PriceRow): Product | undefined => catalog.findBySku(code) ?? catalog.findByBarcode(code);
  const draftRow = (id: string, row: PriceRow): RowOutcome => {
    const { code, priceMinor } = row;
    const product = productOf(row);
    if (!product) return { zh: `没有这个货号或条码：${code}`, en: `no article has this SKU or barcode: ${code}` };
    const liveMinor = prices.price(id, product.sku);
    prices.draft(id, product.sku, priceMinor);
    if (liveMinor === priceMinor) return 'kept';
    return liveMinor === undefined ? 'added' : 'updated';
  };
  return {
    'priceList.put'({ id, prices: wanted }) {
      needKnown(id);
      ledger.write(() => {
        needRoom(id);
        for (const { sku, priceMinor } of wanted) {
          const own = catalog.findBySku(sku)?.sku ?? (prices.price(id, sku) === undefined ? undefined : sku);
          if (own === undefined) throw new GuitaiError('product_unknown', { code: sku });
          prices.draft(id, own, priceMinor);
        }
      });
      return {};
    },
    'priceList.discard'({ id }) {
      needKnown(id);
      ledger.write(() => prices.forgetDraft(id));
      return {};
    },
    'priceList.import'({ requestId, id, uploadId, replaces = false }) {
      needKnown(id);
      return uploads.take(uploadId, requestId, PRICES, (rows: readonly PriceRow[], isFirst) =>
        ledger.write(() => {
          if (replaces && isFirst && rows.some(productOf)) prices.draftNothing(id);
          needRoom(id);
          return rows.map((row) => draftRow(id, row));
        }),
      );
    },
  };
}

function headOf({ prices: _prices, ...list }: ActivePriceList): PriceList {
  return list;
}

/** Answers that were given, so that a basket that is priced again and again asks the file once an article. */
const MAX_REMEMBERED = 5000;

function remembered(table: PriceTable, id: string): ActivePriceList['prices'] {
  const known = new Map<string, number | undefined>();
  return {
    get(sku) {
      if (known.has(sku)) return known.get(sku);
      if (known.size >= MAX_REMEMBERED) known.clear();
      const priceMinor = table.price(id, sku);
      known.set(sku, priceMinor);
      return priceMinor;
    },
  };
}

function listed({ sku, liveMinor, drafted, draftMinor }: ListRow, catalog: Pick<Catalog, 'findBySku'>): ListedPrice {
  const product = catalog.findBySku(sku);
  return {
    sku,
    name: product?.name ?? sku,
    spec: product?.spec ?? '',
    baseMinor: product?.priceMinor ?? null,
    costMinor: product?.costMinor ?? null,
    liveMinor,
    ...(drafted === 1 ? { draft: { priceMinor: draftMinor } } : {}),
  };
}

/** What the journal says of a draft that is published. Throws price_list_full where the list would be too long. */
function publication(table: PriceTable, id: string): JsonObject {
  const changes = table.changed(id, '', MAX_DRAFTED + MAX_PRICES_AT_ONCE);
  const taken = changes.filter(({ draftMinor }) => draftMinor === null).length;
  const added = changes.filter(({ liveMinor }) => liveMinor === null).length;
  const count = table.count(id) + added - taken;
  if (count > MAX_LIST_PRICES) throw new GuitaiError('price_list_full', { max: MAX_LIST_PRICES });
  return { publishedPrices: id, prices: count, changes: changes.map(({ sku, draftMinor }) => [sku, draftMinor]) };
}

/** The prices that hold, some at a time. */
function* exportRows(table: PriceTable, id: string, catalog: Pick<Catalog, 'findBySku'>): Generator<Cell[][]> {
  for (let after = '', page: ListRow[]; (page = table.rows(id, after, MAX_PRICES_AT_ONCE)).length > 0; after = page.at(-1)?.sku ?? '') {
    yield page.flatMap(({ sku, liveMinor }) => {
      if (liveMinor === null) return [];
      const product = catalog.findBySku(sku);
      return [[sku, product?.name ?? '', product?.spec ?? '', product ? { minor: product.priceMinor } : '', { minor: liveMinor }]];
    });
  }
}
