import { type MemberRole, memberRoleLabels } from './access.ts';
import type { PriorityAhead } from './completer-priority.ts';
import type { ApprovalWay } from './approval.ts';
import type { MilestoneTrigger } from './contract.ts';
import type { AmendmentState } from './amendment-machine.ts';
import type { ChangedSum } from './changed-sums.ts';
import type { DeclarationGround } from './contract-declaration.ts';
import type { ContractSide } from './contract-deeds.ts';
import type { SideNames } from './contract-kind.ts';
import type { ContractState } from './contract-machine.ts';
import { type Day, diffDays, formatDayCn } from './days.ts';
import type { ReturnStanding } from './material-return.ts';
import type { NoticeAwaits } from './notice-awaits.ts';
import type { MilestoneState } from './milestone.ts';
import type { PageTurn } from './page-turn.ts';
import type { Fen } from './money.ts';
import type { PendingClearance } from './grant-conflicts.ts';
import type { PublicityState } from './publicity.ts';
import type { TrialState } from './trial-machine.ts';

/** Delivery and trial of a signed contract, with the days by which what is awaited must be done. */
export interface TrialFacts {
  readonly state: TrialState;
  /** Months of trial as agreed; 0 where delivery alone is awaited. */
  readonly months: number;
  readonly endsOn: Day | null;
  /** Last day to decide; silence after it ends the contract. */
  readonly decideBy: Day | null;
  /** Last days that stand open: of delivery, of its inspection, of the evaluation report, of the data after an exit. */
  readonly deliverBy: Day | null;
  readonly inspectBy: Day | null;
  readonly reportBy: Day | null;
  readonly dataBy: Day | null;
  /** Royalties await delivery, and no period is known before. */
  readonly holdsRoyalty?: boolean;
  /** Who put the latest evaluation report, while the other side has not answered it; absent or null: nothing waits. */
  readonly reportFrom?: ContractSide | null;
}

/** How far the return of the materials of an ended contract is, and by which day its next step is due. */
export interface ReturnFacts {
  readonly standing: ReturnStanding;
  /** Why what was said last is contested. */
  readonly reason: string;
  /** Null of contracts that ended before days were kept. */
  readonly dueOn: Day | null;
}

/** What stands of the signing of a version, beside who has signed it. */
export interface SigningFacts {
  /** What an arrangement or named people on the reader's side wait for; null or absent: nothing. */
  readonly pageTurn?: PageTurn | null;
  /** The reader himself is among the people of `pageTurn`, or is to countersign while it waits for something else. */
  readonly isNamed?: boolean;
  /** The scan of the sealed paper that lies before both, with the sides that confirmed it. */
  readonly scan?: { readonly confirmedBy: readonly ContractSide[] } | null;
  /** At the e-sign provider: how far, whose turn it is (null: the provider's), the last day. */
  readonly esign?: {
    readonly isProposed: boolean;
    readonly turn: ContractSide | null;
    readonly untilOn: Day | null;
  } | null;
}

/** A change that lies before both sides, as its step needs it. */
export interface ChangeFacts {
  readonly versionN: number;
  readonly state: AmendmentState;
  /** Who wrote it. */
  readonly side: ContractSide;
  /** The last day to answer or to sign it; null while it lies before nobody. */
  readonly untilOn?: Day | null;
  readonly signing?: SigningFacts;
  /** While it lies before both: who has signed it. */
  readonly signedBy?: readonly ContractSide[];
  readonly publicity: {
    readonly state: PublicityState;
    readonly lastOn: Day;
    readonly awaits?: NoticeAwaits | null;
  } | null;
}

/** The step at which an approval of the own unit waits, and for whom. */
export interface NextApproval {
  readonly name: string;
  readonly way: ApprovalWay;
  /** Who may decide it, or record it, by name; the reader among them. */
  readonly people: readonly string[];
  readonly isReader: boolean;
}

export interface Colleague {
  readonly name: string;
  readonly roles: readonly MemberRole[];
}

/** What one has to know of a contract to say who must do what next. */
export interface StepFacts {
  readonly state: ContractState;
  readonly versionN: number;
  readonly proposedBySide: ContractSide;
  /** For whom the sentence is: null for a broker, who only looks on. */
  readonly viewer: ContractSide | null;
  readonly names: Readonly<Record<ContractSide, string>>;
  /** What the contract calls them. */
  readonly sides: SideNames;
  /** Put to the reader: which of the clauses that he had were changed, by their names, and the sums among them. Absent or null: none. */
  readonly revised?: { readonly clauses: readonly string[]; readonly sums: readonly ChangedSum[] } | null;
  /** The licensor has still to say why this contract goes beside an earlier one: until then nobody agrees or signs. */
  readonly owesClearance?: boolean;
  /** The licensor's lawyer has still to judge whether words that differ mean different fields or territories. */
  readonly owesJudgement?: boolean;
  /** An objection to the last notice was upheld: the next one says what is put right. */
  readonly owesCorrection?: boolean;
  readonly requiresPublicity: boolean;
  /** Fewest days of it that the licensor's notice runs. */
  readonly publicityDays: number;
  readonly publicity: { readonly state: string; readonly lastOn: Day; readonly awaits?: NoticeAwaits | null } | null;
  /** What the reader is in his organisation; absent: whoever acts for it. */
  readonly readerRoles?: readonly MemberRole[];
  /** The people of the reader's own organisation with their roles, to be named where one of them is waited for. */
  readonly colleagues?: readonly Colleague[];
  readonly signing?: SigningFacts;
  readonly signedBy: readonly ContractSide[];
  /**
   * The reader's own unit has a chain that this version has not passed: the step that is next, null while nobody has begun. Of the
   * other side nobody reads that.
   */
  readonly awaitsApproval: { readonly next: NextApproval | null } | null;
  /** Why the version waits for who owns its object beside the licensor; null or absent where it does not. */
  readonly ownersFault?: string | null;
  /** A state-owned owner has still to record its filed valuation and the deal at an exchange. Absent: it has not. */
  readonly owesStateAsset?: boolean;
  /** Why it waits for those who completed its object and may buy first; null or absent where it does not. */
  readonly priority?: PriorityAhead | null;
  /** What was stated beside an earlier contract waits for a second person or for its party: why, and until when. Null or absent: nothing does. */
  readonly clearanceAhead?: { readonly says: string; readonly pending: PendingClearance } | null;
  readonly milestones: readonly {
    readonly id: string;
    readonly position: number;
    readonly name: string;
    readonly state: MilestoneState;
    readonly trigger: MilestoneTrigger | null;
    /** The day that triggers it; only with `on_date`. */
    readonly triggerOn: Day | null;
    readonly amountFen: Fen;
    readonly acceptDueOn: Day | null;
    /** Of the last evidence, when it was sent back. */
    readonly rejectedFor: string | null;
  }[];
  /** Claims that are not fully paid; `claimedFen` is what the payer says is under way. */
  readonly claims: readonly {
    readonly id: string;
    readonly label: string;
    readonly openFen: Fen;
    readonly claimedFen: Fen;
    readonly dueOn: Day;
    /** Its payer contests it. */
    readonly isContested?: boolean;
  }[];
  /** The next report of revenue; before `endOn` has passed it cannot be filed. */
  readonly report: {
    readonly label: string;
    readonly endOn: Day;
    readonly dueOn: Day;
    /** After an end: until when revenue counts and which periods are left, in one sentence. */
    readonly ended?: string | null;
  } | null;
  /** Null before the contract is signed, and of contracts from before trials were kept. */
  readonly trial: TrialFacts | null;
  /** The demand that stands while a contract is in default: who made it, and the last day to put the breach right. */
  readonly demand: { readonly side: ContractSide; readonly untilOn: Day } | null;
  /** On what a terminated contract ended, where it was declared. */
  readonly ground: DeclarationGround | null;
  /** Of an ended contract that gave technology: how far the return of its materials is; absent or null of others. */
  readonly returning?: ReturnFacts | null;
  /** Of an ended contract: nothing of what it lists was delivered, so nothing is given back. */
  readonly isUndelivered?: boolean;
  /** A change of the signed contract that lies before both sides; absent or null: none. */
  readonly change?: ChangeFacts | null;
  readonly today: Day;
}

/** Where a step is done on the contract's page. */
export type StepPlace =
  | 'terms'
  | 'clearance'
  | 'changes'
  | 'publicity'
  | 'approval'
  | 'owners'
  | 'priority'
  | 'sign'
  | 'milestone'
  | 'trial'
  | 'pay'
  | 'report'
  | 'return'
  | 'none';

export interface Step {
  readonly key: string;
  readonly place: StepPlace;
  /** The milestone or the claim. */
  readonly subjectId: string | null;
  /** Whose turn it is; null when time alone decides. */
  readonly turn: ContractSide | null;
  readonly title: string;
  readonly detail: string;
  readonly dueOn: Day | null;
  /** Who of the side does it; null: whoever acts for it. Nobody's role where it is for people by name. */
  readonly by: readonly MemberRole[] | null;
  /** Below the contract's own page, where a step of its place is done on another than usual. */
  readonly path: string | null;
}

/** A step with what it does not say left empty. */
export const step = (given: Partial<Step> & Pick<Step, 'key' | 'place' | 'title'>): Step => ({
  subjectId: null,
  turn: null,
  detail: '',
  dueOn: null,
  by: null,
  path: null,
  ...given,
});

/** Whether the reader himself can do what the step asks, as its sentence says by 请. */
export const asksReader = ({ viewer, readerRoles }: StepFacts, { turn, by }: Step): boolean =>
  turn !== null && turn === viewer && isOneOf(readerRoles, by);

const isOneOf = (roles: readonly MemberRole[] | undefined, by: readonly MemberRole[] | null | undefined): boolean =>
  by == null || (roles === undefined ? by.length > 0 : by.some((role) => roles.includes(role)));

/** 审批人（魏竹沙）: a role of the own organisation with who holds it; of inventors nobody knows here whose work it is. */
function roleWords({ colleagues }: Reader, by: readonly MemberRole[]): string {
  const words = by.map((role) => memberRoleLabels[role]).join('或者');
  if (colleagues === undefined) return words;
  const named = by.filter((role) => role !== 'inventor');
  const names = colleagues.filter(({ roles }) => named.some((role) => roles.includes(role))).map(({ name }) => name);
  if (names.length === 0) return by.includes('inventor') ? words : `${words}（还没有人担任，请管理员指定）`;
  return `${words}（${firstNames(names)}）`;
}

/** 张三、李四、王五 等 4 人: the first three by name. */
export const firstNames = (names: readonly string[]): string =>
  `${names.slice(0, 3).join('、')}${names.length > 3 ? ` 等 ${names.length} 人` : ''}`;

/** For whom a sentence is: of that alone it depends whether it says 请 or whom he waits for. */
type Reader = Pick<StepFacts, 'viewer' | 'names' | 'readerRoles' | 'colleagues'>;

/** 请 before the reader's own deed; 等 + who does it, by role and name where it is another of his own unit. */
export function ask(facts: Reader, side: ContractSide, by?: readonly MemberRole[]): string {
  if (facts.viewer !== side) return `等${facts.names[side]}`;
  if (by === undefined || isOneOf(facts.readerRoles, by)) return '请';
  return `等本单位的${roleWords(facts, by)}`;
}

/** 请在 11 月 26 日前付…; once that day is past: 请付…，应在 11 月 26 日前，已逾期 3 天. */
export function askBy(
  facts: StepFacts,
  side: ContractSide,
  dueOn: Day,
  deed: string,
  by?: readonly MemberRole[],
): string {
  return whoBy(facts, ask(facts, side, by), dueOn, deed);
}

/** The same of somebody who is named already: 请, 等示例大学. */
export function whoBy(facts: StepFacts, who: string, dueOn: Day, deed: string): string {
  const late = diffDays(dueOn, facts.today);
  const day = `${dayIn(facts, dueOn)}前`;
  return late > 0 ? `${who}${deed}，应在 ${day}，已逾期 ${late} 天` : `${who}在 ${day}${deed}`;
}

/** A day in words, with its year unless it is this year. */
export const dayIn = (facts: StepFacts, day: Day): string =>
  day.slice(0, 4) === facts.today.slice(0, 4) ? formatDayCn(day) : `${day.slice(0, 4)} 年 ${formatDayCn(day)}`;

/** What has a date comes before what waits for an event. */
export const byDate = (a: Step, b: Step): number => {
  if (a.dueOn === b.dueOn) return 0;
  if (a.dueOn === null || b.dueOn === null) return a.dueOn === null ? 1 : -1;
  return a.dueOn < b.dueOn ? -1 : 1;
};
