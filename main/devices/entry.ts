import type { DeviceStatus } from '#contract/device.ts';
import { remedyText } from '#contract/remedy.ts';
import { DeviceError } from '#drivers/claims.ts';
import { eventsBetween, type Wellness } from '#drivers/condition.ts';
import { createDevice, type Driver } from '#drivers/device.ts';
import type { LinkStatus } from '#drivers/link.ts';
import type { DeviceContext, DeviceEntry, EntryOptions } from './context.ts';

/** Puts a driver under the UnifiedPOS life of a device: its row of topic `devices`, its events, its lines in the log. */
export function createEntry<D extends Driver>(context: DeviceContext, options: EntryOptions<D>): DeviceEntry<D> {
  const { row, history, isBusy, selfTest } = options;
  let before: Wellness = { state: 'closed', problem: 'none' };
  /** What the log last said. */
  let logged = '';

  /** A device that is missing for a week is one line in the log, not one every ten seconds. */
  function logState({ state, problem }: Wellness): void {
    const event = `device.${state}`;
    if ((state !== 'ready' && state !== 'lost') || logged === `${event} ${problem}`) return;
    logged = `${event} ${problem}`;
    const remedy = options.transport?.remedy;
    context.log.info(event, { device: row.id, problem, ...(remedy ? { remedy: remedyText(remedy, 'en') } : {}) });
  }

  function changed({ state, problem }: LinkStatus): void {
    const after = { state, problem };
    for (const event of eventsBetween(before, after, Date.now())) history.event(event);
    before = after;
    logState(after);
    context.changed();
  }

  const driver = options.buildDriver(changed);
  const device = createDevice({
    id: row.id,
    resource: options.resource,
    claims: context.claims,
    driver,
    onChange: () => context.changed(),
    ...(isBusy ? { isBusy } : {}),
    ...(selfTest ? { selfTest: () => selfTest(driver) } : {}),
  });

  const status = (): DeviceStatus => {
    const { condition } = device;
    const remedy = condition.state === 'ready' ? undefined : options.transport?.remedy;
    return { ...row, ...condition, ...(remedy ? { remedy } : {}), lastEvent: history.lastEvent };
  };
  return {
    id: row.id,
    kind: row.kind,
    resource: options.resource,
    driver,
    device,
    history,
    get status() {
      return status();
    },
    get health() {
      const capabilities = options.capabilities?.(driver);
      return { status: status(), ...(capabilities ? { capabilities } : {}), ...history.view };
    },
    start() {
      device.open();
      device
        .claim(Number.POSITIVE_INFINITY)
        .then(() => device.enable())
        // Closed while another device held the wire.
        .catch((error: unknown) => {
          if (!(error instanceof DeviceError)) context.log.error('device.start', error, { device: row.id });
        });
    },
    stop: () => device.close(),
  };
}
