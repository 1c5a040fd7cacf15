import { equalShares, WHOLE_SHARE, type NamedShares, type SalespeopleView, type SoldShare } from '#contract/salesperson.ts';

type People = SalespeopleView['people'];

/** Who shares and in which percentages, as typed. */
export type ShareDraft = readonly { readonly code: string; readonly name: string; readonly percent: string }[];

/** What was said before, of people who still may be named. */
export function draftOf(soldBy: readonly SoldShare[], people: People): ShareDraft {
  return soldBy.flatMap(({ person, shareBasisPoints }) => {
    const known = people.find((candidate) => candidate.person.id === person.id);
    return known ? [{ code: known.code, name: person.name, percent: percentOf(shareBasisPoints) }] : [];
  });
}

/** One more person; everybody has an equal share then. Somebody who is in already changes nothing. */
export function addPerson(draft: ShareDraft, { code, person }: People[number]): ShareDraft {
  return draft.some((chosen) => chosen.code === code) ? draft : shared([...draft, { code, name: person.name, percent: '' }]);
}

/** One person less; the others have equal shares then. */
export function removePerson(draft: ShareDraft, code: string): ShareDraft {
  return shared(draft.filter((chosen) => chosen.code !== code));
}

/** Types a share; between two people the other has the rest. */
export function typeShare(draft: ShareDraft, code: string, percent: string): ShareDraft {
  const basisPoints = readPercent(percent);
  const rest =
    draft.length === 2 && basisPoints !== undefined && basisPoints < WHOLE_SHARE ? percentOf(WHOLE_SHARE - basisPoints) : undefined;
  return draft.map((chosen) => (chosen.code === code ? { ...chosen, percent } : { ...chosen, percent: rest ?? chosen.percent }));
}

/** The shares to save; undefined where they are not the whole. */
export function readDraft(draft: ShareDraft): NamedShares | undefined {
  const shares = draft.map(({ code, percent }) => ({ code, shareBasisPoints: readPercent(percent) ?? 0 }));
  const sum = shares.reduce((total, { shareBasisPoints }) => total + shareBasisPoints, 0);
  const isWhole = sum === WHOLE_SHARE && shares.every(({ shareBasisPoints }) => shareBasisPoints > 0);
  return draft.length === 0 || isWhole ? shares : undefined;
}

/** People whose number begins so, or whose name has it; a whole number is that one person. */
export function peopleLike(people: People, query: string): People {
  const exact = people.filter(({ code }) => code === query);
  if (exact.length > 0) return exact;
  return people.filter(({ code, person }) => code.startsWith(query) || person.name.toLowerCase().includes(query.toLowerCase()));
}

function shared(draft: ShareDraft): ShareDraft {
  const shares = equalShares(draft.length);
  return draft.map((chosen, index) => ({ ...chosen, percent: percentOf(shares[index] ?? 0) }));
}

function percentOf(basisPoints: number): string {
  return String(basisPoints / 100);
}

/** Basis points of "33.34"; undefined for anything that is no percentage. */
function readPercent(text: string): number | undefined {
  const match = /^(\d{1,3})(?:\.(\d{1,2}))?$/.exec(text.trim());
  return match ? Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0')) : undefined;
}
