import { beforeAll, expect, test } from 'vitest';
import { testDatabase } from '#db/test-database.server.ts';
import { blankDocument } from './blank-document.ts';
import type { SearchEngine } from './engine.ts';
import { openSearch } from './index.server.ts';

let engine: SearchEngine;

beforeAll(async () => {
  const { db } = await testDatabase();
  engine = openSearch({ db });
  const titles = ['马铃薯淀粉废水蛋白回收', '薯渣制备膳食纤维', '镍钴分离萃取剂', '光热电站熔盐储热'];
  await engine.put(
    titles.map((title, at) => ({ ...blankDocument(`00000000-0000-7000-8000-00000000010${at}`), title })),
  );
});

const found = async (words: string, isExact = false) => {
  const { hits } = await engine.search({
    kind: 'achievement',
    words,
    isExact,
    filters: {},
    sort: 'relevance',
    offset: 0,
    limit: 5,
  });
  return hits.map(({ document }) => document.title).sort();
};

test('one character by itself finds the words that hold it', async () => {
  expect(await found('薯')).toEqual(['薯渣制备膳食纤维', '马铃薯淀粉废水蛋白回收']);
  expect(await found('镍')).toEqual(['镍钴分离萃取剂']);
  expect(await found('薯 废水')).toContain('马铃薯淀粉废水蛋白回收');
  expect(await found('龘')).toEqual([]);
});

test('asked for exactly, and inside a sentence, it stands for itself', async () => {
  expect(await found('薯', true)).toEqual([]);
  expect(await found('光热电站')).toEqual(['光热电站熔盐储热']);
});
