import type { KeyboardEvent, ReactElement } from 'react';
import type { VariantCell, VariantGrid } from '#contract/product-card.ts';
import { formatQuantity } from '#contract/quantity.ts';
import { formatMoney } from '#renderer/app/format.ts';
import { useText, type TextOf } from '#renderer/app/i18n.ts';
import { cellAt, placeOf } from './variant-step.ts';

const STEPS: Readonly<Record<string, readonly [row: number, column: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

/** Sizes by colours with what is on hand. Arrows move, Enter chooses. */
export function VariantTable({
  grid,
  productId,
  onChoose,
}: {
  grid: VariantGrid;
  productId: number;
  onChoose: (cell: VariantCell) => void;
}): ReactElement {
  const t = useText();
  const own = grid.cells.find((cell) => cell.productId === productId);
  return (
    <div className="vgrid" onKeyDown={move}>
      <table aria-label={t('goods.sizes')}>
        <thead>
          <tr>
            <td />
            {grid.sizes.map((size) => (
              <th key={size} scope="col">
                {size}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {grid.colours.map((colour, row) => (
            <tr key={colour}>
              <th scope="row">{colour}</th>
              {grid.sizes.map((size, column) => {
                const cell = cellAt(grid, size, colour);
                return (
                  <td key={size}>
                    {cell ? (
                      <button
                        type="button"
                        className={cell.onHandMilli !== null && cell.onHandMilli <= 0 ? 'gone' : undefined}
                        data-at={`${row} ${column}`}
                        data-first={cell.productId === productId ? true : undefined}
                        aria-current={cell.productId === productId ? 'true' : undefined}
                        aria-label={t('goods.cell', { place: placeOf(cell), stock: stockWords(cell.onHandMilli, t) })}
                        onClick={() => onChoose(cell)}
                      >
                        <b>{cell.onHandMilli === null ? '?' : formatQuantity(cell.onHandMilli)}</b>
                        {own && own.priceMinor !== cell.priceMinor ? <small>{formatMoney(cell.priceMinor)}</small> : null}
                      </button>
                    ) : (
                      <span aria-hidden="true">—</span>
                    )}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** What is on hand, in words. */
export function stockWords(onHandMilli: number | null, t: TextOf): string {
  return onHandMilli === null ? t('goods.stock.unknown') : t('goods.cell.stock', { onHand: formatQuantity(onHandMilli) });
}

/** To the next cell that way; over gaps, and not off the table. */
function move(event: KeyboardEvent<HTMLDivElement>): void {
  const step = STEPS[event.key];
  const at = event.target instanceof HTMLElement ? event.target.dataset['at']?.split(' ').map(Number) : undefined;
  if (!step || !at || event.altKey) return;
  event.preventDefault();
  let [row = 0, column = 0] = at;
  for (let steps = 0; steps < 400; steps += 1) {
    row += step[0];
    column += step[1];
    const next = event.currentTarget.querySelector<HTMLElement>(`[data-at="${row} ${column}"]`);
    if (next) return next.focus();
  }
}
