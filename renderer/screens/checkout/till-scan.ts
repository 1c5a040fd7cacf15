import { formatQuantity } from '#contract/quantity.ts';
import type { ScanEcho, ScanOutcome, ScanSource } from '#contract/scan.ts';
import { isCommandCode, type ScannedCommand } from '#contract/till-command.ts';
import { badgeOf } from '#renderer/app/badge.ts';
import { wireErrorOf } from '#renderer/app/client.ts';
import { warningMessage } from './goods-words.ts';
import { isReceiptNumber, parseScanEntry, quantityForNextScan } from './scan-text.ts';
import type { TillStore } from './till-store.ts';

/** A scan older than this, met at connecting, is history and not news. */
const STALE_SCAN_MS = 3_000;

export interface ScanActions {
  /** A code from the wedge; a quantity typed before it ("3 *") applies. */
  scanned(text: string): void;
  /** A code the camera saw; "3 *" in the field applies. */
  seen(code: string): void;
  /** Enter in the scan field. */
  enter(): void;
  /** The cashier typed or pasted into the scan field. */
  typed(): void;
  /** Looks a code up as if it had been typed. */
  look(text: string): void;
}

/** What a scan leads to elsewhere on the till. */
interface ScanTargets {
  setQuantity(lineId: number, quantityMilli: number): void;
  showSales(query: string): void;
  showRefund(receipt: string): void;
  /** Does what a function barcode asks for. */
  obey(asked: ScannedCommand): void;
}

/** What was typed and is done. */
const CLEARS_FIELD: ReadonlySet<ScanOutcome['kind']> = new Set([
  'added',
  'member',
  'coupon',
  'list',
  'weigh',
  'asks',
  'collecting',
  'command',
]);

/** Sends codes to the shop, which decides what they mean; what it decided comes back as topic `scan`. */
export function createScanActions(store: TillStore, targets: ScanTargets): ScanActions {
  function send(text: string, source: ScanSource, quantityMilli: number | undefined): void {
    const typed = store.field.read();
    const input = quantityMilli === undefined ? { text, source } : { text, source, quantityMilli };
    store.underway.follow(store.client.command('basket.scan', input)).then(
      (outcome) => {
        if (source === 'typed' && store.field.read() === typed) settleTyped(outcome);
        if (outcome.kind === 'command') targets.obey(outcome.asked);
      },
      (thrown: unknown) => {
        const error = wireErrorOf(thrown);
        // A locked till says so to every scan, of this page or of a scanner wired to the station.
        if (error.code !== 'till_locked') store.refuse(error);
      },
    );
  }

  function settleTyped(outcome: ScanOutcome): void {
    const { kind } = outcome;
    if (CLEARS_FIELD.has(kind)) store.field.write('');
    else if (outcome.kind === 'choose') store.set({ choices: { query: outcome.query, products: outcome.products } });
  }

  return {
    scanned(text) {
      if (isCommandCode(text)) return send(text, 'wedge', undefined);
      // "3 *" stands in the field, or came so shortly before the scan that it is part of it.
      const entry = parseScanEntry(text);
      const code = entry.kind === 'code' ? entry : { text, quantityMilli: undefined };
      const quantityMilli = code.quantityMilli ?? quantityForNextScan(store.field.read());
      if (store.state.view !== 'sales') store.field.write('');
      putAway(store);
      send(code.text, 'wedge', quantityMilli);
    },
    seen(code) {
      if (isCommandCode(code)) return send(code, 'camera', undefined);
      const quantityMilli = quantityForNextScan(store.field.read());
      if (quantityMilli !== undefined) store.field.write('');
      send(code, 'camera', quantityMilli);
    },
    enter() {
      const entry = parseScanEntry(store.field.read());
      if (entry.kind === 'code') {
        send(entry.text, 'typed', entry.quantityMilli);
        store.field.select();
      } else if (entry.kind === 'quantity') {
        const line = store.selectedLine;
        store.field.write('');
        if (line) targets.setQuantity(line.lineId, entry.quantityMilli);
        else store.refuseFor('basket_empty');
      } else if (entry.kind === 'badQuantity') {
        store.refuseFor('quantity_invalid');
        store.field.select();
      }
    },
    typed() {
      const { echo, unknownCode, choices } = store.state;
      const bad = echo !== undefined && echo.tone !== 'ok';
      if (!bad && unknownCode === undefined && choices === undefined) return;
      store.set({ unknownCode: undefined, choices: undefined, ...(bad ? { echo: undefined } : {}) });
    },
    look: (text) => send(text, 'typed', undefined),
  };
}

/** Echoes every scan of this till, also those of a scanner wired to the station. Returns what ends it. */
export function followScans(store: TillStore, targets: ScanTargets, nowMs: () => number): () => void {
  const { client } = store;
  let heardSinceConnect = false;
  let last: ScanEcho | undefined;

  function isNews(echo: ScanEcho): boolean {
    const repeated = last?.atMs === echo.atMs && last.code === echo.code;
    const stale = repeated || (!heardSinceConnect && nowMs() - echo.atMs > STALE_SCAN_MS);
    heardSinceConnect = true;
    last = echo;
    return !stale;
  }

  const endScans = client.subscribe('scan', () => {
    const echo = client.topic('scan');
    if (echo && isNews(echo)) hear(store, targets, echo);
  });
  const endConnection = client.subscribeConnection(() => {
    heardSinceConnect = false;
  });
  return () => {
    endScans();
    endConnection();
  };
}

function hear(store: TillStore, targets: ScanTargets, echo: ScanEcho): void {
  const { outcome, source } = echo;
  if (source === 'scanner') store.field.takeBack(echo.code);
  if (source === 'scanner' && outcome.kind === 'added') putAway(store);
  if (outcome.kind === 'added') {
    const { view } = store.state;
    if (view === 'sales') store.field.write('');
    // During a return the goods are what the customer takes instead.
    const next = view === 'refund' ? view : 'basket';
    store.set({ unknownCode: undefined, choices: undefined, view: next });
    const warning = outcome.warnings?.[0];
    if (warning) store.say('warn', warningMessage(warning, outcome.name));
    else store.say('ok', { key: 'checkout.echo.added', values: { name: outcome.name, quantity: formatQuantity(outcome.quantityMilli) } });
    store.sounds.play('tick');
    if (source === 'scanner') applyTypedQuantity(store, targets, outcome.lineId, outcome.quantityMilli);
  } else if (outcome.kind === 'asks') {
    store.set({ unknownCode: undefined, choices: undefined, overlay: { kind: 'goods', asks: outcome, source } });
    store.say('warn', { key: 'goods.echo.asks', values: { name: outcome.product.name } });
    store.sounds.play('refuse');
  } else if (outcome.kind === 'weigh') {
    if (store.state.view === 'sales') store.field.write('');
    store.set({ unknownCode: undefined, choices: undefined, view: 'basket' });
    store.say('ok', { key: 'checkout.echo.weigh', values: { name: outcome.product.name } });
    store.sounds.play('tick');
  } else if (outcome.kind === 'member') {
    if (store.state.view === 'sales') store.field.write('');
    store.set({ unknownCode: undefined, choices: undefined });
    store.say('ok', { key: 'price.echo.member', values: { name: store.basket?.terms.member?.name ?? '' } }, true);
    store.sounds.play('tick');
  } else if (outcome.kind === 'coupon') {
    if (store.state.view === 'sales') store.field.write('');
    store.set({ unknownCode: undefined, choices: undefined });
    store.say('ok', { key: 'price.echo.coupon', name: outcome.name }, true);
    store.sounds.play('tick');
  } else if (outcome.kind === 'list') {
    const overlay = outcome.missed.length > 0 ? ({ kind: 'listed', list: outcome } as const) : store.state.overlay;
    store.set({ unknownCode: undefined, choices: undefined, view: 'basket', overlay });
    store.say(outcome.taken > 0 ? 'ok' : 'warn', { key: 'list.echo.taken', values: { count: outcome.taken } }, outcome.taken > 0);
    store.sounds.play(outcome.missed.length > 0 ? 'refuse' : 'tick');
  } else if (outcome.kind === 'resumed') {
    store.set({ unknownCode: undefined, choices: undefined, view: 'basket' });
    store.field.write('');
    store.say('ok', { key: 'hold.echo.resumed' });
    store.sounds.play('tick');
  } else if (outcome.kind === 'collecting') {
    store.set({ unknownCode: undefined, choices: undefined, view: 'basket', orderQuery: '' });
    store.field.write('');
    store.say('ok', { key: 'order.echo.collecting', values: { code: outcome.code } });
    store.sounds.play('tick');
  } else if (outcome.kind === 'command') {
    if (source === 'scanner') takeCommand(store, targets, outcome);
  } else if (outcome.kind === 'unknown' && store.state.overlay?.kind === 'salespeople' && badgeOf(echo) !== undefined) {
    store.sounds.play('tick');
  } else if (outcome.kind === 'unknown' && isReceiptNumber(outcome.code)) {
    showReceipt(store, targets, outcome.code);
  } else if (outcome.kind === 'unknown') {
    store.set({ unknownCode: outcome.quickAdd ? outcome.code : undefined });
    store.say('bad', { key: 'checkout.echo.unknown', values: { code: outcome.code } });
    store.field.select();
  } else if (outcome.kind === 'refused' && outcome.error.code === 'till_locked' && badgeOf(echo) !== undefined) {
    store.sounds.play('tick');
  } else if (outcome.kind === 'refused') {
    store.refuse(outcome.error);
    store.field.select();
  }
}

/**
 * What was half typed in a sheet of keys or of a quantity was meant for the basket before the scan. It goes when the scan is made, not when its echo
 * comes: a sheet opened meanwhile stays.
 */
function putAway(store: TillStore): void {
  const { overlay } = store.state;
  if (overlay?.kind === 'keys' || overlay?.kind === 'quantity') store.set({ overlay: undefined });
}

/** Every till hears a scanner of the station; one of them acts. */
function takeCommand({ client }: TillStore, targets: ScanTargets, { id, asked }: Extract<ScanOutcome, { readonly kind: 'command' }>): void {
  client.request('basket.takeCommand', { id }).then(
    ({ yours }) => yours && targets.obey(asked),
    () => undefined,
  );
}

/** A receipt that was scanned: beside goods to be sold it is looked up, else what of it can come back is shown. */
function showReceipt({ basket, state }: TillStore, targets: ScanTargets, receiptNumber: string): void {
  if (state.view !== 'refund' && basket && basket.lines.length > 0) targets.showSales(receiptNumber);
  else targets.showRefund(receiptNumber);
}

/** "3 *" was typed here, but the scanner is wired to the station, which added one. */
function applyTypedQuantity(store: TillStore, targets: ScanTargets, lineId: number, lineQuantityMilli: number): void {
  const typedMilli = quantityForNextScan(store.field.read());
  if (typedMilli === undefined) return;
  store.field.write('');
  targets.setQuantity(lineId, lineQuantityMilli - 1000 + typedMilli);
}
