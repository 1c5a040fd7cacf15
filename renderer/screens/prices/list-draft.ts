import { PriceList } from '#contract/promotion.ts';
import type { TextKey } from '#renderer/app/i18n.ts';
import { EMPTY_SCOPE, exceptOf, readScope, scopeDraft, type ScopeDraft } from '../offers/scope-draft.ts';
import { NEW_TERMS, readAudience, readSchedule, termsOf, type TermsDraft } from '../offers/terms-draft.ts';
import { listOf, percent, reading, required } from '../offers/typed.ts';

/** A price list as it stands in the form: everything is text until it is read. */
export interface ListDraft extends TermsDraft {
  readonly id: string;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly stores: string;
  /** What of the price is paid for the goods of the scope that have no price of their own, in percent; '' = the price. */
  readonly rate: string;
  readonly scope: ScopeDraft;
  readonly except: ScopeDraft;
}

export function newList(id: string): ListDraft {
  return { ...NEW_TERMS, id, nameZh: '', nameEn: '', stores: '', rate: '', scope: EMPTY_SCOPE, except: EMPTY_SCOPE };
}

/** The form of a list that is there. */
export function draftOf({ id, name, audience, schedule, stores = [], rate }: PriceList): ListDraft {
  return {
    ...termsOf(audience, schedule),
    id,
    nameZh: name.zh,
    nameEn: name.en,
    stores: stores.join(', '),
    rate: rate ? String(rate.payBasisPoints / 100) : '',
    scope: scopeDraft(rate?.scope),
    except: scopeDraft(rate?.scope.except),
  };
}

/** The list the form stands for, or why it is none. `before` keeps what the form does not show. */
export function readList(draft: ListDraft, before?: PriceList): { readonly value: PriceList } | { readonly why: TextKey } {
  return reading(() => {
    const stores = listOf(draft.stores);
    const rate = draft.rate.trim();
    const scope = { ...readScope(draft.scope), ...exceptOf(draft.except) };
    const read = PriceList.safeParse({
      id: draft.id,
      name: { zh: required(draft.nameZh, 'offers.wrong.name'), en: draft.nameEn.trim() || draft.nameZh.trim() },
      audience: readAudience(draft, before?.audience),
      schedule: readSchedule(draft),
      ...(stores.length > 0 ? { stores } : {}),
      ...(rate === '' ? {} : { rate: { scope, payBasisPoints: percent(rate) } }),
    });
    return read.success ? { value: read.data } : { why: whyOf(read.error.issues[0]?.path ?? []) };
  });
}

function whyOf([first]: readonly PropertyKey[]): TextKey {
  if (first === 'schedule') return 'offers.wrong.dates';
  return first === 'name' ? 'offers.wrong.name' : 'prices.wrong.stores';
}
