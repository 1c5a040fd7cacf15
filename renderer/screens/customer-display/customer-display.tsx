import { useEffect, useState, type ReactElement } from 'react';
import './customer-display.css';
import type { CustomerView, PaidSummary } from '#contract/basket.ts';
import { THANKED_AFTER_MS } from '#contract/customer-scene.ts';
import { formatClock, formatCount } from '#renderer/app/format.ts';
import { useLanguage, useText, type TextKey } from '#renderer/app/i18n.ts';
import { useConnection, useTopic } from '#renderer/app/use-topic.ts';
import { BrandMark } from '#renderer/parts/icon.tsx';
import { MediaStage } from '#renderer/parts/media-stage.tsx';
import { QrCode } from '#renderer/parts/qr-code.tsx';
import { StateGlyph } from '#renderer/parts/state-glyph.tsx';
import { BothWords } from './both-words.tsx';
import { MoneyInHand, ShopCounter } from './drawings.tsx';
import { CustomerLines } from './lines.tsx';
import { ShowcaseView } from './showcase.tsx';
import { customerStage, type CustomerStage } from './stage.ts';
import { TotalBand } from './total-band.tsx';
import { Weighing } from './weighing.tsx';

/** A code is there long enough for a phone to be taken out; the next article takes its place. */
const INVOICE_SHOWN_MS = 60_000;

/** The second screen, facing the customer: welcome, basket, what to pay, change and thanks. Sees the topics `station`, `customer`, `showcase`, `weighing`, `scale` and `media` only. */
export function CustomerDisplayScreen(): ReactElement {
  const station = useTopic('station');
  const view = useTopic('customer');
  const connected = useConnection() === 'connected' && station?.mode === 'selling';
  const weighing = useTopic('weighing')?.product;
  const stage = customerStage(view, connected, useThanked(view?.paid ?? null), Boolean(weighing));
  return (
    <div className="cd-page" data-stage={stage}>
      <header className="cd-head">
        <span className="brand">
          <BrandMark />
          <span>{station?.storeName ?? ''}</span>
        </span>
        {station?.training ? <TrainingTag /> : null}
        {stage === 'idle' && station ? <Clock timeZone={station.timeZone} /> : null}
      </header>
      <Stage stage={stage} view={view} storeName={station?.storeName ?? ''} currency={station?.currency ?? 'CNY'} />
    </div>
  );
}

function TrainingTag(): ReactElement {
  return (
    <b className="cd-training" role="status">
      <BothWords name="station.training.tag" />
    </b>
  );
}

function Stage(props: { stage: CustomerStage; view: CustomerView | undefined; storeName: string; currency: string }): ReactElement {
  const { stage, view, storeName, currency } = props;
  const showcase = useTopic('showcase');
  if (stage === 'quiet' || !view) return <main className="cd-quiet">{storeName === '' ? <BrandMark /> : <h1>{storeName}</h1>}</main>;
  if (stage === 'idle') {
    return showcase ? (
      <ShowcaseView showcase={showcase} />
    ) : (
      <MediaStage screen="customer">
        <Welcome storeName={storeName} />
      </MediaStage>
    );
  }
  return (
    <>
      {stage === 'basket' ? showcase ? <ShowcaseView showcase={showcase} /> : <Basket view={view} /> : null}
      {stage === 'pay' ? <Pay /> : null}
      {stage === 'paid' && view.paid ? <Thanks paid={view.paid} /> : null}
      <TotalBand view={view} paid={stage === 'paid' ? view.paid : null} currency={currency} />
    </>
  );
}

function Welcome({ storeName }: { storeName: string }): ReactElement {
  const text = useText();
  return (
    <main className="cd-idle">
      <div className="cd-art">
        <ShopCounter />
      </div>
      <div className="cd-words">
        <h1>{storeName}</h1>
        <p className="cd-welcome">
          <BothWords name="customer.welcome" />
        </p>
        <p>{text('customer.welcomeHint')}</p>
      </div>
    </main>
  );
}

function Basket({ view }: { view: CustomerView }): ReactElement {
  const text = useText();
  const [language] = useLanguage();
  const product = useTopic('weighing')?.product;
  const scale = useTopic('scale');
  return (
    <main className="cd-main">
      {product && scale ? <Weighing product={product} scale={scale} /> : null}
      <section className="panel cd-basket">
        <header className="cd-more">
          <h1>
            {view.member ? text(`customer.greeting.${view.member.title}`, { surname: view.member.surname }) : text('customer.yourItems')}
          </h1>
          <span>{text('customer.kinds', { count: formatCount(view.lineCount, language) })}</span>
        </header>
        <CustomerLines lines={view.lines} lastLineId={view.lastLineId} />
        {view.hints.length > 0 ? (
          <div className="cd-hints">
            {view.hints.slice(0, 2).map(({ id, words }) => (
              <p key={id} className="cut">
                {words[language]}
              </p>
            ))}
          </div>
        ) : null}
      </section>
    </main>
  );
}

function Pay(): ReactElement {
  const text = useText();
  return (
    <main className="cd-main">
      <section className="panel cd-ask">
        <div>
          <h1>
            <BothWords name="customer.pay" />
          </h1>
          <p>{text('customer.payHint')}</p>
        </div>
        <MoneyInHand />
      </section>
    </main>
  );
}

function Thanks({ paid }: { paid: PaidSummary }): ReactElement {
  const text = useText();
  return (
    <main className="cd-main">
      <section className="panel cd-ask cd-thanks">
        {paid.invoiceUrl === undefined ? <StateGlyph state="ok" /> : <Invoice url={paid.invoiceUrl} />}
        <div>
          <h1>
            <BothWords name={thanksWords(paid)} />
          </h1>
          <p>{text('customer.thanks')}</p>
          <p className="cd-number">
            {text(paid.totalMinor < 0 ? 'customer.returnSlip' : 'customer.receipt', { number: paid.receiptNumber })}
          </p>
        </div>
      </section>
    </main>
  );
}

function Invoice({ url }: { url: string }): ReactElement {
  const text = useText();
  return (
    <figure className="cd-invoice">
      <QrCode data={url} label={text('customer.invoice')} />
      <figcaption>
        <BothWords name="customer.invoice" />
      </figcaption>
    </figure>
  );
}

function thanksWords({ totalMinor, changeMinor }: PaidSummary): TextKey {
  if (totalMinor < 0) return 'customer.takeRefund';
  return changeMinor > 0 ? 'customer.takeChange' : 'customer.paidExact';
}

function Clock({ timeZone }: { timeZone: string }): ReactElement {
  const [language] = useLanguage();
  const [nowMs, setNowMs] = useState(() => Date.now());
  useEffect(() => {
    const timer = setTimeout(() => setNowMs(Date.now()), 60_000 - (nowMs % 60_000));
    return () => clearTimeout(timer);
  }, [nowMs]);
  return <time className="cd-clock">{formatClock(nowMs, language, timeZone)}</time>;
}

/** The receipt number whose thanks have been on screen for their time. */
function useThanked(paid: PaidSummary | null): string | undefined {
  const [thanked, setThanked] = useState<string>();
  const receiptNumber = paid?.receiptNumber;
  const hasInvoice = paid?.invoiceUrl !== undefined;
  useEffect(() => {
    if (receiptNumber === undefined) return undefined;
    const timer = setTimeout(() => setThanked(receiptNumber), hasInvoice ? INVOICE_SHOWN_MS : THANKED_AFTER_MS);
    return () => clearTimeout(timer);
  }, [receiptNumber, hasInvoice]);
  return thanked;
}
