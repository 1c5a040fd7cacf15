import { useId, useState, type FormEvent, type ReactElement } from 'react';
import { MAX_ORDER_NOTE_CHARACTERS, type BasketLine } from '#contract/basket.ts';
import type { WireError } from '#contract/error.ts';
import { MAX_AMOUNT_MINOR, parseYuan } from '#contract/money.ts';
import { useLanguage, useText, type TextKey } from '#renderer/app/i18n.ts';
import { Button } from '#renderer/parts/button.tsx';
import { Dialog } from '#renderer/parts/dialog.tsx';
import { wireErrorText } from './message.ts';
import { useTill } from './use-till.ts';

const MAX_NOTE_CHARACTERS = 100;
const MAX_NAME_CHARACTERS = 200;

/** A word about one line, printed under it. */
export function NoteSheet({ line }: { line: BasketLine }): ReactElement {
  const t = useText();
  const till = useTill();
  return (
    <NoteForm
      title={t('checkout.note.title')}
      label={line.name}
      note={line.note}
      maxCharacters={MAX_NOTE_CHARACTERS}
      onSave={(note) => till.note(line.lineId, note)}
    />
  );
}

/** A word about the whole sale, printed on its receipt. */
export function OrderNoteSheet({ note }: { note: string }): ReactElement {
  const t = useText();
  const till = useTill();
  return (
    <NoteForm
      title={t('price.orderNote')}
      label={t('price.orderNote.label')}
      note={note}
      maxCharacters={MAX_ORDER_NOTE_CHARACTERS}
      onSave={till.orderNote}
    />
  );
}

/** One line of words. */
export function NoteForm(props: {
  title: string;
  label: string;
  note: string;
  /** What one writes, for instance. */
  example?: string;
  maxCharacters: number;
  onSave: (note: string) => void;
}): ReactElement {
  const t = useText();
  const till = useTill();
  const [note, setNote] = useState(props.note);
  function submit(event: FormEvent): void {
    event.preventDefault();
    props.onSave(note.trim());
  }
  return (
    <Dialog title={props.title} closeLabel={t('checkout.close')} onClose={till.close}>
      <form onSubmit={submit}>
        <label className="field">
          <span>{props.label}</span>
          <input
            value={note}
            maxLength={props.maxCharacters}
            placeholder={props.example ?? t('checkout.note.example')}
            onChange={(event) => setNote(event.target.value)}
            data-first
          />
        </label>
        <div className="foot">
          <Button kind="primary" type="submit" keys="Enter">
            {t('checkout.save')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

/** A price as typed: fen, or why it is none. */
export function readPrice(text: string): { readonly priceMinor: number } | { readonly why: TextKey } {
  const trimmed = text.trim();
  if (trimmed === '') return { why: 'checkout.quickAdd.priceMissing' };
  if (/^[-−]/.test(trimmed)) return { why: 'checkout.cash.negative' };
  if (!/^[¥￥]?[\d.]+$/.test(trimmed)) return { why: 'checkout.cash.character' };
  if (/\.\d{3,}$/.test(trimmed)) return { why: 'checkout.cash.decimals' };
  const priceMinor = parseYuan(trimmed);
  if (priceMinor === undefined || priceMinor > MAX_AMOUNT_MINOR) return { why: 'checkout.cash.limit' };
  return priceMinor === 0 ? { why: 'checkout.quickAdd.priceMissing' } : { priceMinor };
}

/** A product the shop does not know yet: its barcode is read, a name and a price make it sellable. */
export function QuickAddSheet({ code }: { code: string }): ReactElement {
  const t = useText();
  const till = useTill();
  const [language] = useLanguage();
  const [name, setName] = useState('');
  const [price, setPrice] = useState('');
  const [tried, setTried] = useState(false);
  const [error, setError] = useState<WireError>();
  const whyId = useId();
  const read = readPrice(price);
  const why = tried ? (name.trim() === '' ? 'checkout.quickAdd.nameMissing' : 'why' in read ? read.why : undefined) : undefined;

  function submit(event: FormEvent): void {
    event.preventDefault();
    setTried(true);
    if (name.trim() === '' || 'why' in read) return;
    void till.quickAdd(code, name.trim(), read.priceMinor).then(setError);
  }
  return (
    <Dialog title={t('checkout.quickAdd')} closeLabel={t('checkout.close')} onClose={till.close}>
      <form onSubmit={submit} noValidate>
        <p className="said">{t('checkout.quickAdd.code', { code })}</p>
        <label className="field">
          <span>{t('checkout.quickAdd.name')}</span>
          <input
            value={name}
            maxLength={MAX_NAME_CHARACTERS}
            aria-invalid={tried && name.trim() === ''}
            aria-describedby={whyId}
            onChange={(event) => setName(event.target.value)}
            data-first
          />
        </label>
        <label className="field">
          <span>{t('checkout.quickAdd.price')}</span>
          <input
            value={price}
            inputMode="decimal"
            maxLength={14}
            aria-invalid={tried && 'why' in read}
            aria-describedby={whyId}
            onChange={(event) => setPrice(event.target.value)}
          />
        </label>
        <p className="field" role="alert" id={whyId}>
          <span className="why">{error ? wireErrorText(error, language) : why === undefined ? '' : t(why)}</span>
        </p>
        <div className="foot">
          <Button kind="primary" type="submit" keys="Enter">
            {t('checkout.quickAdd.do')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
