import { z } from 'zod';

/** What a key of a call keypad asks for. */
export const KeypadAction = z.enum(['next', 'recall', 'skip', 'hold', 'transfer', 'finish']);
export type KeypadAction = z.infer<typeof KeypadAction>;

/**
 * One press of a call keypad. `number` is what was typed before it and may be empty: with `next` the ticket that is called, with `transfer` the
 * counter it goes to; the other keys take none.
 */
export const KeypadPress = z.strictObject({ action: KeypadAction, number: z.string().regex(/^\d{0,4}$/) });
export type KeypadPress = z.infer<typeof KeypadPress>;
