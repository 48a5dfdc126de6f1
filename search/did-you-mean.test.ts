import { beforeAll, expect, test } from 'vitest';
import { testDatabase } from '#db/test-database.server.ts';
import { blankDocument } from './blank-document.ts';
import type { SearchEngine } from './engine.ts';
import { openSearch } from './index.server.ts';

let engine: SearchEngine;

beforeAll(async () => {
  const { db } = await testDatabase();
  engine = openSearch({ db });
  const titles = [
    '马铃薯淀粉废水蛋白回收',
    '敦煌经典文献数字化',
    'LiFePO4 正极材料再生',
    '光热电站熔盐储热',
    '2219-T6 铝合金焊接',
  ];
  await engine.put(
    titles.map((title, at) => ({ ...blankDocument(`00000000-0000-7000-8000-00000000000${at}`), title })),
  );
});

const meant = async (words: string) => {
  const { didYouMean } = await engine.search({
    kind: 'achievement',
    words,
    filters: {},
    sort: 'relevance',
    offset: 0,
    limit: 5,
  });
  return didYouMean ?? null;
};

test('one wrong character is put right where the words are known otherwise', async () => {
  expect(await meant('马玲薯')).toBe('马铃薯');
  expect(await meant('马铃署淀粉')).toBe('马铃薯淀粉');
  expect(await meant('码铃薯 废水')).toBe('马铃薯 废水');
});

test('a sentence is left as it was written', async () => {
  expect(await meant('我们想找能把马铃署淀粉废水里的蛋白提出来的办法')).toBeNull();
});

test('a wrong letter, one too many, one left out or two exchanged in a code', async () => {
  expect(await meant('lifep04')).toBe('lifepo4');
  expect(await meant('lifepoo4')).toBe('lifepo4');
  expect(await meant('LiFPO4 再生')).toBe('lifepo4 再生');
  expect(await meant('2291-t6')).toBe('2219-t6');
});

test('two characters are put right by sound only, and only one of them', async () => {
  expect(await meant('典粉')).toBe('淀粉');
  expect(await meant('景点')).toBeNull();
  expect(await meant('静电')).toBeNull();
});

test('what is known is left alone, and what is like nothing stays', async () => {
  expect(await meant('马铃薯淀粉')).toBeNull();
  expect(await meant('lifepo4')).toBeNull();
  expect(await meant('zzqxj')).toBeNull();
  expect(await meant('龘龘龘')).toBeNull();
});

test.each(['', '\0', '\ud800', '%%__', "'';--", '马'.repeat(5_000), 'x'.repeat(5_000)])(
  '%j is no fault',
  async (words) => {
    await expect(meant(words)).resolves.toBeNull();
  },
);
