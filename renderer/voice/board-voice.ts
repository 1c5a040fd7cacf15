import { DEFAULT_BOARD, type VoiceSettings } from '#contract/board.ts';
import type { QueueView } from '#contract/queue.ts';
import { VOICE_CLIPS } from '#contract/voice-clips.ts';
import type { Client } from '#renderer/app/client.ts';
import type { StationClock } from '#renderer/app/station-clock.ts';
import { counterName } from '#renderer/app/queue-words.ts';
import { textIn } from '#renderer/app/i18n.ts';
import { createAnnouncer, type HeardCall } from './announcer.ts';
import { createClipPlayer } from './clip-player.ts';
import { sentenceOf, wordsOf } from './sentence.ts';
import { hasSystemVoice, sayWithSystemVoice } from './system-voice.ts';
import { volumeAt } from './volume.ts';

/** The station lends the voice of an area for three times as long. */
const CLAIM_EVERY_MS = 5_000;
/** Entries of the page's own timeline that are kept: when what was said. */
const MAX_MEASURES = 500;

/** silent: the shop wants no voice, or another board of the area has it · locked: the browser waits for a touch before it lets a page sound. */
export type VoiceState = 'silent' | 'locked' | 'speaking';

/** The voice of a board. */
export interface BoardVoice {
  readonly state: VoiceState;
  subscribe(listener: () => void): () => void;
  /** Listens and speaks until the returned function is called. */
  start(): () => void;
}

export interface BoardVoiceOptions {
  readonly client: Client;
  /** '' speaks for every area. */
  readonly area: string;
  readonly clock: StationClock;
  /** The time of day of the shop, "15:42". */
  timeOfDay(): string;
}

type SpokenCall = HeardCall & Pick<QueueView['calls'][number], 'number'> & { readonly counter: QueueView['counters'][number] };

/** Speaks the calls of an area, where the station lends this board the voice of that area. */
export function createBoardVoice({ client, area, clock, timeOfDay }: BoardVoiceOptions): BoardVoice {
  const boardId = crypto.randomUUID();
  const listeners = new Set<() => void>();
  const context = new AudioContext();
  const player = createClipPlayer(context);
  const announcer = createAnnouncer<SpokenCall>({ say, times: () => settings().times, nowMs: clock.nowMs });
  let lent = false;
  let state: VoiceState = 'silent';

  const settings = (): VoiceSettings => (client.topic('queue')?.board ?? DEFAULT_BOARD).voice;
  const wanted = (): boolean => settings().languages.length > 0;

  async function say(call: SpokenCall): Promise<void> {
    const voice = settings();
    const { languages, source } = voice;
    const volume = volumeAt(voice, timeOfDay());
    const startMs = performance.now();
    if (source === 'system' && languages.every(hasSystemVoice)) {
      await player.play([['chime']], volume);
      for (const language of languages) {
        await sayWithSystemVoice(wordsOf(call.number, counterName(textIn[language], call.counter), language), language, volume);
      }
    } else await player.play(sentenceOf({ number: call.number, place: call.counter }, languages), volume);
    note(call.callId, startMs);
  }

  function hear(): void {
    const queue = client.topic('queue');
    if (!queue || !lent) return announcer.silence();
    const calls = queue.calls.flatMap((call): SpokenCall[] => {
      const counter = queue.counters.find(({ id }) => id === call.counterId);
      const isHere = counter && (area === '' || counter.area === '' || counter.area === area);
      return isHere ? [{ ...call, counter, open: call.state === 'called' }] : [];
    });
    announcer.hear(calls);
  }

  async function claim(): Promise<void> {
    // Before the station's time is known nobody can tell which calls are old.
    await clock.known;
    const want = wanted() && context.state === 'running';
    try {
      lent = (await client.request('board.claimVoice', { boardId, area, want })).granted;
    } catch {
      // Not reached: nobody is called meanwhile either, and whoever is reached first afterwards speaks.
      lent = false;
    }
    tell();
    hear();
  }

  function tell(): void {
    const now = wanted() ? (context.state === 'running' ? (lent ? 'speaking' : 'silent') : 'locked') : 'silent';
    if (now === state) return;
    state = now;
    for (const listener of listeners) listener();
  }

  async function loadClips(): Promise<void> {
    const own = new Map(client.topic('voice')?.clips.map(({ name, id }) => [name, `/media/${id}`]));
    const shipped = VOICE_CLIPS.map(({ name }): [string, string] => [name, own.get(name) ?? `/voice/${name}.ogg`]);
    const missing = await player.load(new Map(shipped));
    // An own clip that no browser can play gives way to the product's.
    if (missing.length > 0) await player.load(new Map(missing.map((name) => [name, `/voice/${name}.ogg`])));
  }

  const wake = (): void => void context.resume();
  const claimNow = (): void => void claim();
  const loadNow = (): void => void loadClips();

  function start(): () => void {
    document.addEventListener('pointerdown', wake);
    document.addEventListener('keydown', wake);
    context.addEventListener('statechange', claimNow);
    const unsubscribe = [client.subscribe('queue', hear), client.subscribe('voice', loadNow), client.subscribeConnection(claimNow)];
    const timer = setInterval(claimNow, CLAIM_EVERY_MS);
    loadNow();
    claimNow();
    return () => {
      document.removeEventListener('pointerdown', wake);
      document.removeEventListener('keydown', wake);
      for (const end of unsubscribe) end();
      clearInterval(timer);
      announcer.silence();
      void context.close();
    };
  }

  return {
    get state() {
      return state;
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    start,
  };
}

/** Written into the page's own timeline, where whoever looks can see that no two overlap. */
function note(callId: number, startMs: number): void {
  if (performance.getEntriesByName('announcement').length >= MAX_MEASURES) performance.clearMeasures('announcement');
  performance.measure('announcement', { start: startMs, end: performance.now(), detail: { callId } });
}
