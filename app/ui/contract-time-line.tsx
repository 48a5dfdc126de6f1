import { awaitsDelivery } from '#app/domain/awaited-delivery.ts';
import { groundLabels } from '#app/domain/contract-declaration.ts';
import type { ContractEnding } from '#app/domain/contract-ending.ts';
import type { NoticeAwaits } from '#app/domain/notice-awaits.ts';
import type { ContractState } from '#app/domain/contract-machine.ts';
import { datedTriggers, type MilestoneTrigger, type PayLaterTerms, type RateSchedule } from '#app/domain/contract.ts';
import { dayOf } from '#app/domain/days.ts';
import { formatPpm, formatWan } from '#app/domain/money.ts';
import type { MilestoneState } from '#app/domain/milestone.ts';
import { royaltyPeriods, termOf, trialEndOf } from '#app/domain/schedule.ts';
import { publicityLabel, type PublicityState, type Raised } from '#app/domain/publicity.ts';
import { openTrialStates, type TrialState } from '#app/domain/trial-machine.ts';
import { TimeLine, type TimeLineItem } from './time-line.tsx';

interface ContractTimeLineProps {
  contract: {
    readonly state: ContractState;
    readonly createdAt: Date;
    readonly signedAt: Date | null;
    readonly versionN: number;
  };
  versions: readonly { readonly n: number; readonly createdAt: Date }[];
  terms: PayLaterTerms;
  requiresPublicity: boolean;
  publicity: {
    readonly state: PublicityState;
    readonly raised: Raised;
    readonly startedAt: Date;
    readonly endsAt: Date;
    readonly awaits?: NoticeAwaits | null;
  } | null;
  milestones: readonly {
    readonly id: string;
    readonly position: number;
    readonly name: string;
    readonly state: MilestoneState;
    readonly acceptDueAt: Date | null;
    readonly acceptedAt: Date | null;
  }[];
  /** Delivery and trial as they stand; null before the contract is signed. */
  trial: {
    readonly startsOn: string | null;
    readonly endsOn: string | null;
    readonly decideBy: string | null;
    readonly state: TrialState;
  } | null;
  /** Null while the contract runs. */
  ending: ContractEnding | null;
  /** How many royalties fell due. */
  royaltiesDue: number;
  /** Fewest days of publicity of this unit. */
  publicityDays: number;
  report: { readonly label: string; readonly dueOn: string } | null;
  today: string;
}

type Facts = ContractTimeLineProps;

const isSettledTerms = (state: ContractState) => !['draft', 'offered', 'withdrawn'].includes(state);

const objectedNote = ({ awaits }: NonNullable<Facts['publicity']>): string => {
  if (awaits?.kind === 'review') return '异议复核中';
  if (awaits?.kind !== 'objector') return '有异议待答复';
  return `异议已答复，提出人可以申请复核到 ${awaits.untilOn}`;
};

function publicityItem({ publicity, publicityDays }: Facts): TimeLineItem {
  const key = 'publicity';
  const title = '公示';
  if (publicity === null || publicity.state === 'cancelled')
    return { key, title, when: `不少于 ${publicityDays} 日`, state: 'later' };
  const when = `${dayOf(publicity.startedAt)} 起`;
  const last = dayOf(publicity.endsAt);
  if (publicity.state === 'ended')
    return { key, title, when, note: `${last} ${publicityLabel(publicity.state, publicity.raised)}`, state: 'done' };
  const note = publicity.state === 'objected' ? objectedNote(publicity) : `至 ${last}`;
  return { key, title, when, note, state: 'now' };
}

function trialItem({ contract, terms, trial, ending, today }: Facts): TimeLineItem {
  const when = `${terms.trial.months} 个月`;
  if (contract.signedAt === null) return { key: 'trial', title: '试用', when, note: '不收使用费', state: 'later' };
  const facts = { signedOn: dayOf(contract.signedAt) };
  const isAwaited = trial !== null && trial.startsOn === null && openTrialStates.includes(trial.state);
  if (isAwaited && ending === null) {
    return { key: 'trial', title: '试用', when: '交付验收合格起', note: `${when}，不收使用费`, state: 'later' };
  }
  const end = trial?.endsOn ?? trialEndOf(terms, facts);
  const item = { key: 'trial', title: '试用', when: trial?.startsOn ?? termOf(terms, facts).startOn } as const;
  if (ending !== null && ending.on < item.when) return { ...item, when: '未发生', state: 'missed' };
  if (ending !== null && ending.on <= end) return { ...item, note: `到 ${ending.on} 为止`, state: 'done' };
  if (trial?.state === 'deciding') {
    return { ...item, note: `${end} 期满，${trial.decideBy} 前决定，不选视为退出`, state: 'now' };
  }
  return { ...item, note: `至 ${end}，不收使用费`, state: today > end ? 'done' : 'now' };
}

/** Falls due by signing, a day or reports of sales: nobody inspects it. */
const isOfItself = (trigger: MilestoneTrigger | undefined): boolean =>
  trigger !== undefined && (trigger === 'sales_reached' || datedTriggers.includes(trigger));

function milestoneItems({ contract, terms, milestones, ending }: Facts): TimeLineItem[] {
  if (contract.signedAt === null) {
    return terms.milestones.map((item, i) => ({
      key: `milestone-${i}`,
      title: `里程碑 ${i + 1}`,
      when: formatWan(item.amountFen),
      note: item.name,
      state: 'later',
    }));
  }
  return milestones.map((row) => {
    const item = { key: row.id, title: `里程碑 ${row.position}`, note: row.name };
    if (row.state === 'submitted' && row.acceptDueAt) {
      return { ...item, when: `${dayOf(row.acceptDueAt).slice(5)} 前验收`, state: 'now' };
    }
    if (row.acceptedAt === null && (ending !== null || row.state === 'cancelled'))
      return { ...item, when: '未发生', state: 'missed' };
    if (row.state === 'disputed') return { ...item, when: '有争议，已停', state: 'waiting', waitsFor: '双方了结争议' };
    if (row.acceptedAt === null)
      return { ...item, when: row.state === 'rejected' ? '待补证据' : '条件未成就', state: 'later' };
    const when = dayOf(row.acceptedAt);
    if (row.state === 'settled') return { ...item, when, state: 'done' };
    const waitsFor =
      row.state === 'frozen'
        ? '应付款有争议'
        : isOfItself(terms.milestones[row.position - 1]?.trigger)
          ? '待付款'
          : '已验收，待付款';
    return { ...item, when, note: `${row.name}，${waitsFor}`, state: 'waiting', waitsFor };
  });
}

function royaltyItem({ contract, terms, trial, report, ending, royaltiesDue: n, today }: Facts): TimeLineItem[] {
  const { royalty } = terms;
  if (royalty === null) return [];
  if (ending !== null) {
    const item = { key: 'royalty', title: '提成' };
    if (report !== null) {
      const when = `${report.dueOn} 前申报`;
      return [
        {
          ...item,
          when,
          note: n === 0 ? '到终止那天为止的收入' : `已计 ${n} 期，到终止那天为止`,
          state: 'waiting',
          waitsFor: '待申报',
        },
      ];
    }
    return [n === 0 ? { ...item, when: '未发生', state: 'missed' } : { ...item, when: `${n} 期`, state: 'done' }];
  }
  const rateOf = (schedule: RateSchedule) => (schedule.kind === 'flat' ? formatPpm(schedule.ratePpm) : '分档');
  const changes = (royalty.later ?? []).map(({ fromOn, schedule }) => `，${fromOn.slice(0, 7)} 起 ${rateOf(schedule)}`);
  const rate = [rateOf(royalty.schedule), ...changes].join('');
  const isAwaited = awaitsDelivery(terms) && !trial?.startsOn;
  // Before delivery is accepted nobody knows when the trial ends.
  const isKnown = trial === null || trial.endsOn !== null || (terms.trial.months === 0 && !isAwaited);
  const began = trial?.endsOn ? { trialEndedOn: trial.endsOn } : { deliveredOn: trial?.startsOn };
  const first =
    contract.signedAt && isKnown
      ? royaltyPeriods(terms, { signedOn: dayOf(contract.signedAt), ...began })[0]
      : undefined;
  const cap = royalty.capFen === null ? '不设封顶' : `至累计 ${formatWan(royalty.capFen)}为止`;
  return [
    {
      key: 'royalty',
      title: '提成',
      when: first ? `${first.startOn.slice(0, 7)} 起 ${rate}` : isAwaited ? `交付验收合格起 ${rate}` : rate,
      note: [n > 0 && `已计 ${n} 期`, report && isKnown && `${report.dueOn} 前申报`, cap].filter(Boolean).join('；'),
      state: first && first.startOn <= today ? 'now' : 'later',
    },
  ];
}

function endingItem({ ending }: Facts): TimeLineItem[] {
  if (ending === null) return [];
  const note = ending.ground === null ? undefined : groundLabels[ending.ground];
  const state = ending.state === 'terminated' ? 'broken' : 'done';
  return [{ key: 'ending', title: ending.word, when: ending.on, note, state }];
}

/** When the terms that stand, or that both signed first, were written: a later change of them is no step of this line. */
function lastWritten({ contract: { createdAt, signedAt }, versions }: Facts): Date {
  const written = versions.map((row) => row.createdAt).filter((at) => signedAt === null || at <= signedAt);
  return written.reduce((last, at) => (at > last ? at : last), createdAt);
}

/** What has happened to a contract and what comes. */
export function ContractTimeLine(facts: ContractTimeLineProps) {
  const { contract, requiresPublicity } = facts;
  const items: TimeLineItem[] = [
    {
      key: 'terms',
      title: '条款',
      when: dayOf(lastWritten(facts)),
      note: contract.versionN === 1 ? '第 1 版' : `现行第 ${contract.versionN} 版`,
      state: isSettledTerms(contract.state) ? 'done' : 'now',
    },
    ...(requiresPublicity ? [publicityItem(facts)] : []),
    {
      key: 'sign',
      title: '签署',
      when: contract.signedAt ? dayOf(contract.signedAt) : '双方签署',
      note: contract.signedAt ? '双方已签' : undefined,
      state: contract.signedAt ? 'done' : contract.state === 'signing' ? 'now' : 'later',
    },
    ...(facts.terms.trial.months === 0 ? [] : [trialItem(facts)]),
    ...milestoneItems(facts),
    ...royaltyItem(facts),
    ...endingItem(facts),
  ];
  return <TimeLine label="合同进程" items={items} />;
}
