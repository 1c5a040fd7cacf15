import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { findPrinterModel, printerModelIds } from '#drivers/printer/models.ts';

describe('printer models', () => {
  it('lists every data file, and every data file is valid and carries its own id', () => {
    const files = readdirSync(fileURLToPath(new URL('../../../drivers/printer/models', import.meta.url)));
    expect(printerModelIds().toSorted()).toEqual(files.map((file) => file.replace('.json', '')).toSorted());
    for (const id of printerModelIds()) expect(findPrinterModel(id)?.id).toBe(id);
  });

  it('gives each model as many font A columns as its dots hold', () => {
    for (const id of printerModelIds()) {
      const model = findPrinterModel(id);
      expect(model && Math.floor(model.widthDots / 12)).toBe(model?.columns.fontA);
      expect(model && Math.floor(model.widthDots / 9)).toBe(model?.columns.fontB);
    }
  });

  it('knows the paper of the shops: 58 mm = 384 dots = 32 columns, 80 mm = 576 dots = 48 columns', () => {
    expect(findPrinterModel('generic-58')).toMatchObject({ widthDots: 384, columns: { fontA: 32 } });
    expect(findPrinterModel('generic-80')).toMatchObject({ widthDots: 576, columns: { fontA: 48 } });
    expect(findPrinterModel('epson-tm-t88v')).toMatchObject({ widthDots: 512, columns: { fontA: 42 } });
  });

  it('has the models shops own, each with its source and what is assumed', () => {
    const owned = [
      'epson-tm-t20iii',
      'epson-tm-t82iii',
      'epson-tm-t88v',
      'epson-tm-t88vi',
      'xprinter-xp-58',
      'xprinter-xp-80',
      'xprinter-xp-n160ii',
    ];
    owned.push('gprinter-gp-l80160', 'rongta-rp80', 'bixolon-srp-350', 'star-tsp100', 'zjiang-pos-5890', 'sunmi-v2');
    for (const id of owned) expect(findPrinterModel(id)?.source).toMatch(/^.{20,}Assumed: .+\.$/);
    expect(findPrinterModel('epson-tm-t88vi')).toMatchObject({ widthDots: 512, status: { dleEot: 'documented', gsR: 'documented' } });
    expect(findPrinterModel('bixolon-srp-350')?.native).not.toContain('QR');
    expect(findPrinterModel('star-tsp100')?.status).toEqual({ dleEot: 'none', asb: 'none', gsR: 'none', processId: 'none' });
  });

  it('does not find what nobody listed', () => {
    for (const id of ['', 'generic-81', 'constructor', '__proto__', 'toString']) expect(findPrinterModel(id)).toBeUndefined();
  });
});
