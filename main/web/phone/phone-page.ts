import type { Language } from '#contract/language.ts';
import { waitRange } from '#contract/wait-minutes.ts';
import type { FollowedTicket, QueueView, TicketState } from '#contract/queue.ts';
import { closedWords, phoneText, stateWords, type PhoneText } from './phone-texts.ts';

/** What every page of a phone is made for. */
export interface PhonePage {
  readonly language: Language;
  readonly storeName: string;
  readonly timeZone: string;
}

/** After these nothing changes any more, and the page stops asking. */
const OVER: readonly TicketState[] = ['served', 'cancelled', 'expired'];

/** The services to take a ticket for, a button each. `requestId` makes two taps one ticket. */
export function takePage(page: PhonePage, queue: QueueView, form: { readonly code: string; readonly requestId: string }): string {
  const { language } = page;
  const t = (key: PhoneText, values?: Record<string, string | number>): string => escapeHtml(phoneText(key, language, values));
  const rows = queue.services.map((service) => {
    const minutes = service.estimate ? waitRange(service.estimate) : undefined;
    const name = language === 'en' && service.nameEn !== '' ? service.nameEn : service.name;
    const note = language === 'en' && service.noteEn !== '' ? service.noteEn : service.note;
    const facts = service.closed
      ? escapeHtml(closedWords(service.closed, language, page.timeZone))
      : [t('waiting', { count: service.waiting }), minutes === undefined ? '' : t('wait', { minutes })].filter(Boolean).join(' · ');
    return `<button name="s" value="${service.id}"${service.closed ? ' disabled' : ''}><b class="l">${escapeHtml(service.prefix)}</b><span><b>${escapeHtml(name)}</b><small>${escapeHtml(note)}</small><small>${facts}</small></span></button>`;
  });
  const list = rows.length === 0 ? `<p>${t('noServices')}</p>` : rows.join('\n');
  return frame(
    page,
    phoneText('takeTitle', language),
    `<h1>${t('takeWhat')}</h1>
<p>${t('takeHint')}</p>
<form method="post" action="/q" class="services">
<input type="hidden" name="c" value="${escapeHtml(form.code)}">
<input type="hidden" name="r" value="${escapeHtml(form.requestId)}">
${list}
</form>`,
    { languageLink: `/q?c=${encodeURIComponent(form.code)}&amp;l=${otherLanguage(language)}` },
  );
}

/** A ticket and where it stands. It asks again by itself, with a script or without. */
export function ticketPage(page: PhonePage, ticket: FollowedTicket, form: { readonly token: string; readonly requestId: string }): string {
  const { language } = page;
  const t = (key: PhoneText, values?: Record<string, string | number>): string => escapeHtml(phoneText(key, language, values));
  const over = OVER.includes(ticket.state);
  const service = language === 'en' && ticket.serviceEn !== '' ? ticket.serviceEn : ticket.service;
  const minutes = ticket.estimate ? waitRange(ticket.estimate) : undefined;
  const facts =
    ticket.state === 'waiting'
      ? `<dl><dt>${t('ahead')}</dt><dd>${t('people', { count: ticket.ahead })}</dd><dt>${t('estimate')}</dt><dd>${
          ticket.estimate ? (minutes === undefined ? t('noWait') : t('minutes', { minutes })) : t('unknown')
        }</dd></dl>`
      : '';
  const missed = ticket.state === 'missed' ? `<p>${ticket.missedRule === '' ? t('missedAsk') : escapeHtml(ticket.missedRule)}</p>` : '';
  const coming = ticket.coming
    ? `<p class="coming">${t('isComing')}</p>`
    : act(form, 'coming', `<button class="pri">${t('coming')}</button>`);
  const waits = ticket.state === 'waiting' || ticket.state === 'called' || ticket.state === 'held';
  return frame(
    page,
    `${ticket.number} · ${stateWords(ticket, language)}`,
    `<p class="service">${escapeHtml(service)}</p>
<p class="number"><small>${t('yourNumber')}</small><b>${escapeHtml(ticket.number)}</b></p>
<p class="state" role="status">${escapeHtml(stateWords(ticket, language))}</p>
${facts}${missed}
${waits ? coming : ''}
${waits ? `<details><summary>${t('cancel')}</summary>${act(form, 'leave', `<button class="bad">${t('cancelSure')}</button>`)}</details>` : ''}
${over ? '' : `<p class="hint">${t('keepOpen')}</p>`}`,
    { languageLink: `/t/${form.token}?l=${otherLanguage(language)}`, state: ticket.state, follows: !over },
  );
}

/** A page with one sentence: what is wrong and what to do. */
export function problemPage(page: PhonePage, problem: string): string {
  return frame(page, phoneText('takeTitle', page.language), `<p class="problem" role="alert">${escapeHtml(problem)}</p>`, {});
}

function act({ token, requestId }: { readonly token: string; readonly requestId: string }, what: string, button: string): string {
  return `<form method="post" action="/t/${token}"><input type="hidden" name="do" value="${what}"><input type="hidden" name="r" value="${escapeHtml(requestId)}">${button}</form>`;
}

interface Frame {
  readonly languageLink?: string;
  readonly state?: TicketState;
  readonly follows?: boolean;
}

function frame({ language, storeName }: PhonePage, title: string, main: string, { languageLink, state, follows = false }: Frame): string {
  return `<!doctype html>
<html lang="${language === 'zh' ? 'zh-CN' : 'en'}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/phone.css">
${follows ? '<noscript><meta http-equiv="refresh" content="10"></noscript><script src="/phone.js" defer></script>\n' : ''}<title>${escapeHtml(title)}</title>
</head>
<body>
<header><b>${escapeHtml(storeName)}</b>${languageLink === undefined ? '' : `<a href="${languageLink}" lang="${otherLanguage(language)}">${phoneText('otherLanguage', language)}</a>`}</header>
<main data-state="${state ?? ''}" data-follows="${follows}">
${main}
</main>
${follows ? `<p id="stale" class="problem" role="alert" hidden>${escapeHtml(phoneText('stale', language))}</p>` : ''}
</body>
</html>
`;
}

function otherLanguage(language: Language): Language {
  return language === 'zh' ? 'en' : 'zh';
}

/** Text as the page shows it, whatever is in it. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
