import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '#db/client.server.ts';
import { testDatabase } from '#db/test-database.server.ts';
import type { SearchDocument, SearchEngine, SearchFilters, SearchRequest, SearchSort } from './engine.ts';
import type { FailoverEngine } from './failover.server.ts';
import { openSearch } from './index.server.ts';

// One suite for every engine. Each test owns an organisation and searches within it.

interface Engine {
  readonly name: string;
  readonly open: (db: Database) => SearchEngine;
  /** What must hold after each test. */
  readonly check?: () => void;
  /** While changes are on their way, the embedded engine answers for it. */
  readonly allowStandIn?: () => void;
  /** Why it is not tried here. */
  readonly missing?: string;
}

const engines: readonly Engine[] = [{ name: 'postgres', open: (db) => openSearch({ db }) }, meilisearch()];

/** On a real server, under names of its own. A question that the embedded engine had to answer is a failure. */
function meilisearch(): Engine {
  const { MEILI_URL: url, MEILI_KEY: key = '' } = process.env;
  const prefix = `test_${process.pid}_${Date.now()}_`;
  const standins: unknown[] = [];
  return {
    name: 'meilisearch',
    ...(url ? {} : { missing: 'no MEILI_URL' }),
    open: (db) => {
      const engine = openSearch({
        db,
        meilisearch: {
          server: { url: url ?? '', key, prefix },
          questionMs: 10_000,
          onAnswer: (name, error) => {
            if (name !== 'meilisearch') standins.push(error ?? name);
          },
        },
      }) as FailoverEngine;
      return followed(engine);
    },
    check: () => expect(standins.splice(0)).toEqual([]),
    allowStandIn: () => void standins.splice(0),
  };
}

/** Writes are done when Meilisearch has them. */
function followed(engine: FailoverEngine): SearchEngine {
  const caughtUp = async () => {
    engine.catchUp();
    await engine.feed.idle();
    expect(engine.feed.failing).toBeNull();
  };
  return {
    name: engine.name,
    search: (request) => engine.search(request),
    match: (request) => engine.match(request),
    suggest: (request) => engine.suggest(request),
    put: (documents) => engine.put(documents).then(caughtUp),
    remove: (kind, ids) => engine.remove(kind, ids).then(caughtUp),
    rebuild: (kind) => engine.rebuild(kind),
    healthy: () => engine.healthy(),
    close: async () => {
      await engine.close();
      await engine.dropIndexes();
    },
  };
}

let serial = 0;
const uuid = (): string => `00000000-0000-7000-8000-${String((serial += 1)).padStart(12, '0')}`;

const documentOf = (orgId: string, given: Partial<SearchDocument> = {}): SearchDocument => ({
  id: uuid(),
  kind: 'achievement',
  versionN: 1,
  no: `CG-${serial}`,
  title: '马铃薯淀粉废水蛋白回收',
  problem: '',
  solution: '',
  summary: '',
  keywords: [],
  terms: [],
  topics: [],
  orgId,
  orgName: '示例大学',
  isSample: true,
  fields: ['24.1'],
  chains: [],
  regionCode: '621102',
  trl: 6,
  trlBasis: 'self',
  payLater: false,
  isListed: true,
  modes: ['LIC_NON'],
  ipStatuses: [],
  rights: [],
  isProvincial: false,
  priceKind: 'negotiable',
  priceMinFen: null,
  priceMaxFen: null,
  royaltyPpm: null,
  confirmedOn: '2026-10-01',
  publishedOn: '2026-10-01',
  validUntilOn: null,
  ...given,
});

for (const { name, missing } of engines) {
  if (missing !== undefined) test(`${name}, skipped: ${missing}`, ({ skip }) => skip(missing));
}

describe.each(engines.filter(({ missing }) => missing === undefined))('$name', ({ open, check, allowStandIn }) => {
  let engine: SearchEngine;
  let db: Database;
  beforeAll(async () => {
    ({ db } = await testDatabase());
    engine = open(db);
    // The first index of a second server is built from what the embedded one holds.
    await engine.put([documentOf(uuid()), documentOf(uuid(), { kind: 'demand' })]);
  });
  afterEach(() => check?.());
  afterAll(() => engine.close?.());

  const ask = (orgId: string, words = '', filters: SearchFilters = {}, more: Partial<SearchRequest> = {}) =>
    engine.search({
      kind: 'achievement',
      words,
      filters: { ...filters, orgId },
      sort: 'relevance',
      offset: 0,
      limit: 20,
      ...more,
    });
  const idsOf = async (...args: Parameters<typeof ask>) => (await ask(...args)).hits.map(({ document }) => document.id);

  test('a document is found by its words at once, and comes back whole', async () => {
    const org = uuid();
    const document = documentOf(org, { title: '镍钴废料湿法回收', keywords: ['镍钴'] });
    await engine.put([document]);
    const { hits, total } = await ask(org, '废料湿法回收');
    expect(total).toBe(1);
    expect(hits[0]?.document).toEqual(document);
    expect(hits[0]?.found).toEqual(expect.arrayContaining(['废料']));
  });

  test('the answer names the synonyms it asked for; asked exactly, it asks for none and names them still', async () => {
    const org = uuid();
    const potato = documentOf(org, { title: '马铃薯种薯脱毒' });
    await engine.put([potato, documentOf(org, { title: '洋芋窖藏' }), documentOf(org, { title: '土豆粉条' })]);
    const both = await ask(org, '马铃薯');
    expect(both.total).toBe(3);
    const [used] = both.synonyms ?? [];
    expect(used?.word).toBe('马铃薯');
    expect(used?.others).toEqual(expect.arrayContaining(['洋芋', '土豆']));
    const exact = await ask(org, '马铃薯', {}, { isExact: true });
    expect(exact.hits.map(({ document }) => document.id)).toEqual([potato.id]);
    expect(exact.synonyms).toEqual(both.synonyms);
    expect((await ask(org, '窖藏')).synonyms).toEqual([]);
  });

  test('a synonym finds it, full width or not, in either case', async () => {
    const org = uuid();
    const potato = documentOf(org, { title: '马铃薯脱毒种薯繁育' });
    const alloy = documentOf(org, { title: 'Ni-Co合金镀层' });
    await engine.put([potato, alloy]);
    expect(await idsOf(org, '洋芋')).toEqual([potato.id]);
    expect(await idsOf(org, 'ＮＩ－ＣＯ')).toEqual([alloy.id]);
  });

  test('the better answer comes first, and a document without most of the words is no answer', async () => {
    const org = uuid();
    const both = documentOf(org, { title: '光热电站熔盐储热系统' });
    const one = documentOf(org, { title: '熔盐腐蚀试验', summary: '材料试验' });
    const none = documentOf(org, { title: '牦牛乳制品加工' });
    await engine.put([none, one, both]);
    const ids = await idsOf(org, '熔盐储热 光热电站');
    expect(ids[0]).toBe(both.id);
    expect(ids).not.toContain(none.id);
  });

  test('an empty query lists everything, the last confirmed first, the newer id among equals', async () => {
    const org = uuid();
    const old = documentOf(org, { confirmedOn: '2026-01-01' });
    const young = documentOf(org, { confirmedOn: '2026-11-01' });
    const unconfirmed = documentOf(org, { confirmedOn: null });
    const twin = documentOf(org, { confirmedOn: '2026-11-01' });
    await engine.put([old, young, unconfirmed, twin]);
    expect(await idsOf(org)).toEqual([twin.id, young.id, old.id, unconfirmed.id]);
  });

  test('the region of a 市州 covers its counties, 兰州新区 lies in 兰州, the province covers all', async () => {
    const org = uuid();
    const county = documentOf(org, { regionCode: '620102' });
    const newArea = documentOf(org, { regionCode: '620171' });
    const elsewhere = documentOf(org, { regionCode: '620302' });
    await engine.put([county, newArea, elsewhere]);
    const within = async (...regions: string[]) => new Set(await idsOf(org, '', { regions }));
    expect(await within('620100')).toEqual(new Set([county.id, newArea.id]));
    expect(await within('620171')).toEqual(new Set([newArea.id]));
    expect(await within('620000')).toEqual(new Set([county.id, newArea.id, elsewhere.id]));
    expect(await within('620100', '620302')).toEqual(new Set([county.id, newArea.id, elsewhere.id]));
    expect(await within('110000')).toEqual(new Set());
  });

  test('filters are exact; a stated level is asked of documents that state one', async () => {
    const org = uuid();
    const a = documentOf(org, { fields: ['17.2'], chains: ['X'], trl: 4, payLater: true, modes: ['PAYLATER'] });
    const b = documentOf(org, { fields: ['18.1'], chains: ['Y'], trl: 8 });
    const c = documentOf(org, { fields: [], chains: [], trl: null, modes: [] });
    await engine.put([a, b, c]);
    expect(await idsOf(org, '', { fields: ['17'] })).toEqual([a.id]);
    expect(await idsOf(org, '', { fields: ['18.1'] })).toEqual([b.id]);
    expect(await idsOf(org, '', { chains: ['X', 'Z'] })).toEqual([a.id]);
    expect(await idsOf(org, '', { trlMin: 5 })).toEqual([b.id]);
    expect(await idsOf(org, '', { trlMax: 4 })).toEqual([a.id]);
    expect(await idsOf(org, '', { payLater: true })).toEqual([a.id]);
    expect(await idsOf(org, '', { modes: ['LIC_NON'] })).toEqual([b.id]);
    expect(await idsOf(org, '', { fields: ['17'], trlMin: 5 })).toEqual([]);
  });

  test('kinds of rights, bands of price, what is for trade and what the province paid for', async () => {
    const org = uuid();
    const wan = (n: number) => String(n * 1_000_000);
    const a = documentOf(org, { rights: ['invention', 'software'], priceKind: 'fixed', priceMinFen: wan(8) });
    const b = documentOf(org, { rights: ['software'], priceKind: 'range', priceMinFen: wan(20), priceMaxFen: wan(80) });
    const c = documentOf(org, { isListed: false, isProvincial: true, payLater: true, priceKind: 'pay_later' });
    await engine.put([{ ...a, priceMaxFen: wan(8) }, b, c]);
    expect(await idsOf(org, '', { rights: ['invention'] })).toEqual([a.id]);
    expect(new Set(await idsOf(org, '', { rights: ['software', 'design'] }))).toEqual(new Set([a.id, b.id]));
    expect(await idsOf(org, '', { prices: ['to200'] })).toEqual([b.id]);
    expect(await idsOf(org, '', { prices: ['later'] })).toEqual([c.id]);
    expect(await idsOf(org, '', { provincial: true })).toEqual([c.id]);
    expect(await idsOf(org, '', { provincial: true, listed: true })).toEqual([]);
    const { facets } = await ask(org, '', { rights: ['invention'], listed: true });
    expect(facets.rights).toEqual({ invention: 1, software: 2 });
    expect(facets.prices).toEqual({ to10: 1 });
    expect(facets.provincial).toEqual({ false: 1 });
    expect(facets.listed).toEqual({ true: 1 });
  });

  test('a facet counts what its own filter would hide, and obeys the others', async () => {
    const org = uuid();
    await engine.put([
      documentOf(org, { fields: ['17.1', '17.2'], regionCode: '620102', trl: 4, payLater: true }),
      documentOf(org, { fields: ['18.1'], regionCode: '620102', trl: 8 }),
      documentOf(org, { fields: ['18.1'], regionCode: '620302', trl: null }),
    ]);
    const { facets, total } = await ask(org, '', { fields: ['17'], regions: ['620100'] });
    expect(total).toBe(1);
    expect(facets.fields).toEqual({ '17': 1, '17.1': 1, '17.2': 1, '18': 1, '18.1': 1 });
    expect(facets.regions).toEqual({ '620102': 1, '620100': 1, '620000': 1 });
    expect(facets.trl).toEqual({ '4': 1 });
    expect(facets.payLater).toEqual({ true: 1 });
    expect(facets.modes).toEqual({ LIC_NON: 1 });
  });

  test('whose all that is found is, is counted beyond the page where that is asked for', async () => {
    const [one, other] = [uuid(), uuid()];
    const mark = `m${one.slice(-6)}qz`;
    await engine.put([
      ...Array.from({ length: 7 }, (_, at) => documentOf(one, { title: `${mark} 育苗 ${at}` })),
      documentOf(other, { title: `${mark} 造林` }),
      documentOf(other, { title: '尾矿充填' }),
    ]);
    const request = {
      kind: 'achievement',
      words: mark,
      filters: {},
      sort: 'relevance',
      offset: 0,
      limit: 2,
    } as const;
    expect((await engine.search({ ...request, countsOrgs: true })).orgs).toEqual({ [one]: 7, [other]: 1 });
    expect((await engine.search(request)).orgs).toBeUndefined();
    expect((await engine.search({ ...request, words: '无此词的问题', countsOrgs: true })).orgs).toEqual({});
  });

  test('facets and total count what the words find, on whatever page', async () => {
    const org = uuid();
    await engine.put(
      Array.from({ length: 30 }, (_, at) => documentOf(org, { title: `藜麦育种 ${at}`, trl: (at % 3) + 1 })),
    );
    await engine.put([documentOf(org, { title: '尾矿充填' })]);
    const first = await ask(org, '藜麦');
    const second = await ask(org, '藜麦', {}, { offset: 20 });
    expect([first.total, second.total]).toEqual([30, 30]);
    expect(first.facets.trl).toEqual({ '1': 10, '2': 10, '3': 10 });
    const ids = [...first.hits, ...second.hits].map(({ document }) => document.id);
    expect(new Set(ids).size).toBe(30);
    expect(await idsOf(org, '藜麦', {}, { offset: 30 })).toEqual([]);
  });

  test.each<[SearchSort, (d: readonly SearchDocument[]) => string[]]>([
    ['price', ([cheap, dear, open]) => [cheap!.id, dear!.id, open!.id]],
    ['trl', ([cheap, dear, open]) => [dear!.id, cheap!.id, open!.id]],
    ['confirmed', ([cheap, dear, open]) => [open!.id, cheap!.id, dear!.id]],
  ])('sorts by %s, what is not stated last', async (sort, expected) => {
    const org = uuid();
    const documents = [
      documentOf(org, { priceMinFen: '100', trl: 3, confirmedOn: '2026-02-01' }),
      documentOf(org, { priceMinFen: '9007199254740993', trl: 9, confirmedOn: '2026-01-01' }),
      documentOf(org, { priceMinFen: null, trl: null, confirmedOn: '2026-03-01' }),
    ];
    await engine.put(documents);
    expect(await idsOf(org, '', {}, { sort })).toEqual(expected(documents));
    expect(await idsOf(org, '马铃薯', {}, { sort })).toEqual(expected(documents));
  });

  test.each<SearchSort>(['price', 'trl'])(
    'equal by %s: the last confirmed first, then the newer id, whatever the words weigh',
    async (sort) => {
      const org = uuid();
      const given = { priceMinFen: '100', trl: 5 };
      const [old, young, twin, unconfirmed] = [
        documentOf(org, { ...given, title: '马铃薯 马铃薯', keywords: ['马铃薯'], confirmedOn: '2026-01-01' }),
        documentOf(org, { ...given, confirmedOn: '2026-11-01', summary: '别的很长的一段话，说的是淀粉废水' }),
        documentOf(org, { ...given, confirmedOn: '2026-11-01' }),
        documentOf(org, { ...given, title: '马铃薯', confirmedOn: null }),
      ] as const;
      await engine.put([old, young, twin, unconfirmed]);
      const expected = [twin.id, young.id, old.id, unconfirmed.id];
      expect(await idsOf(org, '马铃薯', {}, { sort })).toEqual(expected);
      expect(await idsOf(org, '', {}, { sort })).toEqual(expected);
    },
  );

  test('ids of one millisecond go by their whole value', async () => {
    const org = uuid();
    const ids = ['7000-8000-00000000ffff', '7001-8000-000000000002', '7001-9000-000000000001'].map(
      (end) => `0199aaaa-bbbb-${end}`,
    );
    await engine.put(ids.map((id) => documentOf(org, { id })));
    expect(await idsOf(org)).toEqual(ids.toReversed());
  });

  test('of a long question the heaviest words decide: rare ones find alone what many frequent ones do not', async () => {
    const org = uuid();
    const codes = (letter: string, count: number) => Array.from({ length: count }, (_, at) => `${letter}${at}qz`);
    const [rare, frequent] = [codes('r', 10), codes('f', 14)];
    const holders = rare.map((code) => documentOf(org, { title: `${code} 试样` }));
    const three = documentOf(org, { title: rare.slice(0, 4).join(' ') });
    const many = Array.from({ length: 12 }, () => documentOf(org, { title: '样品', summary: frequent.join(' ') }));
    await engine.put([...holders, three, ...many]);
    const { hits, total, facets } = await ask(org, [...rare, ...frequent].join(' '));
    expect(hits.map(({ document }) => document.id)).toEqual([three.id]);
    expect([total, facets.trl]).toEqual([1, { '6': 1 }]);
    expect((await ask(org, frequent.join(' '))).total).toBe(12);
  });

  test('put replaces: old words no longer find it, counts stay right, the same again changes nothing', async () => {
    const org = uuid();
    const before = documentOf(org, { title: '苜蓿青贮裹包' });
    const after = { ...before, title: '牦牛胚胎移植', trl: 9 };
    await engine.put([before, before]);
    await engine.put([after]);
    await engine.put([after]);
    expect(await idsOf(org, '苜蓿青贮')).toEqual([]);
    expect(await idsOf(org, '牦牛胚胎')).toEqual([after.id]);
    const { total, facets } = await ask(org);
    expect([total, facets.trl]).toEqual([1, { '9': 1 }]);
  });

  test('remove takes it away; removing twice or what never was is no fault', async () => {
    const org = uuid();
    const document = documentOf(org);
    await engine.put([document]);
    await engine.remove('achievement', [document.id]);
    await engine.remove('achievement', [document.id, uuid()]);
    expect(await idsOf(org)).toEqual([]);
  });

  test('kinds are apart', async () => {
    const org = uuid();
    const demand = documentOf(org, { kind: 'demand' });
    await engine.put([demand, documentOf(org)]);
    expect(await idsOf(org, '', {}, { kind: 'demand' })).toEqual([demand.id]);
  });

  test('many puts at the same time all arrive, and another process sees them', async () => {
    const org = uuid();
    const documents = Array.from({ length: 24 }, () => documentOf(org));
    await Promise.all(documents.map((document) => engine.put([document])));
    await Promise.all([engine.put(documents.map((one) => ({ ...one, trl: 2 }))), engine.put(documents.slice(0, 9))]);
    expect((await ask(org)).total).toBe(24);
    expect(
      (
        await open(db).search({
          kind: 'achievement',
          words: '马铃薯',
          filters: { orgId: org },
          sort: 'relevance',
          offset: 0,
          limit: 1,
        })
      ).total,
    ).toBe(24);
  });

  test('a rebuild changes no answer, while writes go on around it', async () => {
    const org = uuid();
    const documents = Array.from({ length: 40 }, (_, at) =>
      documentOf(org, { title: `碳纳米管导电浆料 第${at}号`, trl: (at % 9) + 1 }),
    );
    await engine.put(documents.slice(0, 20));
    await engine.rebuild('achievement');
    const changed = { ...documents[0]!, title: '防沙治沙草方格' };
    const end = new AbortController();
    const found: [total: number, hits: number][] = [];
    const asking = async () => {
      while (!end.signal.aborted) {
        const { total, hits } = await ask(org, '碳纳米管导电浆料', {}, { limit: 50 });
        found.push([total, hits.length]);
      }
    };
    const building = Promise.all([
      engine.rebuild('achievement'),
      engine.put(documents.slice(20)),
      engine.put([changed]),
      engine.remove('achievement', [documents[1]!.id]),
    ]).finally(() => end.abort());
    await Promise.all([building, asking()]);
    allowStandIn?.();
    // Each answer is that of some moment: of all that were there from first to last, and shown as counted.
    expect(found.length).toBeGreaterThan(0);
    expect(found.filter(([total, hits]) => total < 18 || total > 40 || hits !== total)).toEqual([]);
    for (const pass of ['before', 'after']) {
      const { total } = await ask(org, '碳纳米管导电浆料');
      expect([pass, total]).toEqual([pass, 38]);
      expect(await idsOf(org, '草方格')).toEqual([changed.id]);
      await engine.rebuild('achievement');
    }
    expect(
      (
        await open(db).search({
          kind: 'achievement',
          words: '导电浆料',
          filters: { orgId: org },
          sort: 'relevance',
          offset: 0,
          limit: 50,
        })
      ).total,
    ).toBe(38);
    // Each rebuild of a second server leaves readers of the old version two seconds.
  }, 60_000);

  test('a demand finds what it is about, with its shared terms; its own way of speaking weighs nothing', async () => {
    const org = uuid();
    const right = documentOf(org, { title: '枸杞干燥褐变抑制', summary: '低温真空脉动干燥，抑制枸杞褐变，保留多糖' });
    const wrong = documentOf(org, {
      title: '企业技术需求征集平台',
      summary: '面向专精特新企业，解决公司技术需求与合作',
    });
    await engine.put([right, wrong]);
    const text = '我公司是一家专精特新企业，希望寻求合作，解决枸杞干燥过程中褐变严重、多糖损失的问题。';
    const { candidates, keyTerms } = await engine.match({ kind: 'achievement', text, limit: 200 });
    expect(candidates[0]?.id).toBe(right.id);
    expect(candidates[0]?.terms.map(({ term }) => term)).toEqual(expect.arrayContaining(['枸杞', '多糖']));
    expect(keyTerms.slice(0, 3).map(({ term }) => term)).toContain('枸杞');
    expect(keyTerms.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1);
    expect(candidates[0]).toMatchObject({ versionN: 1, facts: { orgId: org, trl: 6, modes: ['LIC_NON'] } });
    expect(candidates[0]!.pairScore).toBeGreaterThan(0);
  });

  test('a term that stands in no document is named as such', async () => {
    await engine.put([documentOf(uuid())]);
    const { keyTerms } = await engine.match({ kind: 'achievement', text: '马铃薯淀粉的 zqxjk9 处理', limit: 10 });
    expect(keyTerms.find(({ term }) => term === 'zqxjk9')?.isKnown).toBe(false);
  });

  test.each([
    ['nothing', ''],
    ['a space', ' '],
    ['a stop word', '的'],
    ['signs', '，。'],
    ['an emoji', '😀'],
    ['U+0000', '\0'],
    ['half a surrogate pair', '\ud800'],
    ['ten thousand letters', 'x'.repeat(10_000)],
    ['SQL', "'; drop table users; --"],
    ['a filter', 'title = "a" AND b'],
    ['a backslash', '\\'],
    ['wildcards', '%_*'],
  ])('asking for %s is answered', async (_, words) => {
    const org = uuid();
    await engine.put([documentOf(org, { summary: `甲\0乙\ud800` })]);
    expect((await ask(org, words)).total).toBe(words.trim() === '' ? 1 : 0);
    expect((await engine.match({ kind: 'achievement', text: words, limit: 5 })).candidates).toEqual([]);
  });

  test('letters are read as pinyin or initials where nothing is spelled so; Chinese never is', async () => {
    const org = uuid();
    const potato = documentOf(org, { title: '马铃薯淀粉废水蛋白回收' });
    const classic = documentOf(org, { title: '敦煌经典文献数字化' });
    const scenery = documentOf(org, { title: '麦积山景点客流预测' });
    await engine.put([potato, classic, scenery]);
    for (const words of ['malingshu', 'ma ling shu', 'malingshu dianfen', 'malingshudianfen', 'MALINGSHU'])
      expect(await idsOf(org, words), words).toEqual([potato.id]);
    expect(await idsOf(org, 'mls')).toEqual([potato.id]);
    for (const words of ['shulingma', 'alingshu', 'mal ingshu', 'slm'])
      expect(await idsOf(org, words), words).toEqual([]);
    expect(await idsOf(org, '景点')).toEqual([scenery.id]);
    expect(await idsOf(org, '经典')).toEqual([classic.id]);
    expect(await idsOf(org, '静电')).toEqual([]);
    expect(new Set(await idsOf(org, 'jingdian'))).toEqual(new Set([classic.id, scenery.id]));
  });

  test('traditional forms find simplified ones and the other way round', async () => {
    const org = uuid();
    const one = documentOf(org, { title: '煉鐵高爐煤氣餘熱利用' });
    await engine.put([one]);
    expect(await idsOf(org, '炼铁高炉煤气')).toEqual([one.id]);
    expect(await idsOf(org, '煉鐵高爐')).toEqual([one.id]);
  });

  test('filters that leave three of many leave exactly these, however common the words', async () => {
    const org = uuid();
    const many = Array.from({ length: 400 }, (_, at) =>
      documentOf(org, {
        title: `戈壁光伏运维 ${at}`,
        regionCode: at % 133 === 7 ? '620826' : '620902',
        trl: at % 133 === 7 ? 9 : 3,
      }),
    );
    await engine.put(many);
    const wanted = new Set(many.filter((_, at) => at % 133 === 7).map(({ id }) => id));
    expect(wanted.size).toBe(3);
    for (const words of ['光伏运维', '']) {
      const { hits, total, facets } = await ask(org, words, { regions: ['620800'], trlMin: 9 });
      expect([total, new Set(hits.map(({ document }) => document.id))]).toEqual([3, wanted]);
      expect(facets.trl).toEqual({ '9': 3 });
      expect(facets.regions).toMatchObject({ '620826': 3 });
    }
  });

  test('a record is found by the names of its fields and chains, whatever its text says', async () => {
    const org = uuid();
    for (const kind of ['achievement', 'demand'] as const) {
      const marked = documentOf(org, { kind, title: '薯渣烘干', topics: ['道地药材', '旱作农业'] });
      const other = documentOf(org, { kind, title: '薯渣青贮', topics: ['奶产业'] });
      await engine.put([marked, other]);
      const found = async (words: string) => {
        const asked = { kind, words, filters: { orgId: org }, sort: 'relevance', offset: 0, limit: 20 } as const;
        return (await engine.search(asked)).hits.map(({ document }) => document.id);
      };
      expect(await found('道地药材')).toEqual([marked.id]);
      expect(await found('旱作农业 薯渣')).toContain(marked.id);
      expect(new Set(await found('薯渣'))).toEqual(new Set([marked.id, other.id]));
      await engine.put([{ ...marked, topics: ['奶产业'] }]);
      expect(await found('道地药材')).toEqual([]);
    }
  });

  test('what somebody types is completed by other words of one meaning and by words that texts turn on', async () => {
    const org = uuid();
    const problem = '锅炉结焦，结焦后换热差';
    await engine.put([
      documentOf(org, { title: '淀粉汁水', keywords: ['马铃薯'], problem, terms: ['内部代号青稞酒'] }),
      documentOf(org, { title: '薯渣', problem, terms: ['内部代号青稞酒'], topics: ['道地药材种植'] }),
      documentOf(org, { title: '薯皮', topics: ['道地药材种植'] }),
    ]);
    const typed = async (text: string) =>
      (await engine.suggest({ kind: 'achievement', typed: text, limit: 8 })).map((one) => one.text);
    expect(await typed('洋')).toContain('洋芋');
    expect(await typed('yangyu')).toContain('洋芋');
    expect(await typed('结')).toContain('结焦');
    expect(await typed('道地')).toContain('道地药材种植');
    // 只用于搜索: such words are never shown, and a group of which no record holds a word proposes nothing.
    expect(await typed('内部')).toEqual([]);
    expect(await typed('青稞')).toEqual([]);
    expect(await typed('磁共振')).toEqual([]);
  });

  test('what somebody types is completed: key words, names and titles, by pinyin and initials too', async () => {
    const org = uuid();
    await engine.put([
      documentOf(org, { title: '熔盐储罐泄漏监测', keywords: ['熔盐储热', 'Ni-Co 合金'], orgName: '熔炉研究所' }),
      documentOf(org, { title: '光热电站熔盐泵', keywords: ['熔盐储热'], orgName: '熔炉研究所' }),
    ]);
    const typed = async (text: string) =>
      (await engine.suggest({ kind: 'achievement', typed: text, limit: 8 })).map((one) => one.text);
    expect(await typed('熔')).toEqual(expect.arrayContaining(['熔盐储热', '熔炉研究所', '熔盐储罐泄漏监测']));
    expect((await typed('熔盐'))[0]).toBe('熔盐储热');
    expect(await typed('rongyanc')).toEqual(expect.arrayContaining(['熔盐储热', '熔盐储罐泄漏监测']));
    expect(await typed('rycr')).toContain('熔盐储热');
    expect(await typed('ni')).toContain('Ni-Co 合金');
    expect(await typed('光热电站 熔盐')).toContain('光热电站 熔盐储热');
    expect(await typed('盐储')).not.toContain('熔盐储热');
    await expect(engine.suggest({ kind: 'achievement', typed: '熔', limit: 2 })).resolves.toHaveLength(2);
  });

  test.each([
    '',
    ' ',
    '%',
    '_',
    "'",
    '\\',
    '\0',
    '\ud800',
    '😀',
    '，',
    'x'.repeat(10_000),
    '熔'.repeat(10_000),
    "a' or 1=1 --",
  ])('typing %j proposes nothing odd', async (typed) => {
    await engine.put([documentOf(uuid())]);
    const texts = await engine.suggest({ kind: 'achievement', typed, limit: 8 });
    expect(texts).toEqual([]);
  });

  test('it says that it is well', async () => {
    expect(await engine.healthy()).toBe(true);
  });
});
