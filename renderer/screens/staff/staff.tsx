import './staff.css';
import { useEffect, useRef, useSyncExternalStore, type ReactElement } from 'react';
import type { OperatorSession } from '#contract/staff.ts';
import { wireErrorOf } from '#renderer/app/client.ts';
import { useText, type TextKey } from '#renderer/app/i18n.ts';
import { useClient, useConnection, useTopic } from '#renderer/app/use-topic.ts';
import { PageHead } from '#renderer/parts/page-head.tsx';
import { PinForm } from '#renderer/parts/pin-form.tsx';
import { Rail } from '#renderer/parts/rail.tsx';
import { PeopleList } from './people-list.tsx';
import { draftOf } from './person-draft.ts';
import { PersonForm } from './person-form.tsx';
import { RightsTable } from './rights-table.tsx';
import { SellerDays } from './seller-days.tsx';
import { UnusualActs } from './unusual-acts.tsx';
import { useStaff, type StaffDesk } from './use-staff.ts';

/** Who works here, what each may do, and what an owner should look at. */
export function StaffScreen(): ReactElement {
  const t = useText();
  const session = useTopic('operator');
  const lost = useConnection() === 'lost';
  useEffect(() => {
    document.title = `${t('staff.title')} · ${t('app.name')}`;
  }, [t]);
  return (
    <main className="page sf-page">
      <Heading session={session} />
      {lost ? <Rail state="off" title={t('labels.lost')} detail={t('staff.lostHint')} /> : null}
      {session ? <Body session={session} /> : null}
    </main>
  );
}

function Heading({ session }: { session: OperatorSession | undefined }): ReactElement {
  const t = useText();
  return (
    <PageHead
      title={t('staff.title')}
      detail={session?.operator && session.role ? `${session.operator.name} · ${t(`people.role.${session.role}`)}` : undefined}
    />
  );
}

function Body({ session }: { session: OperatorSession }): ReactElement {
  const desk = useStaff();
  if (session.state === 'locked') return <SignIn />;
  return <Signed session={session} desk={desk} />;
}

type View = 'people' | 'acts' | 'sales';

const TITLES = { people: 'staff.title', acts: 'acts.title', sales: 'seller.days' } as const satisfies Record<View, TextKey>;

/** What the person at the till may see: people and rights, unusual acts, and what was sold by everybody or by them. */
function Signed({ session, desk }: { session: OperatorSession; desk: StaffDesk }): ReactElement {
  const t = useText();
  const chosen = useHash();
  const views: readonly View[] = [
    ...(session.rights.includes('staff.manage') ? (['people'] as const) : []),
    ...(session.rights.includes('audit.read') ? (['acts'] as const) : []),
    'sales',
  ];
  const view = views.find((each) => `#${each}` === chosen) ?? views[0];
  return (
    <>
      {views.length > 1 ? (
        <div className="seg sf-views">
          {views.map((each) => (
            <button
              key={each}
              type="button"
              className={each === view ? 'on' : ''}
              aria-pressed={each === view}
              onClick={() => location.assign(`#${each}`)}
            >
              {t(TITLES[each])}
            </button>
          ))}
        </div>
      ) : null}
      {view === 'acts' ? <UnusualActs /> : null}
      {view === 'sales' ? <SellerDays mayExport={session.rights.includes('export')} /> : null}
      {view === 'people' ? session.state === 'open' ? <FirstOwner desk={desk} /> : <People desk={desk} /> : null}
    </>
  );
}

/** What the address names after #: the till links to what was sold on past days, also in a window that is open already. */
function useHash(): string {
  return useSyncExternalStore(
    (onChange) => {
      addEventListener('hashchange', onChange);
      return () => removeEventListener('hashchange', onChange);
    },
    () => location.hash,
  );
}

/** A shop without operators: what changes with the first one, who must be an owner. */
function FirstOwner({ desk }: { desk: StaffDesk }): ReactElement {
  const t = useText();
  return (
    <section className="panel sf-first" aria-labelledby="sf-first">
      <h2 id="sf-first">{t('staff.first')}</h2>
      <p>{t('staff.first.now')}</p>
      <p>{t('staff.first.then')}</p>
      <p>{t('staff.first.keep')}</p>
      <PersonForm initial={draftOf(undefined, 'owner')} firstOwner submit={t('staff.first.do')} onSave={desk.save} />
    </section>
  );
}

function People({ desk }: { desk: StaffDesk }): ReactElement {
  const t = useText();
  if (!desk.list) return <p role="status">{t('staff.loading')}</p>;
  return (
    <div className="sf-grid">
      <PeopleList members={desk.list.members} onSave={desk.save} />
      <RightsTable rights={desk.list.rights} onChange={desk.setRights} />
    </div>
  );
}

/** The till is locked: whoever may manage people signs in, and is at the till from then on. */
function SignIn(): ReactElement {
  const t = useText();
  const client = useClient();
  const codeField = useRef<HTMLInputElement>(null);
  useEffect(() => codeField.current?.focus(), []);
  return (
    <section className="panel sf-first" aria-labelledby="sf-locked">
      <h2 id="sf-locked">{t('people.locked')}</h2>
      <p>{t('staff.locked')}</p>
      <PinForm
        submit={t('people.signIn')}
        codeRef={codeField}
        onSubmit={(code, pin) => client.request('staff.signIn', { code, pin }).then(() => undefined, wireErrorOf)}
      />
    </section>
  );
}
