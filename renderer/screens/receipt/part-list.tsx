import { useState, type KeyboardEvent, type ReactElement } from 'react';
import { NEEDED_PARTS, type ReceiptLayout, type ReceiptPart } from '#contract/receipt-layout.ts';
import { useText } from '#renderer/app/i18n.ts';
import { Button } from '#renderer/parts/button.tsx';
import { moved, switched } from './layout-draft.ts';

type Parts = ReceiptLayout['parts'];

/** The parts of a receipt in their order: switched by a box, moved by dragging, by arrows, or with Alt and an arrow key. */
export function PartList({ parts, onChange }: { parts: Parts; onChange: (parts: Parts) => void }): ReactElement {
  const t = useText();
  const [dragged, setDragged] = useState<ReceiptPart>();

  const onKey = (event: KeyboardEvent, part: ReceiptPart, index: number): void => {
    const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (!event.altKey || by === undefined) return;
    event.preventDefault();
    onChange(moved(parts, part, index + by));
  };

  return (
    <section className="panel" aria-label={t('receipt.parts')}>
      <header className="pt">
        <h2>
          {t('receipt.parts')}
          <small>{t('receipt.parts.how')}</small>
        </h2>
      </header>
      <ol className="rc-parts">
        {parts.map(({ part, on }, index) => {
          const name = t(`receipt.part.${part}`);
          return (
            <li
              key={part}
              draggable
              className={dragged === part ? 'dragged' : ''}
              onDragStart={() => setDragged(part)}
              onDragEnd={() => setDragged(undefined)}
              onDragOver={(event) => event.preventDefault()}
              onDrop={() => dragged && onChange(moved(parts, dragged, index))}
              onKeyDown={(event) => onKey(event, part, index)}
            >
              <label>
                <input
                  type="checkbox"
                  checked={on}
                  disabled={on && NEEDED_PARTS.includes(part)}
                  onChange={(event) => onChange(switched(parts, part, event.target.checked))}
                />
                <span>{name}</span>
              </label>
              <Button
                size="small"
                kind="quiet"
                aria-label={t('receipt.up', { part: name })}
                disabled={index === 0}
                onClick={() => onChange(moved(parts, part, index - 1))}
              >
                ↑
              </Button>
              <Button
                size="small"
                kind="quiet"
                aria-label={t('receipt.down', { part: name })}
                disabled={index === parts.length - 1}
                onClick={() => onChange(moved(parts, part, index + 1))}
              >
                ↓
              </Button>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
