import { emptyContent, findLine, removeLine, setNote, setQuantity, type BasketContent } from './basket.ts';
import { withTerms } from './adjust.ts';
import { createCommandScans } from './command-scans.ts';
import { followDeposits } from './deposits.ts';
import type { DiscountLimits } from './discount-limits.ts';
import { createGoods, type GoodsOptions } from './goods.ts';
import type { Admitted } from './open-basket.ts';
import { editable, outcomeOf, selling, sold, type Echo } from './outcome.ts';
import { swapVariant } from './swap.ts';
import type { Catalog } from '../catalog/catalog.ts';
import { checkDeposit } from '../order/order-body.ts';
import { checkNothingTaken } from './tendering.ts';
import type { Holds } from '../hold/holds.ts';
import type { OrderDesk } from '../order/order-desk.ts';
import type { StoreHandlers } from '../handlers.ts';
import { toWireError } from '../frames.ts';
import type { Act } from '../staff/act.ts';
import type { BasketLine } from '#contract/basket.ts';
import { GuitaiError } from '#contract/error.ts';
import type { ProcedureInput } from '#contract/procedures.ts';
import type { Product } from '#contract/product.ts';
import type { ScanOutcome } from '#contract/scan.ts';

type ScanInput = ProcedureInput<'basket.scan'>;

type CheckoutHandlers = Pick<
  StoreHandlers,
  | 'basket.scan'
  | 'basket.takeCommand'
  | 'basket.add'
  | 'basket.setQuantity'
  | 'basket.swapVariant'
  | 'basket.remove'
  | 'basket.note'
  | 'basket.clear'
  | 'basket.undo'
  | 'tender.begin'
  | 'tender.cancel'
  | 'sale.dismiss'
>;

/** Answers everything that happens to the open basket before money changes hands. `refuseScan` tells the till of a scan that was not allowed. */
export function createCheckout(
  options: GoodsOptions & {
    readonly echo: Echo;
    readonly limits: DiscountLimits;
    /** Baskets put aside: their slips bring them back. */
    readonly holds: Pick<Holds, 'scan'>;
    /** Orders of customers: their slips bring the goods. */
    readonly orders: Pick<OrderDesk, 'scan'>;
    /** Throws where no money may be taken now. */
    readonly beforePayment: () => void;
  },
): {
  readonly handlers: CheckoutHandlers;
  refuseScan(input: unknown, error: GuitaiError): void;
} {
  const { basket, catalog, echo, limits, weighing, holds, orders, beforePayment } = options;
  const goods = createGoods(options);
  const commands = createCommandScans();

  const scanned = (input: ScanInput, act: Act): ScanOutcome => {
    try {
      return echo(
        input.source,
        input.text,
        outcomeOf(() => commands.scan(input) ?? resumed(input, act) ?? collecting(input) ?? goods.scan(input, act)),
      );
    } catch (error) {
      // Nobody waits for the answer of a scanner that is wired to the station: only the echo tells the cashier.
      if (input.source === 'scanner') echo(input.source, input.text, { kind: 'refused', error: toWireError(error) });
      throw error;
    }
  };

  const resumed = ({ text, requestId }: ScanInput, act: Act): ScanOutcome | undefined => {
    const held = holds.scan(text, requestId, act);
    return held && { kind: 'resumed', number: held.number };
  };

  const collecting = ({ text, requestId }: ScanInput): ScanOutcome | undefined => {
    const order = orders.scan(text, requestId);
    return order && { kind: 'collecting', code: order.code };
  };

  const edit = (
    name: string,
    input: { readonly requestId: string },
    act: Act,
    change: (content: BasketContent) => BasketContent,
    /** What a person changed may go on to more or dearer goods only by somebody who may do it there. */
    admit: (priced: BasketContent, before: BasketContent) => Admitted = (priced) => ({ content: priced }),
  ): Record<string, never> =>
    basket.command(
      name,
      input,
      (state) => {
        const before = editable(state);
        return { answer: {}, next: selling(followDeposits(change(before))), admit: (priced) => admit(priced, before) };
      },
      act,
    );

  const handlers: CheckoutHandlers = {
    'basket.scan': scanned,
    'basket.takeCommand': commands['basket.takeCommand'],
    'basket.add': (input, act) =>
      echo(
        'typed',
        catalog.findById(input.productId)?.sku ?? '',
        outcomeOf(() => goods.add(input, act)),
      ),
    'basket.setQuantity': (input, act) =>
      edit(
        'basket.setQuantity',
        input,
        act,
        (content) => setQuantity(content, input.lineId, input.quantityMilli),
        (priced, before) => {
          const { adjustment, quantityMilli } = findLine(before, input.lineId);
          return { content: priced, act: adjustment?.kind === 'gift' && input.quantityMilli > quantityMilli ? act.demand('gift') : act };
        },
      ),
    'basket.swapVariant': (input, act) =>
      edit(
        'basket.swapVariant',
        input,
        act,
        (content) => swapVariant(content, input.lineId, variantOf(catalog, findLine(content, input.lineId), input.productId)),
        (priced, before) => {
          const admitted = limits(priced, act);
          const [old, { adjustment, priceMinor }] = [findLine(before, input.lineId), findLine(priced, input.lineId)];
          if (priceMinor <= old.priceMinor || admitted.act !== act) return admitted;
          if (adjustment?.kind === 'gift') return { ...admitted, act: act.demand('gift') };
          return adjustment?.kind === 'price' ? { ...admitted, act: act.demand('price.change') } : admitted;
        },
      ),
    'basket.remove': (input, act) =>
      edit('basket.remove', input, act, (content) => {
        const rest = removeLine(content, input.lineId);
        checkNothingTaken(followDeposits(rest));
        // Nothing is left to order: the next customer's goods are no part of it.
        return rest.lines.length > 0 || rest.terms.order === null ? rest : withTerms(rest, { order: null });
      }),
    'basket.note': (input, act) => edit('basket.note', input, act, (content) => setNote(content, input.lineId, input.note.trim())),
    'basket.clear': (input, act) =>
      edit('basket.clear', input, act, (content) => {
        checkNothingTaken({ lines: [], terms: content.terms });
        return { ...emptyContent, nextLineId: content.nextLineId };
      }),
    'basket.undo': (input, act) => basket.command('basket.undo', input, () => ({ answer: {}, next: basket.undo() }), act),
    'tender.begin': (input, act) =>
      basket.command('tender.begin', input, (state) => {
        if (state.phase === 'tendering') return { answer: {} };
        beforePayment();
        weighing.needDone();
        const { order } = state.content.terms;
        checkDeposit(state.content, order?.kind === 'placing' ? order.depositMinor : 0);
        return { answer: {}, next: { phase: 'tendering', content: state.content, paid: null }, admit: (priced) => limits(priced, act) };
      }),
    'tender.cancel': (input) =>
      basket.command('tender.cancel', input, (state) =>
        state.phase === 'tendering' ? { answer: {}, next: selling(state.content) } : { answer: {} },
      ),
    'sale.dismiss': (input) =>
      basket.command('sale.dismiss', input, (state) =>
        state.phase === 'paid' ? { answer: {}, next: selling(emptyContent) } : { answer: {} },
      ),
  };
  return {
    handlers,
    refuseScan(input, error) {
      const { source, text } = input as ScanInput;
      echo(source, text, { kind: 'refused', error: error.toWire() });
    },
  };
}

/** The article that may take the place of a line. Throws product_unknown, product_inactive, variant_foreign. */
function variantOf(catalog: Catalog, line: BasketLine, productId: number): Product {
  const product = catalog.findById(productId);
  if (!product) throw new GuitaiError('product_unknown', { code: String(productId) });
  const style = catalog.findById(line.productId)?.variant?.style;
  if (style === undefined || product.variant?.style !== style) throw new GuitaiError('variant_foreign', { name: product.name });
  return sold(product);
}
