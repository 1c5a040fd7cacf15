import { useState, type ReactElement } from 'react';
import { MAX_FOOTER_LINES, MAX_SUGGESTIONS, type ReceiptLayout } from '#contract/receipt-layout.ts';
import { useText } from '#renderer/app/i18n.ts';
import { Button } from '#renderer/parts/button.tsx';
import { Segments } from '#renderer/parts/segments.tsx';
import { readLogo } from './logo.ts';

interface OptionsProps {
  readonly layout: ReceiptLayout;
  readonly onChange: (changes: Partial<ReceiptLayout>) => void;
}

/** How the parts are printed; what belongs to a part that is off is not asked for. */
export function OptionsForm({ layout, onChange }: OptionsProps): ReactElement {
  const t = useText();
  const on = (part: ReceiptLayout['parts'][number]['part']): boolean => layout.parts.some((each) => each.part === part && each.on);
  return (
    <section className="panel rc-options" aria-label={t('receipt.options')}>
      <header className="pt">
        <h2>{t('receipt.options')}</h2>
      </header>
      <div className="rc-inset">
        <Choices layout={layout} onChange={onChange} />
        {on('logo') ? <Logo layout={layout} onChange={onChange} /> : null}
        {on('footer') ? <Footer layout={layout} onChange={onChange} /> : null}
        {on('promotion') ? <Promotion layout={layout} onChange={onChange} /> : null}
        {on('suggestions') ? <Suggestions layout={layout} onChange={onChange} /> : null}
        {on('link') ? <Link layout={layout} onChange={onChange} /> : null}
      </div>
    </section>
  );
}

const LANGUAGES = ['shop', 'zh', 'en', 'both'] as const;
const NAME_TIMES = ['1', '2'] as const;
const LINE_FORMS = ['twoRows', 'oneRow'] as const;

function Choices({ layout, onChange }: OptionsProps): ReactElement {
  const t = useText();
  return (
    <>
      <div className="rc-choice">
        <span>{t('receipt.language')}</span>
        <Segments
          label={t('receipt.language')}
          options={LANGUAGES.map((value) => ({ value, label: t(`receipt.language.${value}`) }))}
          value={layout.language}
          onChange={(language) => onChange({ language })}
        />
      </div>
      <div className="rc-choice">
        <span>{t('receipt.nameTimes')}</span>
        <Segments
          label={t('receipt.nameTimes')}
          options={NAME_TIMES.map((value) => ({ value, label: t(`receipt.nameTimes.${value}`) }))}
          value={layout.nameTimes === 1 ? '1' : '2'}
          onChange={(times) => onChange({ nameTimes: Number(times) })}
        />
      </div>
      <div className="rc-choice">
        <span>{t('receipt.lineForm')}</span>
        <Segments
          label={t('receipt.lineForm')}
          options={LINE_FORMS.map((value) => ({ value, label: t(`receipt.lineForm.${value}`) }))}
          value={layout.lineForm}
          onChange={(lineForm) => onChange({ lineForm })}
        />
      </div>
      <label className="rc-check">
        <input type="checkbox" checked={layout.lineDiscounts} onChange={(event) => onChange({ lineDiscounts: event.target.checked })} />
        <span>{t('receipt.lineDiscounts')}</span>
      </label>
    </>
  );
}

function Logo({ layout, onChange }: OptionsProps): ReactElement {
  const t = useText();
  const [bad, setBad] = useState(false);
  const take = async (file: File | undefined): Promise<void> => {
    if (!file) return;
    const logo = await readLogo(file);
    setBad(logo === undefined);
    if (logo) onChange({ logo });
  };
  return (
    <>
      <label className="field">
        <span>{t('receipt.logo')}</span>
        <input type="file" accept="image/png,image/jpeg,image/bmp" onChange={(event) => void take(event.target.files?.[0])} />
        {bad ? (
          <span className="why" role="alert">
            {t('receipt.logo.bad')}
          </span>
        ) : null}
      </label>
      {layout.logo ? (
        <Button size="small" onClick={() => onChange({ logo: null })}>
          {t('receipt.logo.remove')}
        </Button>
      ) : null}
    </>
  );
}

/** No words are no lines: those of the settings. */
function linesOf(text: string): string[] {
  const lines = text === '' ? [] : text.split('\n').slice(0, MAX_FOOTER_LINES);
  return lines.map((line) => line.slice(0, 100));
}

function Footer({ layout, onChange }: OptionsProps): ReactElement {
  const t = useText();
  return (
    <label className="field">
      <span>{t('receipt.footer')}</span>
      <textarea rows={3} value={layout.footer.join('\n')} onChange={(event) => onChange({ footer: linesOf(event.target.value) })} />
    </label>
  );
}

function Promotion({ layout: { promotion }, onChange }: OptionsProps): ReactElement {
  const t = useText();
  const change = (changes: Partial<typeof promotion>): void => onChange({ promotion: { ...promotion, ...changes } });
  return (
    <>
      <Text label={t('receipt.promotion')} value={promotion.text} max={200} onText={(text) => change({ text })} />
      <div className="rc-pair">
        <Text
          label={t('receipt.promotion.from')}
          type="date"
          value={promotion.fromDate}
          max={10}
          onText={(fromDate) => change({ fromDate })}
        />
        <Text label={t('receipt.promotion.to')} type="date" value={promotion.toDate} max={10} onText={(toDate) => change({ toDate })} />
      </div>
    </>
  );
}

function Suggestions({ layout: { suggestions }, onChange }: OptionsProps): ReactElement {
  const t = useText();
  const change = (index: number, changes: Partial<(typeof suggestions)[number]>): void =>
    onChange({ suggestions: suggestions.map((each, at) => (at === index ? { ...each, ...changes } : each)) });
  return (
    <>
      {suggestions.map(({ of, text }, index) => (
        <div key={index} className="rc-pair">
          <Text label={t('receipt.suggestion.of')} value={of} max={60} onText={(value) => change(index, { of: value })} />
          <Text label={t('receipt.suggestion.text')} value={text} max={200} onText={(value) => change(index, { text: value })} />
          <Button
            size="small"
            icon="x"
            aria-label={t('receipt.suggestion.remove', { number: index + 1 })}
            onClick={() => onChange({ suggestions: suggestions.toSpliced(index, 1) })}
          />
        </div>
      ))}
      <Button
        size="small"
        icon="plus"
        className="rc-add"
        disabled={suggestions.length >= MAX_SUGGESTIONS}
        onClick={() => onChange({ suggestions: [...suggestions, { of: '', text: '' }] })}
      >
        {t('receipt.suggestion.add')}
      </Button>
    </>
  );
}

function Link({ layout: { link }, onChange }: OptionsProps): ReactElement {
  const t = useText();
  return (
    <>
      <Text label={t('receipt.link.words')} value={link.words} max={60} onText={(words) => onChange({ link: { ...link, words } })} />
      <Text label={t('receipt.link.url')} value={link.url} max={300} onText={(url) => onChange({ link: { ...link, url } })} />
    </>
  );
}

function Text({
  label,
  value,
  max,
  type = 'text',
  onText,
}: {
  label: string;
  value: string;
  max: number;
  type?: 'text' | 'date';
  onText: (text: string) => void;
}): ReactElement {
  return (
    <label className="field">
      <span>{label}</span>
      <input type={type} value={value} maxLength={max} autoComplete="off" onChange={(event) => onText(event.target.value)} />
    </label>
  );
}
