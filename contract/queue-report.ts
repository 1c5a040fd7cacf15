import { z } from 'zod';
import { CounterKind } from './queue.ts';
import { Operator } from './staff.ts';

/** A report goes over so many business dates at most. */
export const MAX_REPORT_DAYS = 366;

const count = z.int().min(0);
const durationMs = z.int().min(0).nullable();

/** What became of tickets and how long it took; null where nothing was measured. */
export const QueueFigures = z.strictObject({
  /** Tickets given. Of a counter or a person: 0, they give none. */
  issued: count,
  served: count,
  /** Called and not there. Of a counter or a person: also those who came back later. */
  missed: count,
  /** Left before they were served, or still waiting when the day ended. */
  left: count,
  /** Called at least once; their waits are measured, from taking the ticket (a booking: from its time) to the first call. */
  called: count,
  /** Called within the target of their service. */
  withinTarget: count,
  waitMeanMs: durationMs,
  /** Nine of ten waited no longer. */
  waitP90Ms: durationMs,
  /** From the call until the customer was there, where somebody noted it. */
  arrivalMeanMs: durationMs,
  /** From there, or else from the call, until it was done. */
  serviceMeanMs: durationMs,
  recalls: count,
});
export type QueueFigures = z.infer<typeof QueueFigures>;

const figures = QueueFigures.shape;

/** Figures of a stretch of business dates: all together and taken apart. */
export const QueueReport = z.strictObject({
  from: z.iso.date(),
  to: z.iso.date(),
  total: QueueFigures,
  services: z.array(z.strictObject({ serviceId: z.int(), prefix: z.string(), name: z.string(), nameEn: z.string(), ...figures })),
  counters: z.array(z.strictObject({ counterId: z.int(), number: z.int(), kind: CounterKind, ...figures })),
  people: z.array(z.strictObject({ operator: Operator, ...figures })),
  /** By the hour of the shop's clock at which the ticket was taken. */
  hours: z.array(z.strictObject({ hour: z.int().min(0).max(23), ...figures })),
  days: z.array(z.strictObject({ day: z.iso.date(), ...figures })),
});
export type QueueReport = z.infer<typeof QueueReport>;
