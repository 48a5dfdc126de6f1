import type { ChainCode } from '#seeds/reference/chains.ts';
import type { FieldCode } from '#seeds/reference/fields.ts';
import type { RegionCode } from '#seeds/reference/regions.ts';
import type { OrganisationKey } from './organisations.ts';

export interface SampleBroker {
  readonly person: string;
  readonly sample: true;
  readonly org: OrganisationKey;
  readonly level: 'junior' | 'middle' | 'senior';
  /** Invented; no issuer uses this form. */
  readonly certificateNo: string;
  readonly certificateUntilOn: string;
  readonly fields: readonly FieldCode[];
  readonly chains: readonly ChainCode[];
  /** Regions served; 620000 is the whole province. */
  readonly regions: readonly RegionCode[];
  readonly intro: string;
}

/** 技术经纪人 of the demo world: six of an agency, two of transfer offices. */
export const brokers = [
  {
    person: 'qiandu-broker-1',
    sample: true,
    org: 'qiandu-broker',
    level: 'senior',
    certificateNo: '示例JJ20240017',
    certificateUntilOn: '2029-05-31',
    fields: ['24', '26', '21'],
    chains: ['S002-03', 'S004-10', 'S003-01'],
    regions: ['621100', '620100', '620600'],
    intro: '做过 11 年淀粉和果蔬加工设备，会看工艺图，擅长把中试指标写进验收条款。',
  },
  {
    person: 'qiandu-broker-2',
    sample: true,
    org: 'qiandu-broker',
    level: 'senior',
    certificateNo: '示例JJ20240023',
    certificateUntilOn: '2029-05-31',
    fields: ['19', '23', '22'],
    chains: ['S004-04', 'S001-05', 'S001-22'],
    regions: ['620300', '620171', '620900'],
    intro: '熟悉镍钴铜冶炼和电池回收，手上有 30 多家材料企业的真实需求。',
  },
  {
    person: 'qiandu-broker-3',
    sample: true,
    org: 'qiandu-broker',
    level: 'middle',
    certificateNo: '示例JJ20250108',
    certificateUntilOn: '2030-03-31',
    fields: ['18', '20', '31'],
    chains: ['S001-09', 'S003-03'],
    regions: ['620900', '620700', '620600'],
    intro: '跑遍河西风光电站，专做运维类技术的先用后付。',
  },
  {
    person: 'qiandu-broker-4',
    sample: true,
    org: 'qiandu-broker',
    level: 'middle',
    certificateNo: '示例JJ20250115',
    certificateUntilOn: '2030-03-31',
    fields: ['17', '30'],
    chains: ['S004-08', 'S001-02', 'S002-02'],
    regions: ['621100', '621200', '623000'],
    intro: '药学背景，做中药材产地加工和质量标准的对接，能陪企业走完备案。',
  },
  {
    person: 'qiandu-broker-5',
    sample: true,
    org: 'qiandu-broker',
    level: 'middle',
    certificateNo: '示例JJ20250121',
    certificateUntilOn: '2030-03-31',
    fields: ['20', '22'],
    chains: ['S001-08', 'S001-10', 'S004-06'],
    regions: ['620100', '620500'],
    intro: '前石化设备工程师，负责装备类成果的试用安排和现场验收。',
  },
  {
    person: 'qiandu-broker-6',
    sample: true,
    org: 'qiandu-broker',
    level: 'junior',
    certificateNo: '示例JJ20260042',
    certificateUntilOn: '2031-06-30',
    fields: ['16', '27'],
    chains: ['S003-04', 'S003-05'],
    regions: ['620900', '620100'],
    intro: '做数字文旅和软件类成果，先帮双方把数据归属谈清楚。',
  },
  {
    person: 'longyuan-broker',
    sample: true,
    org: 'longyuan-poly',
    level: 'middle',
    certificateNo: '示例JJ20250130',
    certificateUntilOn: '2030-09-30',
    fields: ['21', '29', '25'],
    chains: ['S003-07', 'S002-08'],
    regions: ['620000'],
    intro: '在高校转移中心专职，负责生态、防灾和建材类成果，全省都去。',
  },
  {
    person: 'longzhong-broker',
    sample: true,
    org: 'longzhong-agri',
    level: 'junior',
    certificateNo: '示例JJ20260051',
    certificateUntilOn: '2031-06-30',
    fields: ['26', '24'],
    chains: ['S002-04', 'S002-05', 'S001-21'],
    regions: ['621000', '621100', '620800'],
    intro: '从县农技站转来，熟悉合作社，擅长草畜和尾菜这类小而急的事。',
  },
] as const satisfies readonly SampleBroker[];
