import type { ReactElement, ReactNode } from 'react';
import { useText, type TextKey } from '#renderer/app/i18n.ts';
import { Button } from '#renderer/parts/button.tsx';
import type { OfferDraft, PayDraft, TierDraft } from './offer-draft.ts';
import { EMPTY_SCOPE } from './scope-draft.ts';
import { Check, Input, ScopeFields, Text, type FormProps } from './fields.tsx';

const MAX_TIERS = 6;
const MAX_PARTS = 4;
const MAX_REWARDS = 20;

/** The figures of a rule, by its kind. */
export function RuleFields(props: FormProps): ReactElement {
  const { draft, onChange } = props;
  const once = <Check checked={draft.once} says="offers.once" onChange={(checked) => onChange({ once: checked })} />;
  const repeat = <Check checked={draft.repeat} says="offers.repeat" onChange={(checked) => onChange({ repeat: checked })} />;
  switch (draft.kind) {
    case 'special':
      return <PayFields pay={draft.pay} onChange={(pay) => onChange({ pay })} />;
    case 'nthPiece':
      return (
        <>
          <div className="of-fields">
            <Text {...props} name="nth" says="offers.nth" inputMode="numeric" />
          </div>
          <PayFields pay={draft.pay} onChange={(pay) => onChange({ pay })} />
          {once}
        </>
      );
    case 'buyGet':
      return (
        <>
          <div className="of-fields">
            <Text {...props} name="buy" says="offers.buy" inputMode="numeric" />
            <Text {...props} name="get" says="offers.get" inputMode="numeric" />
          </div>
          {once}
        </>
      );
    case 'bundle':
      return (
        <>
          <div className="of-fields">
            <Text {...props} name="count" says="offers.count" inputMode="numeric" />
            <Text {...props} name="price" says="offers.price" inputMode="decimal" />
          </div>
          {once}
        </>
      );
    case 'set':
      return (
        <>
          <Parts {...props} />
          <div className="of-fields">
            <Text {...props} name="price" says="offers.price" inputMode="decimal" />
          </div>
          {once}
        </>
      );
    case 'ladder':
      return <Tiers {...props} at="offers.from" />;
    case 'amountOff':
      return (
        <>
          <Tiers {...props} at="offers.minimum" />
          {repeat}
        </>
      );
    case 'percentOff':
      return (
        <>
          <Tiers {...props} at="offers.minimum" />
          <div className="of-fields">
            <Text {...props} name="most" says="offers.most" inputMode="decimal" />
          </div>
        </>
      );
    case 'reward':
      return (
        <>
          <div className="of-fields">
            <Text {...props} name="price" says="offers.minimum" inputMode="decimal" />
            <Text {...props} name="count" says="offers.reward.count" inputMode="numeric" />
          </div>
          <Rewards {...props} />
          {repeat}
        </>
      );
  }
}

function PayFields({ pay, onChange }: { pay: PayDraft; onChange: (pay: PayDraft) => void }): ReactElement {
  const t = useText();
  return (
    <div className="of-fields">
      <label className="field">
        <span>{t('offers.pay')}</span>
        <select value={pay.kind} onChange={(event) => onChange({ ...pay, kind: event.target.value as PayDraft['kind'] })}>
          {(['percent', 'price', 'off'] as const).map((kind) => (
            <option key={kind} value={kind}>
              {t(`offers.pay.${kind}`)}
            </option>
          ))}
        </select>
      </label>
      <Input label={t(`offers.pay.${pay.kind}`)} value={pay.value} inputMode="decimal" onChange={(value) => onChange({ ...pay, value })} />
    </div>
  );
}

function Tiers({ draft, onChange, at }: FormProps & { at: TextKey }): ReactElement {
  const t = useText();
  const set = (index: number, change: Partial<TierDraft>): void =>
    onChange({ tiers: draft.tiers.map((tier, place) => (place === index ? { ...tier, ...change } : tier)) });
  return (
    <Rows
      count={draft.tiers.length}
      most={MAX_TIERS}
      onAdd={() => onChange({ tiers: [...draft.tiers, { ...(draft.tiers.at(-1) ?? { pay: draft.pay }), at: '' }] })}
      onDrop={(index) => onChange({ tiers: draft.tiers.toSpliced(index, 1) })}
    >
      {draft.tiers.map((tier, index) => (
        <div className="of-fields" key={index}>
          <Input label={t(at)} value={tier.at} inputMode="decimal" onChange={(value) => set(index, { at: value })} />
          {draft.kind === 'ladder' ? (
            <PayFields pay={tier.pay} onChange={(pay) => set(index, { pay })} />
          ) : (
            <Input
              label={t(draft.kind === 'amountOff' ? 'offers.off' : 'offers.pay.percent')}
              value={tier.pay.value}
              inputMode="decimal"
              onChange={(value) => set(index, { pay: { ...tier.pay, value } })}
            />
          )}
        </div>
      ))}
    </Rows>
  );
}

function Parts({ draft, onChange }: FormProps): ReactElement {
  const t = useText();
  const set = (index: number, change: Partial<OfferDraft['parts'][number]>): void =>
    onChange({ parts: draft.parts.map((part, place) => (place === index ? { ...part, ...change } : part)) });
  return (
    <Rows
      count={draft.parts.length}
      least={2}
      most={MAX_PARTS}
      onAdd={() => onChange({ parts: [...draft.parts, { scope: EMPTY_SCOPE, count: '1' }] })}
      onDrop={(index) => onChange({ parts: draft.parts.toSpliced(index, 1) })}
    >
      {draft.parts.map((part, index) => (
        <fieldset key={index}>
          <legend>{t('offers.part', { number: index + 1 })}</legend>
          <Input label={t('offers.count')} value={part.count} inputMode="numeric" onChange={(count) => set(index, { count })} />
          <ScopeFields heading={undefined} scope={part.scope} onChange={(scope) => set(index, { scope })} />
        </fieldset>
      ))}
    </Rows>
  );
}

function Rewards({ draft, onChange }: FormProps): ReactElement {
  const t = useText();
  const set = (index: number, change: Partial<OfferDraft['goods'][number]>): void =>
    onChange({ goods: draft.goods.map((row, place) => (place === index ? { ...row, ...change } : row)) });
  return (
    <Rows
      count={draft.goods.length}
      most={MAX_REWARDS}
      onAdd={() => onChange({ goods: [...draft.goods, { sku: '', price: '0' }] })}
      onDrop={(index) => onChange({ goods: draft.goods.toSpliced(index, 1) })}
    >
      {draft.goods.map((row, index) => (
        <div className="of-fields" key={index}>
          <Input label={t('offers.reward.sku')} value={row.sku} onChange={(sku) => set(index, { sku })} />
          <Input label={t('offers.reward.price')} value={row.price} inputMode="decimal" onChange={(price) => set(index, { price })} />
        </div>
      ))}
    </Rows>
  );
}

/** Rows that can be added and taken away. */
function Rows(props: {
  count: number;
  least?: number;
  most: number;
  onAdd: () => void;
  onDrop: (index: number) => void;
  children: readonly ReactNode[];
}): ReactElement {
  const { count, least = 1, most, onAdd, onDrop, children } = props;
  const t = useText();
  return (
    <div className="of-rows">
      {children.map((row, index) => (
        <div className="of-line" key={index}>
          {row}
          {count > least ? (
            <Button size="small" icon="trash" aria-label={t('offers.dropRow')} title={t('offers.dropRow')} onClick={() => onDrop(index)} />
          ) : null}
        </div>
      ))}
      {count < most ? (
        <Button size="small" onClick={onAdd}>
          {t('offers.addRow')}
        </Button>
      ) : null}
    </div>
  );
}
