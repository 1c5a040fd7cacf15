import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cameraSupport } from '#renderer/app/camera.ts';
import { CAMERA_FORMATS, codeOfDetected, createSightGuard, expandUpcE } from '#renderer/app/camera-code.ts';

describe('a symbol the camera saw is what a scanner with AIM ids sends', () => {
  test.each([
    ['ean_13', '6901234567892', ']E06901234567892'],
    ['ean_8', '69012341', ']E469012341'],
    ['upc_a', '036000291452', ']E00036000291452'],
    ['upc_e', '04252614', ']E00042100005264'],
    ['itf', '16901234567899', ']I016901234567899'],
    ['code_128', 'SJ-80', ']C0SJ-80'],
    ['code_128', '\x1d010690123456789210A\x1d17261231', ']C1010690123456789210A\x1d17261231'],
    ['data_matrix', '\x1d0106901234567892', ']d20106901234567892'],
    ['data_matrix', 'X', ']d1X'],
    ['qr_code', 'https://id.gs1.org/01/06901234567892', ']Q1https://id.gs1.org/01/06901234567892'],
    ['qr_code', '\x1d0106901234567892', ']Q30106901234567892'],
    ['code_39', 'A-1', ']A0A-1'],
  ])('%s %j', (format, rawValue, code) => {
    expect(codeOfDetected(format, rawValue)).toBe(code);
  });

  test.each([
    ['ean_13', '690123456789'],
    ['ean_8', '6901234'],
    ['upc_a', '6901234567892'],
    ['upc_e', '24252614'],
    ['itf', '690123'],
    ['aztec', 'X'],
    ['unknown', '6901234567892'],
    ['toString', '6901234567892'],
    ['qr_code', ''],
    ['qr_code', '9'.repeat(4097)],
  ])('%s %.20j is none', (format, rawValue) => {
    expect(codeOfDetected(format, rawValue)).toBeUndefined();
  });

  test('whatever a detector says, there is no exception', () => {
    fc.assert(
      fc.property(fc.oneof(fc.constantFrom(...CAMERA_FORMATS), fc.string()), fc.string(), (format, rawValue) => {
        expect(codeOfDetected(format, rawValue) ?? ']').toMatch(/^\]/);
      }),
    );
  });
});

// One of each rule, from the table in GS1 General Specifications 5.2.2.4.2.
test.each([
  ['01234505', '012000003455'],
  ['01234514', '012100003454'],
  ['01234523', '012200003453'],
  ['01234531', '012300000451'],
  ['01234543', '012340000053'],
  ['01234558', '012345000058'],
  ['11234592', '112345000092'],
])('UPC-E %s stands for %s', (short, long) => {
  expect(expandUpcE(short)).toBe(long);
});

describe('a code', () => {
  test('held in the picture is scanned once, and again when it was away for a second', () => {
    const guard = createSightGuard();
    const seen = [0, 100, 999, 1900, 2900, 3000].map((atMs) => guard.isNew(']E06901234567892', atMs));
    expect(seen).toEqual([true, false, false, false, true, false]);
  });

  test('beside another is told from it', () => {
    const guard = createSightGuard();
    expect(['a', 'b', 'a', 'b'].map((code, index) => guard.isNew(code, index * 100))).toEqual([true, true, false, false]);
  });
});

describe('scanning by camera is offered', () => {
  const ANDROID = 'Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36';
  const IPAD = 'Mozilla/5.0 (iPad; CPU OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Safari/604.1';
  const reads = (...formats: readonly string[]): object => ({ getSupportedFormats: () => Promise.resolve(formats) });

  test.each([
    ['where the browser reads barcodes', 'yes', { isSecureContext: true, BarcodeDetector: reads('ean_13', 'pdf417') }],
    ['not where it reads others only', 'no', { isSecureContext: true, BarcodeDetector: reads('pdf417') }],
    [
      'not where asking fails',
      'no',
      { isSecureContext: true, BarcodeDetector: { getSupportedFormats: () => Promise.reject(new Error('x')) } },
    ],
    ['not without a detector', 'no', { isSecureContext: true }],
    ['not in Electron', 'no', { isSecureContext: true, guitai: {}, BarcodeDetector: reads('ean_13') }],
    [
      'over plain http with the reason why not, where the browser could',
      'insecure',
      { isSecureContext: false, navigator: { userAgent: ANDROID } },
    ],
    ['not over plain http where the browser could not anyway', 'no', { isSecureContext: false, navigator: { userAgent: IPAD } }],
  ])('%s', async (_, support, page) => {
    expect(await cameraSupport(page as unknown as Window)).toBe(support);
  });
});
