import { useState, type FormEvent, type ReactElement } from 'react';
import type { HeldBasket } from '#contract/hold.ts';
import { formatQuantity } from '#contract/quantity.ts';
import { useText } from '#renderer/app/i18n.ts';
import { useTopic } from '#renderer/app/use-topic.ts';
import { Button } from '#renderer/parts/button.tsx';
import { Dialog } from '#renderer/parts/dialog.tsx';
import { Icon } from '#renderer/parts/icon.tsx';
import { NoteForm } from './form-sheets.tsx';
import { discardWords } from './holds-view.tsx';
import { ReasonSheet } from './refund-sheets.tsx';
import { useTill } from './use-till.ts';

const MAX_NAME_CHARACTERS = 40;
const REASONS = ['hold.discard.gone', 'hold.discard.twice'] as const;

function useHeld(number: number): HeldBasket | undefined {
  return useTopic('holds')?.held.find((basket) => basket.number === number);
}

/** A word by which the basket is known. */
export function RenameHoldSheet({ number }: { number: number }): ReactElement | null {
  const t = useText();
  const till = useTill();
  const basket = useHeld(number);
  if (!basket) return null;
  return (
    <NoteForm
      title={t('hold.rename.title')}
      label={basket.code}
      note={basket.name}
      example={t('hold.rename.example')}
      maxCharacters={MAX_NAME_CHARACTERS}
      onSave={(name) => till.renameHold(number, name)}
    />
  );
}

/** Why the goods are not bought after all. */
export function DiscardHoldSheet({ number }: { number: number }): ReactElement | null {
  const t = useText();
  const till = useTill();
  const basket = useHeld(number);
  if (!basket) return null;
  return (
    <ReasonSheet title={t('hold.discard.title')} reasons={REASONS} onReason={(reason) => till.discardHold(number, reason)}>
      <p className="said">{t('hold.discard.body', discardWords(basket))}</p>
    </ReasonSheet>
  );
}

/** Which goods become a basket of their own: whole pieces by plus and minus, what has a weight or a label as a whole. */
export function SplitSheet(): ReactElement | null {
  const t = useText();
  const till = useTill();
  const basket = useTopic('basket');
  const [taken, setTaken] = useState<ReadonlyMap<number, number>>(new Map());
  if (!basket) return null;
  const parts = [...taken].filter(([, quantityMilli]) => quantityMilli > 0).map(([lineId, quantityMilli]) => ({ lineId, quantityMilli }));
  const count = parts.reduce((sum, { quantityMilli }) => sum + (quantityMilli % 1000 === 0 ? quantityMilli / 1000 : 1), 0);
  const lines = basket.lines.filter(({ depositOf }) => depositOf === undefined);
  const all = lines.every((line) => taken.get(line.lineId) === line.quantityMilli);
  function submit(event: FormEvent): void {
    event.preventDefault();
    if (parts.length > 0 && !all) till.split(parts);
  }
  return (
    <Dialog title={t('hold.split.title')} closeLabel={t('checkout.close')} widthRem={36} onClose={till.close}>
      <form onSubmit={submit}>
        <ul className="hsplit">
          {lines.map((line) => {
            const stepMilli = line.weighed || line.labelled || line.quantityMilli % 1000 !== 0 ? line.quantityMilli : 1000;
            const takenMilli = taken.get(line.lineId) ?? 0;
            const set = (quantityMilli: number): void => setTaken(new Map(taken).set(line.lineId, quantityMilli));
            return (
              <li key={line.lineId}>
                <span className="cut">{line.spec === '' ? line.name : `${line.name} ${line.spec}`}</span>
                <span className="step" role="group" aria-label={t('hold.split.part', { name: line.name })}>
                  <button
                    type="button"
                    aria-label={t('checkout.line.less')}
                    disabled={takenMilli === 0}
                    onClick={() => set(Math.max(0, takenMilli - stepMilli))}
                  >
                    <Icon name="minus" />
                  </button>
                  <output>
                    {formatQuantity(takenMilli)} / {formatQuantity(line.quantityMilli)}
                  </output>
                  <button
                    type="button"
                    aria-label={t('checkout.line.more')}
                    disabled={takenMilli >= line.quantityMilli}
                    onClick={() => set(Math.min(line.quantityMilli, takenMilli + stepMilli))}
                  >
                    <Icon name="plus" />
                  </button>
                </span>
              </li>
            );
          })}
        </ul>
        <div className="foot">
          <Button kind="primary" type="submit" keys="Enter" disabled={parts.length === 0 || all}>
            {t('hold.split.do', { count })}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
