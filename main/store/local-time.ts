/** Wall time of the shop: business date "2026-11-22" and time "15:43:52" of an instant. */
export interface LocalTime {
  readonly date: string;
  readonly time: string;
}

/** A format takes a third of a millisecond to make, and every paper asks for one. */
const formats = new Map<string, Intl.DateTimeFormat>();

/** Converts UTC milliseconds to the shop's own date and time; throws RangeError for an unknown zone. */
export function createLocalTime(timeZone: string): (instantMs: number) => LocalTime {
  const format = formats.get(timeZone) ?? new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
  formats.set(timeZone, format);
  return (instantMs) => {
    const [date = '', time = ''] = format.format(instantMs).split(' ');
    return { date, time };
  };
}

/** The day of the week of a date: 1 = Monday … 7 = Sunday. */
export function weekdayOf(date: string): number {
  return new Date(`${date}T00:00:00Z`).getUTCDay() || 7;
}
