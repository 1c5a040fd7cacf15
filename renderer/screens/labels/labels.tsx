import { useEffect, useRef, useState, type ReactElement } from 'react';
import './labels.css';
import { errorText } from '#contract/error.ts';
import type { LabelTemplateSummary } from '#contract/label.ts';
import type { ScanSource } from '#contract/scan.ts';
import { useScanFocus } from '#renderer/app/focus.ts';
import { useLanguage, useText } from '#renderer/app/i18n.ts';
import { useClaimedScans } from '#renderer/app/use-claimed-scans.ts';
import { useConnection, useTopic } from '#renderer/app/use-topic.ts';
import { rememberFields, useWedge } from '#renderer/app/use-wedge.ts';
import { Button } from '#renderer/parts/button.tsx';
import { PageHead } from '#renderer/parts/page-head.tsx';
import { Rail } from '#renderer/parts/rail.tsx';
import { JobList } from './job-list.tsx';
import { addToList, countLabels, orderItem, orderItems, withoutOrdered, type ListRow } from './label-list.ts';
import { LabelPreview } from './label-preview.tsx';
import { LabelTable } from './label-table.tsx';
import { ScanField } from './scan-field.tsx';
import { TemplatePicker } from './template-picker.tsx';
import { useCalls, useOffer, type Calls, type Offer } from './use-labels.ts';

/** Price and item labels: choose a label, scan products into a list, see exactly what will come out, print, follow it. */
export function LabelsScreen(): ReactElement {
  const text = useText();
  const [language] = useLanguage();
  const calls = useCalls();
  const offer = useOffer();
  const lost = useConnection() === 'lost';
  const devices = useTopic('devices');
  useEffect(() => {
    document.title = `${text('labels.title')} · ${text('app.name')}`;
  }, [text]);
  return (
    <main className="lb-page">
      <PageHead title={text('labels.title')} />
      {lost ? <Rail state="off" title={text('labels.lost')} detail={text('labels.lostHint')} /> : null}
      {calls.failure ? (
        <Rail state="bad" title={errorText(calls.failure, language)}>
          <Button size="small" onClick={calls.dismiss}>
            {text('labels.dismiss')}
          </Button>
        </Rail>
      ) : null}
      {devices?.some(({ kind }) => kind === 'label_printer') === false ? (
        <Rail state="warn" title={text('labels.noPrinter')} detail={text('labels.noPrinterHint')} />
      ) : null}
      {offer ? <Desk offer={offer} calls={calls} /> : <Loading />}
    </main>
  );
}

/** Where labels are put together. */
function Desk({ offer, calls }: { offer: Offer; calls: Calls }): ReactElement {
  const [template, setTemplate] = useState<LabelTemplateSummary | undefined>(offer.templates[0]);
  const [list, setList] = useState<readonly ListRow[]>([]);
  const [shownKey, setShownKey] = useState<number>();
  const field = useRef<HTMLInputElement>(null);
  const connected = useConnection() === 'connected';
  const home = useScanFocus(field);
  const shown = list.find(({ key }) => key === shownKey) ?? list[0];
  /** An order is on its way: a second press would print everything again. */
  const [ordering, setOrdering] = useState(false);
  const canPrint = connected && template !== undefined && list.length > 0 && !ordering;

  const add: typeof addToList = (rows, product, details) => {
    const next = addToList(rows, product, details);
    setShownKey(next.find((row) => row.product.id === product.id)?.key);
    return next;
  };
  const [unknown, setUnknown] = useState<string>();

  /** True when the text named one product. */
  async function find(code: string, source: ScanSource): Promise<boolean> {
    setUnknown(undefined);
    const found = await calls.call('label.find', { text: code, source });
    if (found?.kind === 'unknown') setUnknown(code);
    if (found?.kind !== 'product') return false;
    const { product, batch, expiry } = found;
    setList((rows) => add(rows, product, { ...(batch === undefined ? {} : { batch }), ...(expiry === undefined ? {} : { expiry }) }));
    return true;
  }

  async function print(): Promise<void> {
    if (!canPrint) return;
    setOrdering(true);
    const ordered = await calls.command('label.order', { template: template.id, items: orderItems(list, template) });
    setOrdering(false);
    if (ordered) setList((rows) => withoutOrdered(rows, list));
    home();
  }

  useWedge({ remember: () => rememberFields([field.current]), onScan: (code) => void find(code, 'wedge') });
  useClaimedScans('labels', (code) => void find(code, 'scanner'));
  usePrintKey(() => void print());

  return (
    <div className="lb-grid">
      <div className="lb-stack">
        <TemplatePicker templates={offer.templates} chosen={template} onChoose={setTemplate} />
        <LabelPreview template={template} row={shown} item={shown && template && orderItem(shown, template)} />
      </div>
      <div className="lb-stack">
        <ScanField
          fieldRef={field}
          categories={offer.categories}
          unknown={unknown}
          disabled={!connected}
          calls={calls}
          onFind={(code) => find(code, 'typed')}
          onPick={(products) => setList((rows) => products.reduce((before, product) => add(before, product), rows))}
        />
        <LabelTable
          list={list}
          asks={template?.asks ?? []}
          shownKey={shown?.key}
          onChange={setList}
          onShow={setShownKey}
          print={{ enabled: canPrint, count: countLabels(list), run: () => void print() }}
        />
      </div>
      <JobList calls={calls} />
    </div>
  );
}

/** F9 prints, as it pays at the till. */
function usePrintKey(print: () => void): void {
  const latest = useRef(print);
  useEffect(() => {
    latest.current = print;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key !== 'F9' || event.repeat) return;
      event.preventDefault();
      latest.current();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
}

/** Still shapes where the panels will be. */
function Loading(): ReactElement {
  const text = useText();
  return (
    <div className="lb-grid" aria-busy="true">
      <p className="vh" role="status">
        {text('labels.loading')}
      </p>
      {['template', 'list', 'jobs'].map((panel) => (
        <section key={panel} className="panel lb-skeleton" aria-hidden="true">
          <p className="sk">{text('labels.loading')}</p>
          <p className="sk">{text('labels.loading')}</p>
          <p className="sk">{text('labels.loading')}</p>
        </section>
      ))}
    </div>
  );
}
