import '#renderer/parts/office.css';
import { useCallback, useEffect, useRef, useState, type FormEvent, type ReactElement } from 'react';
import { errorText } from '#contract/error.ts';
import { MemberLevel, type Member } from '#contract/member.ts';
import { formatBusinessDate } from '#renderer/app/format.ts';
import { useLanguage, useText } from '#renderer/app/i18n.ts';
import { useRefusal } from '#renderer/app/use-refusal.ts';
import { useClient, useConnection, useTopic } from '#renderer/app/use-topic.ts';
import { Button } from '#renderer/parts/button.tsx';
import { PageHead } from '#renderer/parts/page-head.tsx';
import { Dialog } from '#renderer/parts/dialog.tsx';
import { Rail } from '#renderer/parts/rail.tsx';
import { MemberImport } from './member-import.tsx';
import { draftOf, readDraft, type MemberDraft } from './member-draft.ts';

const PAGE = 50;

/** The members' file: search on the left, one of them on the right. */
export function MembersScreen(): ReactElement {
  const t = useText();
  const session = useTopic('operator');
  const lost = useConnection() === 'lost';
  useEffect(() => {
    document.title = `${t('members.title')} · ${t('app.name')}`;
  }, [t]);
  return (
    <main className="page office">
      <PageHead title={t('members.title')} />
      {lost ? <Rail state="off" title={t('labels.lost')} detail={t('staff.lostHint')} /> : null}
      {session?.rights.includes('member.manage') ? (
        <Members />
      ) : session ? (
        <Rail state="warn" title={t('members.notYours')} detail={t('members.notYours.do')} />
      ) : null}
    </main>
  );
}

/** Who is in the form, or a list that is brought; `visit` counts choices, so that saving does not begin the form anew. */
type Opened = 'import' | { readonly member: Member | undefined; readonly visit: number };

function Members(): ReactElement {
  const t = useText();
  const [query, setQuery] = useState('');
  const [open, setOpen] = useState<Opened>();
  const chosen = open === 'import' ? undefined : open;
  const choose = (member: Member | undefined): void => setOpen({ member, visit: (chosen?.visit ?? 0) + 1 });
  const { found, refresh } = useFound(query);
  return (
    <div className="of-grid">
      <section className="panel of-list" aria-label={t('members.title')}>
        <label className="field">
          <span>{t('members.search')}</span>
          <input value={query} maxLength={40} autoComplete="off" onChange={(event) => setQuery(event.target.value)} />
        </label>
        <div className="foot">
          <Button onClick={() => choose(undefined)}>{t('members.new')}</Button>
          <Button onClick={() => setOpen('import')}>{t('members.import')}</Button>
        </div>
        <ul>
          {found?.members.map((member) => (
            <li key={member.id}>
              <button
                type="button"
                className={member.id === chosen?.member?.id ? 'of-row on' : 'of-row'}
                aria-pressed={member.id === chosen?.member?.id}
                onClick={() => choose(member)}
              >
                <span>
                  <b className="cut">{member.name}</b>
                  <small>
                    {member.code} · {t(`offers.level.${member.level}`)}
                  </small>
                </span>
                {member.active ? null : <span className="tag">{t('members.inactive')}</span>}
              </button>
            </li>
          ))}
        </ul>
        {found?.members.length === 0 ? <p>{t('members.none')}</p> : null}
        {found?.more ? <p>{t('members.more')}</p> : null}
      </section>
      {open === 'import' ? <MemberImport onEnd={refresh} /> : null}
      {chosen ? (
        <MemberForm
          key={chosen.visit}
          member={chosen.member}
          onChanged={(member) => {
            setOpen(member && { ...chosen, member });
            void refresh();
          }}
        />
      ) : null}
    </div>
  );
}

interface Found {
  readonly members: readonly Member[];
  readonly more: boolean;
}

/** Those who fit; an answer that was overtaken by another question is dropped. */
function useFound(query: string): { readonly found: Found | undefined; readonly refresh: () => Promise<void> } {
  const client = useClient();
  const connection = useConnection();
  const [found, setFound] = useState<Found>();
  const asked = useRef(0);
  const refresh = useCallback(() => {
    const turn = (asked.current += 1);
    return client.request('member.list', { query, limit: PAGE }).then(
      (answer) => {
        if (turn === asked.current) setFound(answer);
      },
      () => {
        // What is on screen stays until the list can be asked for again.
      },
    );
  }, [client, query]);
  useEffect(() => {
    if (connection === 'connected') void refresh();
  }, [connection, refresh]);
  return { found, refresh };
}

function MemberForm({ member, onChanged }: { member: Member | undefined; onChanged: (member: Member | undefined) => void }): ReactElement {
  const t = useText();
  const [language] = useLanguage();
  const client = useClient();
  const refusal = useRefusal();
  const [draft, setDraft] = useState(() => draftOf(member));
  const [wrong, setWrong] = useState<string>();
  const [saved, setSaved] = useState(false);
  const [forgetting, setForgetting] = useState(false);
  const change = (part: Partial<MemberDraft>): void => {
    setWrong(undefined);
    setSaved(false);
    setDraft({ ...draft, ...part });
  };
  async function save(event: FormEvent): Promise<void> {
    event.preventDefault();
    const read = readDraft(draft);
    if ('why' in read) return setWrong(t(read.why));
    const kept = await refusal.ask(client.command('member.save', read.member));
    if (!kept) return;
    setDraft(draftOf(kept));
    setSaved(true);
    onChanged(kept);
  }
  async function forget(id: number): Promise<void> {
    setForgetting(false);
    if (await refusal.done(client.command('member.forget', { id }))) onChanged(undefined);
  }
  const field = (name: 'name' | 'code' | 'phone' | 'tags', caption: string, maxLength: number): ReactElement => (
    <label className="field">
      <span>{caption}</span>
      <input value={draft[name]} maxLength={maxLength} autoComplete="off" onChange={(event) => change({ [name]: event.target.value })} />
    </label>
  );
  return (
    <section className="panel of-edit" aria-label={member?.name ?? t('members.new')}>
      <form onSubmit={(event) => void save(event)} noValidate>
        {member ? <p>{t('members.joined', { date: formatBusinessDate(member.joinedOn, language) })}</p> : null}
        {field('name', t('members.name'), 40)}
        <label className="field">
          <span>{t('members.titleOf')}</span>
          <select value={draft.title} onChange={(event) => change({ title: event.target.value as Member['title'] })}>
            {(['ms', 'mr', 'none'] as const).map((title) => (
              <option key={title} value={title}>
                {t(`members.titleOf.${title}`)}
              </option>
            ))}
          </select>
        </label>
        {field('code', t('members.code'), 32)}
        {field('phone', t('members.phone'), 20)}
        <label className="field">
          <span>{t('members.level')}</span>
          <select value={draft.level} onChange={(event) => change({ level: MemberLevel.parse(event.target.value) })}>
            {MemberLevel.options.map((level) => (
              <option key={level} value={level}>
                {t(`offers.level.${level}`)}
              </option>
            ))}
          </select>
        </label>
        {field('tags', t('members.tags'), 230)}
        <label className="of-check">
          <input type="checkbox" checked={draft.active} onChange={(event) => change({ active: event.target.checked })} />
          <span>{t('members.active')}</span>
        </label>
        <p className="field" role="alert">
          <span className="why">{wrong ?? (refusal.failure ? errorText(refusal.failure, language) : '')}</span>
        </p>
        <p role="status">{saved ? t('members.saved') : ''}</p>
        <div className="foot">
          {member ? (
            <Button kind="danger" onClick={() => setForgetting(true)}>
              {t('members.forget')}
            </Button>
          ) : null}
          <Button kind="primary" type="submit" keys="Enter">
            {t('members.save')}
          </Button>
        </div>
      </form>
      {forgetting && member ? (
        <Dialog title={t('members.forget')} closeLabel={t('checkout.close')} onClose={() => setForgetting(false)}>
          <p className="said">{t('members.forget.body')}</p>
          <div className="foot">
            <Button kind="danger" onClick={() => void forget(member.id)}>
              {t('members.forget.do')}
            </Button>
          </div>
        </Dialog>
      ) : null}
    </section>
  );
}
