/** A scan without the AIM symbology identifier some scanners put in front of it. */
export interface IdentifiedScan {
  readonly data: string;
  /** The symbol began with FNC1: its data is a GS1 element string or nothing. */
  readonly isGs1: boolean;
}

const AIM_ID = /^\][A-Za-z][0-9A-Za-z]/;

/** GS1-128, GS1 DataBar, GS1 DataMatrix, GS1 QR Code, GS1 DotCode. */
const GS1_IDS: ReadonlySet<string> = new Set([']C1', ']e0', ']d2', ']Q3', ']J1']);

/** EAN-13 with an add-on of 2 or 5 digits: the article is the first 13. */
const EAN_WITH_ADD_ON = ']E3';

/**
 * Takes the identifier `]cm` off (ISO/IEC 15424; list in scandata.c of gs1/gs1-syntax-engine). It says whether the data is GS1 and where an
 * EAN ends; otherwise a scanner that sends it and one that does not mean the same.
 */
export function readAimId(text: string): IdentifiedScan {
  const id = AIM_ID.exec(text)?.[0];
  if (id === undefined) return { data: text, isGs1: false };
  const data = text.slice(id.length);
  return { data: id === EAN_WITH_ADD_ON ? data.slice(0, 13) : data, isGs1: GS1_IDS.has(id) };
}
