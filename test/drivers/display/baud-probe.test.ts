import { expect, test } from 'vitest';
import { probeImages, showProbeImage } from '#drivers/display/baud-probe.ts';
import { createMemoryTransport } from '#drivers/transport/memory.ts';
import { createPoleDecoder } from '#drivers/virtual/pole-decode.ts';

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

test('an image goes out whole, and the wire is free again afterwards', async () => {
  const { transport, device } = createMemoryTransport();
  const written: string[] = [];
  device.onData((bytes) => written.push(Buffer.from(bytes).toString('latin1')));
  for (const image of probeImages()) await showProbeImage(image, transport);
  expect(written).toEqual(['\r\x1b@\x0c\x1bQA2400\r', '\r\x1b@\x0c\x1bQA9600\r', '\r\x1b@\x0c\x1bQA4800\r', '\r\x1b@\x0c\x1bQA19200\r']);
});

test('a port that is not there says so', async () => {
  const { transport, device } = createMemoryTransport();
  device.refuse('not_found');
  await expect(showProbeImage(probeImages()[0]!, transport)).rejects.toMatchObject({ fault: 'not_found' });
});
