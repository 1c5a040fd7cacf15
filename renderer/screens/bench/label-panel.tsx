import { useState, type ReactElement } from 'react';
import type { VirtualLabelPrinterView } from '#contract/bench.ts';
import { formatCount } from '#renderer/app/format.ts';
import { useLanguage, useText } from '#renderer/app/i18n.ts';
import { Button } from '#renderer/parts/button.tsx';
import { Dots } from '#renderer/parts/dots.tsx';
import { Segments } from '#renderer/parts/segments.tsx';
import { useBenchCalls } from './bench-calls.ts';
import { FaultButtons, LABEL_PRINTER_FAULTS } from './fault-buttons.tsx';

/** The virtual label printers: faults to pretend, and the labels as they came out, the newest on top. */
export function LabelPanel({ printers }: { printers: readonly VirtualLabelPrinterView[] }): ReactElement | null {
  const text = useText();
  const calls = useBenchCalls();
  const [language] = useLanguage();
  const [chosenId, setChosenId] = useState<string>();
  const printer = printers.find((each) => each.id === chosenId) ?? printers[0];
  if (!printer) return null;
  const { id, labels, printed, bytes, unknown } = printer;
  return (
    <section className="panel bn-labels" aria-label={text('bench.labelPrinter')}>
      <header className="pt">
        <h2>
          {text('bench.labelPrinter')}
          <small>{printer.model}</small>
        </h2>
        {printers.length > 1 ? (
          <Segments
            label={text('bench.labelPrinter')}
            options={printers.map((each) => ({ value: each.id, label: each.id }))}
            value={id}
            onChange={setChosenId}
          />
        ) : null}
      </header>
      <FaultButtons deviceId={id} fault={printer.fault} faults={LABEL_PRINTER_FAULTS} />
      <div className="bn-label-roll" tabIndex={0} role="region" aria-label={text('bench.labelRoll')}>
        {labels.length === 0 ? <p>{text('bench.labelRollEmpty')}</p> : null}
        {labels.toReversed().map((label) => (
          <Dots key={label.number} image={label} label={text('bench.labelNumber', { number: label.number })} />
        ))}
        {unknown.map((line, index) => (
          <code key={index}>{line}</code>
        ))}
      </div>
      <footer className="bn-foot">
        <span>{text('bench.labelCount', { printed: formatCount(printed, language), bytes: formatCount(bytes, language) })}</span>
        <Button size="small" disabled={!calls.enabled || labels.length === 0} onClick={() => calls.tearOff(id)}>
          {text('bench.tearOff')}
        </Button>
      </footer>
    </section>
  );
}
