import { expect, test } from 'vitest';
import { probeImages, showProbeImage } from '#drivers/display/baud-probe.ts';
import { createMemoryTransport } from '#drivers/transport/memory.ts';
import { createSerialTransport } from '#drivers/transport/serial.ts';
import { createPoleDecoder } from '#drivers/virtual/pole-decode.ts';
import { openPseudoTerminal } from '../../fakes/pseudo-terminal.ts';

test('each rate shows itself as digits, whatever stood there and whatever command was cut off before', () => {
  expect(probeImages().map(({ baudRate, bytes }) => [baudRate, Buffer.from(bytes).toString('hex')])).toEqual([
    [2400, '0d1b400c1b5141323430300d'],
    [9600, '0d1b400c1b5141393630300d'],
    [4800, '0d1b400c1b5141343830300d'],
    [19_200, '0d1b400c1b514131393230300d'],
  ]);
  const pole = createPoleDecoder('led8');
  pole.push(Buffer.from('\x1bQA1234', 'latin1'));
  for (const { bytes } of probeImages().slice(0, 2)) pole.push(bytes);
  expect(pole.image.lines).toEqual(['    9600']);
});

test('an image goes out on a real tty, and the port is free again afterwards', async () => {
  const tty = await openPseudoTerminal();
  try {
    for (const image of probeImages()) await showProbeImage(image, createSerialTransport({ path: tty.path, baudRate: image.baudRate }));
    const shown = await tty.until((bytes) => bytes.includes('19200\r'));
    expect(shown.toString('latin1')).toContain('\x1bQA2400\r\r\x1b@\x0c\x1bQA9600\r');
  } finally {
    await tty.close();
  }
});

test('a port that is not there says so', async () => {
  const { transport, device } = createMemoryTransport();
  device.refuse('not_found');
  await expect(showProbeImage(probeImages()[0]!, transport)).rejects.toMatchObject({ fault: 'not_found' });
});
