import { z } from 'zod';

/** Topic `phoneDoor`: what boards and kiosks show as a QR code, for taking a ticket by phone. */
export const PhoneDoor = z.strictObject({
  /** With the code of the moment; '' where phones cannot reach the station. */
  takeUrl: z.string().max(200),
});
export type PhoneDoor = z.infer<typeof PhoneDoor>;
