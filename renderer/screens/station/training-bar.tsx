import type { ReactElement } from 'react';
import './station.css';
import { errorText } from '#contract/error.ts';
import { useLanguage, useText } from '#renderer/app/i18n.ts';
import { Button } from '#renderer/parts/button.tsx';
import { useStationCalls } from './use-station-calls.ts';

/** Over the whole screen while nothing is sold in earnest; the way back is always at hand. */
export function TrainingBar(): ReactElement {
  const text = useText();
  const [language] = useLanguage();
  const calls = useStationCalls();
  return (
    <div className="trainbar" role="status">
      <span>{calls.failure ? errorText(calls.failure, language) : text('station.training.bar')}</span>
      <Button size="small" onClick={() => calls.setTraining(false)}>
        {text('station.training.end')}
      </Button>
    </div>
  );
}
