import type { Browser, Page } from 'playwright-core';
import { LAN_ADDRESS } from '../../fakes/lan.ts';
import { scanByWedge } from '../../wedge-scanner.ts';
import type { TillStation } from '../till-station.ts';
import { newRequestId } from '#contract/ids.ts';
import type { CommandInput, CommandName } from '#renderer/app/client.ts';
import type { ProcedureInput, ProcedureName, ProcedureOutput } from '#contract/procedures.ts';

/** A second hand on the same station, without a screen. */
export interface Hand {
  ask<Name extends ProcedureName>(name: Name, input: ProcedureInput<Name>): Promise<ProcedureOutput<Name>>;
  command<Name extends CommandName>(name: Name, input: CommandInput<Name>): Promise<ProcedureOutput<Name>>;
}

/** `deviceId` is the paired device it comes from. */
export function reachOut(station: TillStation, role: 'till' | 'bench' | 'caller' | 'kiosk' = 'till', deviceId?: string): Hand {
  const connection = station.host.connect(role, () => {}, deviceId);
  let id = 0;
  async function ask<Name extends ProcedureName>(name: Name, input: ProcedureInput<Name>): Promise<ProcedureOutput<Name>> {
    id += 1;
    const reply = JSON.parse(await connection.receive(JSON.stringify({ type: 'request', id, name, input }))) as {
      ok: boolean;
      output: ProcedureOutput<Name>;
      error: { message: string };
    };
    if (!reply.ok) throw new Error(`${name}: ${reply.error.message}`);
    return reply.output;
  }
  return {
    ask,
    // A command's input is its own fields and the requestId; the mapped type cannot say so for a generic name.
    command: (name, input) => ask(name, { requestId: newRequestId(), ...input } as unknown as ProcedureInput<typeof name>),
  };
}

/** Empties the till, whatever the test before left. */
export async function freshBasket(station: TillStation): Promise<void> {
  const hand = reachOut(station);
  await hand.command('tender.cancel', {});
  await hand.command('sale.dismiss', {});
  await hand.command('weighing.cancel', {});
  await hand.command('basket.clear', {});
}

/** The checkout in a window of its own, ready to sell. */
export interface CheckoutPage {
  readonly page: Page;
  /** Console errors, page errors and violations of the content security policy. */
  readonly complaints: readonly string[];
  /** As a wedge scanner types it; done when the page has heard what came of it. */
  scan(code: string): Promise<void>;
  /** As a person types it. */
  type(text: string): Promise<void>;
  press(...keys: readonly string[]): Promise<void>;
  /** Waits until the ink block shows this total, e.g. "¥129.00". */
  total(figures: string): Promise<void>;
  /** Waits until the echo says this. */
  echo(words: string): Promise<void>;
  fieldText(): Promise<string>;
  /** Whether the scan field has the focus one frame later. */
  focused(): Promise<boolean>;
}

const PERSON_DELAY_MS = 40;

export async function openCheckout(
  browser: Browser,
  station: TillStation,
  options: {
    readonly width?: number;
    readonly height?: number;
    readonly language?: 'zh' | 'en';
    /** From the LAN, as a till of this name. */
    readonly pairedAs?: string;
  } = {},
): Promise<CheckoutPage> {
  const context = await browser.newContext({ viewport: { width: options.width ?? 1366, height: options.height ?? 768 } });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    // The header names features this browser build does not know.
    if (message.type() === 'error' && !message.text().includes('Permissions-Policy')) complaints.push(message.text());
  });
  const answers = followAnswers(page);
  const language = options.language ?? 'zh';
  await page.addInitScript((chosen) => localStorage.setItem('guitai.language.checkout', chosen), language);
  if (options.pairedAs === undefined) await page.goto(`${station.url}/checkout`);
  else await pair(page, station, options.pairedAs);
  const field = page.locator('.scan input:enabled');
  await field.waitFor();
  await page.locator('.strip').waitFor();
  return {
    page,
    complaints,
    async scan(code) {
      const heard = answers.next('basket.scan');
      await scanByWedge(page, code);
      await heard;
    },
    type: (text) => page.keyboard.type(text, { delay: PERSON_DELAY_MS }),
    async press(...keys) {
      for (const key of keys) await page.keyboard.press(key);
    },
    total: (figures) => page.locator('.due', { hasText: figures }).waitFor(),
    echo: (words) => page.locator('.echo', { hasText: words }).waitFor(),
    fieldText: () => page.locator('.scan input').inputValue(),
    focused: () =>
      page.evaluate(
        () =>
          new Promise<boolean>((resolve) => {
            requestAnimationFrame(() => resolve(document.activeElement === document.querySelector('.scan input')));
          }),
      ),
  };
}

/** The answers of the station, as the page hears them: after the topics that came before, and at once acted upon. */
function followAnswers(page: Page): { next(procedure: string): Promise<void> } {
  const waiting = new Map<string, PromiseWithResolvers<void>>();
  page.on('websocket', (socket) => {
    const asked = new Map<number, string>();
    const parse = ({ payload }: { payload: string | Buffer }) =>
      JSON.parse(String(payload)) as { readonly type: string; readonly id: number; readonly name: string };
    socket.on('framesent', (data) => {
      const { id, name } = parse(data);
      asked.set(id, name);
    });
    socket.on('framereceived', (data) => {
      const { type, id } = parse(data);
      if (type === 'topic') return;
      const name = asked.get(id) ?? '';
      waiting.get(name)?.resolve();
      waiting.delete(name);
    });
  });
  return {
    next(procedure) {
      const answer = Promise.withResolvers<void>();
      waiting.set(procedure, answer);
      return answer.promise;
    },
  };
}

/** Lets the page in as a till. */
async function pair(page: Page, station: TillStation, name: string): Promise<void> {
  await page.goto(`http://${LAN_ADDRESS}:${new URL(station.url).port}`);
  const { code } = await reachOut(station).ask('pairing.createCode', { role: 'till', name });
  await page.getByLabel(/8 位配对码/).fill(code);
  await page.getByRole('button', { name: /配对/ }).click();
}

/** Where the total stands, and what sticks out of the screen or is too small for a finger. */
export function measure(
  till: CheckoutPage,
): Promise<{ readonly total: string; readonly outside: readonly string[]; readonly small: readonly string[] }> {
  return till.page.evaluate(() => {
    const total = document.querySelector('.due .m')?.getBoundingClientRect();
    const minimum = 2.75 * Number.parseFloat(getComputedStyle(document.documentElement).fontSize) - 0.6;
    const outside: string[] = [];
    const small: string[] = [];
    for (const element of document.querySelectorAll<HTMLElement>('button, input, a[href]')) {
      const box = element.getBoundingClientRect();
      const list = element.closest('.mem')?.getBoundingClientRect();
      // An older sale, out of sight in its list.
      if (box.width === 0 || (list && (box.left >= list.right || box.bottom > list.bottom))) continue;
      const name = `${element.className} ${element.textContent.slice(0, 20)}`;
      const panel = (element.closest('.step') ?? element.closest('.panel'))?.getBoundingClientRect();
      if (box.right > Math.min(innerWidth, panel?.right ?? Infinity) + 1 || box.bottom > innerHeight + 1 || box.left < -1)
        outside.push(name);
      if (box.width < minimum || box.height < minimum) small.push(`${name} ${box.width}×${box.height}`);
    }
    if (document.documentElement.scrollWidth > innerWidth) outside.push('the page scrolls sideways');
    return { total: `${Math.round(total?.right ?? 0)} ${Math.round(total?.bottom ?? 0)}`, outside, small };
  });
}
