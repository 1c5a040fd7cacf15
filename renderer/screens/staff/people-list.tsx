import { useState, type ReactElement } from 'react';
import type { StaffMember } from '#contract/staff.ts';
import { useText } from '#renderer/app/i18n.ts';
import { Button } from '#renderer/parts/button.tsx';
import { Dialog } from '#renderer/parts/dialog.tsx';
import { draftOf } from './person-draft.ts';
import { PersonForm } from './person-form.tsx';
import type { StaffDesk } from './use-staff.ts';

/** Everybody who works or worked here; nobody is ever deleted, because the journal names them. */
export function PeopleList({ members, onSave }: { members: readonly StaffMember[]; onSave: StaffDesk['save'] }): ReactElement {
  const t = useText();
  const [edited, setEdited] = useState<StaffMember | 'new'>();
  const member = edited === 'new' ? undefined : edited;
  const close = (): void => setEdited(undefined);
  return (
    <section className="panel wide" tabIndex={0} aria-label={t('staff.people')}>
      <header className="pt">
        <h2>{t('staff.people')}</h2>
        <Button size="small" kind="primary" icon="plus" onClick={() => setEdited('new')}>
          {t('staff.add')}
        </Button>
      </header>
      <table className="sf-table">
        <thead>
          <tr>
            <th>{t('staff.code')}</th>
            <th>{t('staff.name')}</th>
            <th>{t('staff.role')}</th>
            <th>{t('staff.state')}</th>
            <th>
              <span className="vh">{t('staff.change')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {members.map((person) => (
            <tr key={person.id}>
              <td>{person.code}</td>
              <td>
                <b>{person.name}</b>
              </td>
              <td>{t(`people.role.${person.role}`)}</td>
              <td>
                <span className={person.active ? 'tag ok' : 'tag'}>{t(person.active ? 'staff.state.active' : 'staff.state.left')}</span>
              </td>
              <td>
                <Button size="small" aria-label={t('staff.change.of', { name: person.name })} onClick={() => setEdited(person)}>
                  {t('staff.change')}
                </Button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {edited === undefined ? null : (
        <Dialog
          title={member ? t('staff.change.of', { name: member.name }) : t('staff.add')}
          closeLabel={t('checkout.close')}
          onClose={close}
        >
          <PersonForm
            initial={draftOf(member, 'cashier')}
            submit={t('staff.save')}
            onSave={async (person) => {
              const refused = await onSave(person);
              if (!refused) close();
              return refused;
            }}
          />
        </Dialog>
      )}
    </section>
  );
}
