import { afterEach, beforeEach, expect, test } from 'vitest';
import { openStation, type QueueStation } from './station.ts';
import { newRequestId } from '#contract/ids.ts';

let work: QueueStation;
beforeEach(async () => {
  work = await openStation([], { ticketPage: 'http://192.168.1.5:5198/t/' });
});
afterEach(async () => {
  expect(work.unexpected).toEqual([]);
  await work.close();
});

const titles = (): readonly string[] => work.printed.map(({ document }) => document.title);

test('a ticket is saved before it is printed, and everybody sees how it comes out', async () => {
  const taken = await work.take(1);
  expect(taken.followUrl).toBe(`http://192.168.1.5:5198/t/${taken.token}`);
  await work.until('ticketPaper', ([newest]) => newest?.state === 'printed');
  expect(work.topic('ticketPaper')).toEqual([{ ticketId: taken.ticketId, number: 'A001', copy: 0, state: 'printed', problem: 'none' }]);
  const [{ document } = { document: undefined }] = work.printed;
  expect(document?.blocks.find(({ type }) => type === 'qr')).toMatchObject({ data: taken.followUrl });
});

test('a copy, and a ticket somebody had already, lead to the address the station has by now', async () => {
  const { ticketId, token } = await work.take(1, { phone: '13800000000' });
  await work.ask('shop.configure', { ticketPage: 'http://10.0.0.7:5198/t/' }, 'device');
  await work.ask('queue.reprint', { ticketId });
  await work.until('ticketPaper', ([newest]) => newest?.copy === 1 && newest.state === 'printed');
  const data = `http://10.0.0.7:5198/t/${token}`;
  expect(work.printed[1]?.document.blocks.find(({ type }) => type === 'qr')).toMatchObject({ data });
  expect(await work.take(1, { phone: '13800000000' })).toMatchObject({ again: true, followUrl: data });
});

test('without paper ten people still have their numbers; with paper again all ten are printed, in order, each once', async () => {
  work.printer = () => ({ result: 'blocked', problem: 'paper_out', bytes: 0 });
  for (let each = 0; each < 10; each += 1) await work.take(1);
  await work.until('ticketPaper', (papers) => papers.at(-1)?.state === 'blocked');
  expect(work.topic('ticketPaper')).toHaveLength(10);
  expect(work.topic('ticketPaper').at(-1)).toMatchObject({ number: 'A001', problem: 'paper_out' });
  expect(work.topic('queue').services[0]).toMatchObject({ waiting: 10 });
  work.printer = () => ({ result: 'printed', problem: 'none', bytes: 100 });
  await work.ask('print.resume', { role: 'ticketPrinter' }, 'device');
  await work.until('ticketPaper', (papers) => papers.every(({ state }) => state === 'printed'));
  expect(titles()).toEqual(Array.from({ length: 10 }, (_, index) => `排队号 A${String(index + 1).padStart(3, '0')}`));
});

test('a station that dies between saving and printing prints the ticket after its start', async () => {
  work.printer = () => ({ result: 'failed', problem: 'offline', bytes: 0 });
  await work.take(1);
  await work.until('ticketPaper', ([newest]) => newest?.problem === 'offline');
  await work.reopen(async () => {
    work.printer = () => ({ result: 'printed', problem: 'none', bytes: 100 });
  });
  await work.until('ticketPaper', ([newest]) => newest?.state === 'printed');
  expect(titles()).toEqual(['排队号 A001']);
  expect(work.topic('queue').services[0]).toMatchObject({ next: ['A001'] });
});

test('a reprint is a marked copy, once per press; without a printer it says so', async () => {
  const { ticketId } = await work.take(1);
  const requestId = newRequestId();
  expect(await work.ask('queue.reprint', { ticketId, requestId }, 'kiosk')).toEqual({ copy: 1 });
  expect(await work.ask('queue.reprint', { ticketId, requestId }, 'kiosk')).toEqual({ copy: 1 });
  await work.until('ticketPaper', ([newest]) => newest?.copy === 1 && newest.state === 'printed');
  expect(work.printed).toHaveLength(2);
  expect(work.printed[1]?.document.blocks[0]).toMatchObject({ text: '补打 第 1 次' });
  await work.ask('shop.configure', { printsTickets: false }, 'device');
  await expect(work.ask('queue.reprint', { ticketId }, 'kiosk')).rejects.toMatchObject({ code: 'device_not_ready' });
  expect(await work.take(1)).toMatchObject({ printed: false });
});

test('a ticket taken back at the kiosk that gave it waits no more', async () => {
  const { token } = await work.take(1);
  await work.ask('queue.giveBack', { token }, 'kiosk');
  expect(work.topic('queue').services[0]).toMatchObject({ waiting: 0 });
});
