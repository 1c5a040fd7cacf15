import '../bench/paper.css';
import { memo, type CSSProperties, type ReactElement } from 'react';
import { renderSVG } from 'uqr';
import type { PrintBlock, PrintDocument, TextStyle } from '#contract/document.ts';
import { PaperPart, type PaperSize } from '../bench/paper-items.tsx';

const PAPER_80: PaperSize = { widthDots: 576, columns: 48 };
/** As printers draw codes that name no size. */
const BAR_HEIGHT_DOTS = 80;
const MODULE_DOTS = 3;

/** What the receipt says, drawn as on 80 mm paper: 48 narrow characters wide. The printer's own bytes are on the bench screen. */
export const ReceiptPreview = memo(function ReceiptPreview({ document }: { document: PrintDocument }): ReactElement {
  return (
    <div className="paper">
      {document.blocks.map((block, index) => (
        <Block key={index} block={block} />
      ))}
    </div>
  );
});

function Block({ block }: { block: PrintBlock }): ReactElement | null {
  switch (block.type) {
    case 'text':
      return <p {...look(block.style)}>{block.text}</p>;
    case 'pair':
      return (
        <p {...look(block.style, 'pr')}>
          <span>{block.left}</span>
          <span>{block.right}</span>
        </p>
      );
    case 'table':
      return <Table block={block} />;
    case 'rule':
      return <hr className={block.line === 'double' ? 'double' : ''} />;
    case 'qr':
      return <img className="qr" alt={block.data} src={`data:image/svg+xml,${encodeURIComponent(renderSVG(block.data, { border: 0 }))}`} />;
    case 'positioned':
      return <p {...look(block.style)}>{block.texts.map(({ text }) => text).join(' ')}</p>;
    case 'barcode':
      return <PaperPart item={{ ...block, heightDots: block.heightDots ?? BAR_HEIGHT_DOTS, align: 'center' }} size={PAPER_80} />;
    case 'pdf417':
      return <PaperPart item={{ ...block, moduleDots: block.moduleDots ?? MODULE_DOTS, align: 'center' }} size={PAPER_80} />;
    case 'feed':
      return <div style={{ height: `${block.lines * 0.75}em` }} />;
    case 'cut':
      return <hr className="cutline" />;
    case 'image':
    case 'grey-image':
    case 'logo':
    case 'buzzer':
      return null;
    default:
      return null;
  }
}

function Table({ block }: { block: Extract<PrintBlock, { type: 'table' }> }): ReactElement {
  const columns = block.cells.map((cell) => (cell.columns === undefined ? 'minmax(0,1fr)' : `${cell.columns}ch`)).join(' ');
  const { className, style } = look(block.style, 'tb');
  return (
    <p className={className} style={{ ...style, gridTemplateColumns: columns }}>
      {block.cells.map((cell, index) => (
        <span key={index} className={cell.align === 'right' ? 'r' : ''}>
          {cell.text}
        </span>
      ))}
    </p>
  );
}

function look(style: TextStyle | undefined, className = ''): { readonly className: string; readonly style: CSSProperties } {
  const names = [className, style?.align ?? 'left', style?.bold ? 'b' : '', style?.underline ? 'u' : '', style?.invert ? 'inv' : ''];
  return { className: names.filter(Boolean).join(' '), style: { fontSize: `${style?.heightTimes ?? 1}em` } };
}
