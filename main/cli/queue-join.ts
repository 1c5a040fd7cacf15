import { EXIT_BAD, EXIT_OK, EXIT_USAGE, type CommandOptions } from './ledger-command.ts';
import { joinStation, saveLinkToken } from '../queue-link/link-token.ts';
import { loadSettings } from '../settings-file.ts';

/** `queue join CODE`: lets this station into the queue of the one that the setting `queue.station` names, by a one-time code from there. */
export async function run({ dataDir, arguments: words, print }: CommandOptions): Promise<number> {
  const code = words.join('');
  if (!/^[0-9]{8}$/.test(code)) {
    print('用法 usage: queue join CODE（8 位数字 / 8 digits）');
    return EXIT_USAGE;
  }
  const { station } = loadSettings(dataDir).settings.queue;
  if (station === undefined) {
    print('先在 settings.json 写 "queue": { "station": "http://192.168.1.5:5198" } / set "queue": { "station" } in settings.json first');
    return EXIT_BAD;
  }
  const joined = await joinStation(station, code);
  if ('problem' in joined) {
    print(joined.problem);
    return EXIT_BAD;
  }
  saveLinkToken(dataDir, joined.token);
  print(`已接入 ${station} 的排队，重新启动后生效 / joined the queue of ${station}, it holds from the next start`);
  return EXIT_OK;
}
