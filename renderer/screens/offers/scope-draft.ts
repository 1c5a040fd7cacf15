import type { Scope } from '#contract/promotion.ts';
import { listOf } from './typed.ts';

/** Goods named by lists with commas between. */
export interface ScopeDraft {
  readonly skus: string;
  readonly categories: string;
  readonly brands: string;
  readonly tags: string;
}

export const EMPTY_SCOPE: ScopeDraft = { skus: '', categories: '', brands: '', tags: '' };
const SCOPE_FIELDS = ['skus', 'categories', 'brands', 'tags'] as const;

export function scopeDraft(scope: Omit<Scope, 'except'> | undefined): ScopeDraft {
  const [skus = '', categories = '', brands = '', tags = ''] = SCOPE_FIELDS.map((field) => (scope?.[field] ?? []).join(', '));
  return { skus, categories, brands, tags };
}

export function readScope(draft: ScopeDraft): Omit<Scope, 'except'> {
  const lists = SCOPE_FIELDS.map((field) => [field, listOf(draft[field])] as const).filter(([, names]) => names.length > 0);
  return Object.fromEntries(lists);
}

export function exceptOf(draft: ScopeDraft): Pick<Scope, 'except'> {
  const except = readScope(draft);
  return Object.keys(except).length === 0 ? {} : { except };
}
