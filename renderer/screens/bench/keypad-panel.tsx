import { useState, type ReactElement } from 'react';
import type { VirtualKeypadView } from '#contract/bench.ts';
import { KeypadAction } from '#contract/keypad.ts';
import { useText } from '#renderer/app/i18n.ts';
import { Button } from '#renderer/parts/button.tsx';
import { Segments } from '#renderer/parts/segments.tsx';
import { useBenchCalls } from './bench-calls.ts';
import { FaultButtons } from './fault-buttons.tsx';

const MAX_NUMBER_CHARACTERS = 4;

/** A call keypad to press: its keys, and the number that is typed before one. */
export function KeypadPanel({ keypads }: { keypads: readonly VirtualKeypadView[] }): ReactElement | null {
  const text = useText();
  const calls = useBenchCalls();
  const [chosenId, setChosenId] = useState<string>();
  const [number, setNumber] = useState('');
  const keypad = keypads.find((each) => each.id === chosenId) ?? keypads[0];
  if (!keypad) return null;
  return (
    <section className="panel bn-keypad" aria-label={text('bench.kindKeypad')}>
      <header className="pt">
        <h2>{text('bench.kindKeypad')}</h2>
        {keypads.length > 1 ? (
          <Segments
            label={text('bench.kindKeypad')}
            options={keypads.map(({ id }) => ({ value: id, label: id }))}
            value={keypad.id}
            onChange={setChosenId}
          />
        ) : null}
      </header>
      <input
        className="bn-input"
        value={number}
        inputMode="numeric"
        maxLength={MAX_NUMBER_CHARACTERS}
        aria-label={text('bench.keypadNumber')}
        placeholder={text('bench.keypadNumber')}
        onChange={(event) => setNumber(event.target.value.replace(/\D/g, ''))}
      />
      <div className="bn-samples">
        {KeypadAction.options.map((action) => (
          <Button
            key={action}
            size="small"
            disabled={!calls.enabled}
            onClick={() => {
              calls.press(keypad.id, { action, number });
              setNumber('');
            }}
          >
            {text(`bench.keypad.${action}`)}
          </Button>
        ))}
      </div>
      <FaultButtons deviceId={keypad.id} fault={keypad.fault} faults={['unplugged']} />
    </section>
  );
}
