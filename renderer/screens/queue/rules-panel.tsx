import type { ReactElement } from 'react';
import { MemberLevel } from '#contract/member.ts';
import { useText } from '#renderer/app/i18n.ts';
import { Button } from '#renderer/parts/button.tsx';
import { StateWords } from '#renderer/parts/state-glyph.tsx';
import { CheckField, TextField, Toggles, toggled } from './fields.tsx';
import { readRules, RULES, rulesDraft, type RulesDraft, type RulesField } from './setup-draft.ts';
import { useSetupForm } from './use-setup-form.ts';
import type { SetupDesk, SetupRead } from './use-queue-setup.ts';

const MAX_RULE_CHARACTERS = 60;

/** Who goes before whom, how often a number is called, what a sale does to a ticket. */
export function RulesPanel({ read: { setup }, desk }: { read: SetupRead; desk: SetupDesk }): ReactElement {
  const t = useText();
  const { draft, change, whyOf, why, state, submit } = useSetupForm<RulesDraft, RulesField | 'assistedTags'>(
    () => rulesDraft(setup),
    (typed) => {
      const rules = readRules(typed, setup);
      return 'why' in rules ? rules : desk.save(() => rules.setup);
    },
  );
  return (
    <section className="panel" aria-labelledby="qu-rules">
      <header className="pt">
        <h2 id="qu-rules">{t('queue.rules')}</h2>
      </header>
      <form className="qu-form qu-inset" onSubmit={submit} noValidate>
        <p className="said">{t('queue.rules.order')}</p>
        <div className="qu-cols">
          {RULES.map(([field]) => (
            <TextField
              key={field}
              label={t(`queue.rules.${field}`)}
              value={draft[field]}
              maxLength={3}
              inputMode="numeric"
              why={whyOf(field)}
              onText={(value) => change({ [field]: value })}
            />
          ))}
        </div>
        <VipLevels levels={draft.vipLevels} onLevels={(vipLevels) => change({ vipLevels })} />
        <TextField
          label={t('queue.rules.assistedTags')}
          value={draft.assistedTags}
          maxLength={200}
          why={whyOf('assistedTags')}
          onText={(assistedTags) => change({ assistedTags })}
        />
        <TextField
          label={t('queue.rules.missedRule')}
          value={draft.missedRule}
          maxLength={MAX_RULE_CHARACTERS}
          onText={(missedRule) => change({ missedRule })}
        />
        <CheckField
          label={t('queue.rules.saleFinishes')}
          checked={draft.saleFinishesTicket}
          onCheck={(saleFinishesTicket) => change({ saleFinishesTicket })}
        />
        {draft.saleFinishesTicket ? (
          <CheckField
            label={t('queue.rules.saleCalls')}
            checked={draft.saleCallsNext}
            onCheck={(saleCallsNext) => change({ saleCallsNext })}
          />
        ) : null}
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

function VipLevels({ levels, onLevels }: { levels: RulesDraft['vipLevels']; onLevels: (levels: MemberLevel[]) => void }): ReactElement {
  const t = useText();
  return (
    <>
      <p className="qu-label">{t('queue.rules.vipLevels')}</p>
      <Toggles
        label={t('queue.rules.vipLevels')}
        options={MemberLevel.options.map((level) => ({ value: level, label: t(`queue.level.${level}`) }))}
        chosen={levels}
        onToggle={(level) => onLevels(toggled(levels, level))}
      />
    </>
  );
}
