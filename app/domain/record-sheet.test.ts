import { describe, expect, test } from 'vitest';
import type { AchievementData } from './achievement-data.ts';
import type { ExportedRecord } from './export-cells.ts';
import { recordSheet } from './record-sheet.ts';

const term = (code: string, label: string) => ({ code, label, isHidden: false, parent: null, note: null });
const list = (name: string, code: string, label: string) => ({
  [name]: { list: name, version: '1', terms: [term(code, label)] },
});
const lists = {
  ...list('achievement_type', 'applied', '应用技术'),
  ...list('field', '24.1', '食品营养和安全'),
  ...list('ip_type', 'trade_secret', '技术秘密'),
  ...list('ip_status', 'granted', '授权'),
};
const data: AchievementData = {
  schemaVersion: 1,
  name: '淀粉废水提蛋白',
  regNo: null,
  problem: '',
  solution: '',
  abstract: '两级絮凝；余水还田。',
  keywords: ['淀粉', '蛋白'],
  searchTerms: [],
  fields: ['24.1'],
  chains: [],
  industries: [],
  regionCode: '620105',
  type: 'applied',
  embodiment: null,
  origin: null,
  stage: null,
  trl: 7,
  trlBasis: 'self',
  level: null,
  projectNo: null,
  source: null,
  ip: [{ type: 'trade_secret', name: '絮凝剂配比', number: null, status: 'granted', expiresOn: null }],
  transferModes: [],
  price: { kind: 'negotiable' },
  advantages: [{ metric: '回收率', unit: '%', ours: '72', baseline: '52', baselineName: '' }],
  tradeSecret: '配比范围',
  isDualUse: true,
};
const record: ExportedRecord = {
  no: 'CG-2026-00001',
  regNo: null,
  orgName: '陇原理工大学',
  data,
  people: [{ name: '张三', title: '教授', sharePpm: 1_000_000, contact: '13900000000' }],
  priceFloorFen: 40_000_000n,
};
const fieldOf = (isOwn: boolean, key: string) =>
  recordSheet(record, lists, isOwn)
    .flatMap(({ fields }) => fields)
    .find((field) => field.key === key)?.entries;

describe('the record as its reviewers read it', () => {
  test('has every field that says something, codes in words, entries cell by cell', () => {
    expect(fieldOf(true, 'fields')).toEqual([[{ label: '', text: '食品营养和安全' }]]);
    expect(fieldOf(true, 'keywords')).toEqual([[{ label: '', text: '淀粉、蛋白' }]]);
    expect(fieldOf(true, 'abstract')).toEqual([[{ label: '', text: '两级絮凝；余水还田。' }]]);
    expect(fieldOf(true, 'isDualUse')).toEqual([[{ label: '', text: '是' }]]);
    expect(fieldOf(true, 'advantages')).toEqual([
      [
        { label: '指标', text: '回收率' },
        { label: '单位', text: '%' },
        { label: '本成果', text: '72' },
        { label: '对照', text: '52' },
      ],
    ]);
    expect(fieldOf(true, 'problem')).toBeUndefined();
  });

  test('tells an authority nothing that is the unit’s own', () => {
    expect(fieldOf(true, 'tradeSecret')).toEqual([[{ label: '', text: '配比范围' }]]);
    const shown = JSON.stringify(recordSheet(record, lists, false));
    for (const inner of ['配比范围', '100%', '13900000000', '底价']) expect(shown).not.toContain(inner);
    expect(fieldOf(false, 'people')).toEqual([
      [
        { label: '姓名', text: '张三' },
        { label: '职称', text: '教授' },
      ],
    ]);
    expect(JSON.stringify(recordSheet(record, lists, true))).toContain('13900000000');
  });
});
