import { GuitaiError } from '#contract/error.ts';
import type { Station } from '#contract/station.ts';
import type { LanPairing, StationHost } from '#main/host.ts';
import type { MediaFile } from '#main/media/folder.ts';
import type { Publish } from '#main/store/publish.ts';
import type { Log } from '#main/log.ts';
import { createPublisher } from '#main/publisher.ts';
import { createRouter } from '#main/router.ts';

/** A log that keeps what was written, for tests to look at. */
export interface KeptLog extends Log {
  readonly lines: { readonly event: string; readonly error?: unknown; readonly details?: object }[];
}

export function createKeptLog(): KeptLog {
  const lines: KeptLog['lines'] = [];
  return {
    lines,
    setQuiet: () => undefined,
    info: (event, details) => lines.push({ event, ...(details ? { details } : {}) }),
    error: (event, error, details) => lines.push({ event, error, ...(details ? { details } : {}) }),
  };
}

export const station: Station = {
  storeCode: 'S001',
  storeName: '小满母婴',
  terminal: '01',
  currency: 'CNY',
  locale: 'zh-CN',
  timeZone: 'Asia/Shanghai',
  version: '0.1.0',
  mode: 'selling',
  problems: [],
  settingsFile: '/settings.json',
  virtualDevices: false,
  demo: false,
  tenders: [],
  training: false,
  ledger: 'ok',
};

/** A station of the real gate and the real topics without a shop: the store answers `catalog.quickPages` only. */
export interface SmallStation {
  readonly host: StationHost;
  readonly publish: Publish;
  readonly log: KeptLog;
  /** Where each connection so far came from. */
  readonly deviceIds: readonly (string | undefined)[];
  /** Every request frame that reached it. */
  readonly requests: readonly string[];
  /** Connections that are open now. */
  connections(): number;
  stopped(): boolean;
}

export function createSmallStation(pairing?: LanPairing, media?: MediaFile): SmallStation {
  const log = createKeptLog();
  const publisher = createPublisher(log);
  const router = createRouter({
    hostHandlers: { 'station.time': () => ({ nowMs: 1_764_115_200_000 }), ...pairing?.handlers },
    callStore: (name) =>
      name === 'catalog.quickPages' ? Promise.resolve({ pages: [], productCount: 1200 }) : Promise.reject(new GuitaiError('safe_mode')),
    log,
  });
  const deviceIds: (string | undefined)[] = [];
  const requests: string[] = [];
  let connections = 0;
  let stopped = false;
  publisher.publish('station', station);
  pairing?.start(publisher.publish, () => undefined);
  return {
    publish: publisher.publish,
    log,
    deviceIds,
    requests,
    connections: () => connections,
    stopped: () => stopped,
    host: {
      openToPhones: (_, takeUrl) => publisher.publish('phoneDoor', { takeUrl }),
      ready: Promise.resolve(),
      findMedia: (id) => (media?.id === id ? media : undefined),
      connect(role, push, deviceId) {
        connections += 1;
        deviceIds.push(deviceId);
        const unsubscribe = publisher.subscribe(role, push);
        return {
          receive(frameText) {
            requests.push(frameText);
            return router.receive(frameText, { role });
          },
          close: () => {
            connections -= 1;
            unsubscribe();
          },
        };
      },
      stop: () => {
        stopped = true;
        return Promise.resolve();
      },
    },
  };
}
