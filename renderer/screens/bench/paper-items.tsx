import { useMemo, type CSSProperties, type ReactElement } from 'react';
import { encode } from 'uqr';
import type { PaperItem } from '#contract/bench.ts';
import { bytesOf } from '#renderer/app/bitmap.ts';
import { useText } from '#renderer/app/i18n.ts';
import { Dots } from '#renderer/parts/dots.tsx';
import { Icon } from '#renderer/parts/icon.tsx';
import { barcodeModules, barsOf } from './barcode.ts';
import { alignShift, bitmapPath, lineShift, piecesOf, runColumns, type PaperImage, type PaperLine, type PaperRun } from './paper.ts';
import { useStackedCode } from './stacked-code.ts';

/** Height of a font A character cell, and of a line of them with the usual spacing (ESC/POS: 24 of 30 dots). */
const CELL_DOTS = 24;
const LINE_DOTS = 30;
/** Where letters stand in their cell. */
const BASELINE_DOTS = 21;
/** Width of the narrowest bar (GS w 2). */
const BAR_DOTS = 2;

/** The printable width in dots and columns; everything on paper is placed in these. */
export interface PaperSize {
  readonly widthDots: number;
  readonly columns: number;
}

/** One thing on the paper, as large as the printer would make it. */
export function PaperPart({ item, size }: { item: PaperItem; size: PaperSize }): ReactElement | null {
  switch (item.type) {
    case 'line':
      return <Line line={item} size={size} />;
    case 'qr':
      return <QrCode item={item} size={size} />;
    case 'barcode':
      return <Barcode item={item} size={size} />;
    case 'raster':
      return <Raster item={item} size={size} />;
    case 'pdf417':
      return <StackedCode item={item} size={size} />;
    case 'logo':
      return <Mark text="bench.logo" values={{ number: item.number }} />;
    case 'buzzer':
      return <Mark text="bench.buzzer" values={{ times: item.times }} />;
    case 'feed':
      return <div style={{ aspectRatio: `${size.widthDots} / ${Math.max(1, item.lines * LINE_DOTS)}` }} />;
    case 'drawer':
      return <DrawerMark pin={item.pin} />;
    case 'unknown':
      return <UnknownBytes hex={item.hex} />;
    case 'cut':
      return null;
  }
}

function Line({ line, size }: { line: PaperLine; size: PaperSize }): ReactElement {
  const columnDots = size.widthDots / size.columns;
  const shift = lineShift(line, size.columns, size.widthDots);
  const times = line.runs.reduce((most, run) => Math.max(most, run.heightTimes), 1);
  const heightDots = CELL_DOTS * times + (LINE_DOTS - CELL_DOTS);
  return (
    <div className="pp-line">
      <svg viewBox={`0 0 ${size.widthDots} ${heightDots}`} aria-hidden="true">
        {line.runs.map((run, index) => (
          <Run key={index} run={run} shift={shift} columnDots={columnDots} bottomDots={heightDots - (LINE_DOTS - CELL_DOTS) / 2} />
        ))}
        {(line.images ?? []).map((image, index) => (
          <LineImage
            key={index}
            image={image}
            leftDots={(image.column + shift) * columnDots}
            bottomDots={heightDots - (LINE_DOTS - CELL_DOTS) / 2}
          />
        ))}
      </svg>
      <span className="vh">{line.runs.map((run) => run.text).join('')}</span>
    </div>
  );
}

interface RunProps {
  readonly run: PaperRun;
  readonly shift: number;
  readonly columnDots: number;
  readonly bottomDots: number;
}

/** Every word is stretched to exactly its columns, so amounts line up in any font. */
function Run({ run, shift, columnDots, bottomDots }: RunProps): ReactElement {
  const leftDots = (run.column + shift) * columnDots;
  const widthDots = runColumns(run) * columnDots;
  const topDots = bottomDots - CELL_DOTS * run.heightTimes;
  return (
    <g className={`${run.bold ? 'bold' : ''} ${run.invert ? 'invert' : ''}`}>
      {run.invert ? <rect x={leftDots} y={topDots} width={widthDots} height={CELL_DOTS * run.heightTimes} /> : null}
      {piecesOf(run).map((piece) => (
        <g
          key={piece.column}
          transform={`translate(${(piece.column + shift) * columnDots} ${topDots}) scale(${run.widthTimes} ${run.heightTimes})`}
        >
          <text
            y={BASELINE_DOTS}
            fontSize={CELL_DOTS}
            textLength={(piece.columns / run.widthTimes) * columnDots}
            lengthAdjust="spacingAndGlyphs"
          >
            {piece.text}
          </text>
        </g>
      ))}
      {run.underline ? <rect x={leftDots} y={bottomDots - 1} width={widthDots} height={2} /> : null}
    </g>
  );
}

/** A character the printer was given as a picture. */
function LineImage({ image, leftDots, bottomDots }: { image: PaperImage; leftDots: number; bottomDots: number }): ReactElement {
  const { widthDots, heightDots, bitsBase64 } = image;
  const path = useMemo(() => bitmapPath(bytesOf(bitsBase64), widthDots, heightDots), [widthDots, heightDots, bitsBase64]);
  return <path d={path} transform={`translate(${leftDots} ${bottomDots - heightDots})`} shapeRendering="crispEdges" />;
}

type ItemOf<Type extends PaperItem['type']> = Extract<PaperItem, { type: Type }>;

/** Puts a drawing `drawnDots` wide where its alignment says, in proportion to the paper. */
function placed(align: 'left' | 'center' | 'right', drawnDots: number, size: PaperSize): CSSProperties {
  const percent = (dots: number): string => `${(dots / size.widthDots) * 100}%`;
  return { width: percent(Math.min(drawnDots, size.widthDots)), marginLeft: percent(alignShift(align, drawnDots, size.widthDots)) };
}

function QrCode({ item, size }: { item: ItemOf<'qr'>; size: PaperSize }): ReactElement {
  const text = useText();
  const modules = qrRows(item.data);
  if (!modules) return <BadCode symbology="QR" data={item.data} />;
  const path = modules.flatMap((row, y) => barsOf(row).map((bar) => `M${bar.at} ${y}h${bar.width}v1h-${bar.width}z`)).join('');
  return (
    <svg
      className="pp-code"
      viewBox={`0 0 ${modules.length} ${modules.length}`}
      style={placed(item.align, modules.length * item.moduleDots, size)}
      shapeRendering="crispEdges"
      role="img"
      aria-label={text('bench.qr', { data: item.data })}
    >
      <path d={path} />
    </svg>
  );
}

/** Rows of modules, 1 = black; undefined when the data is too long for a QR code. */
function qrRows(data: string): readonly string[] | undefined {
  try {
    return encode(data, { ecc: 'M', border: 0 }).data.map((row) => row.map((black) => (black ? '1' : '0')).join(''));
  } catch {
    return undefined;
  }
}

function Barcode({ item, size }: { item: ItemOf<'barcode'>; size: PaperSize }): ReactElement {
  const text = useText();
  const modules = barcodeModules(item.symbology, item.data);
  if (modules === undefined) return <BadCode symbology={item.symbology} data={item.data} />;
  return (
    <svg
      className="pp-code"
      viewBox={`0 0 ${modules.length * BAR_DOTS} ${item.heightDots}`}
      preserveAspectRatio="none"
      style={{ ...placed(item.align, modules.length * BAR_DOTS, size), aspectRatio: `${modules.length * BAR_DOTS} / ${item.heightDots}` }}
      shapeRendering="crispEdges"
      role="img"
      aria-label={text('bench.barcode', { symbology: item.symbology, data: item.data })}
    >
      {barsOf(modules).map((bar) => (
        <rect key={bar.at} x={bar.at * BAR_DOTS} width={bar.width * BAR_DOTS} height={item.heightDots} />
      ))}
    </svg>
  );
}

function StackedCode({ item, size }: { item: ItemOf<'pdf417'>; size: PaperSize }): ReactElement | null {
  const text = useText();
  const code = useStackedCode(item.data, item.moduleDots);
  if (code === 'bad') return <BadCode symbology="PDF417" data={item.data} />;
  if (code === 'loading') return null;
  return (
    <img
      className="pp-code"
      src={code.url}
      style={placed(item.align, code.widthDots, size)}
      alt={text('bench.pdf417', { data: item.data })}
    />
  );
}

function Raster({ item, size }: { item: ItemOf<'raster'>; size: PaperSize }): ReactElement {
  const text = useText();
  const { widthDots, heightDots } = item;
  const label = text('bench.image', { width: widthDots, height: heightDots });
  return <Dots image={item} className="pp-code" style={placed(item.align, widthDots, size)} label={label} />;
}

/** Where the drawer was kicked: not ink, so it stands out from the paper. */
export function DrawerMark({ pin }: { pin: 2 | 5 }): ReactElement {
  const text = useText();
  return (
    <p className="pp-drawer">
      <Icon name="drawer" size="s" />
      {text('bench.drawerPulse', { pin })}
    </p>
  );
}

/** What only the printer itself can show or sound: not ink, as the drawer. */
function Mark({ text: key, values }: { text: 'bench.logo' | 'bench.buzzer'; values: Readonly<Record<string, number>> }): ReactElement {
  const text = useText();
  return <p className="pp-drawer">{text(key, values)}</p>;
}

/** A code the printer was asked for and cannot draw. */
function BadCode({ symbology, data }: { symbology: string; data: string }): ReactElement {
  const text = useText();
  return (
    <p className="pp-unknown">
      {text('bench.badBarcode')} {symbology} <code>{data}</code>
    </p>
  );
}

function UnknownBytes({ hex }: { hex: string }): ReactElement {
  const text = useText();
  return (
    <p className="pp-unknown">
      {text('bench.unknownBytes')} <code>{hex}</code>
    </p>
  );
}
