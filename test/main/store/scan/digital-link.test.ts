import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isWebAddress, parseDigitalLink } from '#main/store/scan/digital-link.ts';

const read = (uri: string): string | undefined =>
  parseDigitalLink(uri)
    ?.map(({ ai, value }) => `(${ai})${value}`)
    .join('');

test.each([
  ['the GTIN alone', 'https://id.gs1.org/01/09506000134352', '(01)09506000134352'],
  ['a GTIN of 13 digits', 'https://example.com/01/9506000134352', '(01)09506000134352'],
  ['a GTIN of 8 digits', 'https://example.com/01/96385074', '(01)00000096385074'],
  [
    'batch, serial and expiry',
    'https://example.com/01/09506000134352/10/ABC123/21/X%2F1?17=261231',
    '(01)09506000134352(10)ABC123(21)X/1(17)261231',
  ],
  ['a variant', 'https://example.com/01/09506000134352/22/2A/10/ABC', '(01)09506000134352(22)2A(10)ABC'],
  ['a path of the shop before it and a slash after', 'https://example.com/shop/zh/01/09506000134352/', '(01)09506000134352'],
  ['capitals, as dense QR codes have them', 'HTTPS://EXAMPLE.COM/01/09506000134352', '(01)09506000134352'],
  ['a port and a fragment', 'http://example.com:8080/01/09506000134352?17=261231#top', '(01)09506000134352(17)261231'],
  [
    'keys that are no identifiers are ignored',
    'https://example.com/01/09506000134352?utm_source=qr&17=261231;linkType=all',
    '(01)09506000134352(17)261231',
  ],
  ['weight and price', 'https://example.com/01/99506000134355?3103=001250&3922=2498', '(01)99506000134355(3103)001250(3922)2498'],
  ['a serial number that looks like an identifier', 'https://example.com/01/09506000134352/21/01', '(01)09506000134352(21)01'],
])('%s', (_what, uri, elements) => {
  expect(read(uri)).toBe(elements);
});

test.each([
  ['another page', 'https://example.com/products/9506000134352'],
  ['no path', 'https://example.com'],
  ['a wrong check digit', 'https://example.com/01/09506000134353'],
  ['a GTIN of 11 digits', 'https://example.com/01/95060001343'],
  ['an identifier without value', 'https://example.com/01/09506000134352/10'],
  ['a broken percent sequence', 'https://example.com/01/09506000134352/10/%ZZ'],
  ['a control character in disguise', 'https://example.com/01/09506000134352/10/A%1B%40'],
  ['an expiry that is no number', 'https://example.com/01/09506000134352?17=soon'],
  ['an identifier nobody knows', 'https://example.com/01/09506000134352/05/1'],
  ['another scheme', 'javascript:alert(1)//01/09506000134352'],
  ['a file', 'file:///01/09506000134352'],
  ['no host', 'https:///01/09506000134352'],
])('is no Digital Link: %s', (_what, uri) => {
  expect(parseDigitalLink(uri)).toBeUndefined();
});

test('only http and https are web addresses', () => {
  expect(['https://a.cn', 'HTTP://a.cn', 'ftp://a.cn', 'a.cn', 'xhttps://a.cn'].map(isWebAddress)).toEqual([
    true,
    true,
    false,
    false,
    false,
  ]);
});

describe('hostile addresses', () => {
  test('any string is read or refused, never thrown at', () => {
    const segment = fc.oneof(fc.constantFrom('01', '10', '21', '09506000134352', '%', '%00', '..', '?', '17=', '&', '#'), fc.string());
    fc.assert(
      fc.property(fc.array(segment), (segments) => {
        const elements = parseDigitalLink(`https://example.com/${segments.join('/')}`);
        if (elements) expect(elements[0]?.ai).toBe('01');
      }),
      { numRuns: 2000 },
    );
  });

  test('the longest scan made of identifiers only is refused in less than 50 ms', () => {
    const uri = `https://a/${'01/'.repeat(1360)}`;
    const startedMs = performance.now();
    expect(parseDigitalLink(uri)).toBeUndefined();
    expect(performance.now() - startedMs).toBeLessThan(50);
  });
});
