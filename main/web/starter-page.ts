import { escapeHtml } from './phone/phone-page.ts';
import type { Screen } from './screens.ts';

/** What a starter says and where it looks. */
export interface Starter {
  readonly storeName: string;
  /** Looked at one after the other: `http://192.168.1.5:5198`. */
  readonly urls: readonly string[];
  readonly to: Screen | undefined;
}

/**
 * A page in one file, kept on a TV or a tablet and opened at its start: it waits until the station answers, says since when, and goes there. In
 * words and script of any browser since 2014; it needs nothing but itself.
 */
export function starterPage({ storeName, urls, to }: Starter): string {
  const enter = to === undefined ? '/enter' : `/enter?to=${to}`;
  return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escapeHtml(storeName)} · 柜台 Guitai</title>
<style>
html { background: #0e1b1e; color: #eaefef; font: calc(10px + 1.6vmin)/1.5 system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; }
body { display: flex; min-height: 100vh; margin: 0; align-items: center; justify-content: center; text-align: center; }
main { padding: 2rem; }
h1 { margin: 0 0 2rem; font-size: 2.4em; }
p { margin: .25rem 0; }
.en, .small { color: #9fb1b4; font-size: .8em; }
.small { margin-top: 2rem; }
</style>
</head>
<body>
<main>
<h1>${escapeHtml(storeName)}</h1>
<p role="status">正在等主机启动，启动后自动进入</p>
<p class="en" lang="en">Waiting for the station; this screen goes on by itself</p>
<p class="small"><span id="since"></span></p>
<p class="small">一直不动：看主机和路由器有没有通电、网线有没有插好<br><span lang="en">Nothing happens: see that station and router have power and their cables are in</span></p>
<p class="small">${urls.map(escapeHtml).join('<br>')}</p>
</main>
<script>
var urls = ${scriptValue(urls)}, enter = ${scriptValue(enter)};
var at = 0, waitMs = 1000, since = new Date();
function two(n) { return (n < 10 ? '0' : '') + n; }
var clock = two(since.getHours()) + ':' + two(since.getMinutes());
document.getElementById('since').textContent = '从 ' + clock + ' 起 · since ' + clock;
function look() {
  var url = urls[at], picture = new Image(), over = false;
  var next = function () {
    if (over) return;
    over = true;
    at = (at + 1) % urls.length;
    if (at === 0) waitMs = Math.min(waitMs * 2, 8000);
    setTimeout(look, at === 0 ? waitMs : 0);
  };
  picture.onload = function () { if (!over) { over = true; location.replace(url + enter); } };
  picture.onerror = next;
  setTimeout(next, 4000);
  picture.src = url + '/here.svg?' + Date.now();
}
look();
</script>
</body>
</html>
`;
}

/** A value as the script of a page may hold it: no end tag within. */
function scriptValue(value: unknown): string {
  return JSON.stringify(value).replaceAll('<', '\\u003c');
}
