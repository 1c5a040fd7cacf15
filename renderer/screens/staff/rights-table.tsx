import { useState, type ReactElement } from 'react';
import { errorText, type WireError } from '#contract/error.ts';
import { Right, StaffRole } from '#contract/rights.ts';
import { useLanguage, useText } from '#renderer/app/i18n.ts';
import type { StaffDesk, StaffList } from './use-staff.ts';

/** What each role may do. A mark is saved as it is set; the owner's stay. */
export function RightsTable({ rights, onChange }: { rights: StaffList['rights']; onChange: StaffDesk['setRights'] }): ReactElement {
  const t = useText();
  const [language] = useLanguage();
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<WireError>();
  const given = (role: StaffRole): readonly Right[] => rights.find((row) => row.role === role)?.rights ?? [];

  async function toggle(role: StaffRole, right: Right): Promise<void> {
    const before = given(role);
    setBusy(true);
    setRefused(await onChange(role, before.includes(right) ? before.filter((each) => each !== right) : [...before, right]));
    setBusy(false);
  }
  return (
    <section className="panel wide" tabIndex={0} aria-label={t('staff.rights')}>
      <header className="pt">
        <h2>
          {t('staff.rights')}
          <small>{t('staff.rights.how')}</small>
        </h2>
      </header>
      <p className="sf-why" role="alert">
        {refused ? errorText(refused, language) : ''}
      </p>
      <table className="sf-table sf-rights" aria-busy={busy}>
        <thead>
          <tr>
            <th>{t('staff.right')}</th>
            {StaffRole.options.map((role) => (
              <th key={role}>{t(`people.role.${role}`)}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {Right.options.map((right) => (
            <tr key={right}>
              <th scope="row">{t(`people.right.${right}`)}</th>
              {StaffRole.options.map((role) => (
                <td key={role}>
                  <label className="sf-check">
                    <input
                      type="checkbox"
                      checked={given(role).includes(right)}
                      disabled={busy || role === 'owner'}
                      onChange={() => void toggle(role, right)}
                    />
                    <span className="vh">{t('staff.right.of', { role: t(`people.role.${role}`), right: t(`people.right.${right}`) })}</span>
                  </label>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
