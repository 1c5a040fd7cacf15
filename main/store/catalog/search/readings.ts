import { pinyin } from 'pinyin-pro';
import { hasHan, squeeze } from './fold.ts';
import { formatReadings, searchedText, type Unit } from './matching.ts';
import { isSyllable } from './syllables.ts';

/** Runs of Chinese characters whose reading is remembered while importing: names repeat their words. */
const REMEMBERED_RUNS = 20_000;

/** Second readings people type for characters common on shelves, whatever the dictionary chose for the name. */
const SECOND_READINGS: Readonly<Record<string, readonly string[]>> = {
  长: ['chang', 'zhang'],
  重: ['zhong', 'chong'],
  行: ['hang', 'xing'],
  乐: ['le', 'yue'],
  调: ['tiao', 'diao'],
  朝: ['chao', 'zhao'],
  藏: ['cang', 'zang'],
  参: ['shen', 'can'],
  薄: ['bo', 'bao'],
  壳: ['ke', 'qiao'],
  卡: ['ka', 'qia'],
  弹: ['tan', 'dan'],
  单: ['dan', 'shan'],
  盛: ['sheng', 'cheng'],
  便: ['bian', 'pian'],
  番: ['fan', 'pan'],
  茄: ['qie', 'jia'],
  咖: ['ka', 'ga'],
  系: ['xi', 'ji'],
  扎: ['zha', 'za'],
  种: ['zhong', 'chong'],
  蛤: ['ge', 'ha'],
  芥: ['jie', 'gai'],
  露: ['lu', 'lou'],
  血: ['xue', 'xie'],
  削: ['xiao', 'xue'],
  剥: ['bo', 'bao'],
  绿: ['lv', 'lu'],
  角: ['jiao', 'jue'],
  折: ['zhe', 'she'],
  曾: ['zeng', 'ceng'],
  车: ['che', 'ju'],
  泊: ['bo', 'po'],
};

/** Says how names are read aloud. */
export interface Reader {
  /** The stored readings of a product's name and spec, then the words of its English name (the form of `parseReadings`). */
  read(product: { readonly name: string; readonly spec: string; readonly nameEn?: string | undefined }): string;
}

/** A reader on the dictionary of pinyin-pro. Loading it takes 90 ms and 35 MB, so only importing and adding products load this module. */
export function createReader(): Reader {
  const remembered = new Map<string, readonly Unit[]>();
  const readRun = (run: string): readonly Unit[] => {
    const known = remembered.get(run);
    if (known) return known;
    const units = readHan(run);
    if (remembered.size >= REMEMBERED_RUNS) remembered.clear();
    remembered.set(run, units);
    return units;
  };
  return {
    read(product) {
      const units: Unit[] = [];
      const english = product.nameEn?.trim().split(/\s+/) ?? [];
      const text = [searchedText(product), ...english.map(squeeze)].join('\n');
      for (const run of text.match(/\p{Script=Han}+|\P{Script=Han}+/gu) ?? []) {
        if (hasHan(run)) units.push(...readRun(run));
        else for (const character of run) units.push([character === '\n' ? '' : character]);
      }
      return formatReadings(units);
    },
  };
}

function readHan(run: string): readonly Unit[] {
  const characters = Array.from(run);
  const syllables = pinyin(run, { toneType: 'none', type: 'array', v: true });
  return characters.map((character, index) => {
    const syllable = syllables[index] ?? character;
    if (syllables.length !== characters.length || !isSyllable(syllable)) return [character];
    return [syllable, ...(SECOND_READINGS[character] ?? []).filter((second) => second !== syllable)];
  });
}
