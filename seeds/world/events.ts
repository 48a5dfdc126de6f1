import type { EventKind, EventMode } from '#app/domain/event.ts';
import type { TicketKind } from '#app/domain/event-registration.ts';

export interface SampleEvent {
  readonly key: string;
  readonly kind: EventKind;
  readonly title: string;
  readonly theme: string;
  readonly intro: string;
  readonly fields: readonly string[];
  readonly chains?: readonly string[];
  readonly region: string;
  readonly mode: EventMode;
  readonly venue: string;
  /** From the day of the demo; negative is over, 0 has begun an hour ago. */
  readonly inDays: number;
  /** A deal of the told stories began here: that of the first contract in performance. */
  readonly beganDeal?: true;
  readonly hours: number;
  readonly seats: Partial<Record<TicketKind, number>>;
  readonly sessions: readonly string[];
  /** Orders in the lists of published achievements and demands that are presented. */
  readonly achievements: readonly number[];
  readonly demands: readonly number[];
}

const usual = ['主持人介绍到场单位', '成果路演', '企业出题', '一对一洽谈'];

/** Events of the demo world, past and coming; all invented. */
export const sampleEvents: readonly SampleEvent[] = [
  {
    key: 'starch-salon',
    kind: 'salon',
    title: '马铃薯淀粉加工成果对接沙龙',
    theme: '废水变肥料，副产变蛋白',
    intro: '面向定西、张掖的淀粉加工企业，看三项可以先用后付的成果，当场约一对一洽谈。',
    fields: ['24'],
    chains: ['S002-03'],
    region: '621102',
    mode: 'onsite',
    venue: '安定区科技创新中心二楼',
    inDays: 6,
    hours: 3,
    seats: { company: 40, project: 12, audience: 60 },
    sessions: usual,
    achievements: [0, 1, 2],
    demands: [0],
  },
  {
    key: 'battery-roadshow',
    kind: 'roadshow',
    title: '新能源电池材料项目路演',
    theme: '从矿到箔，缺的是哪一步',
    intro: '八个项目各讲八分钟，投资机构当场提问。',
    fields: ['08'],
    chains: ['S001-22'],
    region: '620102',
    mode: 'hybrid',
    venue: '兰州新区会议中心一号厅',
    inDays: 13,
    hours: 4,
    seats: { investor: 20, project: 16, company: 50 },
    sessions: ['开场', '上半场路演', '下半场路演', '投资机构点评'],
    achievements: [3, 4],
    demands: [1],
  },
  {
    key: 'herb-promotion',
    kind: 'promotion',
    title: '中药材精深加工成果推介会',
    theme: '按季推介 · 第四季度',
    intro: '当归、黄芪、党参的加工、检测和综合利用成果集中推介。',
    fields: ['24'],
    chains: ['S002-02'],
    region: '621126',
    mode: 'onsite',
    venue: '岷县中药材交易中心',
    inDays: 20,
    hours: 3,
    seats: { company: 80, expert: 15, audience: 100 },
    sessions: ['产业难题发布', '成果推介', '自由对接'],
    achievements: [5, 6],
    demands: [2],
  },
  {
    key: 'desert-online',
    kind: 'matchmaking',
    title: '防沙治沙技术线上对接会',
    theme: '把成熟的办法用到更多县区',
    intro: '线上对接，各县区技术需求先发布后对接。',
    fields: ['16'],
    region: '620621',
    mode: 'online',
    venue: '',
    inDays: 34,
    hours: 2,
    seats: { audience: 200, expert: 10 },
    sessions: ['需求发布', '成果应答'],
    achievements: [7],
    demands: [3],
  },
  {
    key: 'potato-today',
    kind: 'salon',
    title: '马铃薯主粮化加工成果对接沙龙',
    theme: '今天进行中',
    intro: '现场扫码签到，会后双方打分，有意向的当场打开洽谈室。',
    fields: ['24'],
    chains: ['S002-03'],
    region: '621102',
    mode: 'onsite',
    venue: '安定区会议中心一楼',
    inDays: 0,
    hours: 6,
    seats: { company: 30, project: 12, audience: 40 },
    sessions: ['一对一洽谈', '成果路演', '企业出题', '自由交流'],
    achievements: [0, 2],
    demands: [0],
  },
  {
    key: 'starch-2025',
    kind: 'salon',
    title: '淀粉加工废水资源化对接沙龙',
    theme: '从沙龙到到账',
    intro: '会上见面的两家单位后来签了先用后付合同，里程碑款和提成陆续到账。',
    fields: ['24'],
    chains: ['S002-03'],
    region: '621102',
    mode: 'onsite',
    venue: '安定区科技创新中心二楼',
    inDays: -632,
    hours: 3,
    seats: { company: 40, project: 10, audience: 40 },
    sessions: usual,
    achievements: [0],
    demands: [0],
    beganDeal: true,
  },
  {
    key: 'vacuum-salon',
    kind: 'salon',
    title: '真空装备成果对接沙龙',
    theme: '装备企业出题，院所答题',
    intro: '院所带样机到场。',
    fields: ['20'],
    chains: ['S001-10'],
    region: '620503',
    mode: 'onsite',
    venue: '天水电子信息产业园',
    inDays: -24,
    hours: 3,
    seats: { company: 30, project: 10 },
    sessions: usual,
    achievements: [8, 9],
    demands: [4],
  },
  {
    key: 'dingxi-salon',
    kind: 'salon',
    title: '定西特色农产品加工成果对接沙龙',
    theme: '按季推介 · 第三季度',
    intro: '面向合作社和加工企业。',
    fields: ['24'],
    region: '621102',
    mode: 'onsite',
    venue: '安定区会议中心',
    inDays: -52,
    hours: 3,
    seats: { company: 40, audience: 40 },
    sessions: usual,
    achievements: [0, 10],
    demands: [5],
  },
  {
    key: 'heritage-lecture',
    kind: 'academician',
    title: '文物数字化保护院士行',
    theme: '石窟里的材料与光',
    intro: '报告和现场踏勘。',
    fields: ['35'],
    region: '620982',
    mode: 'onsite',
    venue: '敦煌会展中心',
    inDays: -80,
    hours: 6,
    seats: { guest: 10, expert: 20, audience: 60 },
    sessions: ['报告', '踏勘', '座谈'],
    achievements: [11],
    demands: [],
  },
];
