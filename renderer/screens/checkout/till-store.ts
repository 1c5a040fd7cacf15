import type { Basket, BasketLine } from '#contract/basket.ts';
import { GuitaiError, type ErrorCode, type ErrorDetails, type WireError } from '#contract/error.ts';
import { wireErrorOf, type Client } from '#renderer/app/client.ts';
import type { WeighedProduct } from '#contract/weighing.ts';
import type { Sounds } from '#renderer/app/sounds.ts';
import { createUnderway, type Underway } from './till-underway.ts';
import { initialTillState, selectedLineId, type Echo, type Message, type TillState } from './till-state.ts';

const ECHO_MS = 3_000;
const UNDO_ECHO_MS = 5_000;

/** The scan field, as the till reads and writes it. */
export interface ScanFieldPort {
  read(): string;
  write(text: string): void;
  /** Marks the text, so that the next key or scan replaces it. */
  select(): void;
  /** The first keys of a scan that was heard ahead of this page are taken out of the fields again. */
  takeBack(code: string): void;
}

/** What every action of the till works with: its state, its voice, the station and the scan field. */
export interface TillStore {
  readonly client: Client;
  readonly sounds: Sounds;
  readonly state: TillState;
  set(change: Partial<TillState>): void;
  subscribe(listener: () => void): () => void;
  readonly field: ScanFieldPort;
  bindField(field: ScanFieldPort): void;
  readonly basket: Basket | undefined;
  readonly selectedLine: BasketLine | undefined;
  /** Goods on their way into the basket. */
  readonly underway: Underway;
  /** What is being weighed. */
  readonly product: WeighedProduct | undefined;
  /** Good news fades, a warning and a refusal stay until the next input; a refusal is heard. */
  say(tone: Echo['tone'], message: Message, undo?: boolean): void;
  refuse(error: WireError): void;
  /** The same for what a command threw. */
  refuseThrown(thrown: unknown): void;
  refuseFor(code: ErrorCode, details?: ErrorDetails): void;
  /** Waits for a command and says its error. */
  run(work: Promise<unknown>, done?: () => void): void;
  dispose(): void;
}

/** Builds the till's state holder. */
export function createTillStore(client: Client, sounds: Sounds): TillStore {
  const listeners = new Set<() => void>();
  let state = initialTillState;
  let field: ScanFieldPort = { read: () => '', write: () => {}, select: () => {}, takeBack: () => {} };
  let echoTimer: ReturnType<typeof setTimeout> | undefined;

  const store: TillStore = {
    client,
    sounds,
    underway: createUnderway(),
    get state() {
      return state;
    },
    set(change) {
      state = { ...state, ...change };
      for (const listener of listeners) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    get field() {
      return field;
    },
    bindField(port) {
      field = port;
    },
    get basket() {
      return client.topic('basket');
    },
    get selectedLine() {
      const basket = client.topic('basket');
      const lineId = basket && selectedLineId(basket, state.chosen);
      return basket?.lines.find((line) => line.lineId === lineId);
    },
    get product() {
      return client.topic('weighing')?.product ?? undefined;
    },
    say(tone, message, undo = false) {
      clearTimeout(echoTimer);
      store.set({ echo: { tone, message, undo } });
      if (tone === 'bad') sounds.play('refuse');
      if (tone === 'ok') echoTimer = setTimeout(() => store.set({ echo: undefined }), undo ? UNDO_ECHO_MS : ECHO_MS);
    },
    refuse(error) {
      store.say('bad', { error });
    },
    refuseThrown: (thrown) => store.refuse(wireErrorOf(thrown)),
    refuseFor(code, details) {
      store.refuse(new GuitaiError(code, details).toWire());
    },
    run(work, done) {
      work.then(done, store.refuseThrown);
    },
    dispose() {
      clearTimeout(echoTimer);
    },
  };
  return store;
}
