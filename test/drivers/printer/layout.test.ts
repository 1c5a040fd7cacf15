import { describe, expect, it } from 'vitest';
import type { PrintBlock } from '#contract/document.ts';
import { encode, endColumn, type Line, linesOf, paper } from './escpos/paper.ts';

function lines(blocks: readonly PrintBlock[], modelId?: string): readonly string[] {
  return linesOf(paper(encode(blocks, modelId), modelId));
}

function row(cells: readonly string[], widths: readonly (number | undefined)[] = [undefined, 6, 9, 10]): PrintBlock {
  return {
    type: 'table',
    cells: cells.map((text, index) => {
      const columns = widths[index];
      const align = index === 0 ? 'left' : 'right';
      return columns === undefined ? { text, align } : { text, align, columns };
    }),
  };
}

describe('wrapping by display width', () => {
  it('breaks han anywhere and words between words', () => {
    expect(lines([{ type: 'text', text: '未拆封商品凭小票七日内可退换谢谢惠顾' }], 'generic-58')).toEqual([
      '未拆封商品凭小票七日内可退换谢谢',
      '惠顾',
    ]);
    expect(lines([{ type: 'text', text: 'The quick brown fox jumps over the lazy dog' }], 'generic-58')).toEqual([
      'The quick brown fox jumps over',
      'the lazy dog',
    ]);
  });

  it('never splits a han over two lines', () => {
    expect(lines([{ type: 'text', text: `a${'好'.repeat(20)}` }], 'generic-58')).toEqual([`a${'好'.repeat(15)}`, '好'.repeat(5)]);
  });

  it('breaks a word that fills the line', () => {
    expect(lines([{ type: 'text', text: 'x'.repeat(70) }], 'generic-58')).toEqual(['x'.repeat(32), 'x'.repeat(32), 'x'.repeat(6)]);
  });

  it('halves the columns at double width', () => {
    expect(lines([{ type: 'text', text: '一二三四五六七八九十', style: { widthTimes: 2 } }], 'generic-58')).toEqual([
      '一二三四五六七八',
      '九十',
    ]);
  });
});

describe('pairs', () => {
  it('wraps the left text beside the right one, which stands on the last line', () => {
    expect(lines([{ type: 'pair', left: '会员价与促销满二百九十九减三十', right: '-127.20' }], 'generic-58')).toEqual([
      '会员价与促销满二百九十九',
      '减三十                   -127.20',
    ]);
  });

  it('gives a right text that leaves no room a line of its own', () => {
    expect(lines([{ type: 'pair', left: '会员', right: '1234567890123456789012345' }], 'generic-58')).toEqual([
      '会员   1234567890123456789012345',
    ]);
    expect(lines([{ type: 'pair', left: '会员卡号', right: '1234567890123456789012345678' }], 'generic-58')).toEqual([
      '会员卡号',
      '    1234567890123456789012345678',
    ]);
  });

  it('prints a large amount smaller rather than broken', () => {
    const [line] = paper(
      encode([{ type: 'pair', left: '', right: '￥9,999,999.99', style: { widthTimes: 4 } }], 'generic-58'),
      'generic-58',
    );
    expect(line).toMatchObject({ type: 'line', runs: [{ text: '  ￥9,999,999.99', widthTimes: 2 }] });
  });
});

describe('table rows', () => {
  it('stands in its columns and ends in the last one', () => {
    expect(lines([row(['商品', '数量', '单价', '小计']), row(['购物袋', '1', '0.50', '0.50'])])).toEqual([
      '商品                     数量     单价      小计',
      '购物袋                      1     0.50      0.50',
    ]);
  });

  it('gives a first text that is too long lines of its own', () => {
    expect(lines([row(['豆芽 有机果泥 苹果胡萝卜 100g', '6', '12.80', '64.00'])])).toEqual([
      '豆芽 有机果泥 苹果胡萝卜 100g',
      '                            6    12.80     64.00',
    ]);
  });

  it('shrinks a row made for 80 mm in proportion on 58 mm, the same for every row', () => {
    const widths = [8, 6, 10, 12, 12];
    const wide = [row(['商品', '数量', '单价', '优惠', '小计'], widths), row(['', '2', '129.00', '-64.50', '193.50'], widths)];
    expect(lines(wide)).toEqual(['商品      数量      单价        优惠        小计', '             2    129.00      -64.50      193.50']);
    expect(lines(wide, 'generic-58')).toEqual(['商品  数量   单价   优惠    小计', '        2 129.00  -64.50  193.50']);
  });

  it('lets an amount borrow columns from its neighbours instead of breaking it', () => {
    expect(lines([row(['大米', '1', '9.98', '1,234,567,890.12'])])).toEqual(['大米                 1     9.98 1,234,567,890.12']);
  });

  it('stacks the cells when nothing else helps', () => {
    expect(lines([row(['米', '111111111111', '222222222222', '333333333333'])], 'generic-58')).toEqual([
      '米',
      '                    111111111111',
      '                    222222222222',
      '                    333333333333',
    ]);
  });

  it('wraps a left text that is not first within its own cell, amounts on the last line', () => {
    const block: PrintBlock = {
      type: 'table',
      cells: [{ text: '1', columns: 3 }, { text: '贝初宽口奶瓶二百四十毫升装' }, { text: '89.00', columns: 10, align: 'right' }],
    };
    expect(lines([block], 'generic-58')).toEqual(['1  贝初宽口奶瓶二百四', '   十毫升装                89.00']);
  });
});

describe('the last column', () => {
  const amounts = ['0.50', '1,002.00', '-127.20', '￥1,002.00', '9,999,999.99'];
  const papers = ['generic-58', 'generic-80', 'epson-tm-t88v', 'zjiang-pos-5890'];

  it.each(papers.flatMap((modelId) => [1, 2, 3, 4, 5].map((widthTimes) => [modelId, widthTimes] as const)))(
    'holds the end of every amount on %s at width × %i',
    (modelId, widthTimes) => {
      const columns = { 'generic-58': 32, 'generic-80': 48, 'epson-tm-t88v': 42, 'zjiang-pos-5890': 32 }[modelId];
      for (const amount of amounts) {
        for (const name of [
          '',
          '应付',
          '一个很长很长很长很长很长很长的名称',
          'long words in the left text of this line',
          '名'.repeat(200),
        ]) {
          const style = { widthTimes };
          for (const block of [
            { type: 'pair', left: name, right: amount, style } as const,
            { ...row([name, '2', '129.00', amount]), style } as PrintBlock,
          ]) {
            const printed = paper(encode([block], modelId), modelId).filter((item): item is Line => item.type === 'line');
            const last = printed.at(-1);
            expect(last && linesOf([last])[0]?.endsWith(amount)).toBe(true);
            expect(last && endColumn(last)).toBe(columns);
            for (const line of printed) expect(endColumn(line)).toBeLessThanOrEqual(columns ?? 0);
          }
        }
      }
    },
  );
});
