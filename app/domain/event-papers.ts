import { formatInstant } from './days.ts';
import { type EventHost, type EventKind, eventKindLabels, hostPartLabels } from './event.ts';
import { leastContractsShown, type ShownFigures } from './event-report.ts';
import { type TicketKind, ticketKindLabels } from './event-registration.ts';
import { formatYuan } from './money.ts';
import type { Paper, PaperBlock } from './paper.ts';

/** What stands on every paper of an event. */
export interface PaperEvent {
  readonly no: string;
  readonly title: string;
  readonly kind: EventKind;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly venue: string;
  readonly hosts: readonly EventHost[];
  readonly isSample: boolean;
}

export interface PaperPerson {
  /** Number on the list; the one that is typed in afterwards. */
  readonly n: number;
  readonly name: string;
  readonly unit: string;
  readonly post: string;
  readonly kind: TicketKind;
  readonly tail: string;
  readonly companions: readonly string[];
}

const whenWhere = ({ startsAt, venue }: PaperEvent): string => `${formatInstant(startsAt)}　${venue || '线上'}`;

function paperOf(event: PaperEvent, title: string, blocks: readonly PaperBlock[], meta = whenWhere(event)): Paper {
  return { title: `${event.title} ${title}`, no: event.no, meta, blocks, stamp: null, isSample: event.isSample };
}

/** 签到表 for the day the network is down: signed by hand, typed in afterwards by its numbers. */
export const signInPaper = (event: PaperEvent, people: readonly PaperPerson[]): Paper =>
  paperOf(event, '签到表', [
    {
      kind: 'note',
      text: '序号不会变：断网时照表签名，之后在“报名和签到”里按序号补录。只印手机尾号，用完由组织方保存，不外传。',
    },
    {
      kind: 'table',
      columns: [
        { label: '序号', width: 1, align: 'right' },
        { label: '姓名', width: 2 },
        { label: '单位和职务', width: 4 },
        { label: '身份', width: 1.6 },
        { label: '尾号', width: 1.2 },
        { label: '签名', width: 2.4 },
      ],
      rows: people.map(({ n, name, unit, post, kind, tail, companions }) => [
        String(n),
        companions.length === 0 ? name : `${name}\n随行：${companions.join('、')}`,
        `${unit} ${post}`.trim(),
        ticketKindLabels[kind],
        tail,
        '',
      ]),
    },
    {
      kind: 'signatures',
      boxes: [{ heading: '签到人员', lines: ['签名：', '日期：'] }],
    },
  ]);

export interface PaperItem {
  readonly no: string;
  readonly title: string;
  readonly kind: 'achievement' | 'demand';
  /** Null: an anonymous demand. */
  readonly orgName: string | null;
  readonly summary: string;
}

/** 成果汇编: what is presented, as its owners published it. */
export const itemsPaper = (event: PaperEvent, items: readonly PaperItem[]): Paper =>
  paperOf(event, '成果汇编', [
    {
      kind: 'facts',
      items: event.hosts.map(({ part, name }) => [hostPartLabels[part], name] as const),
    },
    ...items.flatMap(({ no, title, kind, orgName, summary }, at): PaperBlock[] => [
      { kind: 'heading', text: `${at + 1}. ${title}` },
      { kind: 'note', text: `${kind === 'achievement' ? '成果' : '需求'} ${no}　${orgName ?? '匿名企业'}` },
      { kind: 'paragraph', text: summary || '见平台公开页面。' },
    ]),
    { kind: 'note', text: '内容以平台公开页面为准；用途、权利和价格由双方在合同里约定。' },
  ]);

export interface PaperMeeting {
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly table: string;
  readonly sides: readonly { readonly id: string; readonly who: string }[];
}

const span = (from: Date, to: Date): string => `${formatInstant(from).slice(-5)}–${formatInstant(to).slice(-5)}`;

/** The whole schedule of one-to-one meetings, by time and table. */
export const schedulePaper = (event: PaperEvent, meetings: readonly PaperMeeting[]): Paper =>
  paperOf(event, '一对一洽谈日程', [
    {
      kind: 'table',
      columns: [
        { label: '时间', width: 1.4 },
        { label: '桌', width: 1 },
        { label: '一方', width: 3 },
        { label: '另一方', width: 3 },
      ],
      rows: meetings.map(({ startsAt, endsAt, table, sides }) => [
        span(startsAt, endsAt),
        table,
        sides[0]?.who ?? '',
        sides[1]?.who ?? '',
      ]),
    },
  ]);

/** A slip for each participant, one heading each, in the order of names. */
export function slipsPaper(event: PaperEvent, meetings: readonly PaperMeeting[]): Paper {
  const people = new Map(meetings.flatMap(({ sides }) => sides.map(({ id, who }) => [id, who] as const)));
  const blocks = [...people]
    .toSorted(([, one], [, other]) => one.localeCompare(other, 'zh-CN'))
    .flatMap(([id, who]): PaperBlock[] => [
      { kind: 'heading', text: who },
      {
        kind: 'facts',
        items: meetings
          .filter(({ sides }) => sides.some((side) => side.id === id))
          .map(({ startsAt, endsAt, table, sides }) => [
            `${span(startsAt, endsAt)} ${table}`,
            sides.find((side) => side.id !== id)?.who ?? '',
          ]),
      },
    ]);
  return paperOf(event, '个人洽谈日程', blocks);
}

export interface PaperContract {
  readonly no: string;
  readonly title: string;
  readonly licensor: string;
  readonly licensee: string;
  readonly signedOn: string;
  readonly hasReceived: boolean;
}

const sumOf = (fen: string | null, summed: number, { contracts }: ShownFigures): string => {
  if (fen === null) return `不足 ${leastContractsShown} 份，不汇总金额`;
  return `${formatYuan(BigInt(fen))}${summed > 0 && summed < contracts ? `（其中 ${summed} 份合计）` : ''}`;
};

/** 签约项目清单: contracts that began at the event. A single price is the parties' own; sums stand apart, signed and received. */
export const signedPaper = (event: PaperEvent, contracts: readonly PaperContract[], figures: ShownFigures): Paper =>
  paperOf(event, '签约项目清单', [
    {
      kind: 'table',
      columns: [
        { label: '合同', width: 2 },
        { label: '项目', width: 3 },
        { label: '双方', width: 3.4 },
        { label: '签约', width: 1.6 },
        { label: '到账', width: 1 },
      ],
      rows: contracts.map(({ no, title, licensor, licensee, signedOn, hasReceived }) => [
        no,
        title,
        `${licensor}\n${licensee}`,
        signedOn,
        hasReceived ? '有' : '',
      ]),
    },
    {
      kind: 'facts',
      items: [
        ['签约', `${contracts.length} 份，${sumOf(figures.signedFen, figures.summed, figures)}`],
        ['到账', sumOf(figures.receivedFen, figures.paidSummed, figures)],
      ],
    },
    {
      kind: 'note',
      text: '签约金额按合同里程碑合计，收入提成按实际收入另计；到账金额按收款方确认，减去退回的。单份合同的金额由双方决定是否公开。',
    },
  ]);

interface PaperResult {
  readonly no: string;
  readonly title: string;
  readonly meetings: number;
  readonly intents: number;
  readonly deals: number;
  readonly contracts: number;
  /** Contracts that brought money. */
  readonly paid: number;
}

/** The event on one page, as the report states it. */
export const reportPaper = (
  event: PaperEvent,
  {
    figures,
    summary,
    items,
    files,
  }: {
    readonly figures: ShownFigures;
    readonly summary: string;
    readonly items: readonly PaperResult[];
    readonly files: readonly string[];
  },
): Paper =>
  paperOf(event, '活动报告', [
    {
      kind: 'facts',
      items: [
        ['活动', `${eventKindLabels[event.kind]}，${formatInstant(event.startsAt)} 至 ${formatInstant(event.endsAt)}`],
        ['报名、到场', `${figures.registered} 人、${figures.came} 人`],
        ['展示、一对一洽谈', `${figures.items} 项、${figures.meetings} 场`],
        ['意向、对接', `${figures.intents} 项、${figures.deals} 项`],
        ['签约', `${figures.contracts} 份，${sumOf(figures.signedFen, figures.summed, figures)}`],
        ['到账', sumOf(figures.receivedFen, figures.paidSummed, figures)],
        ['满意度', figures.satisfactionPpm === null ? '没有评价' : `${(figures.satisfactionPpm / 10_000).toFixed(1)}%`],
      ],
    },
    { kind: 'paragraph', text: summary || '总结还没有提交。' },
    {
      kind: 'table',
      columns: [
        { label: '展示项目', width: 5 },
        { label: '洽谈', width: 1, align: 'right' },
        { label: '意向', width: 1, align: 'right' },
        { label: '对接', width: 1, align: 'right' },
        { label: '签约', width: 1, align: 'right' },
        { label: '到账', width: 1, align: 'right' },
      ],
      rows: items
        .slice(0, 12)
        .map((row) => [
          `${row.no} ${row.title}`,
          ...[row.meetings, row.intents, row.deals, row.contracts, row.paid].map(String),
        ]),
    },
    { kind: 'note', text: `证明材料：${files.length === 0 ? '没有上传' : files.join('、')}。` },
  ]);
