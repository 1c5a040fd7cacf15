import type { ReactElement, ReactNode } from 'react';
import { useLanguage, useText } from '#renderer/app/i18n.ts';
import { Button } from './button.tsx';
import { BrandMark } from './icon.tsx';

/** The head of a manager's page: what it is, what else belongs there, the other language, and the way back to the till. */
export function PageHead(props: {
  title: string;
  /** Beside the title, smaller. */
  detail?: string | undefined;
  /** After the title. */
  children?: ReactNode;
  /** Before the language. */
  links?: ReactNode;
}): ReactElement {
  const t = useText();
  const [language, setLanguage] = useLanguage();
  return (
    <header className="ph">
      <span className="brand">
        <BrandMark />
      </span>
      <h1>
        {props.title}
        {props.detail === undefined ? null : <small>{props.detail}</small>}
      </h1>
      {props.children}
      <span className="sp" />
      {props.links}
      <Button size="small" onClick={() => setLanguage(language === 'zh' ? 'en' : 'zh')}>
        {t('app.otherLanguage')}
      </Button>
      {window.guitai === undefined ? (
        <a className="btn sm" href="/checkout">
          {t('labels.toTill')}
        </a>
      ) : (
        <Button size="small" onClick={() => window.close()}>
          {t('labels.toTill')}
        </Button>
      )}
    </header>
  );
}
