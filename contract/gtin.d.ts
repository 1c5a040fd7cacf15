/** The GS1 mod-10 check digit of the digits before it: from the right, weights 3, 1, 3, 1 … (GS1 General Specifications 7.9.1). */
export declare function checkDigit(digits: string): number;
/** The last digit is the check digit of those before it. */
export declare function hasValidCheckDigit(digits: string): boolean;
/** A code as long as a GTIN: 8, 12, 13 or 14 digits. */
export declare function hasGtinLength(code: string): boolean;
/** A GTIN of 8, 12, 13 or 14 digits whose check digit is right. */
export declare function isGtin(code: string): boolean;
