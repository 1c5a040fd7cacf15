import { useState, type CSSProperties, type ReactElement } from 'react';
import { errorText, type WireError } from '#contract/error.ts';
import type { ProcedureInput, ProcedureOutput } from '#contract/procedures.ts';
import type { PaperWidth, ReceiptLayout } from '#contract/receipt-layout.ts';
import { wireErrorOf } from '#renderer/app/client.ts';
import { useLanguage, useText } from '#renderer/app/i18n.ts';
import { useNewest } from '#renderer/app/use-newest.ts';
import { useClient, useConnection } from '#renderer/app/use-topic.ts';
import { Button } from '#renderer/parts/button.tsx';
import { Segments } from '#renderer/parts/segments.tsx';
import { StateWords } from '#renderer/parts/state-glyph.tsx';
import { PaperPart } from '../bench/paper-items.tsx';

const PAPERS = ['58', '80'] as const;
const SALES = ['sample', 'last'] as const;
const WIDEST_MM = 80;

interface Preview {
  readonly paper?: ProcedureOutput<'receipt.preview'>;
  readonly failure?: WireError;
}

/** The receipt as the printer would make it, behind the keys by at most one request, and a way to really print it. */
export function PaperPanel({ layout }: { layout: ReceiptLayout }): ReactElement {
  const t = useText();
  const [language] = useLanguage();
  const client = useClient();
  const connected = useConnection() === 'connected';
  const [width, setWidth] = useState<PaperWidth>('80');
  const [of, setOf] = useState<(typeof SALES)[number]>('sample');
  const [tested, setTested] = useState<'printed' | 'failed'>();
  const preview = useNewest(connected ? JSON.stringify({ layout, of, paper: width }) : undefined, (asked) =>
    client.request('receipt.preview', JSON.parse(asked) as ProcedureInput<'receipt.preview'>).then(
      (paper): Preview => ({ paper }),
      (error: unknown): Preview => ({ failure: wireErrorOf(error) }),
    ),
  );
  const print = (): void => {
    setTested(undefined);
    client.request('receipt.test', { layout, of }).then(
      ({ result }) => setTested(result === 'printed' || result === 'sent' ? 'printed' : 'failed'),
      () => setTested('failed'),
    );
  };
  const style: CSSProperties & Record<'--paper', string> = { '--paper': `${(Number(width) / WIDEST_MM) * 100}%` };
  return (
    <section className="panel rc-paper" aria-label={t('receipt.preview')}>
      <header className="pt">
        <h2>{t('receipt.preview')}</h2>
        <Segments
          label={t('receipt.paper')}
          options={PAPERS.map((value) => ({ value, label: `${value} mm` }))}
          value={width}
          onChange={setWidth}
        />
      </header>
      <div className="rc-tools">
        <Segments
          label={t('receipt.of')}
          options={SALES.map((value) => ({ value, label: t(`receipt.of.${value}`) }))}
          value={of}
          onChange={setOf}
        />
        <Button size="small" icon="printer" disabled={!connected} onClick={print}>
          {t('receipt.test')}
        </Button>
      </div>
      {tested ? (
        <p className="rc-told" role="status">
          <StateWords state={tested === 'printed' ? 'ok' : 'bad'}>{t(`receipt.test.${tested}`)}</StateWords>
        </p>
      ) : null}
      <div className="bn-roll" style={style} tabIndex={0} role="region" aria-label={t('receipt.preview')}>
        {preview?.failure ? <StateWords state="bad">{errorText(preview.failure, language)}</StateWords> : null}
        {preview?.paper ? <Sheet paper={preview.paper} /> : null}
      </div>
    </section>
  );
}

function Sheet({ paper }: { paper: ProcedureOutput<'receipt.preview'> }): ReactElement {
  return (
    <article className="pp-sheet cut-off">
      {paper.items.map((item, index) => (
        <PaperPart key={index} item={item} size={paper} />
      ))}
    </article>
  );
}
