/** eappointment, QueueList.php: optimistic and pessimistic wait of somebody with `ahead` in front, in whole minutes. */
export function eappointmentMinutes(averageMinutes: number, openCounters: number, ahead: number): { low: number; high: number } {
  const slot = averageMinutes / openCounters;
  return { low: Math.floor(0.8 * slot * Math.max(0, ahead - (openCounters - 1))), high: Math.floor((ahead + 1) * slot) };
}

/** TablesReady: the mean interval between two served, times those who wait and oneself. */
export function tablesReadyMs(meanIntervalMs: number, ahead: number): number {
  return meanIntervalMs * (ahead + 1);
}

/** signmeup's proposal: what people waited on average, times those ahead. */
export function averageWaitMs(meanWaitMs: number, ahead: number): number {
  return meanWaitMs * ahead;
}
