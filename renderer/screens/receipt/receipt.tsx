import '../bench/paper.css';
import './receipt.css';
import { useEffect, useState, type ReactElement } from 'react';
import { errorText } from '#contract/error.ts';
import { layoutProblems } from '#contract/receipt-layout.ts';
import { useLanguage, useText } from '#renderer/app/i18n.ts';
import { useRefusal } from '#renderer/app/use-refusal.ts';
import { useClient, useConnection, useTopic } from '#renderer/app/use-topic.ts';
import { Button } from '#renderer/parts/button.tsx';
import { PageHead } from '#renderer/parts/page-head.tsx';
import { Rail } from '#renderer/parts/rail.tsx';
import { changed, draftOf, isChanged, undone, type LayoutDraft } from './layout-draft.ts';
import { OptionsForm } from './options-form.tsx';
import { PaperPanel } from './paper-panel.tsx';
import { PartList } from './part-list.tsx';

/** How the receipts of the shop look: its parts, their order and how each is printed, beside the paper that comes of it. */
export function ReceiptScreen(): ReactElement {
  const t = useText();
  const session = useTopic('operator');
  const lost = useConnection() === 'lost';
  useEffect(() => {
    document.title = `${t('receipt.title')} · ${t('app.name')}`;
  }, [t]);
  return (
    <main className="page rc-page">
      <PageHead title={t('receipt.title')} />
      {lost ? <Rail state="off" title={t('labels.lost')} detail={t('receipt.lostHint')} /> : null}
      {session === undefined ? null : session.state !== 'locked' && session.rights.includes('settings') ? (
        <Editor />
      ) : (
        <Rail state="warn" title={t('receipt.notYours')} detail={t('receipt.notYours.do')} />
      )}
    </main>
  );
}

function Editor(): ReactElement {
  const t = useText();
  const [language] = useLanguage();
  const client = useClient();
  const connected = useConnection() === 'connected';
  const { failure, done } = useRefusal();
  const [draft, setDraft] = useState<LayoutDraft>();
  const [justSaved, setJustSaved] = useState(false);

  // What is being changed stays when the connection comes back.
  useEffect(() => {
    if (!connected || draft) return;
    client.request('receipt.layout', {}).then(
      ({ layout }) => setDraft((open) => open ?? draftOf(layout)),
      () => undefined,
    );
  }, [client, connected, draft]);

  if (!draft) return <p role="status">{t('receipt.loading')}</p>;
  const { now } = draft;
  const change = (changes: Partial<typeof now>): void => {
    setJustSaved(false);
    setDraft((open) => open && changed(open, changes));
  };
  const save = async (): Promise<void> => {
    if (!(await done(client.command('receipt.design', { layout: now })))) return;
    setDraft((open) => open && { ...open, saved: now });
    setJustSaved(true);
  };
  const problems = layoutProblems(now);
  const dirty = isChanged(draft);
  return (
    <>
      <div className="rc-grid">
        <PartList parts={now.parts} onChange={(parts) => change({ parts })} />
        <OptionsForm layout={now} onChange={change} />
        <PaperPanel layout={now} />
      </div>
      <footer className="rc-foot">
        <span role="status">
          {problems[0] ? t(`receipt.problem.${problems[0]}`) : justSaved ? t('receipt.saved') : dirty ? t('receipt.unsaved') : ''}
        </span>
        {failure ? <span role="alert">{errorText(failure, language)}</span> : null}
        <span className="sp" />
        <Button disabled={draft.past.length === 0} onClick={() => setDraft(undone(draft))}>
          {t('receipt.undo')}
        </Button>
        <Button disabled={!dirty} onClick={() => change(draft.saved)}>
          {t('receipt.discard')}
        </Button>
        <Button kind="primary" disabled={!dirty || problems.length > 0 || !connected} onClick={() => void save()}>
          {t('receipt.save')}
        </Button>
      </footer>
    </>
  );
}
