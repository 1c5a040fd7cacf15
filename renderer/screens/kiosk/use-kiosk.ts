import { useCallback, useEffect, useEffectEvent, useRef, useState } from 'react';
import type { WireError } from '#contract/error.ts';
import type { TakenTicket, TicketClass } from '#contract/queue.ts';
import { isUnanswered, REPEAT_WINDOW_MS, wireErrorOf } from '#renderer/app/client.ts';
import { useClient, useConnection, useTopicPart } from '#renderer/app/use-topic.ts';
import { interpretScan, type KioskCustomer } from './customer.ts';

/** What the kiosk shows, as far as its customer chose it. */
export type KioskView =
  | { readonly kind: 'choices' }
  | { readonly kind: 'pad'; readonly asks: 'phone' | 'booking' }
  | { readonly kind: 'ticket'; readonly ticket: TakenTicket; readonly takenAtMs: number };

/** Something to say above the choices. */
export type KioskNotice = { readonly error: WireError } | { readonly cancelled: string } | 'unknownCode';

export interface Kiosk {
  readonly view: KioskView;
  readonly customer: KioskCustomer | undefined;
  readonly notice: KioskNotice | undefined;
  /** An answer is awaited: another tap does nothing. */
  readonly busy: boolean;
  take(serviceId: number, ticketClass?: Extract<TicketClass, 'assisted'>): void;
  checkIn(code: string): void;
  scanned(text: string): void;
  usePhone(phone: string): void;
  show(view: Exclude<KioskView, { kind: 'ticket' }>): void;
  giveBack(ticket: TakenTicket): void;
  /** Resolves with whether a copy is on its way. */
  reprint(ticket: TakenTicket): Promise<boolean>;
  /** Back to the choices, as the next customer should find them. */
  reset(): void;
}

const CHOICES: KioskView = { kind: 'choices' };

/**
 * One customer after the other. A tap takes the only turn there is until its answer comes. A ticket whose answer was lost on the way is asked for again
 * under the same requestId as soon as the station can be reached: who took it sees it, and the next customer gets another one.
 */
export function useKiosk(): Kiosk {
  const client = useClient();
  const [view, setView] = useState<KioskView>(CHOICES);
  const [customer, setCustomer] = useState<KioskCustomer>();
  const [notice, setNotice] = useState<KioskNotice>();
  const [busy, setBusy] = useState(false);
  const asking = useRef(false);
  const unheard = useRef<{ readonly ask: () => Promise<TakenTicket>; readonly atMs: number }>(undefined);
  const selling = useTopicPart('station', (station) => station?.mode === 'selling');
  const reachable = useConnection() === 'connected' && selling;

  /** Runs one at a time; a refusal is shown above the choices. */
  const once = useCallback(async <Answer>(ask: () => Promise<Answer>): Promise<Answer | undefined> => {
    if (asking.current) return undefined;
    asking.current = true;
    setBusy(true);
    setNotice(undefined);
    try {
      return await ask();
    } catch (thrown) {
      setNotice({ error: wireErrorOf(thrown) });
      return undefined;
    } finally {
      asking.current = false;
      setBusy(false);
    }
  }, []);

  const showTicket = async (ask: () => Promise<TakenTicket>): Promise<void> => {
    const ticket = await once(() =>
      ask().catch((thrown: unknown) => {
        if (isUnanswered(wireErrorOf(thrown))) unheard.current = { ask, atMs: performance.now() };
        throw thrown;
      }),
    );
    setView(ticket ? { kind: 'ticket', ticket, takenAtMs: Date.now() } : CHOICES);
  };
  const askAgain = useEffectEvent(() => {
    const { current } = unheard;
    unheard.current = undefined;
    if (current && performance.now() - current.atMs < REPEAT_WINDOW_MS) void showTicket(current.ask);
  });
  useEffect(() => {
    if (reachable) askAgain();
  }, [reachable]);
  const greet = async (by: KioskCustomer['by']): Promise<void> => {
    const found = await once(() => client.request('queue.greet', { text: 'member' in by ? by.member : by.phone }));
    if (!found) return;
    if (!found.member && 'member' in by) setNotice('unknownCode');
    else setCustomer({ by, known: found.member });
    setView(CHOICES);
  };
  const checkIn = (code: string): void => void showTicket(() => client.command('queue.checkIn', { code }));

  return {
    view,
    customer,
    notice,
    busy,
    take: (serviceId, ticketClass) =>
      void showTicket(() => client.command('queue.take', { serviceId, ...(ticketClass ? { class: ticketClass } : {}), ...customer?.by })),
    checkIn,
    scanned(text) {
      const scan = interpretScan(text);
      if (scan.kind === 'booking') checkIn(scan.code);
      else if (scan.kind === 'member') void greet({ member: scan.code });
      else setNotice('unknownCode');
    },
    usePhone: (phone) => void greet({ phone }),
    show(next) {
      setNotice(undefined);
      setView(next);
    },
    async giveBack({ token, number }) {
      if (!(await once(() => client.command('queue.giveBack', { token })))) return;
      setView(CHOICES);
      setCustomer(undefined);
      setNotice({ cancelled: number });
    },
    reprint: async ({ ticketId }) => (await once(() => client.command('queue.reprint', { ticketId }))) !== undefined,
    reset() {
      setView(CHOICES);
      setCustomer(undefined);
      setNotice(undefined);
    },
  };
}

/** Calls back whenever nobody has touched the screen for so long; every touch, key and scan begins it anew. */
export function useIdle(afterMs: number, onIdle: () => void): void {
  const idle = useEffectEvent(onIdle);
  useEffect(() => {
    const wait = (): ReturnType<typeof setInterval> => setInterval(() => idle(), afterMs);
    let timer = wait();
    const touched = (): void => {
      clearInterval(timer);
      timer = wait();
    };
    document.addEventListener('pointerdown', touched, { capture: true });
    document.addEventListener('keydown', touched, { capture: true });
    return () => {
      clearInterval(timer);
      document.removeEventListener('pointerdown', touched, { capture: true });
      document.removeEventListener('keydown', touched, { capture: true });
    };
  }, [afterMs]);
}
