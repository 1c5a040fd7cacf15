import { describe, expect, test, vi } from 'vitest';
import { createMemoryWire, type MemoryWire } from '../../fakes/memory-wire.ts';
import type { Basket } from '#contract/basket.ts';
import type { ScanEcho, ScanOutcome } from '#contract/scan.ts';
import { createClient } from '#renderer/app/client.ts';
import type { Sounds } from '#renderer/app/sounds.ts';
import { createTill, type Till } from '#renderer/screens/checkout/till.ts';

const NOW_MS = 1_800_000_000_000;

const empty: Basket = {
  basketId: '0198a2d4-5f10-7000-8000-000000000001',
  revision: 1,
  phase: 'selling',
  lines: [],
  lastLineId: null,
  itemCount: 0,
  grossMinor: 0,
  discounts: [],
  terms: { member: null, discount: null, note: '', soldBy: [], tenders: [], order: null },
  hints: [],
  totalMinor: 0,
  taxMinor: 0,
  undoable: false,
  paid: null,
};
const line = {
  lineId: 1,
  productId: 5,
  sku: 'SJ-80',
  barcode: '6973012450771',
  name: '净芽 手口湿巾',
  spec: '80 抽×5 包',
  unit: '件',
  weighed: false,
  quantityMilli: 2000,
  priceMinor: 3990,
  amountMinor: 7980,
  labelled: false,
  taxRateBasisPoints: 1300,
  taxClass: '',
  taxMinor: 918,
  note: '',
};
const sold: Basket = {
  ...empty,
  revision: 2,
  lines: [line],
  lastLineId: 1,
  itemCount: 2,
  grossMinor: 7980,
  totalMinor: 7980,
  taxMinor: 918,
};
const added: ScanOutcome = { kind: 'added', lineId: 1, name: line.name, quantityMilli: 2000 };
const unknown: ScanOutcome = { kind: 'unknown', code: '6999999999997', quickAdd: true };

interface Desk {
  readonly till: Till;
  readonly wire: MemoryWire;
  readonly heard: string[];
  readonly field: { text: string };
  basket(basket: Basket): void;
  topic(name: 'scale' | 'weighing', value: unknown): void;
  scan(outcome: ScanOutcome, rest?: Partial<ScanEcho>): void;
  sent(name: string): readonly Record<string, unknown>[];
}

/** A till whose station, ears and scan field are in the hands of the test. */
function openDesk(): Desk {
  const wire = createMemoryWire();
  const client = createClient(wire);
  wire.connect();
  const heard: string[] = [];
  const sounds: Sounds = { play: (name) => void heard.push(name), muted: false, setMuted: () => {}, subscribe: () => () => {} };
  const till = createTill(client, sounds, () => NOW_MS);
  till.start();
  const field = { text: '' };
  till.bindField({
    read: () => field.text,
    write: (text) => void (field.text = text),
    select: () => {},
    // The keys that a scan left in the field before the page heard of it.
    takeBack: () => void (field.text = field.text.replace(/69730$/, '')),
  });
  let revision = 0;
  const push = (name: string, value: unknown): void => {
    revision += 1;
    wire.push({ type: 'topic', name, revision, value });
  };
  push('basket', empty);
  return {
    till,
    wire,
    heard,
    field,
    basket: (basket) => push('basket', basket),
    topic: push,
    scan: (outcome, rest = {}) => push('scan', { atMs: NOW_MS + revision, source: 'scanner', code: 'x', outcome, ...rest }),
    sent: (name) => wire.sent.filter((frame) => frame.name === name).map((frame) => frame.input as Record<string, unknown>),
  };
}

test('every scan is echoed once with its sound, whoever scanned', () => {
  const { till, heard, scan } = openDesk();
  scan(added);
  expect(till.state.echo).toMatchObject({ tone: 'ok', message: { values: { name: '净芽 手口湿巾', quantity: '2' } } });
  scan(unknown);
  expect(till.state.echo?.tone).toBe('bad');
  expect(till.state.unknownCode).toBe('6999999999997');
  expect(heard).toEqual(['tick', 'refuse']);
});

test('the last scan before the screen was opened is history, not news', () => {
  const { till, heard, scan } = openDesk();
  scan(unknown, { atMs: NOW_MS - 60_000 });
  expect(till.state.echo).toBeUndefined();
  expect(heard).toEqual([]);
});

test('the same echo coming again after a reconnect is not echoed again', () => {
  const { heard, scan, wire } = openDesk();
  scan(added, { atMs: NOW_MS + 77 });
  wire.drop();
  wire.connect();
  scan(added, { atMs: NOW_MS + 77 });
  expect(heard).toEqual(['tick']);
});

test('"3 *" applies to the next scan of the wedge', () => {
  const { till, field, sent } = openDesk();
  field.text = '3 *';
  till.scanned('6973012450771');
  expect(sent('basket.scan')).toMatchObject([{ text: '6973012450771', source: 'wedge', quantityMilli: 3000 }]);
  expect(field.text).toBe('');
});

test('"3 *" typed so fast before the code that both came as one is still a quantity', () => {
  const { till, sent } = openDesk();
  till.scanned('3*6973012450771');
  expect(sent('basket.scan')).toMatchObject([{ text: '6973012450771', quantityMilli: 3000 }]);
});

test('"3 *" applies to a scanner wired to the station, which has added one', () => {
  const { field, scan, basket, sent } = openDesk();
  basket(sold);
  field.text = '3 *';
  scan(added);
  expect(sent('basket.setQuantity')).toMatchObject([{ lineId: 1, quantityMilli: 4000 }]);
  expect(field.text).toBe('');
});

test('keys of a scan that was heard ahead of the page are taken back before "3 *" is read', () => {
  const { field, basket, scan, sent } = openDesk();
  basket(sold);
  field.text = '3 *69730';
  scan(added);
  expect(field.text).toBe('');
  expect(sent('basket.setQuantity')).toMatchObject([{ lineId: 1, quantityMilli: 4000 }]);
});

test('"* 5" sets the quantity of the selected line, "*" alone is refused in words', () => {
  const { till, field, basket, sent } = openDesk();
  basket(sold);
  field.text = '*5';
  till.enter();
  expect(sent('basket.setQuantity')).toMatchObject([{ lineId: 1, quantityMilli: 5000 }]);
  field.text = '*';
  till.enter();
  expect(till.state.echo).toMatchObject({ tone: 'bad', message: { error: { code: 'quantity_invalid' } } });
});

test('counting down stops at one', () => {
  const { till, basket, sent } = openDesk();
  basket({ ...sold, lines: [{ ...line, quantityMilli: 1000 }] });
  till.changeQuantity(-1000);
  expect(sent('basket.setQuantity')).toEqual([]);
  expect(till.state.echo?.tone).toBe('bad');
});

describe('between the key that takes payment and the station that answers', () => {
  test('a digit is the amount and stays typed when the amount is asked for', () => {
    const { till, basket } = openDesk();
    basket(sold);
    till.pay();
    expect(till.state.payingSoon).toBe(true);
    till.typeCash('1');
    basket({ ...sold, revision: 3, phase: 'tendering' });
    till.typeCash('00');
    expect(till.state).toMatchObject({ payingSoon: false, cash: { text: '100' } });
  });

  test('a second press asks once, and a refusal forgets the digit', async () => {
    const { till, basket, wire, sent } = openDesk();
    basket(sold);
    till.pay();
    till.pay();
    expect(sent('tender.begin')).toHaveLength(1);
    till.typeCash('1');
    const refused = Promise.withResolvers<void>();
    till.subscribe(() => {
      if (till.state.echo) refused.resolve();
    });
    wire.push({ type: 'reply', id: wire.sent.at(-1)?.id, ok: false, error: { code: 'shift_needed', message: '', details: {} } });
    await refused.promise;
    expect(till.state).toMatchObject({ payingSoon: false, cash: { text: '' }, echo: { tone: 'bad' } });
  });
});

describe('the pay key pressed before a scan was answered', () => {
  const paid: Basket = { ...empty, phase: 'paid' };
  const answer = (wire: MemoryWire, output: ScanOutcome): void => {
    const { id } = wire.sent.findLast(({ name }) => name === 'basket.scan') ?? {};
    wire.push({ type: 'reply', id, ok: true, output });
  };

  test('waits for it, also on the paid screen, and a digit typed meanwhile is the amount', async () => {
    const { till, basket, wire, sent } = openDesk();
    basket(paid);
    till.scanned('6973012450771');
    till.pay();
    till.typeCash('9');
    basket(sold);
    till.typeCash('0');
    expect(sent('tender.begin')).toEqual([]);
    answer(wire, added);
    await vi.waitFor(() => expect(sent('tender.begin')).toHaveLength(1));
    basket({ ...sold, revision: 3, phase: 'tendering' });
    expect(till.state).toMatchObject({ payingSoon: false, cash: { text: '90' }, echo: undefined });
  });

  test('is forgotten when the code is not one of goods: the cashier sees that first', async () => {
    const { till, basket, wire, sent, scan } = openDesk();
    basket(sold);
    till.scanned('6999999999997');
    till.pay();
    scan(unknown, { source: 'wedge' });
    answer(wire, unknown);
    await vi.waitFor(() => expect(till.state.payingSoon).toBe(false));
    expect(sent('tender.begin')).toEqual([]);
    expect(till.state).toMatchObject({ unknownCode: '6999999999997', echo: { tone: 'bad' } });
  });

  test('for exactly what is due shows what is due first', async () => {
    const { till, basket, wire, sent } = openDesk();
    basket(sold);
    till.scanned('6973012450771');
    till.cashExact();
    answer(wire, added);
    await vi.waitFor(() => expect(sent('tender.begin')).toHaveLength(1));
    basket({ ...sold, revision: 3, phase: 'tendering' });
    expect(sent('sale.complete')).toEqual([]);
  });

  test('says after a second and a half that nobody answers', async () => {
    vi.useFakeTimers();
    try {
      const { till, basket, sent } = openDesk();
      basket(sold);
      till.scanned('6973012450771');
      till.pay();
      await vi.advanceTimersByTimeAsync(1_499);
      expect(till.state.payingSoon).toBe(true);
      await vi.advanceTimersByTimeAsync(1);
      expect(till.state).toMatchObject({ payingSoon: false, echo: { message: { error: { code: 'no_answer' } } } });
      expect(sent('tender.begin')).toEqual([]);
    } finally {
      vi.useRealTimers();
    }
  });
});

describe('a sheet of keys', () => {
  test('open when a scan is made goes, one opened before its echo came stays', () => {
    const { till, basket, scan } = openDesk();
    till.open({ kind: 'keys' });
    till.scanned('6973012450771');
    expect(till.state.overlay).toBeUndefined();
    basket(sold);
    till.open({ kind: 'keys' });
    scan(added, { source: 'wedge' });
    expect(till.state.overlay).toEqual({ kind: 'keys' });
  });

  test('goes at the echo of a scanner that is wired to the station', () => {
    const { till, basket, scan } = openDesk();
    basket(sold);
    till.open({ kind: 'quantity', lineId: 1 });
    scan(added);
    expect(till.state.overlay).toBeUndefined();
  });
});

describe('goods by weight', () => {
  const rice = { id: 9, name: '散装 五常大米', spec: '', unit: 'kg', priceMinor: 880 };

  test('are asked for as they are, and the weight that is typed goes along', () => {
    const { till, sent } = openDesk();
    till.add(rice);
    till.add(rice, 356);
    expect(sent('basket.add')).toMatchObject([{ productId: 9 }, { productId: 9, quantityMilli: 356 }]);
    expect(sent('basket.add')[0]).not.toHaveProperty('quantityMilli');
  });

  test('open the keypad on a till without a scale, and only there', () => {
    const { till, topic } = openDesk();
    topic('scale', null);
    topic('weighing', { product: rice });
    expect(till.state.overlay).toEqual({ kind: 'weigh', product: rice });
    topic('weighing', { product: null });
    expect(till.state.overlay).toBeUndefined();
    topic('scale', { scaleId: 'scale', state: 'zero', weight: { value: 0, decimals: 3, unit: 'kg' }, net: false, canZero: true });
    topic('weighing', { product: rice });
    expect(till.state.overlay).toBeUndefined();
  });

  test('are weighed once, however often Enter is pressed, and given up with Esc', () => {
    const { till, topic, sent } = openDesk();
    topic('weighing', { product: rice });
    till.weigh();
    till.weigh();
    expect(sent('basket.weigh')).toMatchObject([{ productId: 9 }]);
    till.back();
    expect(sent('weighing.cancel')).toHaveLength(1);
  });
});

test('a scanned receipt offers the return when nothing is being sold', () => {
  const { till, basket, scan, sent } = openDesk();
  basket(empty);
  scan({ kind: 'unknown', code: 'S001-01-1-R000042', quickAdd: true });
  expect(till.state).toMatchObject({ view: 'refund', unknownCode: undefined });
  expect(sent('refund.find')).toEqual([{ receipt: 'S001-01-1-R000042' }]);
});

test('a scanned receipt beside goods opens the sale instead of being an unknown product', () => {
  const { till, basket, field, scan } = openDesk();
  basket(sold);
  scan({ kind: 'unknown', code: 'S001-01-1-000042', quickAdd: true });
  expect(till.state.view).toBe('sales');
  expect(field.text).toBe('S001-01-1-000042');
  expect(till.state.unknownCode).toBeUndefined();
});

test('paying sends the basket the cashier saw, with the amount typed, and only once', () => {
  const { till, basket, sent } = openDesk();
  basket({ ...sold, revision: 8, phase: 'tendering' });
  for (const key of ['1', '00'] as const) till.typeCash(key);
  till.complete();
  till.complete();
  expect(sent('sale.complete')).toMatchObject([
    { basketId: sold.basketId, basketRevision: 8, tenders: [{ kind: 'cash', amountMinor: 10_000 }] },
  ]);
});

test('too little is refused here, in place, and what was typed stays', () => {
  const { till, basket, sent, heard } = openDesk();
  basket({ ...sold, phase: 'tendering' });
  till.typeCash('5');
  till.complete();
  expect(till.state.tenderError).toMatchObject({ code: 'tender_short', details: { missing: '74.80' } });
  expect(till.state.cash.text).toBe('5');
  expect(sent('sale.complete')).toEqual([]);
  expect(heard).toEqual(['refuse']);
});

test('nothing typed pays exactly what is due', () => {
  const { till, basket, sent } = openDesk();
  basket({ ...sold, phase: 'tendering' });
  till.complete();
  expect(sent('sale.complete')).toMatchObject([{ tenders: [{ kind: 'cash', amountMinor: 7980 }] }]);
});

test('a basket that another window changed or paid is said in words, and the till can go on', async () => {
  const { till, basket, wire } = openDesk();
  basket({ ...sold, phase: 'tendering' });
  const refused = Promise.withResolvers<void>();
  till.complete();
  till.subscribe(() => {
    if (till.state.tenderError) refused.resolve();
  });
  wire.push({ type: 'reply', id: wire.sent.at(-1)?.id, ok: false, error: { code: 'basket_changed', message: '', details: {} } });
  await refused.promise;
  expect(till.state).toMatchObject({ completing: false, tenderError: { code: 'basket_changed' } });
});

test('what was typed for one customer is gone for the next', () => {
  const { till, basket, heard } = openDesk();
  basket({ ...sold, phase: 'tendering' });
  till.typeCash('9');
  basket({ ...sold, phase: 'selling' });
  basket({ ...sold, phase: 'tendering' });
  expect(till.state.cash.text).toBe('');
  basket({ ...empty, phase: 'paid' });
  expect(heard).toEqual(['chime']);
});

test('Esc goes one step back: sheet, payment, text, list of sales', () => {
  const { till, field, basket, sent } = openDesk();
  basket(sold);
  till.showSales();
  field.text = '湿巾';
  till.open({ kind: 'keys' });
  till.back();
  expect(till.state.overlay).toBeUndefined();
  till.back();
  expect(field.text).toBe('');
  till.back();
  expect(till.state.view).toBe('basket');
  basket({ ...sold, phase: 'tendering' });
  till.back();
  expect(sent('tender.cancel')).toHaveLength(1);
});

test('an empty basket is not paid', () => {
  const { till, sent } = openDesk();
  till.pay();
  expect(sent('tender.begin')).toEqual([]);
  expect(till.state.echo).toMatchObject({ message: { error: { code: 'basket_empty' } } });
});

describe('a function barcode', () => {
  const asked = (command: string): ScanOutcome => ({
    kind: 'command',
    id: '0190b7a0-0000-7000-8000-00000000000a',
    asked: { command: command as 'pay' },
  });

  test('leaves the quantity for the next scan where it is', () => {
    const { till, field, sent } = openDesk();
    field.text = '6 *';
    till.scanned('GT:OK');
    expect(sent('basket.scan')).toEqual([expect.objectContaining({ text: 'GT:OK', source: 'wedge' })]);
    expect(sent('basket.scan')[0]).not.toHaveProperty('quantityMilli');
    expect(field.text).toBe('6 *');
  });

  test('of a wired scanner is asked for before anything is done; one that another hand scanned is none of this till', () => {
    const { scan, sent, basket } = openDesk();
    basket(sold);
    scan(asked('remove'), { source: 'wedge' });
    expect(sent('basket.takeCommand')).toEqual([]);
    scan(asked('remove'));
    expect(sent('basket.takeCommand')).toEqual([{ id: '0190b7a0-0000-7000-8000-00000000000a' }]);
    expect(sent('basket.remove')).toEqual([]);
  });
});

test('a refusal without an error is heard as well', () => {
  const { till, heard } = openDesk();
  till.askReason('refund');
  expect(till.state.echo?.tone).toBe('bad');
  expect(heard).toEqual(['refuse']);
});
