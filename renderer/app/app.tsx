import { Suspense, useEffect, type ReactElement } from 'react';
import { LanguageContext, type LanguageStore } from './i18n.ts';
import { SafeModeScreen, type Route } from './routes.tsx';
import { ClientContext, useTopic } from './use-topic.ts';
import type { Client } from './client.ts';

/** The frame around every screen: its client, its language, and safe mode in place of every screen the shop's people look at. */
export function App({ client, language, route }: { client: Client; language: LanguageStore; route: Route }): ReactElement {
  return (
    <ClientContext value={client}>
      <LanguageContext value={language}>
        <CurrentScreen language={language} route={route} />
      </LanguageContext>
    </ClientContext>
  );
}

function CurrentScreen({ language, route }: { language: LanguageStore; route: Route }): ReactElement {
  const station = useTopic('station');
  const locale = station?.locale;
  useEffect(() => {
    if (locale !== undefined) language.suggest(locale.startsWith('zh') ? 'zh' : 'en');
  }, [language, locale]);
  const safe = station?.mode === 'safe' && route.screen !== 'customer';
  const Screen = safe ? SafeModeScreen : route.Screen;
  return (
    <Suspense>
      <Screen />
    </Suspense>
  );
}
