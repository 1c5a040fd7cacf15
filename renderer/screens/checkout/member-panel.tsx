import { memo, type ReactElement } from 'react';
import { useLanguage, useText } from '#renderer/app/i18n.ts';
import { useTopicPart } from '#renderer/app/use-topic.ts';
import { Button } from '#renderer/parts/button.tsx';
import { useKeyOf } from './use-keys.ts';
import { sellerWords } from './seller-words.ts';
import { useTill } from './use-till.ts';

/** For whom the basket is, and what is missing to the next offer. */
export const MemberPanel = memo(function MemberPanel({ locked }: { locked: boolean }): ReactElement {
  const t = useText();
  const keyOf = useKeyOf();
  const till = useTill();
  const [language] = useLanguage();
  const member = useTopicPart('basket', (basket) => basket?.terms.member) ?? null;
  const sold = sellerWords(useTopicPart('basket', (basket) => basket?.terms.soldBy) ?? [], t);
  const hints = useTopicPart('basket', (basket) => basket?.hints) ?? [];
  return (
    <section className="memb panel" aria-label={t('price.member.title')}>
      <div className="who">
        {member ? <span className="lv">{t(`price.level.${member.level}`)}</span> : null}
        <div>
          <h2 className="cut">{member ? member.name : t('price.member.none')}</h2>
          <p className="cut">{member ? [member.maskedPhone, sold].filter(Boolean).join(' · ') : sold || t('price.member.how')}</p>
        </div>
        <Button size="small" kind="quiet" keys={keyOf('member')} disabled={locked} onClick={() => till.open({ kind: 'member' })}>
          {t(member ? 'price.member.change' : 'price.member.find')}
        </Button>
        <Button size="small" kind="quiet" keys={keyOf('offers')} disabled={locked} onClick={() => till.open({ kind: 'offers' })}>
          {t('price.offers')}
        </Button>
      </div>
      {hints.length > 0 ? (
        <ul className="hints" aria-label={t('price.hints')}>
          {hints.slice(0, 2).map(({ id, words }) => (
            <li key={id} className="cut">
              {words[language]}
            </li>
          ))}
        </ul>
      ) : null}
    </section>
  );
});
