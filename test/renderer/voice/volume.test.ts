import { describe, expect, it } from 'vitest';
import { DEFAULT_BOARD } from '#contract/board.ts';
import { volumeAt } from '#renderer/voice/volume.ts';

const voice = { ...DEFAULT_BOARD.voice, volume: 80, quietVolume: 30 };

describe('the volume of calls', () => {
  it('is the same all day where there are no quiet hours', () => {
    expect(volumeAt(voice, '03:00')).toBe(80);
  });

  it.each([
    ['12:29', 80],
    ['12:30', 30],
    ['13:59', 30],
    ['14:00', 80],
  ])('over noon from 12:30 to 14:00: at %s %i', (time, volume) => {
    expect(volumeAt({ ...voice, quietHours: { from: '12:30', to: '14:00' } }, time)).toBe(volume);
  });

  it.each([
    ['21:59', 80],
    ['22:00', 30],
    ['00:00', 30],
    ['06:59', 30],
    ['07:00', 80],
  ])('over midnight from 22:00 to 07:00: at %s %i', (time, volume) => {
    expect(volumeAt({ ...voice, quietHours: { from: '22:00', to: '07:00' } }, time)).toBe(volume);
  });

  it('is never raised by quiet hours', () => {
    expect(volumeAt({ ...voice, volume: 20, quietHours: { from: '00:00', to: '00:00' } }, '10:00')).toBe(20);
  });
});
