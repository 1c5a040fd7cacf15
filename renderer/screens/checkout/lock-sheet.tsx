import type { ReactElement, RefObject } from 'react';
import type { WireError } from '#contract/error.ts';
import { wireErrorOf } from '#renderer/app/client.ts';
import { useText } from '#renderer/app/i18n.ts';
import { useClient, useTopic } from '#renderer/app/use-topic.ts';
import { Icon } from '#renderer/parts/icon.tsx';
import { PinForm } from '#renderer/parts/pin-form.tsx';

/** Over the work area while nobody is signed in: the basket stays in sight and out of reach. It names nobody but the one who was here last. */
export function LockSheet({ codeRef }: { codeRef: RefObject<HTMLInputElement | null> }): ReactElement {
  const t = useText();
  const client = useClient();
  const last = useTopic('operator')?.operator;
  const itemCount = useTopic('basket')?.itemCount ?? 0;

  async function signIn(code: string, pin: string): Promise<WireError | undefined> {
    try {
      await client.request('staff.signIn', { code, pin });
      return undefined;
    } catch (error) {
      return wireErrorOf(error);
    }
  }
  return (
    <div className="lockover">
      <section className="panel lockcard" aria-labelledby="lock-title">
        <header>
          <Icon name="lock" size="l" />
          <div>
            <h2 id="lock-title">{t('people.locked')}</h2>
            <p>{last ? t('people.locked.last', { name: last.name }) : t('people.locked.nobody')}</p>
          </div>
        </header>
        <PinForm submit={t('people.signIn')} onSubmit={signIn} codeRef={codeRef} />
        {itemCount > 0 ? <p className="said">{t('people.locked.basket', { count: itemCount })}</p> : null}
      </section>
    </div>
  );
}
