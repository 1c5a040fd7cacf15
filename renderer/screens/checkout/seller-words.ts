import type { SoldShare } from '#contract/salesperson.ts';
import type { TextOf } from '#renderer/app/i18n.ts';

/** Who sells, with the shares where there are several; empty for nobody. */
export function sellerWords(soldBy: readonly SoldShare[], t: TextOf): string {
  if (soldBy.length === 0) return '';
  const alone = soldBy.length === 1;
  const names = soldBy.map(({ person, shareBasisPoints }) => (alone ? person.name : `${person.name} ${shareBasisPoints / 100}%`));
  return t('seller.of', { names: names.join(t('seller.and')) });
}
