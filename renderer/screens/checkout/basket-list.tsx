import { memo, useEffect, useLayoutEffect, useRef, useState, type ReactElement, type ReactNode, type RefObject } from 'react';
import type { BasketLine } from '#contract/basket.ts';
import { useText } from '#renderer/app/i18n.ts';
import { BasketRow, RowTools } from './basket-row.tsx';
import { listWindow, rowTop, scrollToSelected, type ListShape, type ListWindow } from './windowing.ts';

/** Row heights in rem: they must agree with `.ln` in checkout.css. */
const ROW_REM = 3.3125;
const TALL_ROW_REM = 3.5625;
const TOOLS_REM = 3.3125;
const TALL_SCREEN = '(min-width:1680px) and (min-height:940px)';

interface Measure {
  readonly rowPx: number;
  readonly toolsPx: number;
  readonly viewportPx: number;
}

/**
 * The lines of the basket. Of a long one only the rows in sight exist, so that a thousand lines cost what a hundred do. The selected
 * row is scrolled into sight in the same commit that selects it; its tools lie over the space it leaves for them, so choosing another
 * line moves them and makes nothing anew.
 */
export const BasketList = memo(function BasketList({
  lines,
  selectedId,
  locked,
  empty,
}: {
  lines: readonly BasketLine[];
  selectedId: number | undefined;
  locked: boolean;
  empty: ReactNode;
}): ReactElement {
  const t = useText();
  const box = useRef<HTMLDivElement>(null);
  const measure = useMeasure(box);
  const selected = selectedId === undefined ? -1 : lines.findIndex((line) => line.lineId === selectedId);
  const shape: ListShape = { count: lines.length, selected, ...measure };
  const [shown, setShown] = useState(() => ({ lines, selectedId, measure, scrollPx: scrollToSelected(shape, 0) }));
  let { scrollPx } = shown;
  if (shown.lines !== lines || shown.selectedId !== selectedId || shown.measure !== measure) {
    scrollPx = scrollToSelected(shape, scrollPx);
    setShown({ lines, selectedId, measure, scrollPx });
  }
  const visible = listWindow(shape, scrollPx);
  const line = lines[selected];

  useLayoutEffect(() => {
    if (box.current && Math.abs(box.current.scrollTop - scrollPx) >= 1) box.current.scrollTop = scrollPx;
  }, [scrollPx]);

  function onScroll(): void {
    const seenPx = box.current?.scrollTop ?? 0;
    setShown((before) => (Math.abs(before.scrollPx - seenPx) < 1 ? before : { ...before, scrollPx: seenPx }));
  }

  return (
    <>
      <Columns />
      <div
        className="lines"
        ref={box}
        onScroll={onScroll}
        tabIndex={lines.length > 0 ? 0 : -1}
        role="region"
        aria-label={t('checkout.basket')}
      >
        {lines.length === 0 ? empty : null}
        <Rows lines={lines} visible={visible} selected={selected} />
        {line ? (
          <div className="tools" style={{ top: rowTop(shape, selected) + shape.rowPx }}>
            <RowTools line={line} locked={locked} />
          </div>
        ) : null}
      </div>
    </>
  );
});

const Columns = memo(function Columns(): ReactElement {
  const t = useText();
  return (
    <div className="cols bh" aria-hidden="true">
      <span />
      <span>{t('checkout.column.item')}</span>
      <span>{t('checkout.column.quantity')}</span>
      <span>{t('checkout.column.price')}</span>
      <span>{t('price.column')}</span>
      <span>{t('checkout.column.amount')}</span>
    </div>
  );
});

function Rows({ lines, visible, selected }: { lines: readonly BasketLine[]; visible: ListWindow; selected: number }): ReactElement {
  return (
    <ol style={{ paddingTop: visible.abovePx, paddingBottom: visible.belowPx }}>
      {lines.slice(visible.start, visible.end).map((line, offset) => {
        const index = visible.start + offset;
        const key = visible.slots === undefined ? line.lineId : index % visible.slots;
        return <BasketRow key={key} line={line} position={index + 1} selected={index === selected} />;
      })}
    </ol>
  );
}

function useMeasure(box: RefObject<HTMLDivElement | null>): Measure {
  const [measure, setMeasure] = useState<Measure>(() => ({ ...rowHeights(), viewportPx: window.innerHeight }));
  useEffect(() => {
    const element = box.current;
    if (!element) return undefined;
    const observer = new ResizeObserver(() => setMeasure({ ...rowHeights(), viewportPx: element.clientHeight }));
    observer.observe(element);
    return () => observer.disconnect();
  }, [box]);
  return measure;
}

function rowHeights(): { readonly rowPx: number; readonly toolsPx: number } {
  const remPx = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
  const rowRem = window.matchMedia(TALL_SCREEN).matches ? TALL_ROW_REM : ROW_REM;
  return { rowPx: rowRem * remPx, toolsPx: TOOLS_REM * remPx };
}
