import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CodeLists, CodeTerm } from './code-list.ts';
import { type ImportKey, importColumns, readHead } from './import-columns.ts';
import { importProgress } from './import-progress.ts';
import { isOpen, readImportRow } from './import-row.ts';
import { readPeople } from './people-input.ts';

const terms = (...pairs: [string, string, boolean?][]): CodeTerm[] =>
  pairs.map(([code, label, isHidden = false]) => ({ code, label, isHidden, parent: null, note: null }));
const list = (name: string, ...pairs: [string, string, boolean?][]) => ({
  [name]: { list: name, version: '1', terms: terms(...pairs) },
});
const lists: CodeLists = {
  ...list('achievement_type', ['applied', '应用技术']),
  ...list('field', ['24.1', '食品营养和安全'], ['21.4', '废物循环利用'], ['28.1', '农业高新技术企业', true]),
  ...list('trl', ['7', '环境级']),
  ...list('price_kind', ['fixed', '一口价'], ['range', '价格区间'], ['pay_later', '先用后付'], ['negotiable', '面议']),
  ...list('ip_type', ['invention', '发明专利'], ['trade_secret', '技术秘密']),
  ...list('ip_status', ['granted', '授权']),
};
const scope = { orgName: '陇原理工大学', regionCode: '620105', lists };
const good: Partial<Record<ImportKey, string>> = {
  name: '成果',
  unit: '陇原理工大学；某公司',
  secrecy: '公开',
  type: '应用技术',
  fields: '24.1、废物循环利用',
  abstract: '先提蛋白。再还田。',
};
const read = (given: Partial<Record<ImportKey, string>>) =>
  readImportRow(new Map(Object.entries({ ...good, ...given }) as [ImportKey, string][]), scope);
const achievement = (given: Partial<Record<ImportKey, string>>) => {
  const reading = read(given);
  if (reading.kind !== 'ok') throw new Error(JSON.stringify(reading));
  return reading.row.achievement;
};
const wrong = (given: Partial<Record<ImportKey, string>>) => {
  const reading = read(given);
  return reading.kind === 'ok' ? [] : reading.errors.map((error) => error.column);
};

describe('a row', () => {
  test('with the required cells is an achievement; what is missing has a default that claims nothing', () => {
    expect(achievement({})).toMatchObject({
      fields: ['24.1', '21.4'],
      regionCode: '620105',
      problem: '',
      trl: null,
      trlBasis: null,
      price: { kind: 'negotiable' },
    });
  });

  test('lists all its errors at once, one for each column', () => {
    expect(
      wrong({ name: '', type: '发明', fields: '28.1', regNo: 'x', trl: '12', people: '甲/教授/50%' }).sort(),
    ).toEqual(['成果名称', '成果类别', '技术领域', '批准登记号', '技术就绪水平', '完成人'].sort());
  });

  test('may be no longer than the registration form allows, counted in characters', () => {
    expect(wrong({ name: '𠮷'.repeat(120) })).toEqual([]);
    expect(wrong({ name: '𠮷'.repeat(121) })).toEqual(['成果名称']);
    expect(wrong({ abstract: '字'.repeat(2001) })).toEqual(['成果简介']);
    expect(wrong({ keywords: '一；二；三；四' })).toEqual(['关键词']);
  });

  test('belongs to the unit that imports it, whatever the brackets and spaces', () => {
    expect(wrong({ unit: ' 陇原 理工大学 ' })).toEqual([]);
    expect(wrong({ unit: '别的大学；陇原理工大学' })).toEqual(['完成单位']);
  });

  test('a level is read with or without TRL; self-assessed unless it says otherwise', () => {
    for (const trl of ['7', 'TRL7', 'TRL 7', '7 环境级', '环境级'])
      expect(achievement({ trl })).toMatchObject({ trl: 7, trlBasis: 'self' });
    expect(achievement({ trl: '7', trlBasis: '第三方评定' }).trlBasis).toBe('third_party');
  });

  test('each kind of price asks for its own cells', () => {
    expect(achievement({ priceKind: '一口价', priceMin: '58' }).price).toEqual({
      kind: 'fixed',
      amountFen: '58000000',
    });
    expect(wrong({ priceKind: '一口价' })).toEqual(['价格（万元）']);
    expect(wrong({ priceKind: '价格区间', priceMin: '80', priceMax: '20' })).toEqual(['价格上限（万元）']);
    expect(wrong({ priceKind: '先用后付' }).sort()).toEqual(['技术就绪水平', '试用月数', '里程碑合计（万元）'].sort());
    const payLater = {
      priceKind: '先用后付',
      trl: '7',
      trialMonths: '12',
      milestones: '40',
      royalty: '2.5%',
      cap: '160',
    };
    expect(achievement(payLater).price).toEqual({
      kind: 'pay_later',
      milestonesFen: '40000000',
      royaltyPpm: 25_000,
      capFen: '160000000',
      trialMonths: 12,
    });
    expect(wrong({ ...payLater, cap: '30' })).toEqual(['提成封顶（万元）']);
  });

  test('rights are read with type, number, status and end', () => {
    expect(achievement({ ip: '发明专利/絮凝方法/ZL2023/授权/2043-03-14；技术秘密/絮凝剂配比' }).ip).toEqual([
      { type: 'invention', name: '絮凝方法', number: 'ZL2023', status: 'granted', expiresOn: '2043-03-14' },
      { type: 'trade_secret', name: '絮凝剂配比', number: null, status: 'granted', expiresOn: null },
    ]);
    expect(wrong({ ip: '发明专利/方法/1/授权/2043-02-30' })).toEqual(['知识产权']);
  });

  test('carries no control characters, direction marks or lone surrogates', () => {
    expect(achievement({ name: 'a\u0000\u202Eb\uD800' }).name).toBe('a  b');
  });
});

describe('the secrecy gate', () => {
  test.each(['', '秘密', '机密', '绝密', '内部', '不公开', '公开（暂缓）', '公开 秘密'])('stops “%s”', (secrecy) => {
    const reading = read({ secrecy, name: '绝不能出现的名称', type: '错' });
    expect(reading.kind).toBe('secret');
    expect(JSON.stringify(reading)).not.toContain('绝不能');
    expect(isOpen(secrecy)).toBe(false);
  });

  test('lets 公开 pass, with spaces around it', () => expect(isOpen(' 公开　')).toBe(true));
});

describe('完成人', () => {
  test('shares of any team sum to the whole', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 30 }), (n) => {
        const people = readPeople(Array.from({ length: n }, (_, at) => `人${at}`));
        if (typeof people === 'string') throw new Error(people);
        expect(people.reduce((sum, person) => sum + person.sharePpm, 0)).toBe(1_000_000);
      }),
    );
  });

  test('shares are written for all or for none, and sum to 100 %', () => {
    expect(readPeople(['甲/教授/60%', '乙//40%'])).toEqual([
      { name: '甲', title: '教授', sharePpm: 600_000 },
      { name: '乙', title: '', sharePpm: 400_000 },
    ]);
    for (const team of [['甲//60%', '乙'], ['甲//60%', '乙//41%'], ['/教授']])
      expect(readPeople(team)).toBeTypeOf('string');
  });
});

describe('the head', () => {
  const heads = importColumns.map((column) => column.header);
  test('is known in any order, with stars and spaces', () => {
    const head = readHead(['备注', ...heads.toReversed().map((text) => ` ${text} *`)]);
    expect(head).toMatchObject({ missing: [], repeated: [] });
    expect(head?.places.size).toBe(heads.length);
    expect(head?.places.get('name')).toBe(heads.length);
  });
  test('names what is missing and what stands twice; another table’s head is none', () => {
    expect(readHead(['成果名称', '密级', '成果名称'])).toMatchObject({
      missing: ['完成单位', '成果类别', '技术领域', '成果简介'],
      repeated: ['成果名称'],
    });
    expect(readHead(['姓名', '电话'])).toBeNull();
  });
});

test('progress: 500 of 1,500 rows in 2 s are 250 a second, 4 s are left', () => {
  const startedAt = new Date('2026-11-21T02:00:00Z');
  const row = { startedAt, finishedAt: null, validRows: 1500, doneRows: 500 };
  expect(importProgress(row, new Date('2026-11-21T02:00:02Z'))).toEqual({ rowsPerSecond: 250, secondsLeft: 4 });
  expect(importProgress({ ...row, doneRows: 0 }, startedAt)).toEqual({ rowsPerSecond: null, secondsLeft: null });
});
