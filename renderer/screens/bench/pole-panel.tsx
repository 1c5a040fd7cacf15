import { useState, type ReactElement } from 'react';
import type { VirtualDisplayView } from '#contract/bench.ts';
import { useText, type TextKey } from '#renderer/app/i18n.ts';
import { Segments } from '#renderer/parts/segments.tsx';
import { CABLE_FAULTS, FaultButtons } from './fault-buttons.tsx';
import { segmentCells, SEGMENTS, type Segment } from './seven-segment.ts';

const protocolNames: Readonly<Record<VirtualDisplayView['protocol'], string>> = { led8: 'LED8', cd5220: 'CD5220', 'dm-d': 'Epson DM-D' };

/** Outlines of the segments in a cell 34 wide and 49 high. */
const outlines: Readonly<Record<Segment, string>> = {
  a: 'M5 2h18l-4 4H9z',
  b: 'M24.5 3.5v18.5l-2 2-2-2.5V7.5z',
  c: 'M24.5 45.5V27l-2-2-2 2.5v14z',
  d: 'M5 47h18l-4-4H9z',
  e: 'M3.5 45.5V27l2-2 2 2.5v14z',
  f: 'M3.5 3.5v18.5l2 2 2-2.5V7.5z',
  g: 'M6.5 24.5l2.5-2h10l2.5 2-2.5 2H9z',
};
const CELL_WIDTH = 34;

const lamps = [
  ['price', 'bench.lampPrice'],
  ['total', 'bench.lampTotal'],
  ['paid', 'bench.lampPaid'],
  ['change', 'bench.lampChange'],
] as const satisfies readonly (readonly [VirtualDisplayView['lamp'], TextKey])[];

/** The virtual pole displays, drawn as the customer sees them, with the bytes that made it so. */
export function PolePanel({ displays }: { displays: readonly VirtualDisplayView[] }): ReactElement | null {
  const text = useText();
  const [chosenId, setChosenId] = useState<string>();
  const display = displays.find((each) => each.id === chosenId) ?? displays[0];
  if (!display) return null;
  return (
    <section className="panel bn-pole" aria-label={text('bench.display')}>
      <header className="pt">
        <h2>
          {text('bench.display')}
          <small>{protocolNames[display.protocol]}</small>
        </h2>
        {displays.length > 1 ? (
          <Segments
            label={text('bench.display')}
            options={displays.map(({ id }) => ({ value: id, label: id }))}
            value={display.id}
            onChange={setChosenId}
          />
        ) : null}
      </header>
      <div className="bn-tube" data-protocol={display.protocol} data-brightness={display.brightness ?? undefined}>
        {display.protocol === 'led8' ? <SevenSegments line={display.lines[0] ?? ''} /> : <CharacterLines lines={display.lines} />}
        {display.protocol === 'led8' ? (
          <p className="bn-lamps">
            {lamps.map(([lamp, words]) => (
              <span key={lamp} className={display.lamp === lamp ? 'lit' : undefined} data-lamp={lamp}>
                <i />
                {text(words)}
              </span>
            ))}
          </p>
        ) : null}
      </div>
      <div className="bn-arm" />
      <p className="bn-hex" title={text('bench.lastBytes')}>
        <span className="vh">{text('bench.lastBytes')}</span>
        {display.lastHex === '' ? text('bench.noBytes') : <code>{display.lastHex}</code>}
      </p>
      <FaultButtons deviceId={display.id} fault={display.fault} faults={CABLE_FAULTS} />
    </section>
  );
}

function SevenSegments({ line }: { line: string }): ReactElement {
  const cells = segmentCells(line);
  return (
    <svg className="bn-seven" viewBox={`-6 0 ${cells.length * CELL_WIDTH + 4} 49`} role="img" aria-label={line.trim() || '–'}>
      {cells.map((cell, index) => (
        <g key={index} transform={`translate(${index * CELL_WIDTH} 0) skewX(-5)`}>
          {SEGMENTS.map((segment) => (
            <path key={segment} d={outlines[segment]} className={cell.lit.includes(segment) ? 'lit' : undefined} />
          ))}
          <circle cx="29.5" cy="45.5" r="2.4" className={cell.dot ? 'lit' : undefined} />
        </g>
      ))}
    </svg>
  );
}

/** A character that is not ASCII takes two columns, as on the tube. */
function CharacterLines({ lines }: { lines: readonly string[] }): ReactElement {
  return (
    <div className="bn-characters" role="img" aria-label={lines.map((line) => line.trim()).join(' / ')}>
      {[lines[0] ?? '', lines[1] ?? ''].map((line, row) => (
        <p key={row}>
          {Array.from(line, (character, place) => (
            <span key={place} className={character > '~' ? 'wide' : undefined}>
              {character}
            </span>
          ))}
        </p>
      ))}
    </div>
  );
}
