import '#renderer/app/no-eval.ts';
import '#renderer/parts/tokens.css';
import '#renderer/parts/ui.css';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import { createMemoryWire } from '../../fakes/memory-wire.ts';
import { basketOf, frameText } from './frames.ts';
import { createHandWritten } from './hand-written.ts';
import type { Basket } from '#contract/basket.ts';
import { createClient } from '#renderer/app/client.ts';
import { createLanguageStore, LanguageContext } from '#renderer/app/i18n.ts';
import { ClientContext } from '#renderer/app/use-topic.ts';
import { CheckoutScreen } from '#renderer/screens/checkout/checkout.tsx';

/** `add`: one more line · `again`: the last line counted up by one · `jump`: a line far away counted up, which brings it into sight. */
export type Operation = 'add' | 'again' | 'jump';
export type Candidate = 'react' | 'dom';

export interface Sample {
  /** Frame text → the page's elements changed and laid out. */
  readonly commitMs: number;
  /** Frame text → the next frame was handed over. */
  readonly paintedMs: number;
}

export interface ScreenBenchPage {
  /** Draws both candidates with so many lines; one of them is in sight. */
  setUp(lines: number): void;
  /** `rested`: each frame comes to a page that has drawn nothing for a while, at any moment between two refreshes of the screen. */
  measure(candidate: Candidate, operation: Operation, times: number, rested: boolean): Promise<readonly Sample[]>;
  /** The last row and the total, as each candidate shows them after the operation. */
  shown(candidate: Candidate, operation: Operation): readonly string[];
}

declare global {
  interface Window {
    screenBench: ScreenBenchPage;
  }
}

interface Stage {
  readonly root: HTMLElement;
  receive(frameText: string): void;
}

const channel = new MessageChannel();
let revision = 1;
let lineCount = 0;
let stages: Readonly<Record<Candidate, Stage>> | undefined;
let unmount = (): void => {};

function stageOf(candidate: Candidate): Stage {
  if (!stages) throw new Error('setUp first');
  return stages[candidate];
}

function drawReact(root: HTMLElement): Stage {
  const wire = createMemoryWire();
  const client = createClient(wire, { flush: flushSync });
  wire.connect();
  wire.push({ type: 'topic', name: 'basket', revision: 0, value: basketOf(lineCount) });
  const react = createRoot(root);
  flushSync(() =>
    react.render(
      <ClientContext value={client}>
        <LanguageContext value={createLanguageStore('bench')}>
          <CheckoutScreen />
        </LanguageContext>
      </ClientContext>,
    ),
  );
  unmount = () => react.unmount();
  return { root, receive: wire.push };
}

function only(candidate: Candidate): Stage {
  for (const name of ['react', 'dom'] as const) stageOf(name).root.hidden = name !== candidate;
  return stageOf(candidate);
}

function basketAfter(operation: Operation | 'before', step: number): Basket {
  switch (operation) {
    case 'before':
      return basketOf(lineCount);
    case 'add':
      return basketOf(lineCount + 1);
    case 'again':
      return basketOf(lineCount, lineCount - 1);
    case 'jump':
      return basketOf(lineCount, (step * 31) % lineCount);
  }
}

function frameOf(operation: Operation | 'before', step: number): string {
  revision += 1;
  return frameText(basketAfter(operation, step))(revision);
}

/** A message to oneself is a task of its own: after a frame it runs once the frame was handed over. */
function afterTask(then: () => void): void {
  channel.port1.addEventListener('message', () => then(), { once: true });
  channel.port1.start();
  channel.port2.postMessage(0);
}

function measureOne(stage: Stage, text: string): Promise<Sample> {
  return new Promise((resolve) => {
    const startMs = performance.now();
    stage.receive(text);
    const laidOutPx = stage.root.querySelector<HTMLElement>('.lines')?.offsetHeight;
    const commitMs = performance.now() - startMs;
    requestAnimationFrame(() => {
      afterTask(() => resolve({ commitMs, paintedMs: laidOutPx === undefined ? Number.NaN : performance.now() - startMs }));
    });
  });
}

const REST_MS = 40;
const REFRESH_MS = 17;

const pause = (lengthMs: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, lengthMs);
  });

const nextTask = (): Promise<void> => new Promise(afterTask);

window.screenBench = {
  setUp(lines) {
    unmount();
    lineCount = lines;
    revision += 1;
    const [react, dom] = [document.createElement('div'), document.createElement('div')];
    document.body.replaceChildren(react, dom);
    document.documentElement.classList.add('terminal');
    const reactStage = drawReact(react);
    dom.innerHTML = react.innerHTML;
    const byHand = createHandWritten(dom, basketOf(lines));
    stages = { react: reactStage, dom: { root: dom, receive: byHand.receive } };
  },
  async measure(candidate, operation, times, rested) {
    const stage = only(candidate);
    const samples: Sample[] = [];
    for (let step = 0; step < times; step += 1) {
      const [before, after] = [frameOf('before', step), frameOf(operation, step)];
      stage.receive(before);
      // Each sample starts on a page that is at rest.
      await (rested ? pause(REST_MS + Math.random() * REFRESH_MS) : nextTask());
      samples.push(await measureOne(stage, after));
    }
    return samples;
  },
  shown(candidate, operation) {
    const stage = only(candidate);
    stage.receive(frameOf('before', 7));
    stage.receive(frameOf(operation, 7));
    const row = stage.root.querySelector('.ln.sel .cols');
    return [...Array.from(row?.children ?? [], ({ textContent }) => textContent), stage.root.querySelector('.due .m')?.textContent ?? ''];
  },
};
