import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CodeLists, CodeTerm } from './code-list.ts';
import { type ImportKey, importColumns, readHead } from './import-columns.ts';
import { isOpen, readImportRow } from './import-row.ts';
import { readShares } from './people-input.ts';

const terms = (...pairs: [string, string, boolean?][]): CodeTerm[] =>
  pairs.map(([code, label, isHidden = false]) => ({ code, label, isHidden, parent: null, note: null }));
const list = (name: string, ...pairs: [string, string, boolean?][]) => ({
  [name]: { list: name, version: '1', terms: terms(...pairs) },
});
const lists: CodeLists = {
  ...list('achievement_type', ['applied', '应用技术']),
  ...list(
    'field',
    ['24.1', '食品营养和安全'],
    ['21.4', '废物循环利用'],
    ['28.1', '农业高新技术企业', true],
    ['22.1', '绿色化改造'],
    ['23.1', '绿色化改造'],
  ),
  chain: {
    list: 'chain',
    version: '1',
    terms: [
      ...terms(['S001', '马铃薯']),
      ...[
        { code: 'S003-04', note: '武威市' },
        { code: 'S003-11', note: '定西市' },
      ].map((term) => ({ ...term, label: '文化旅游', parent: null, isHidden: false })),
    ],
  },
  ...list('trl', ['7', '环境级']),
  ...list('chain', ['P-1', '马铃薯'], ['S003-04', '文化旅游'], ['S002-20', '文化旅游']),
  ...list('price_kind', ['fixed', '一口价'], ['range', '价格区间'], ['pay_later', '先用后付'], ['negotiable', '面议']),
  ...list('ip_type', ['invention', '发明专利'], ['utility_model', '实用新型'], ['trade_secret', '技术秘密']),
  ...list('ip_status', ['granted', '授权'], ['applied', '申请']),
  ...list('stage', ['initial', '初期'], ['middle', '中期'], ['mature', '成熟应用']),
  ...list('embodiment', ['process', '新工艺'], ['paper', '论文'], ['other', '其他']),
  ...list('unit_nature', ['enterprise', '企业']),
  ...list('project_source', ['provincial', '省级'], ['own', '自选']),
};
const scope = { orgName: '陇原理工大学', regionCode: '620105', lists, today: '2026-11-22' };
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

const fault = (given: Partial<Record<ImportKey, string>>, column: string) => {
  const reading = read(given);
  return reading.kind === 'ok' ? undefined : reading.errors.find((error) => error.column === column)?.code;
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

  test('lists all its errors at once', () => {
    expect(
      wrong({ name: '', type: '发明', fields: '28.1', regNo: 'x', trl: '12', people: '甲/教授/50%' }).sort(),
    ).toEqual(['成果名称', '成果类别', '技术领域', '批准登记号', '技术就绪水平', '完成人'].sort());
  });

  test('says every fault of a cell that holds several things, with the place of each; the same words once', () => {
    const said = (given: Partial<Record<ImportKey, string>>, column: string) => {
      const reading = read(given);
      if (reading.kind === 'ok') return [];
      return reading.errors.filter((error) => error.column === column).map(({ says }) => says);
    };
    const ip =
      '发明专利/甲法/ZL202319900047.1/授权；发明/乙法/X/授权了；实用新型/丙法/ZL202319900047.X/授权/2043-02-30';
    expect(said({ ip }, '知识产权')).toEqual([
      '第 1 项：专利号“ZL202319900047.1”的校验位不对，请核对。',
      '第 2 项：“发明”不在代码表里，可以写：发明专利、实用新型、技术秘密。',
      '第 2 项：“授权了”不在代码表里，可以写：授权、申请。',
      '第 3 项：专利号 ZL202319900047.X 是发明专利的号，与类型对不上。',
      '第 3 项：“2043-02-30”不是日期，写成 2024-03-14。',
    ]);
    expect(said({ projects: '省/计划/1/八十/去年' }, '计划项目')).toEqual([
      '“省”不在代码表里，可以写：省级、自选。',
      '“八十”不是金额。填数字，单位万元，如 58 或 0.5。',
      '“去年”不是日期，写成 2024-03-14。',
    ]);
    expect(said({ use: '去年/12；2024/很多' }, '应用效益')).toHaveLength(2);
    expect(said({ people: '/教授/60%；乙//50%' }, '完成人')).toEqual([
      '第 1 项：按“姓名/职称/比例”填写，姓名不能空，姓名和职称各不超过 40 字。',
      '完成人的比例合计应是 100%，现在是 110%。',
    ]);
    expect(said({ fields: '甲；乙；甲' }, '技术领域')).toHaveLength(2);
    // An entry that stands twice is one, and the others keep their places.
    expect(said({ use: '去年/1；去年/1；前年/1' }, '应用效益').map((says) => says.slice(0, 5))).toEqual([
      '第 1 项',
      '第 3 项',
    ]);
  });

  test('with more faults than anybody reads says how many are left', () => {
    const entries = (text: string, n: number) => Array.from({ length: n }, (_, at) => `${text}${at}`).join('；');
    const reading = read({
      ip: entries('甲/', 30),
      use: entries('x', 20),
      unit: `陇原理工大学；${entries('某公司/1/厂', 19)}`,
    });
    if (reading.kind !== 'invalid') throw new Error('it was let in');
    expect(reading.errors).toHaveLength(61);
    expect(reading.errors.at(-1)?.says).toContain('还有');
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

  test('what another kind of price would ask for is never dropped without a word', () => {
    const typed = { priceKind: '价格区间', priceMin: '20', priceMax: '80', royalty: '3', trialMonths: '12', cap: '0' };
    const reading = read(typed);
    if (reading.kind !== 'ok') throw new Error(JSON.stringify(reading));
    const notKept = reading.warnings.filter(({ code }) => code === 'not_kept');
    expect(notKept.map(({ column }) => column)).toEqual(['收入提成', '试用月数']);
    expect(notKept[0]?.says).toBe(
      '定价方式是“价格区间”，这一格不会保存：清空它，或者把定价方式改成“先用后付”或“公式”。',
    );
    const form = readImportRow(new Map(Object.entries({ ...good, ...typed }) as [ImportKey, string][]), {
      ...scope,
      isTyped: true,
    });
    expect(form.kind === 'invalid' && form.errors.map(({ column, code }) => [column, code])).toEqual([
      ['收入提成', 'not_kept'],
      ['试用月数', 'not_kept'],
    ]);
    expect(read({ priceMin: '58' })).toMatchObject({ warnings: [{ column: '价格（万元）' }, { code: 'vague' }] });
  });

  test('a form is answered in the words of its boxes, a sheet in those of its cell', () => {
    const typed = (cells: Partial<Record<ImportKey, string>>, isTyped: boolean) => {
      const reading = readImportRow(new Map(Object.entries({ ...good, ...cells }) as [ImportKey, string][]), {
        ...scope,
        isTyped,
      });
      return reading.kind === 'invalid' ? reading.errors.map(({ says }) => says) : [];
    };
    expect(typed({ ip: 'invention//ZL2023199' }, true)).toContain('名称没有填。');
    expect(typed({ ip: 'invention//ZL2023199' }, false).join()).toMatch(/应写成：类型\/名称/);
    expect(typed({ advantages: '能耗/度//52' }, true)).toEqual(['指标和本成果都要填。']);
    expect(typed({ priceKind: '一口价', priceMin: '58', priceFloor: '60' }, true)).toEqual(['不能高于公开的价格。']);
  });

  test('a figure that is none is let in and said, each by its name', () => {
    const said = (advantages: string) => {
      const reading = read({ advantages });
      return reading.kind === 'ok' ? reading.warnings.map(({ code, says }) => `${code} ${says.slice(0, 12)}`) : [];
    };
    expect(said('噪声/dB/很小/150')).toEqual(['not_a_number “噪声”写的是“很小”，', 'vague 没有可衡量的优势，成果页']);
    expect(said('噪声/dB/很小/150；电耗/度/≤ 35/52')).toEqual(['not_a_number “噪声”写的是“很小”，']);
    expect(said('电耗/度/35/52；新功能/项/1')).toEqual([]);
  });

  test('nothing was earned, accepted, filed or granted in the future, and a right ends after it began', () => {
    expect(fault({ use: '2027/12' }, '应用效益')).toBe('order');
    expect(fault({ use: '2026/12' }, '应用效益')).toBeUndefined();
    expect(fault({ projects: '省级/计划/1/80/2026-11-23' }, '计划项目')).toBe('order');
    expect(fault({ researchFrom: '2026-12' }, '研究开始年月')).toBe('order');
    const right = (days: string) => fault({ ip: `技术秘密/配比//授权/${days}` }, '知识产权');
    expect(right('2043-03-14/2026-12-01')).toBe('order');
    expect(right('2043-03-14/2023-03-14/2026-12-01')).toBe('order');
    expect(right('2024-01-01//2025-01-01')).toBe('order');
    expect(right('2043-03-14/2023-03-14/2025-01-01///2022-01-01')).toBe('order');
    expect(right('2043-03-14/2023-03-14/2025-01-01///2027-01-01')).toBeUndefined();
  });

  test('rights are read with type, number, status and end; a patent number has its check digit', () => {
    const none = { filedOn: null, grantedOn: null, applicant: null, holder: null, paidUntilOn: null };
    const open = { ...none, coOwners: null, encumbrance: null };
    expect(
      achievement({ ip: '发明专利/絮凝方法/zl 2023 1 9900047.x/授权/2043年3月14日；技术秘密/絮凝剂配比' }).ip,
    ).toEqual([
      {
        ...open,
        type: 'invention',
        name: '絮凝方法',
        number: 'ZL202319900047.X',
        status: 'granted',
        expiresOn: '2043-03-14',
      },
      { ...open, type: 'trade_secret', name: '絮凝剂配比', number: null, status: 'granted', expiresOn: null },
    ]);
    const right = (text: string) => fault({ ip: text }, '知识产权');
    expect(right('发明专利/方法/ZL202319900047.X/授权/2043-02-30')).toBe('not_a_date');
    expect(right('发明专利/方法/ZL202319900047.1/授权')).toBe('check_digit');
    expect(right('发明专利/方法/2023-47/授权')).toBe('shape');
    expect(right('实用新型/方法/ZL202319900047.X/授权')).toBe('mismatch');
    expect(right('发明专利/方法//授权')).toBe('required');
    expect(right('发明专利/方法//申请')).toBeUndefined();
    expect(right('发明专利/方法/ZL202319900047.X/授权/2043-03-15/2023-03-14')).toBe('order');
    expect(right('发明专利/方法/ZL202319900047.X/授权/2043-03-14/2023-03-14/2022-01-01')).toBe('order');
    expect(right('发明专利/方法/ZL202319900047.X/授权/2043-03-14/2023-03-14/2025-01-01')).toBeUndefined();
  });

  test('every further field of the registration form has its check', () => {
    expect(
      achievement({
        unit: '陇原理工大学/12620000438000000E/；某公司//企业/否',
        regNo: '６２０2025y0417',
        regOn: '２０２５年６月３０日',
        researchFrom: '2021/3',
        researchTo: '2024.11',
        projects: '省级/重点研发计划/22YF1/80/20241120/通过；自选',
        use: '2024年/1200//85',
        advantages: '回收率/%/72/52/酸热絮凝；吨水电耗/度/35/52//越低越好',
        isDualUse: '是',
        exportControl: '不涉及',
      }),
    ).toMatchObject({
      regNo: '6202025Y0417',
      regOn: '2025-06-30',
      researchFrom: '2021-03',
      researchTo: '2024-11',
      units: [
        { name: '陇原理工大学', uscc: '12620000438000000E', nature: null, isStateEstablished: null },
        { name: '某公司', uscc: null, nature: 'enterprise', isStateEstablished: false },
      ],
      source: 'provincial',
      projectNo: '22YF1',
      isFiscalFunded: true,
      projects: [{ level: 'provincial', fundingFen: '80000000', acceptedOn: '2024-11-20' }, { level: 'own' }],
      use: [{ year: 2024, revenueFen: '1200000000', profitFen: null, taxFen: '85000000', savedFen: null }],
      advantages: [
        { metric: '回收率', unit: '%', ours: '72', baseline: '52', baselineName: '酸热絮凝' },
        { metric: '吨水电耗', unit: '度', ours: '35', baseline: '52', baselineName: '', better: 'lower' },
      ],
      isDualUse: true,
      exportControl: null,
      publication: 'abstract',
    });
    expect(fault({ unit: '陇原理工大学/12620000438000000Y' }, '完成单位')).toBe('check_digit');
    expect(fault({ regOn: '2025-06-30' }, '批准登记号')).toBe('required');
    expect(fault({ researchFrom: '2024-03', researchTo: '2023-12' }, '研究结束年月')).toBe('order');
    expect(fault({ researchTo: '2026-12' }, '研究结束年月')).toBe('order');
    expect(fault({ regNo: '6202025Y0417', regOn: '2026-12-01' }, '批准登记日期')).toBe('order');
    expect(fault({ regNo: '6202025Y0417', regOn: '2024-12-01' }, '批准登记日期')).toBe('mismatch');
    expect(fault({ trl: '7', stage: '初期' }, '所处阶段')).toBe('mismatch');
    expect(fault({ trl: '7', stage: '成熟应用' }, '所处阶段')).toBeUndefined();
    expect(fault({ embodiment: '论文' }, '体现形式')).toBe('mismatch');
    expect(fault({ source: '自选', projects: '省级/计划' }, '计划来源')).toBe('mismatch');
    expect(fault({ use: '去年/12' }, '应用效益')).toBe('not_a_date');
    expect(fault({ videoUrl: 'javascript:alert(1)' }, '视频链接')).toBe('shape');
    expect(fault({ isDualUse: '也许' }, '军民两用')).toBe('not_in_list');
    expect(fault({ advantages: '能耗/度/35/52//低' }, '对比优势')).toBe('not_in_list');
    // Nobody said which way is better: nothing is stored of it.
    expect(achievement({ advantages: '能耗/度/35' }).advantages[0]).not.toHaveProperty('better');
    expect(fault({ fields: '24.1；绿色化改造' }, '技术领域')).toBe('ambiguous');
    expect(fault({ fields: '24.1、绿色化改造' }, '技术领域')).toBe('ambiguous');
    expect(fault({ fields: '24.1；23.1 绿色化改造' }, '技术领域')).toBeUndefined();
    expect(fault({ chains: '马铃薯；文化旅游' }, '产业链')).toBe('ambiguous');
    expect(fault({ chains: '马铃薯；文化旅游（S002-20）' }, '产业链')).toBeUndefined();
    expect(fault({ chains: 'S003-04' }, '产业链')).toBeUndefined();
    expect(fault({ priceKind: '一口价', priceMin: '58', priceFloor: '60' }, '底价（万元）')).toBe('order');
    expect(fault({ no: '42' }, '成果编号')).toBe('shape');
  });

  test('markup is text like any other; a record without a measured advantage is said to be vague', () => {
    const reading = read({ name: '<script>alert(1)</script>', abstract: '<b>x</b> & "y"' });
    expect(reading).toMatchObject({ kind: 'ok', warnings: [{ column: '对比优势', code: 'vague' }] });
    expect(achievement({ name: '<script>alert(1)</script>' }).name).toBe('<script>alert(1)</script>');
  });

  test('markup in any text of any field stays the text it is', () => {
    const hostile = '<img src=x onerror=alert(1)>"\'&{{7*7}}';
    const texts = importColumns.filter(({ kind, key }) => kind === 'text' && !['secrecy', 'trlBasis'].includes(key));
    const shaped = new Set<ImportKey>(['regNo', 'videoUrl', 'no', 'projectNo', 'regOrg']);
    for (const { key } of texts) {
      const reading = read({ [key]: hostile });
      if (shaped.has(key) && reading.kind === 'invalid') continue;
      expect(JSON.stringify(reading), key).toContain(JSON.stringify(hostile).slice(1, -1));
    }
    const lists = {
      people: `${hostile}/教授`,
      ip: `技术秘密/${hostile}`,
      advantages: `${hostile}/%/1/2/${hostile}`,
      unit: `陇原理工大学；${hostile}`,
      projects: `省级/${hostile}/1`,
    };
    for (const [key, cell] of Object.entries(lists)) {
      expect(JSON.stringify(read({ [key as ImportKey]: cell })), key).toContain(JSON.stringify(hostile).slice(1, -1));
    }
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
        const shares = readShares(Array.from({ length: n }, () => ''));
        if (typeof shares === 'string') throw new Error(shares);
        expect(shares.reduce((sum, share) => sum + share, 0)).toBe(1_000_000);
      }),
    );
  });

  test('shares are written for all or for none, and sum to 100 %', () => {
    expect(read({ people: '甲/教授/60%；乙//40%' })).toMatchObject({
      row: {
        people: [
          { name: '甲', title: '教授', sharePpm: 600_000 },
          { name: '乙', title: '', sharePpm: 400_000 },
        ],
      },
    });
    for (const people of ['甲//60%；乙', '甲//60%；乙//41%', '/教授']) expect(wrong({ people })).toEqual(['完成人']);
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
