import { expect, test } from 'vitest';
import { createMemoryTransport } from '#drivers/transport/memory.ts';
import { createRecording } from '../../fakes/recording.ts';

const deaf = { onData() {}, onLost() {} };

test('a memory wire copies what it carries, so that a reused buffer cannot change what was sent', async () => {
  const { transport, device } = createMemoryTransport();
  const arrived = createRecording<string>();
  device.onData((bytes) => arrived.add(Buffer.from(bytes).toString()));
  await transport.open(deaf);
  const buffer = Buffer.from('first');
  const written = transport.write(buffer);
  buffer.write('xxxxx');
  await written;
  expect(arrived.all).toEqual(['first']);
});

test('a second owner is refused, and the wire opens again after close', async () => {
  const { transport } = createMemoryTransport();
  await transport.open(deaf);
  await expect(transport.open(deaf)).rejects.toMatchObject({ fault: 'in_use' });
  await transport.close();
  await transport.close();
  await transport.open(deaf);
});

test('the owner hears once that the plug was pulled, and never after its own close', async () => {
  const { transport, device } = createMemoryTransport();
  const lost = createRecording<string>();
  await transport.open({ onData() {}, onLost: ({ fault }) => lost.add(fault) });
  device.break('offline');
  device.break('offline');
  await lost.until(() => true);
  await transport.close();
  await transport.open({ onData() {}, onLost: ({ fault }) => lost.add(fault) });
  await transport.close();
  device.break('offline');
  await Promise.resolve();
  expect(lost.all).toEqual(['offline']);
});

test('a stalled device takes bytes when it goes on, and loses them when the wire is closed first', async () => {
  const { transport, device } = createMemoryTransport();
  const arrived = createRecording<string>();
  device.onData((bytes) => arrived.add(Buffer.from(bytes).toString()));
  await transport.open(deaf);
  const goOn = device.stall();
  const first = transport.write(Buffer.from('a'));
  goOn();
  await first;
  device.stall();
  const second = transport.write(Buffer.from('b')).catch((error: unknown) => error);
  await transport.close();
  expect(await second).toMatchObject({ fault: 'offline', bytesSent: 1 });
  expect(arrived.all).toEqual(['a']);
});
