import type { ReactElement } from 'react';
import { textIn, useLanguage, type TextKey } from '#renderer/app/i18n.ts';

/** Words in the screen's language with the other language small beside them: a customer may read either. */
export function BothWords({ name }: { name: TextKey }): ReactElement {
  const [language] = useLanguage();
  const other = language === 'zh' ? 'en' : 'zh';
  return (
    <>
      {textIn[language](name)}
      <small lang={other === 'zh' ? 'zh-CN' : 'en'}>{textIn[other](name)}</small>
    </>
  );
}
