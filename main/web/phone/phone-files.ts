/** How often a page asks how its ticket stands; every answer is a whole page. */
export const PHONE_POLL_MS = 4_000;

/** Keeps the page new without loading it again: asks while it is looked at, says when the shop cannot be reached, and buzzes when it is called. */
export const PHONE_SCRIPT = `'use strict';
(function () {
  var failures = 0;
  function current() { return document.querySelector('main'); }
  function later() { if (current().dataset.follows === 'true') setTimeout(ask, ${PHONE_POLL_MS}); }
  function show(html) {
    var next = new DOMParser().parseFromString(html, 'text/html');
    var main = next.querySelector('main');
    if (!main) return;
    if (main.dataset.state === 'called' && current().dataset.state !== 'called' && navigator.vibrate) navigator.vibrate([400, 200, 400]);
    document.title = next.title;
    current().replaceWith(main);
  }
  function ask() {
    if (document.hidden || document.querySelector('details[open]')) return later();
    fetch(location.pathname, { cache: 'no-store' })
      .then(function (answer) {
        if (!answer.ok && answer.status !== 404) throw new Error(String(answer.status));
        return answer.text();
      })
      .then(function (html) { failures = 0; show(html); })
      .catch(function () { failures += 1; })
      .then(function () {
        document.getElementById('stale').hidden = failures < 2;
        later();
      });
  }
  document.addEventListener('visibilitychange', function () { if (!document.hidden) failures = 0; });
  later();
})();
`;

/** In the colours and sizes of the screens, for a narrow one in the hand. */
export const PHONE_STYLE = `* { box-sizing: border-box; }
html { background: #eaefef; color: #0e1b1e; font: 1.125rem/1.5 system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; -webkit-text-size-adjust: 100%; }
body { max-width: 32rem; margin: 0 auto; padding: 0 1rem 2rem; }
header { display: flex; justify-content: space-between; align-items: center; min-height: 3.5rem; }
header a { padding: .75rem; color: #0a6674; }
main { padding: 1.25rem; border: 1px solid #d5ddde; border-radius: .75rem; background: #fff; }
h1 { margin: 0; font-size: 1.5rem; line-height: 1.3; }
p { margin: .25rem 0; color: #3f5054; }
form { margin: 1rem 0 0; }
button { width: 100%; min-height: 3.5rem; padding: .5rem 1rem; border: 1px solid #7d8c8f; border-radius: .5rem; background: #fff; color: inherit; font: inherit; font-weight: 700; }
button:active { background: #dceef0; }
button.pri { border-color: #0a6674; background: #0a6674; color: #fff; }
button.bad { border-color: #b42318; color: #b42318; }
button[disabled] { color: #566669; background: #e6ebec; }
.services { display: grid; gap: .75rem; }
.services button { display: grid; grid-template-columns: 3rem minmax(0, 1fr); gap: .75rem; align-items: center; text-align: left; }
.services .l { display: grid; place-items: center; height: 3rem; border-radius: .5rem; background: #dceef0; color: #07505b; font-size: 1.5rem; }
.services small { display: block; font-weight: 400; font-size: 1rem; color: #3f5054; }
.number { margin: .5rem 0; padding: 1rem; border-radius: .75rem; background: #0e1b1e; color: #f3f8f8; text-align: center; }
.number small { display: block; color: #b7c6c9; font-size: 1rem; }
.number b { font-size: 4.5rem; line-height: 1.1; font-variant-numeric: tabular-nums; }
main[data-state=called] .number, main[data-state=serving] .number { background: #58cbd6; color: #04262b; }
main[data-state=called] .number small, main[data-state=serving] .number small { color: #04262b; }
.state { font-size: 1.5rem; font-weight: 700; line-height: 1.3; color: #0e1b1e; }
dl { display: grid; grid-template-columns: auto 1fr; gap: .25rem 1rem; margin: .75rem 0; }
dt { color: #3f5054; }
dd { margin: 0; text-align: right; font-weight: 700; font-variant-numeric: tabular-nums; }
summary { min-height: 3rem; margin-top: 1rem; padding: .75rem 0; color: #3f5054; }
details form { margin: 0; }
.hint { margin-top: 1rem; font-size: 1rem; }
.coming { padding: .75rem 1rem; border-radius: .5rem; background: #e2f2e8; color: #1a7040; }
.problem { padding: .75rem 1rem; border: 1px solid #b42318; border-radius: .5rem; color: #b42318; background: #fff; }
:focus-visible { outline: 3px solid #0a6674; outline-offset: 2px; }
`;
