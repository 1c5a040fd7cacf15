import { DEFAULT_BOARD, MAX_MESSAGES, MAX_MESSAGE_CHARACTERS, type BoardSettings } from '#contract/board.ts';
import type { Language } from '#contract/language.ts';
import type { QueueSetup } from '#contract/queue.ts';
import type { Wrong } from './setup-draft.ts';

/** The languages of the voice, as one choice. */
export const SPOKEN = { none: [], zh: ['zh'], en: ['en'], zhEn: ['zh', 'en'], enZh: ['en', 'zh'] } as const satisfies Record<
  string,
  readonly Language[]
>;
export type Spoken = keyof typeof SPOKEN;

/** Voice and messages of the boards as typed. */
export interface BoardDraft {
  readonly spoken: Spoken;
  readonly source: BoardSettings['voice']['source'];
  readonly times: '1' | '2' | '3';
  readonly volume: string;
  readonly quiet: boolean;
  readonly quietFrom: string;
  readonly quietTo: string;
  readonly quietVolume: string;
  /** One a line. */
  readonly messages: string;
}
export type BoardField = 'volume' | 'quietHours' | 'quietVolume' | 'messages';

const NIGHT = { from: '21:00', to: '08:00' };

export function boardDraft({ board = DEFAULT_BOARD }: Pick<QueueSetup, 'board'>): BoardDraft {
  const { languages, source, times, volume, quietHours, quietVolume } = board.voice;
  const spoken = (Object.keys(SPOKEN) as Spoken[]).find((choice) => SPOKEN[choice].join() === languages.join());
  const { from, to } = quietHours ?? NIGHT;
  return {
    spoken: spoken ?? 'zh',
    source,
    times: String(times) as BoardDraft['times'],
    volume: String(volume),
    quiet: quietHours !== null,
    quietFrom: from,
    quietTo: to,
    quietVolume: String(quietVolume),
    messages: board.messages.join('\n'),
  };
}

/** The settings a form describes, or the first thing wrong with it. */
export function readBoard(draft: BoardDraft): { readonly board: BoardSettings } | Wrong<BoardField> {
  const volume = percent(draft.volume);
  const quietVolume = percent(draft.quietVolume);
  const messages = draft.messages
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  if (volume === undefined) return { field: 'volume', why: 'board.wrong.volume' };
  if (draft.quiet && (draft.quietFrom === '' || draft.quietTo === '')) return { field: 'quietHours', why: 'queue.wrong.times' };
  if (quietVolume === undefined) return { field: 'quietVolume', why: 'board.wrong.volume' };
  if (messages.length > MAX_MESSAGES || messages.some((message) => message.length > MAX_MESSAGE_CHARACTERS))
    return { field: 'messages', why: 'board.wrong.messages', values: { most: MAX_MESSAGES, characters: MAX_MESSAGE_CHARACTERS } };
  const quietHours = draft.quiet ? { from: draft.quietFrom, to: draft.quietTo } : null;
  const voice = { languages: [...SPOKEN[draft.spoken]], source: draft.source, times: Number(draft.times), volume, quietHours, quietVolume };
  return { board: { voice, messages } };
}

/** Softer than 10 nobody would hear it; calls are never silent. */
function percent(text: string): number | undefined {
  const value = /^\d{1,3}$/.test(text.trim()) ? Number(text) : Number.NaN;
  return value >= 10 && value <= 100 ? value : undefined;
}
