import { useState, type CSSProperties, type ReactElement } from 'react';
import type { BenchFault, VirtualPrinterView } from '#contract/bench.ts';
import { formatCount } from '#renderer/app/format.ts';
import { useLanguage, useText } from '#renderer/app/i18n.ts';
import { Button } from '#renderer/parts/button.tsx';
import { Segments } from '#renderer/parts/segments.tsx';
import { useBenchCalls } from './bench-calls.ts';
import { FaultButtons, MORE_PRINTER_FAULTS, PRINTER_FAULTS } from './fault-buttons.tsx';
import { DrawerMark, PaperPart, type PaperSize } from './paper-items.tsx';
import { hasInk, splitDocuments, type PaperDocument } from './paper.ts';

/** Paper widths of the trade: 80 mm prints 576 or 512 dots, 58 mm prints 384. */
const WIDE_FROM_DOTS = 480;
const WIDE_MM = 80;
const NARROW_MM = 58;
/** With these the printer's own lamp is on. */
const STOPPED: readonly BenchFault[] = ['paper_out', 'cover_open', 'cutter', 'head_hot'];

/** The virtual receipt printers: faults to pretend, and the paper as it came out, the newest piece nearest to the printer. */
export function PrinterPanel({ printers }: { printers: readonly VirtualPrinterView[] }): ReactElement | null {
  const text = useText();
  const calls = useBenchCalls();
  const [language] = useLanguage();
  const [chosenId, setChosenId] = useState<string>();
  const printer = printers.find((each) => each.id === chosenId) ?? printers[0];
  if (!printer) return null;
  return (
    <section className="panel bn-printer" aria-label={text('bench.printer')}>
      <header className="pt">
        <h2>
          {text('bench.printer')}
          <small>{printer.model}</small>
        </h2>
        {printers.length > 1 ? (
          <Segments
            label={text('bench.printer')}
            options={printers.map(({ id }) => ({ value: id, label: id }))}
            value={printer.id}
            onChange={setChosenId}
          />
        ) : null}
      </header>
      <FaultButtons deviceId={printer.id} fault={printer.fault} faults={PRINTER_FAULTS} more={MORE_PRINTER_FAULTS} />
      <div className="bn-body">
        <span>{text('bench.printerPaper', { width: paperMm(printer), columns: printer.columns })}</span>
        <Lamps printer={printer} />
      </div>
      <Roll key={printer.id} printer={printer} />
      <footer className="bn-foot">
        <span>
          {text('bench.printerCount', { bytes: formatCount(printer.bytes, language), pulses: formatCount(printer.drawerPulses, language) })}
        </span>
        <Button size="small" disabled={!calls.enabled || printer.paper.length === 0} onClick={() => calls.tearOff(printer.id)}>
          {text('bench.tearOff')}
        </Button>
      </footer>
    </section>
  );
}

function paperMm(printer: VirtualPrinterView): number {
  return printer.widthDots >= WIDE_FROM_DOTS ? WIDE_MM : NARROW_MM;
}

function Lamps({ printer: { fault } }: { printer: VirtualPrinterView }): ReactElement {
  const text = useText();
  return (
    <span className="bn-lamps">
      <Lamp look={fault === 'unplugged' ? 'off' : 'lit'}>{text('bench.power')}</Lamp>
      <Lamp look={STOPPED.includes(fault) ? 'alarm' : 'off'}>{text('bench.faultLamp')}</Lamp>
      <Lamp look={fault === 'paper_out' || fault === 'paper_near_end' ? 'alarm' : 'off'}>{text('bench.paperLamp')}</Lamp>
    </span>
  );
}

function Lamp({ look, children }: { look: 'off' | 'lit' | 'alarm'; children: string }): ReactElement {
  return (
    <span className={look}>
      <i />
      {children}
    </span>
  );
}

function Roll({ printer }: { printer: VirtualPrinterView }): ReactElement {
  const text = useText();
  const documents = splitDocuments(printer.paper);
  const style: CSSProperties & Record<'--paper', string> = { '--paper': `${(paperMm(printer) / WIDE_MM) * 100}%` };
  return (
    <div className="bn-roll" style={style} tabIndex={0} role="region" aria-label={text('bench.roll')}>
      {documents.length === 0 ? (
        <div className="pp-sheet hanging pp-blank">
          <p>{text('bench.emptyRoll')}</p>
          <p>{text('bench.emptyRollHint')}</p>
        </div>
      ) : null}
      {documents
        .map((document, index) => (
          <Sheet key={index} document={document} size={printer} number={index + 1} newest={index === documents.length - 1} />
        ))
        .toReversed()}
    </div>
  );
}

interface SheetProps {
  readonly document: PaperDocument;
  readonly size: PaperSize;
  readonly number: number;
  readonly newest: boolean;
}

/** One piece of paper; pulses that came without any print stand between the pieces. */
function Sheet({ document, size, number, newest }: SheetProps): ReactElement {
  const text = useText();
  if (!hasInk(document)) {
    const pulses = document.items.filter((item) => item.type === 'drawer');
    return (
      <>
        {pulses.map((pulse, index) => (
          <DrawerMark key={index} pin={pulse.pin} />
        ))}
      </>
    );
  }
  return (
    <article
      className={`pp-sheet ${document.cut ? 'cut-off' : 'hanging'} ${newest ? 'newest' : ''}`}
      aria-label={text('bench.paperLabel', { number })}
    >
      {document.items.map((item, index) => (
        <PaperPart key={index} item={item} size={size} />
      ))}
    </article>
  );
}
