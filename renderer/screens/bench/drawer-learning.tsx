import { useState, type ReactElement } from 'react';
import type { DrawerLesson, DrawerView } from '#contract/drawer.ts';
import { useText, type TextKey } from '#renderer/app/i18n.ts';
import { Button } from '#renderer/parts/button.tsx';
import { StateWords } from '#renderer/parts/state-glyph.tsx';
import { useBenchCalls } from './bench-calls.ts';

type Step = 'none' | 'open' | 'closed' | Exclude<DrawerLesson, 'half'>;

const steps = {
  open: { ask: 'bench.drawerLearnOpen', say: 'bench.drawerIsOpen' },
  closed: { ask: 'bench.drawerLearnClosed', say: 'bench.drawerIsClosed' },
} as const satisfies Record<'open' | 'closed', { ask: TextKey; say: TextKey }>;

const knowledge = {
  high_open: 'bench.drawerKnows',
  high_closed: 'bench.drawerKnows',
  unknown: 'bench.drawerKnowsNot',
} as const satisfies Record<DrawerView['polarity'], TextKey>;

/** Two steps that teach the till what a drawer's switch says: the person opens the drawer and says so, closes it and says so. */
export function DrawerLearning({ drawer }: { drawer: DrawerView }): ReactElement {
  const text = useText();
  const calls = useBenchCalls();
  const [step, setStep] = useState<Step>('none');

  async function say(stands: 'open' | 'closed'): Promise<void> {
    const lesson = await calls.learnDrawer(drawer.id, stands);
    if (lesson) setStep(lesson === 'half' ? 'closed' : lesson);
  }

  if (step === 'open' || step === 'closed') {
    return (
      <div className="bn-learn" role="status">
        <p>{text(steps[step].ask)}</p>
        <Button size="small" kind="primary" disabled={!calls.enabled} onClick={() => void say(step)}>
          {text(steps[step].say)}
        </Button>
        <Button size="small" kind="quiet" onClick={() => setStep('none')}>
          {text('bench.drawerLearnLater')}
        </Button>
      </div>
    );
  }
  return (
    <div className="bn-learn" role="status">
      {step === 'none' ? (
        <p>{text(knowledge[drawer.polarity])}</p>
      ) : (
        <StateWords state={step === 'no_sensor' ? 'warn' : 'ok'}>
          {text(step === 'no_sensor' ? 'bench.drawerLearnedNone' : 'bench.drawerLearned')}
        </StateWords>
      )}
      <Button size="small" disabled={!calls.enabled} onClick={() => setStep('open')}>
        {text('bench.drawerLearn')}
      </Button>
    </div>
  );
}
