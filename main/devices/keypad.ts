import type { KeypadAction, KeypadPress } from '#contract/keypad.ts';
import { createKeypadDecoder, keypadByte, type KeypadBytes } from '#drivers/keypad/decode.ts';
import { createKeypad, type Keypad } from '#drivers/keypad/keypad.ts';
import { createVirtualKeypad } from '#drivers/virtual/keypad.ts';
import type { DeviceSettings } from '../settings.ts';
import type { DeviceContext, DeviceEntry } from './context.ts';
import { createEntry } from './entry.ts';
import { createHistory } from './history.ts';
import { createTransport, resourceOf } from './wiring.ts';

export interface KeypadContext extends DeviceContext {
  /** Does for a counter what a key of its keypad asks for. */
  pressed(counterId: number, press: KeypadPress): Promise<unknown>;
}

/** The call keypad of a counter. What the shop refuses is written into the bench's log, as a keypad shows nothing. */
export function createKeypadEntry(settings: DeviceSettings['keypads'][number], context: KeypadContext): DeviceEntry<Keypad> {
  const { id, counter } = settings;
  const { bench } = context;
  const keys = bytesOf(settings.keys);
  const history = createHistory();
  const transport = createTransport(settings.transport, () => {
    const virtual = createVirtualKeypad({ id, keys, onChange: () => bench.changed() });
    bench.keypads.set(id, virtual);
    return virtual.transport;
  });

  function onPress(press: KeypadPress): void {
    history.event({ type: 'data', atMs: Date.now() });
    bench.log(id, 'in', `${press.action} ${press.number}`.trim());
    context.pressed(counter, press).catch((error: unknown) => {
      context.log.info('keypad.refused', { device: id, counter, action: press.action, why: error instanceof Error ? error.message : '' });
      bench.log(id, 'in', error instanceof Error ? error.message : String(error));
    });
  }

  return createEntry(context, {
    row: { id, kind: 'keypad', model: 'ascii', wiring: transport.wiring, virtual: settings.transport.type === 'virtual' },
    transport,
    resource: resourceOf(settings.transport, id),
    history,
    buildDriver: (onChange) =>
      createKeypad({
        id,
        transport: history.watch(transport),
        decoder: createKeypadDecoder(keys),
        onPress,
        onChange,
        ...context.backOff,
      }),
  });
}

function bytesOf(keys: Readonly<Record<KeypadAction | 'clear', string>>): KeypadBytes {
  return Object.fromEntries(Object.entries(keys).map(([action, key]) => [action, keypadByte(key)])) as KeypadBytes;
}
