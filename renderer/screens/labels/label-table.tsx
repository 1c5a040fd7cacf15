import type { ReactElement } from 'react';
import { MAX_LABEL_COPIES, type LabelTemplateSummary } from '#contract/label.ts';
import { formatYuan, parseYuan } from '#contract/money.ts';
import { KEEPS_FOCUS } from '#renderer/app/focus.ts';
import { useText } from '#renderer/app/i18n.ts';
import { Button } from '#renderer/parts/button.tsx';
import { Money } from '#renderer/parts/money.tsx';
import { setCopies, setDetails, type ListRow } from './label-list.ts';

interface TableProps {
  readonly list: readonly ListRow[];
  readonly asks: LabelTemplateSummary['asks'];
  readonly shownKey: number | undefined;
  readonly onChange: (list: readonly ListRow[]) => void;
  readonly onShow: (key: number) => void;
  readonly print: { readonly enabled: boolean; readonly count: number; readonly run: () => void };
}

/** What will be printed: products, how many labels each, and what the label asks for besides. */
export function LabelTable({ list, asks, shownKey, onChange, onShow, print }: TableProps): ReactElement {
  const text = useText();
  return (
    <section className="panel lb-list" aria-label={text('labels.list')}>
      <header className="pt">
        <h2>
          {text('labels.list')}
          <small>{text('labels.listCount', { products: list.length, count: print.count })}</small>
        </h2>
        <Button size="small" disabled={list.length === 0} onClick={() => onChange([])}>
          {text('labels.clear')}
        </Button>
      </header>
      {list.length === 0 ? (
        <div className="lb-empty">
          <p>{text('labels.empty')}</p>
          <p>{text('labels.emptyHint')}</p>
        </div>
      ) : (
        <ul {...{ [KEEPS_FOCUS]: '' }}>
          {list.map((row) => (
            <Row key={row.key} row={row} asks={asks} shown={row.key === shownKey} list={list} onChange={onChange} onShow={onShow} />
          ))}
        </ul>
      )}
      <footer>
        <Button kind="primary" size="large" keys="F9" disabled={!print.enabled} onClick={print.run}>
          {list.length === 0 ? text('labels.printNone') : text('labels.print', { count: print.count })}
        </Button>
      </footer>
    </section>
  );
}

interface RowProps extends Pick<TableProps, 'list' | 'asks' | 'onChange' | 'onShow'> {
  readonly row: ListRow;
  readonly shown: boolean;
}

function Row({ row, shown, list, asks, onChange, onShow }: RowProps): ReactElement {
  const text = useText();
  const { key, product, copies } = row;
  const { name } = product;
  return (
    <li className={shown ? 'on' : undefined} onClick={() => onShow(key)}>
      <span className="nm">
        <span className="cut">{name}</span>
        <small className="cut">{[product.spec, product.barcode || product.sku].filter(Boolean).join(' · ')}</small>
      </span>
      <Money amountMinor={product.priceMinor} />
      <span className="lb-copies">
        <Button
          size="small"
          aria-label={text('labels.fewer', { name })}
          disabled={copies === 1}
          onClick={() => onChange(setCopies(list, key, copies - 1))}
        >
          −
        </Button>
        <input
          inputMode="numeric"
          aria-label={text('labels.copies', { name })}
          value={copies}
          onFocus={(event) => event.target.select()}
          onChange={({ target }) => onChange(setCopies(list, key, Math.min(MAX_LABEL_COPIES, Number(target.value.replace(/\D/g, '')))))}
        />
        <Button size="small" aria-label={text('labels.more', { name })} onClick={() => onChange(setCopies(list, key, copies + 1))}>
          +
        </Button>
      </span>
      <Button
        size="small"
        kind="quiet"
        icon="trash"
        aria-label={text('labels.remove', { name })}
        onClick={() => onChange(list.filter((each) => each.key !== key))}
      />
      {shown && asks.length > 0 ? <Details row={row} asks={asks} onChange={(details) => onChange(setDetails(list, key, details))} /> : null}
    </li>
  );
}

interface DetailsProps extends Pick<TableProps, 'asks'> {
  readonly row: ListRow;
  readonly onChange: (details: Parameters<typeof setDetails>[2]) => void;
}

/** What the chosen label prints besides the product's own fields. */
function Details({ row, asks, onChange }: DetailsProps): ReactElement {
  const text = useText();
  return (
    <span className="lb-details">
      {asks.includes('was') ? (
        <label className="field">
          <span>{text('labels.was')}</span>
          <input
            inputMode="decimal"
            defaultValue={row.wasMinor === undefined ? '' : formatYuan(row.wasMinor)}
            onChange={({ target }) => onChange({ wasMinor: parseYuan(target.value) })}
          />
        </label>
      ) : null}
      {asks.includes('batch') ? (
        <label className="field">
          <span>{text('labels.batch')}</span>
          <input
            maxLength={20}
            value={row.batch ?? ''}
            // What (10) can hold (GS1 General Specifications, character set 82).
            onChange={({ target }) => onChange({ batch: target.value.replace(/[^!"%-/0-9:-?A-Z_a-z]/g, '') })}
          />
        </label>
      ) : null}
      {asks.includes('expiry') ? (
        <label className="field">
          <span>{text('labels.expiry')}</span>
          <input type="date" value={row.expiry ?? ''} onChange={({ target }) => onChange({ expiry: target.value })} />
        </label>
      ) : null}
    </span>
  );
}
