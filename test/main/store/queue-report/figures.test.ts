import { describe, expect, it } from 'vitest';
import { createFiguresTally, type VisitFact } from '#main/store/queue-report/figures.ts';

const MINUTE_MS = 60_000;

function visit(waitedMinutes: number | null, more: Partial<VisitFact> = {}): VisitFact {
  return {
    outcome: 'served',
    waitedMs: waitedMinutes === null ? null : waitedMinutes * MINUTE_MS,
    arrivalMs: null,
    serviceMs: 5 * MINUTE_MS,
    recalls: 0,
    targetMs: 10 * MINUTE_MS,
    ...more,
  };
}

describe('the figures of a queue', () => {
  it('are all nothing, and every duration unknown, when nobody came', () => {
    expect(createFiguresTally('tickets').figures()).toEqual({
      issued: 0,
      served: 0,
      missed: 0,
      left: 0,
      called: 0,
      withinTarget: 0,
      recalls: 0,
      waitMeanMs: null,
      waitP90Ms: null,
      arrivalMeanMs: null,
      serviceMeanMs: null,
    });
  });

  it('count each ticket by what became of it; who left before the call and who waited until the day ended have left', () => {
    const tally = createFiguresTally('tickets');
    for (const state of ['served', 'served', 'missed', 'cancelled', 'expired', 'waiting', 'serving', 'held'] as const) {
      tally.addTicket({ state });
    }
    expect(tally.figures()).toMatchObject({ issued: 8, served: 2, missed: 1, left: 2 });
  });

  it('have the mean and the ninth of ten waits, and how many were within the target', () => {
    const tally = createFiguresTally('tickets');
    for (const minutes of [1, 2, 3, 4, 5, 6, 7, 8, 20, 44]) tally.addVisit(visit(minutes));
    expect(tally.figures()).toMatchObject({
      called: 10,
      withinTarget: 8,
      waitMeanMs: 10 * MINUTE_MS,
      waitP90Ms: 20 * MINUTE_MS,
    });
  });

  it('say of one wait that nine of ten waited so long, and of eleven waits the tenth', () => {
    const one = createFiguresTally('tickets');
    one.addVisit(visit(7));
    expect(one.figures().waitP90Ms).toBe(7 * MINUTE_MS);
    const eleven = createFiguresTally('tickets');
    for (let minutes = 11; minutes >= 1; minutes -= 1) eleven.addVisit(visit(minutes));
    expect(eleven.figures().waitP90Ms).toBe(10 * MINUTE_MS);
  });

  it('measure no second wait when a ticket comes back, nor the service of one that was not there', () => {
    const tally = createFiguresTally('tickets');
    tally.addVisit(visit(4, { outcome: 'missed', serviceMs: MINUTE_MS, recalls: 3 }));
    tally.addVisit(visit(null, { serviceMs: 9 * MINUTE_MS, arrivalMs: 30_000 }));
    expect(tally.figures()).toMatchObject({
      called: 1,
      waitMeanMs: 4 * MINUTE_MS,
      serviceMeanMs: 9 * MINUTE_MS,
      arrivalMeanMs: 30_000,
      recalls: 3,
    });
  });

  it('of a counter or a person count visits, those of a ticket that came back as well', () => {
    const tally = createFiguresTally('visits');
    tally.addVisit(visit(4, { outcome: 'missed' }));
    tally.addVisit(visit(null));
    tally.addVisit(visit(2, { outcome: 'waiting' }));
    expect(tally.figures()).toMatchObject({ issued: 0, served: 1, missed: 1, called: 2 });
  });
});
