import type { ReactElement } from 'react';
import { useText } from '#renderer/app/i18n.ts';
import { Button } from '#renderer/parts/button.tsx';
import { Segments } from '#renderer/parts/segments.tsx';
import { StateWords } from '#renderer/parts/state-glyph.tsx';
import { boardDraft, readBoard, SPOKEN, type BoardDraft, type BoardField, type Spoken } from './board-draft.ts';
import { CheckField, TextField } from './fields.tsx';
import { useSetupForm, type SetupForm } from './use-setup-form.ts';
import type { SetupDesk, SetupRead } from './use-queue-setup.ts';

type BoardForm = SetupForm<BoardDraft, BoardField>;

/** How calls are spoken, and what boards say beside them. */
export function BoardPanel({ read: { setup }, desk }: { read: SetupRead; desk: SetupDesk }): ReactElement {
  const t = useText();
  const form: BoardForm = useSetupForm<BoardDraft, BoardField>(
    () => boardDraft(setup),
    (typed) => {
      const read = readBoard(typed);
      return 'why' in read ? read : desk.save((before) => ({ ...before, board: read.board }));
    },
  );
  const { draft, change, whyOf, why, state, submit } = form;
  return (
    <section className="panel" aria-labelledby="qu-board">
      <header className="pt">
        <h2 id="qu-board">{t('board.settings')}</h2>
      </header>
      <form className="qu-form qu-inset" onSubmit={submit} noValidate>
        <label className="field">
          <span>{t('board.spoken')}</span>
          <select value={draft.spoken} onChange={(event) => change({ spoken: event.target.value as Spoken })}>
            {(Object.keys(SPOKEN) as Spoken[]).map((spoken) => (
              <option key={spoken} value={spoken}>
                {t(`board.spoken.${spoken}`)}
              </option>
            ))}
          </select>
        </label>
        {draft.spoken === 'none' ? null : <VoiceFields form={form} />}
        <label className="field">
          <span>{t('board.messages')}</span>
          <textarea
            rows={4}
            maxLength={900}
            value={draft.messages}
            aria-invalid={whyOf('messages') !== undefined}
            onChange={(event) => change({ messages: event.target.value })}
          />
          <span className="why">{whyOf('messages')}</span>
        </label>
        <p className="field" role="alert">
          <span className="why">{why}</span>
        </p>
        <div className="foot">
          {state === 'saved' ? <StateWords state="ok">{t('queue.saved')}</StateWords> : null}
          <Button kind="primary" type="submit" disabled={state !== 'changed'}>
            {t('queue.save')}
          </Button>
        </div>
      </form>
    </section>
  );
}

function VoiceFields({ form: { draft, change, whyOf } }: { form: BoardForm }): ReactElement {
  const t = useText();
  const percent = (name: 'volume' | 'quietVolume'): ReactElement => (
    <TextField
      label={t(`board.${name}`)}
      value={draft[name]}
      maxLength={3}
      inputMode="numeric"
      why={whyOf(name)}
      onText={(value) => change({ [name]: value })}
    />
  );
  const time = (name: 'quietFrom' | 'quietTo'): ReactElement => (
    <TextField
      label={t(`board.${name}`)}
      type="time"
      value={draft[name]}
      why={whyOf('quietHours')}
      onText={(value) => change({ [name]: value })}
    />
  );
  return (
    <>
      <p className="qu-label">{t('board.source')}</p>
      <Segments
        label={t('board.source')}
        value={draft.source}
        options={[
          { value: 'clips', label: t('board.source.clips') },
          { value: 'system', label: t('board.source.system') },
        ]}
        onChange={(source) => change({ source })}
      />
      <p className="qu-label">{t('board.times')}</p>
      <Segments
        label={t('board.times')}
        value={draft.times}
        options={(['1', '2', '3'] as const).map((times) => ({ value: times, label: times }))}
        onChange={(times) => change({ times })}
      />
      {percent('volume')}
      <CheckField label={t('board.quietHours')} checked={draft.quiet} onCheck={(quiet) => change({ quiet })} />
      {draft.quiet ? (
        <div className="qu-cols">
          {time('quietFrom')}
          {time('quietTo')}
          {percent('quietVolume')}
        </div>
      ) : null}
    </>
  );
}
