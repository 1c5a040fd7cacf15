import { Suspense, useEffect, type ReactElement } from 'react';
import { LanguageContext, type LanguageStore } from './i18n.ts';
import { LeaveContext, type LeaveDesk } from './leave.ts';
import { isPublic, SafeModeScreen, type Route } from './routes.tsx';
import { ClientContext, useTopic } from './use-topic.ts';
import type { Client } from './client.ts';
import { LeaveDialog } from '#renderer/parts/leave-dialog.tsx';

/** The frame around every screen: its client, its language, leave for what a person may not do, and safe mode in place of every screen the shop's people look at. */
export function App({
  client,
  language,
  leave,
  route,
}: {
  client: Client;
  language: LanguageStore;
  leave: LeaveDesk;
  route: Route;
}): ReactElement {
  return (
    <ClientContext value={client}>
      <LanguageContext value={language}>
        <LeaveContext value={leave}>
          <CurrentScreen language={language} route={route} />
          <LeaveDialog />
        </LeaveContext>
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
  const safe = station?.mode === 'safe' && !isPublic(route);
  const Screen = safe ? SafeModeScreen : route.Screen;
  return (
    <Suspense>
      <Screen />
    </Suspense>
  );
}
