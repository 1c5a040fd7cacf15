/** What went wrong with the last try, if anything. */
export type PairProblem = 'wrong_code' | 'too_many';

const problemTexts: Readonly<Record<PairProblem, string>> = {
  wrong_code: '配对码不对或已过期，请在收银台重新取一个。<br />The code is wrong or has expired, get a new one at the till.',
  too_many: '试得太多了，请一分钟后再试。<br />Too many tries, please wait a minute.',
};

/** The page a LAN device sees until it is paired: one field, no script, works in any browser. */
export function pairPage(problem?: PairProblem): string {
  const alert = problem === undefined ? '' : `<p class="problem" role="alert">${problemTexts[problem]}</p>`;
  return `<!doctype html>
<html lang="zh-CN">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width" />
    <link rel="icon" href="data:," />
    <link rel="stylesheet" href="/pair.css" />
    <title>配对 · 柜台 Guitai</title>
  </head>
  <body>
    <main>
      <h1>把这台设备接入收银台</h1>
      <p lang="en">Connect this device to the till</p>
      <form method="post" action="/pair">
        <label for="code">收银台上显示的 8 位配对码 <span lang="en">8-digit code shown on the till</span></label>
        <input id="code" name="code" inputmode="numeric" autocomplete="one-time-code" pattern="[0-9 ]{8,11}" maxlength="11" required autofocus />
        ${alert}
        <button type="submit">配对 <span lang="en">Pair</span></button>
      </form>
      <p class="start">
        <a href="/starter.html" download>启动页 <span lang="en">Start page</span></a>
        存在电视、平板上，每次开机先打开它：主机还没启动时它等着，不会出现浏览器的错误页。
        <span lang="en">Keep it on a TV or tablet and open it at every start: it waits for the station, where a browser would show an error.</span>
      </p>
    </main>
  </body>
</html>
`;
}

/** Its style, in the colours and sizes of the screens. */
export const PAIR_STYLE = `html { background: #eaefef; color: #0e1b1e; font: 1rem/1.5 system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; }
body { display: grid; min-height: 100vh; margin: 0; place-items: center; }
main { box-sizing: border-box; width: min(28rem, 100vw); padding: 2rem; border: 1px solid #d5ddde; border-radius: .75rem; background: #fff; }
h1 { margin: 0; font-size: 1.5rem; }
h1 + p, span[lang] { margin: 0; color: #3f5054; font-size: .875rem; }
form { display: grid; gap: .75rem; margin-top: 1.5rem; }
input { height: 3.5rem; padding: 0 1rem; border: 1px solid #7d8c8f; border-radius: .5rem; font: inherit; font-size: 2rem; font-variant-numeric: tabular-nums; letter-spacing: .12em; }
button { height: 4.25rem; border: 0; border-radius: .5rem; background: #0a6674; color: #fff; font: inherit; font-size: 1.25rem; font-weight: 700; }
button span[lang] { color: inherit; }
button:active { background: #07505b; }
:focus-visible { outline: 3px solid #0a6674; outline-offset: 2px; }
.start { margin: 1.5rem 0 0; font-size: .875rem; }
.start a { display: block; padding: .75rem 0; color: #0a6674; font-size: 1rem; font-weight: 700; }
.problem { margin: 0; padding: .75rem 1rem; border-radius: .5rem; border: 1px solid #b42318; color: #b42318; }
`;
