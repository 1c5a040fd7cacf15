import type { Input, WebContents } from 'electron';
import { BURST_CHARACTERS, idleWedge, stepWedge, type WedgeKey } from '#contract/wedge.ts';
import { ReplyFrame } from '#contract/frame.ts';
import { newRequestId } from '#contract/ids.ts';
import { splitQuantity } from '#contract/quantity.ts';
import type { StationHost } from '../host.ts';
import type { Log } from '../log.ts';

/** Keys held back are given to the page when no other came for so long: no scanner waits, and a person does not notice. */
export const RELEASE_MS = 200;

export interface WedgeListener {
  readonly contents: WebContents;
  readonly host: Pick<StationHost, 'connect'>;
  readonly log: Log;
  readonly nowMs?: () => number;
}

/**
 * Hears a keyboard-wedge scanner before the page and its input method do. The first keys of a burst pass, for they may be a person's; once it is
 * one, the rest is held back and the code goes to the shop as that of any scanner. The page takes the first keys back when it hears of the scan.
 * What was held and turns out to be no scan is typed after all.
 */
export function hearWedge({ contents, host, log, nowMs = () => performance.now() }: WedgeListener): void {
  const connection = host.connect('till', () => {});
  let state = idleWedge;
  let held = '';
  let release: NodeJS.Timeout | undefined;
  let requests = 0;

  function giveBack(): void {
    clearTimeout(release);
    if (held !== '' && !contents.isDestroyed()) void contents.insertText(held);
    held = '';
  }

  function hold(input: Input): void {
    // An input method that hid the key has taken it already; GS is no text.
    if (/^[\x20-\x7e]$/.test(input.key) && !input.control && !input.alt) held += input.key;
    clearTimeout(release);
    release = setTimeout(giveBack, RELEASE_MS);
  }

  async function send(text: string): Promise<void> {
    requests += 1;
    // "3 *" typed so shortly before the code that both came as one.
    const counted = splitQuantity(text);
    const what = counted?.quantityMilli === undefined ? { text } : { text: counted.rest, quantityMilli: counted.quantityMilli };
    const input = { requestId: newRequestId(), source: 'scanner', ...what };
    const frame = JSON.stringify({ type: 'request', id: requests, name: 'basket.scan', input });
    // A store thread that died took the answer along, not the scan: asked again under the same id it is added once.
    let code = refusalIn(await connection.receive(frame));
    if (code === 'disconnected') code = refusalIn(await connection.receive(frame));
    if (code !== undefined) log.info('scan.refused', { device: 'wedge', code });
  }

  contents.on('before-input-event', (event, input) => {
    if (input.type !== 'keyDown') return;
    const [next, verdict] = stepWedge(state, wedgeKeyOf(input, nowMs()));
    state = next;
    if (verdict.kind === 'scan') {
      event.preventDefault();
      clearTimeout(release);
      held = '';
      void send(verdict.text);
    } else if (verdict.kind === 'swallow') {
      event.preventDefault();
    } else if (verdict.kind === 'next' && state.streak > BURST_CHARACTERS) {
      event.preventDefault();
      hold(input);
    } else if (verdict.kind !== 'pass' || state.run === '') {
      // A shift key within a burst passes and ends nothing.
      giveBack();
    }
  });
  contents.once('destroyed', () => {
    clearTimeout(release);
    connection.close();
  });
}

/** The code of the error a reply carries. */
function refusalIn(replyText: string): string | undefined {
  const reply = ReplyFrame.parse(JSON.parse(replyText));
  return reply.ok ? undefined : reply.error.code;
}

function wedgeKeyOf(input: Input, atMs: number): WedgeKey {
  return {
    atMs,
    key: input.key,
    code: input.code,
    shift: input.shift,
    ctrl: input.control,
    alt: input.alt,
    meta: input.meta,
    capsLock: input.modifiers.some((modifier) => modifier.toLowerCase() === 'capslock'),
    repeat: input.isAutoRepeat,
  };
}
