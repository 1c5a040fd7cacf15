/** What the station writes down for the people who look after it. Never a payment code, a PIN or a member's data. */
export interface Log {
  info(event: string, details?: Readonly<Record<string, string | number | boolean>>): void;
  error(event: string, error: unknown, details?: Readonly<Record<string, string | number | boolean>>): void;
  /** The disk is nearly full: until further notice only errors are written. */
  setQuiet(on: boolean): void;
}
