import { expect, test } from 'vitest';
import { idleTextsOf, lookOf } from '#drivers/display/look.ts';

test('a shop that set no texts is greeted for, with its name where the display can draw it', () => {
  expect(idleTextsOf([], 'Small Full', 'ascii')).toEqual(['WELCOME', 'Small Full']);
  expect(idleTextsOf([], '小满母婴 望京店', 'ascii')).toEqual(['WELCOME']);
  expect(idleTextsOf([], '小满母婴 望京店', 'gb18030')).toEqual(['欢迎光临', '小满母婴 望京店']);
});

test('texts that were set are shown in their order, what cannot be drawn left out', () => {
  expect(idleTextsOf(['Open 9-21', '今日特价', 'Fresh milk'], 'Shop', 'ascii')).toEqual(['Open 9-21', 'Fresh milk']);
});

test('a screensaver text of more than one line goes on below, broken at a space', () => {
  const idle = (text: string) => lookOf({ scene: 'idle' }, 'ascii', text);
  expect(idle('Open Monday to Saturday 9-21')).toMatchObject({ upper: { left: 'Open Monday to' }, lower: { left: 'Saturday 9-21' } });
  expect(idle('exactly twenty chars')).toMatchObject({ upper: { left: 'exactly twenty chars' }, lower: { left: '' } });
  expect(idle('exactly twenty chars more')).toMatchObject({ upper: { left: 'exactly twenty chars' }, lower: { left: 'more' } });
  expect(idle('x'.repeat(25))).toMatchObject({ upper: { left: 'x'.repeat(20) }, lower: { left: 'xxxxx' } });
});

test('on a display with Chinese glyphs the words are Chinese', () => {
  const amounts = { totalMinor: 100, tenderedMinor: 500, changeMinor: 400 };
  expect(lookOf({ scene: 'paid', ...amounts }, 'gb18030', '')).toMatchObject({
    upper: { left: '收款', right: '5.00' },
    lower: { left: '找零', right: '4.00' },
  });
  expect(lookOf({ scene: 'pay', totalMinor: 100 }, 'gb18030', '')).toMatchObject({ upper: { left: '合计' }, lower: { left: '请付款' } });
  expect(lookOf({ scene: 'pay', totalMinor: 100, receivedMinor: 50 }, 'gb18030', '')).toEqual({
    lamp: 'total',
    amountMinor: 100,
    upper: { left: '收款', right: '0.50' },
    lower: { left: '请付款', right: '1.00' },
  });
  expect(lookOf({ scene: 'thanks', ...amounts }, 'gb18030', '').upper.left).toBe('谢谢惠顾');
  expect(lookOf({ scene: 'closed' }, 'gb18030', '').upper.left).toBe('暂停收银');
});

test('money given back is a number under the change lamp, and says refund where there are letters', () => {
  const look = lookOf({ scene: 'refund', amountMinor: 12_900 }, 'ascii', '');
  expect(look).toMatchObject({
    lamp: 'change',
    amountMinor: 12_900,
    upper: { left: 'REFUND', right: '129.00' },
    lower: { left: 'THANK YOU' },
  });
  expect(lookOf({ scene: 'refund', amountMinor: 50 }, 'gb18030', '').upper).toEqual({ left: '退款', right: '0.50' });
});
