import { useState, type ReactElement } from 'react';
import type { VirtualScannerView } from '#contract/bench.ts';
import { useText, type TextKey } from '#renderer/app/i18n.ts';
import { Button } from '#renderer/parts/button.tsx';
import { Segments } from '#renderer/parts/segments.tsx';
import { StateWords } from '#renderer/parts/state-glyph.tsx';
import { barcodeModules, barsOf } from './barcode.ts';
import { useBenchCalls } from './bench-calls.ts';
import { CABLE_FAULTS, FaultButtons } from './fault-buttons.tsx';
import { readControls, sampleCodes, writeControls, type ScanSuffix } from './scan-text.ts';

const MAX_TYPED = 512;

const samples = [
  ['product', 'bench.sampleProduct'],
  ['weighed', 'bench.sampleWeighed'],
  ['unknown', 'bench.sampleUnknown'],
  ['control', 'bench.sampleControl'],
] as const satisfies readonly (readonly [keyof typeof sampleCodes, TextKey])[];

const suffixes = [
  ['cr', 'bench.suffixCr'],
  ['lf', 'bench.suffixLf'],
  ['tab', 'bench.suffixTab'],
  ['none', 'bench.suffixNone'],
  ['half', 'bench.suffixHalf'],
] as const satisfies readonly (readonly [ScanSuffix, TextKey])[];

/** Reports need no terminator: a HID POS scanner sends its code whole or half. */
function suffixesOf({ mode }: VirtualScannerView): readonly (typeof suffixes)[number][] {
  return mode === 'serial' ? suffixes : suffixes.filter(([suffix]) => suffix === 'none' || suffix === 'half');
}

/** A field that acts as the scanner: the code goes over the virtual cable byte for byte, with the suffix a real one would send. */
export function ScannerPanel({ scanners }: { scanners: readonly VirtualScannerView[] }): ReactElement | null {
  const text = useText();
  const calls = useBenchCalls();
  const [chosenId, setChosenId] = useState<string>();
  const [typed, setTyped] = useState<string>(sampleCodes.product);
  const [suffix, setSuffix] = useState<ScanSuffix>('cr');
  const [sent, setSent] = useState<string>();
  const scanner = scanners.find((each) => each.id === chosenId) ?? scanners[0];
  if (!scanner) return null;
  const code = readControls(typed);
  const offered = suffixesOf(scanner);
  const ending = offered.some(([each]) => each === suffix) ? suffix : 'none';

  async function submit(scannerId: string): Promise<void> {
    setSent(undefined);
    if (await calls.scan(scannerId, code, ending)) setSent(code);
  }

  return (
    <section className="panel bn-scanner" aria-label={text('bench.scanner')}>
      <header className="pt">
        <h2>{text(scanner.mode === 'hid-pos' ? 'bench.scannerHidPos' : 'bench.scanner')}</h2>
        {scanners.length > 1 ? (
          <Segments
            label={text('bench.scanWith')}
            options={scanners.map(({ id }) => ({ value: id, label: id }))}
            value={scanner.id}
            onChange={setChosenId}
          />
        ) : null}
      </header>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (calls.enabled && code !== '') void submit(scanner.id);
        }}
      >
        <input
          className="bn-input"
          value={typed}
          maxLength={MAX_TYPED}
          spellCheck={false}
          autoComplete="off"
          aria-label={text('bench.scanField')}
          onChange={(event) => setTyped(event.target.value)}
        />
        <Button type="submit" kind="tint" disabled={!calls.enabled || code === ''}>
          {text('bench.scan')}
        </Button>
      </form>
      <Samples typed={typed} onChoose={setTyped} />
      <CodePicture code={code} />
      <p className="bn-sent" role="status">
        {sent === undefined ? (
          text('bench.controlHint')
        ) : (
          <StateWords state="ok">{text('bench.scanned', { text: writeControls(sent) })}</StateWords>
        )}
      </p>
      <p className="bn-suffix">
        <span>{text('bench.suffix')}</span>
        <Segments
          label={text('bench.suffix')}
          options={offered.map(([value, words]) => ({ value, label: text(words) }))}
          value={ending}
          onChange={setSuffix}
        />
      </p>
      <FaultButtons deviceId={scanner.id} fault={scanner.fault} faults={CABLE_FAULTS} />
    </section>
  );
}

function Samples({ typed, onChoose }: { typed: string; onChoose: (code: string) => void }): ReactElement {
  const text = useText();
  return (
    <div className="bn-samples">
      {samples.map(([sample, words]) => {
        const chosen = typed === sampleCodes[sample];
        return (
          <Button
            key={sample}
            size="small"
            className={chosen ? 'on' : undefined}
            aria-pressed={chosen}
            onClick={() => onChoose(sampleCodes[sample])}
          >
            {text(words)}
          </Button>
        );
      })}
    </div>
  );
}

/** The label a scanner would look at, EAN-13 where the digits allow it. */
function CodePicture({ code }: { code: string }): ReactElement {
  const ean = barcodeModules('EAN13', code.length === 13 ? code : '');
  const modules = ean ?? barcodeModules('CODE128', code) ?? '';
  return (
    <figure className="bn-label">
      <svg viewBox={`0 0 ${Math.max(1, modules.length)} 30`} preserveAspectRatio="none" shapeRendering="crispEdges" aria-hidden="true">
        {barsOf(modules).map((bar) => (
          <rect key={bar.at} x={bar.at} width={bar.width} height="30" />
        ))}
      </svg>
      <figcaption>
        {ean === undefined ? 'CODE 128' : 'EAN-13'} <code>{writeControls(code)}</code>
      </figcaption>
    </figure>
  );
}
