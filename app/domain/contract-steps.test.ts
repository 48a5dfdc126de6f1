import { expect, test } from 'vitest';
import { asksReader, type StepFacts, type TrialFacts } from './contract-step.ts';
import { sidesOf } from './contract-kind.ts';
import { contractSteps } from './contract-steps.ts';

const facts = (given: Partial<StepFacts>): StepFacts => ({
  state: 'offered',
  versionN: 1,
  proposedBySide: 'licensor',
  viewer: 'licensee',
  names: { licensor: '示例大学', licensee: '示例公司' },
  sides: sidesOf('licence'),
  publicityDays: 20,
  requiresPublicity: true,
  publicity: null,
  signedBy: [],
  awaitsApproval: null,
  milestones: [],
  claims: [],
  report: null,
  trial: null,
  demand: null,
  ground: null,
  today: '2026-11-21',
  ...given,
});
const aTrial = (given: Partial<TrialFacts>): TrialFacts => ({
  state: 'running',
  months: 12,
  endsOn: null,
  decideBy: null,
  deliverBy: null,
  inspectBy: null,
  reportBy: null,
  dataBy: null,
  ...given,
});
const milestone = {
  id: 'm',
  position: 3,
  name: '投产',
  state: 'submitted' as const,
  trigger: 'in_production' as const,
  triggerOn: null,
  amountFen: 80_000_000n,
  acceptDueOn: '2026-11-26',
  rejectedFor: null,
};

test('an offer waits for the other side, and each reads its own sentence', () => {
  expect(contractSteps(facts({}))[0]).toMatchObject({ turn: 'licensee', title: '请确认条款' });
  expect(contractSteps(facts({ viewer: 'licensor' }))[0]?.title).toBe('等示例公司确认条款');
});

test('terms that an upheld objection sent back say so, to each side', () => {
  const sentBack = { state: 'draft', publicity: { state: 'cancelled', lastOn: '2026-12-08' } } as const;
  const head = (given: Partial<StepFacts>) => contractSteps(facts({ ...sentBack, ...given }))[0]?.title;
  expect(head({ viewer: 'licensor' })).toBe('公示的异议成立，公示作废，请改好条款再发');
  expect(head({})).toBe('公示的异议成立，公示作废，等示例大学改好条款再发');
  expect(head({ publicity: null })).toBe('等示例大学改好条款再发给对方');
});

test('of an objection the step says who answers by when; answered, that who objected may still ask for a review', () => {
  const objected = (awaits: NonNullable<StepFacts['publicity']>['awaits'], given: Partial<StepFacts> = {}) =>
    contractSteps(
      facts({ state: 'publicity', publicity: { state: 'objected', lastOn: '2026-12-08', awaits }, ...given }),
    )[0];
  const unit = { kind: 'unit', untilOn: '2026-11-26' } as const;
  expect(objected(unit)).toMatchObject({ turn: 'licensor', dueOn: '2026-11-26' });
  expect(objected(unit)?.title).toContain('等示例大学在 11 月 26 日');
  const own = { viewer: 'licensor' } as const;
  expect(objected(unit, { ...own, readerRoles: ['approver'] })?.title).toContain('公示收到异议，请在 11 月 26 日');
  expect(objected(unit, { ...own, readerRoles: ['officer'] })?.title).toContain('等本单位的审批人在 11 月 26 日');
  const review = (isReader: boolean, names: string[]) =>
    ({ kind: 'review', untilOn: '2026-12-14', reviewers: { isReader, names } }) as const;
  const first = { ...own, readerRoles: ['approver'] } as const;
  const reviewed = (awaits: ReturnType<typeof review>, given: Partial<StepFacts>) => {
    const head = objected(awaits, given);
    return [head?.title, head !== undefined && asksReader(facts(given), head)];
  };
  expect(reviewed(review(true, ['陈']), first)).toEqual(['异议申请复核，请在 12 月 14 日（周一）前复核', true]);
  expect(reviewed(review(false, ['陈']), first)).toEqual([
    '异议申请复核，等本单位没有参与首次答复的另一名审批人（陈）在 12 月 14 日（周一）前复核',
    false,
  ]);
  expect(reviewed(review(false, ['陈', '李']), first)[0]).toContain('另一名审批人在 12 月 14 日');
  expect(reviewed(review(false, []), { ...own, readerRoles: ['owner'] })).toEqual([
    '异议申请复核，请在 12 月 14 日（周一）前增加另一名审批人来复核',
    true,
  ]);
  expect(reviewed(review(false, []), first)[1]).toBe(false);
  expect(objected({ kind: 'review', untilOn: '2026-12-14' })?.title).toContain(
    '等示例大学在 12 月 14 日（周一）前复核',
  );
  const answered = objected({ kind: 'objector', untilOn: '2026-11-30' }, own);
  expect(answered).toMatchObject({ turn: null, dueOn: '2026-11-30' });
  expect(answered?.title).toContain('异议已答复，等提出人：可以申请复核到 11 月 30 日');
});

test('who cannot sign himself reads who does, and what signing on the page waits for', () => {
  const signing = { state: 'signing', requiresPublicity: false } as const;
  expect(contractSteps(facts({ ...signing, readerRoles: ['officer'] }))[0]?.title).toBe(
    '等本单位的管理员或者审批人签署这一版',
  );
  expect(contractSteps(facts({ ...signing, readerRoles: ['approver'] }))[0]?.title).toBe('请签署这一版');
  const colleagues = [
    { name: '魏竹沙', roles: ['approver'] },
    { name: '韦砾川', roles: ['officer'] },
  ] as const;
  expect(contractSteps(facts({ ...signing, readerRoles: ['officer'], colleagues }))[0]?.title).toBe(
    '等本单位的管理员或者审批人（魏竹沙）签署这一版',
  );
  expect(contractSteps(facts({ ...signing, readerRoles: ['officer'], colleagues: [] }))[0]?.title).toContain(
    '还没有人担任，请管理员指定',
  );
});

test('an arrangement that waits for one side’s word is asked of that side, and the other reads that it waits', () => {
  const at = (kind: 'agree' | 'other_agrees' | 'other_signs', given: Partial<StepFacts> = {}) => {
    const of = facts({ state: 'signing', requiresPublicity: false, signing: { pageTurn: { kind } }, ...given });
    const [step] = contractSteps(of);
    return { step, isAsked: step !== undefined && asksReader(of, step) };
  };
  const officer = { readerRoles: ['officer'] } as const;
  expect(at('agree').step?.title).toBe('请同意页面签署的安排');
  expect(at('agree').isAsked).toBe(true);
  expect(at('agree', officer).step?.title).toContain('等本单位的管理员或者审批人');
  expect(at('agree', officer).isAsked).toBe(false);
  expect(at('other_agrees').step).toMatchObject({ turn: 'licensor', title: '等示例大学同意页面签署的安排' });
  expect(at('other_signs').step).toMatchObject({ turn: 'licensor', title: expect.stringContaining('等示例大学签署') });
  expect(at('agree').step?.path).toBe('page-signing?version=1');
});

test('named people are asked themselves; all others of the unit read their names', () => {
  const at = (kind: 'countersign' | 'sign', isNamed: boolean) => {
    const signer = { side: 'licensee', userId: 'c', role: kind, countersignedAt: null, isAble: true } as const;
    const people = [{ ...signer, name: '南砚秋' }];
    const signing = { pageTurn: { kind, people }, isNamed } as const;
    const of = facts({ state: 'signing', requiresPublicity: false, signing, readerRoles: ['approver'] });
    const [step] = contractSteps(of);
    return [step?.title, step !== undefined && asksReader(of, step)];
  };
  expect(at('countersign', true)).toEqual(['请会签这一版', true]);
  expect(at('countersign', false)).toEqual(['等本单位的会签人（南砚秋）会签这一版，会签以后再签署', false]);
  expect(at('sign', true)).toEqual(['请签署这一版', true]);
  expect(at('sign', false)).toEqual(['等本单位指定的签署人（南砚秋）签署这一版', false]);
});

test('a scan that waits is what each side is asked for, and nobody is sent to sign on the page', () => {
  const at = (given: Partial<StepFacts>) =>
    contractSteps(
      facts({ state: 'signing', requiresPublicity: false, signing: { scan: { confirmedBy: [] } }, ...given }),
    )[0];
  expect(at({})).toMatchObject({ title: '请核对并确认这一版的用印扫描件', path: 'signing?version=1' });
  expect(at({ signedBy: ['licensee'] })?.title).toBe('等示例大学核对并确认这一版的用印扫描件');
});

test('at the e-sign provider the last day is said', () => {
  const esign = { isProposed: false, turn: 'licensee', untilOn: '2026-12-23' } as const;
  const at = (given: Partial<typeof esign>) =>
    contractSteps(facts({ state: 'signing', requiresPublicity: false, signing: { esign: { ...esign, ...given } } }))[0];
  expect(at({})).toMatchObject({ dueOn: '2026-12-23', title: '请在 12 月 23 日（周三）前到电子签名服务签署这一版' });
});

test('who can do nothing reads the role that is waited for: to pay, to report, to deliver, to inspect, to hand in, to confirm', () => {
  const claim = { id: 'c', label: '里程碑 2', openFen: 1n, claimedFen: 0n, dueOn: '2026-11-22' };
  const report = { label: '2026 年第 3 季度', endOn: '2026-09-30', dueOn: '2026-11-29' };
  const of = (given: Partial<StepFacts>) =>
    contractSteps(facts({ state: 'performing', readerRoles: ['legal'], ...given }))[0]?.title ?? '';
  expect(of({ claims: [claim] })).toContain('等本单位的经办人或者财务在 11 月 22 日');
  expect(of({ report })).toContain('等本单位的经办人或者财务在');
  expect(of({ milestones: [milestone] })).toContain('等本单位的经办人或者审批人在 11 月 26 日');
  expect(of({ trial: aTrial({ state: 'handed_in', inspectBy: '2026-11-22' }) })).toContain(
    '等本单位的经办人或者审批人',
  );
  const own = { viewer: 'licensor' } as const;
  expect(of({ ...own, claims: [{ ...claim, claimedFen: 1n }] })).toContain('等本单位的财务核对并确认到账');
  expect(of({ ...own, trial: aTrial({ state: 'delivering', deliverBy: null }) })).toContain(
    '等本单位的经办人或者成果完成人',
  );
  const pending = { ...milestone, state: 'pending', acceptDueOn: null } as const;
  expect(of({ ...own, milestones: [pending] })).toContain('等本单位的经办人或者成果完成人提交');
});

test('publicity comes before signing, and an objection before everything', () => {
  expect(contractSteps(facts({ state: 'agreed' }))[0]).toMatchObject({ place: 'publicity', turn: 'licensor' });
  expect(contractSteps(facts({ state: 'agreed' }))[0]?.detail).toContain('不少于 20 日');
  const publicity = { state: 'running', lastOn: '2026-11-17' };
  expect(contractSteps(facts({ state: 'publicity', publicity }))[0]).toMatchObject({ turn: null, dueOn: '2026-11-17' });
  const objected = { state: 'objected', lastOn: '2026-11-17' };
  expect(contractSteps(facts({ state: 'publicity', publicity: objected }))[0]?.title).toContain('异议');
});

test('signing asks the reader first, then the one who has not signed', () => {
  const [mine] = contractSteps(facts({ state: 'signing' }));
  expect(mine).toMatchObject({ turn: 'licensee', title: '请签署这一版' });
  const [theirs] = contractSteps(facts({ state: 'signing', signedBy: ['licensee'] }));
  expect(theirs).toMatchObject({ turn: 'licensor', title: '等示例大学签署这一版', detail: '被许可方已签署。' });
});

test('whose unit has not approved is not asked to sign; who signed already, or is the other side, reads nothing of it', () => {
  const legal = { name: '法务审核', way: 'page', people: ['陈'], isReader: false } as const;
  const signing = { state: 'signing', awaitsApproval: { next: legal } } as const;
  const head = (given: Partial<StepFacts>) => {
    const [first] = contractSteps(facts({ ...signing, ...given }));
    return first && [first.place, first.title, asksReader(facts(given), first)];
  };
  expect(head({})).toEqual(['approval', '等陈（法务审核）审批第 1 版', false]);
  expect(head({ awaitsApproval: { next: { ...legal, isReader: true } } })).toEqual([
    'approval',
    '请审批第 1 版（法务审核）',
    true,
  ]);
  expect(head({ awaitsApproval: { next: { ...legal, people: [] } } })?.[1]).toContain('没有可以办理的人');
  const paper = { ...legal, way: 'paper' } as const;
  expect(head({ awaitsApproval: { next: paper } })?.[1]).toBe('等陈（法务审核）记录第 1 版的线下审批');
  const notBegun = { awaitsApproval: { next: null } };
  expect(head({ ...notBegun, readerRoles: ['officer'] })?.slice(1)).toEqual(['请发起内部审批，批准后签署', true]);
  expect(head({ ...notBegun, readerRoles: ['approver'] })?.slice(1)).toEqual([
    '等本单位的经办人发起内部审批，批准后签署',
    false,
  ]);
  expect(contractSteps(facts({ ...signing, signedBy: ['licensee'] }))[0]?.place).toBe('sign');
  expect(contractSteps(facts({ ...signing, viewer: null }))[0]?.place).toBe('sign');
});

test('a milestone of sales asks nobody for evidence: reports reach it', () => {
  const sales = { ...milestone, state: 'pending', acceptDueOn: null, trigger: 'sales_reached' } as const;
  const [step] = contractSteps(facts({ state: 'performing', viewer: 'licensor', milestones: [sales] }));
  expect(step).toMatchObject({ turn: null, title: '申报的累计销售额达到约定时，里程碑 3“投产”成就，不用另外提交证据' });
  const [other] = contractSteps(
    facts({ state: 'performing', viewer: 'licensor', milestones: [{ ...sales, trigger: 'in_production' }] }),
  );
  expect(other).toMatchObject({ turn: 'licensor', title: '条件成就后，请提交里程碑 3“投产”的证据' });
});

test('in performance the earliest date is the next step; what waits for an event comes last', () => {
  const steps = contractSteps(
    facts({
      state: 'performing',
      milestones: [{ ...milestone, id: 'later', position: 4, state: 'pending', acceptDueOn: null }, milestone],
      claims: [{ id: 'c', label: '提成 2026 年第 3 季度', openFen: 25_345_610n, claimedFen: 0n, dueOn: '2026-11-27' }],
      report: { label: '2026 年第 3 季度', endOn: '2026-09-30', dueOn: '2026-11-29' },
    }),
  );
  expect(steps.map((step) => step.key)).toEqual(['milestone:m', 'claim:c', 'report', 'milestone:later']);
  expect(steps[0]?.title).toBe('请在 11 月 26 日（周四）前验收里程碑 3“投产”，逾期视为通过');
});

test('a settled or withdrawn contract has no next step', () => {
  expect(contractSteps(facts({ state: 'settled' }))).toEqual([]);
  expect(contractSteps(facts({ state: 'withdrawn' }))).toEqual([]);
});

test('a claim that is overdue says so; one that the payer says he paid waits for the payee', () => {
  const claim = { id: 'c', label: '里程碑 2', openFen: 30_000_000n, claimedFen: 0n, dueOn: '2026-10-28' };
  const [late] = contractSteps(facts({ state: 'performing', claims: [claim] }));
  expect(late).toMatchObject({
    turn: 'licensee',
    title: '请付里程碑 2 ¥300,000.00，应在 10 月 28 日（周三）前，已逾期 24 天',
  });
  const [sent] = contractSteps(facts({ state: 'performing', claims: [{ ...claim, claimedFen: 30_000_000n }] }));
  expect(sent).toMatchObject({ turn: 'licensor', title: '等示例大学核对并确认到账：里程碑 2 ¥300,000.00' });
});

test('a period that still runs is told last, with its year, and asks for nothing yet', () => {
  const report = { label: '2027 年第 2 季度', endOn: '2027-06-30', dueOn: '2027-07-30' };
  const pending = { ...milestone, state: 'pending' as const, acceptDueOn: null };
  const running = { state: 'performing', viewer: 'licensor', report } as const;
  const trial = aTrial({ endsOn: '2027-05-20', decideBy: '2027-05-30', reportBy: '2027-05-05' });
  const steps = contractSteps(facts({ ...running, trial, milestones: [pending] }));
  expect(steps[0]).toMatchObject({ key: 'milestone:m', detail: '试用至 2027 年 5 月 20 日（周四），不收使用费。' });
  expect(steps.map(({ key, turn }) => [key, turn])).toEqual([
    ['milestone:m', 'licensor'],
    ['trial_report', null],
    ['trial', null],
    ['report', null],
  ]);
  expect(steps[2]?.title).toContain('最迟 2027 年 5 月 30 日（周日）决定转正、延长或者退出，不选视为退出');
  expect(steps[3]).toMatchObject({
    place: 'none',
    title: '2027 年第 2 季度结束（2027-06-30）后，等示例公司在 2027-07-30 前申报收入',
  });
});

test('nothing delivered: who delivers by when comes first, late days are counted, and no trial is said to run', () => {
  const trial = aTrial({ state: 'delivering', deliverBy: '2026-08-01' });
  const pending = { ...milestone, state: 'pending' as const, acceptDueOn: null };
  const [own, then] = contractSteps(facts({ state: 'performing', viewer: 'licensor', trial, milestones: [pending] }));
  expect(own).toMatchObject({
    place: 'trial',
    turn: 'licensor',
    title: '请交付约定的资料和样品，应在 8 月 1 日（周六）前，已逾期 112 天',
    detail: expect.stringContaining('从交付验收合格起算，为期 12 个月'),
  });
  expect(then).toMatchObject({ key: 'milestone:m', detail: '' });
});

test('what was delivered is inspected by the licensee; on the last day it is not late', () => {
  const trial = aTrial({ state: 'handed_in', months: 0, inspectBy: '2026-11-21' });
  const [inspect] = contractSteps(facts({ state: 'performing', viewer: 'licensor', trial }));
  expect(inspect).toMatchObject({
    turn: 'licensee',
    title: '等示例公司在 11 月 21 日（周六）前按清单验收交付',
    detail: '合格即为正式实施；不合格写明缺什么，退回补齐。',
  });
});

test('the evaluation report is asked for within thirty days of its last day and after it', () => {
  const at = (today: string) => {
    const trial = aTrial({ endsOn: '2027-05-20', decideBy: '2027-05-30', reportBy: '2027-05-05' });
    return contractSteps(facts({ state: 'performing', trial, today }))[0];
  };
  expect(at('2027-04-04')).toMatchObject({ key: 'trial_report', turn: null });
  expect(at('2027-04-05')).toMatchObject({ turn: 'licensee', title: '请在 5 月 5 日（周三）前提交试用评价报告' });
  expect(at('2027-05-06')?.title).toContain('已逾期 1 天');
});

test('of two things with the same day the reader is told his own first', () => {
  const trial = aTrial({ state: 'delivering', deliverBy: '2027-01-07' });
  const claim = { id: 'c', label: '里程碑 1', openFen: 1n, claimedFen: 0n, dueOn: '2027-01-07' };
  const given = { state: 'performing', trial, claims: [claim] } as const;
  expect(contractSteps(facts({ ...given, viewer: 'licensee' })).map(({ key }) => key)).toEqual(['claim:c', 'deliver']);
  expect(contractSteps(facts({ ...given, viewer: 'licensor' })).map(({ key }) => key)).toEqual(['deliver', 'claim:c']);
});

test('a decision on whose silence the contract ends is told before everything else, to both', () => {
  const trial = aTrial({ state: 'deciding', endsOn: '2027-09-21', decideBy: '2027-10-01' });
  const claim = { id: 'c', label: '里程碑 2', openFen: 1n, claimedFen: 0n, dueOn: '2027-01-01' };
  const given = { state: 'performing', today: '2027-09-23', trial, claims: [claim] } as const;
  expect(contractSteps(facts(given)).map(({ key }) => key)).toEqual(['decide', 'claim:c']);
  const [theirs] = contractSteps(facts({ ...given, viewer: 'licensor' }));
  expect(theirs).toMatchObject({
    place: 'trial',
    turn: 'licensee',
    title: '等示例公司在 10 月 1 日（周五）前决定转为正式实施、延长试用或者退出',
    detail: '试用期已于 9 月 21 日（周二）满；到期不作选择，视为退出，合同解除。',
  });
  expect(contractSteps(facts({ ...given, today: '2027-10-02' }))[0]).toMatchObject({ key: 'decide', turn: null });
});

test('what falls due on a day or by signing asks nobody for evidence', () => {
  const dated = { ...milestone, state: 'pending', acceptDueOn: null } as const;
  const titled = (given: { trigger: 'on_date' | 'signed'; triggerOn: string | null }) =>
    contractSteps(facts({ state: 'performing', viewer: 'licensor', milestones: [{ ...dated, ...given }] }))[0];
  expect(titled({ trigger: 'on_date', triggerOn: '2027-01-01' })).toMatchObject({
    turn: null,
    dueOn: '2027-01-01',
    title: '里程碑 3“投产”在 2027 年 1 月 1 日（周五）到期，应付 ¥800,000.00，不用提交证据',
  });
  expect(titled({ trigger: 'signed', triggerOn: null })).toMatchObject({
    turn: null,
    title: '里程碑 3“投产”合同签署后到期，应付 ¥800,000.00，不用提交证据',
  });
});

test('a report that is late says by how many days', () => {
  const report = { label: '2026 年第 3 季度', endOn: '2026-09-30', dueOn: '2026-11-29' };
  const [late] = contractSteps(facts({ state: 'performing', viewer: 'licensor', report, today: '2027-09-23' }));
  expect(late?.title).toBe('等示例公司申报 2026 年第 3 季度的收入，应在 2026 年 11 月 29 日（周日）前，已逾期 298 天');
});

test('the last day of a period is still the period; the day after, its report is the next step', () => {
  const report = { label: '2026 年第 4 季度', endOn: '2026-11-21', dueOn: '2026-12-21' };
  expect(contractSteps(facts({ state: 'performing', report }))[0]).toMatchObject({ place: 'none' });
  const [next] = contractSteps(facts({ state: 'performing', report, today: '2026-11-22' }));
  expect(next).toMatchObject({ place: 'report', turn: 'licensee', dueOn: '2026-12-21' });
});

test('evidence that was sent back is the first thing the licensor reads, with the reason', () => {
  const rejected = { ...milestone, state: 'rejected' as const, acceptDueOn: null, rejectedFor: '缺检测报告' };
  const claim = { id: 'c', label: '里程碑 2', openFen: 1n, claimedFen: 0n, dueOn: '2026-11-22' };
  const given = { state: 'performing', milestones: [rejected], claims: [claim] } as const;
  const [mine] = contractSteps(facts({ ...given, viewer: 'licensor' }));
  expect(mine).toMatchObject({ title: '里程碑 3“投产”的证据被退回，请补充', detail: '退回原因：缺检测报告' });
  expect(contractSteps(facts(given)).map((step) => step.key)).toEqual(['claim:c', 'milestone:m']);
});

test('a termination leaves the claims that were due and the materials to give back', () => {
  const claim = { id: 'c', label: '里程碑 2', openFen: 30_000_000n, claimedFen: 0n, dueOn: '2026-12-28' };
  const steps = contractSteps(facts({ state: 'terminated', ground: 'trial_exit', claims: [claim] }));
  expect(steps.map((step) => step.key)).toEqual(['claim:c', 'return']);
  expect(steps[1]).toMatchObject({ title: '请停止使用，返还或者销毁已交付的资料' });
  expect(steps[1]?.detail).toContain('试用数据');
});

test('the materials of an ended contract are said by one side and answered by the other, until that is a yes', () => {
  const ended = { state: 'terminated', ground: 'agreed' } as const;
  const returning = { standing: 'owed', reason: '', dueOn: '2026-12-01' } as const;
  const read = (
    viewer: 'licensor' | 'licensee',
    change: Partial<typeof returning> | { standing: 'stated' | 'contested' | 'confirmed' },
  ) => contractSteps(facts({ ...ended, viewer, returning: { ...returning, ...change } }));
  expect(read('licensee', {})).toMatchObject([
    {
      place: 'return',
      turn: 'licensee',
      title: '请在 12 月 1 日（周二）前停止使用，返还或者销毁已交付的资料，并写明结果',
    },
  ]);
  expect(read('licensor', {})[0]?.title).toMatch(/^等/u);
  expect(read('licensor', { standing: 'stated' })[0]).toMatchObject({ turn: 'licensor', place: 'return' });
  const contested = { ...returning, standing: 'contested', reason: '样品没有退回' } as const;
  const [again] = contractSteps(facts({ ...ended, viewer: 'licensee', returning: contested }));
  expect(again).toMatchObject({ turn: 'licensee', detail: expect.stringContaining('样品没有退回') });
  expect(read('licensor', { standing: 'confirmed' })).toEqual([]);
  // Of contracts that ended before days were kept no day is named.
  const old = { ...returning, dueOn: null };
  expect(contractSteps(facts({ ...ended, viewer: 'licensee', returning: old }))[0]?.title).toMatch(/^请停止使用/u);
});

test('a contract that ended before anything was delivered asks nobody to give anything back', () => {
  const claim = { id: 'c', label: '里程碑 2', openFen: 30_000_000n, claimedFen: 0n, dueOn: '2026-12-28' };
  const ended = { state: 'terminated', ground: 'by_law', isUndelivered: true } as const;
  expect(contractSteps(facts({ ...ended, claims: [claim] })).map((step) => step.key)).toEqual(['claim:c']);
  expect(contractSteps(facts({ ...ended, viewer: 'licensee' }))).toEqual([]);
});

test('after an exit the data of the trial are awaited by a day', () => {
  const trial = aTrial({ state: 'exited', dataBy: '2026-12-01' });
  const [data] = contractSteps(facts({ state: 'terminated', ground: 'trial_exit', trial }));
  expect(data).toMatchObject({ place: 'trial', turn: 'licensee', title: '请在 12 月 1 日（周二）前提交试用数据' });
});

test('nobody is asked to sign before the co-owners have agreed', () => {
  const waiting = facts({ state: 'signing', ownersFault: '还要共有权人鲁松砚同意这一版。' });
  expect(contractSteps(waiting)[0]).toMatchObject({ place: 'owners', turn: 'licensor', title: '等共有权人同意' });
});

test('words that differ are judged by the lawyer, and a statement against a denial is reviewed, before anybody is asked to sign', () => {
  const at = (given: Partial<StepFacts>) => {
    const of = facts({ state: 'signing', viewer: 'licensor', ...given });
    const [step] = contractSteps(of);
    return [step?.title, step?.place, step !== undefined && asksReader(of, step)];
  };
  const judged = { owesJudgement: true, readerRoles: ['legal'] } as const;
  expect(at(judged)).toEqual(['请判断与在先合同是否重叠', 'clearance', true]);
  expect(at({ ...judged, readerRoles: ['approver'] })[2]).toBe(false);
  const clearanceAhead = { says: '等复核', pending: { what: 'review', untilOn: null } } as const;
  expect(at({ clearanceAhead, readerRoles: ['approver'] })).toEqual(['请复核法务对在先合同的说明', 'clearance', true]);
  expect(at({ clearanceAhead, viewer: 'licensee', readerRoles: ['approver'] })[2]).toBe(false);
  const objecting = { says: '等异议', pending: { what: 'objection', untilOn: '2026-12-06' } } as const;
  expect(at({ clearanceAhead: objecting })[0]).toMatch(/^在先的被许可方可以提出异议，最迟到 12 月 6 日/u);
});

test('nobody is asked to sign while a consent beside an earlier contract waits for its answer', () => {
  const pending = { what: 'consent', untilOn: '2026-12-06' } as const;
  const clearanceAhead = { says: '等它确认', pending };
  for (const viewer of ['licensor', 'licensee'] as const)
    expect(contractSteps(facts({ state: 'signing', viewer, clearanceAhead }))[0]).toMatchObject({
      turn: null,
      place: 'none',
      title: expect.stringMatching(/^等在先的被许可方确认，最迟到 12 月 6 日/u),
    });
});

test('a demand asks the other side to put the breach right, and after its day who demanded to say what becomes of it', () => {
  const demand = { side: 'licensor', untilOn: '2026-12-01' } as const;
  const at = (viewer: 'licensor' | 'licensee', today: string) =>
    contractSteps(facts({ state: 'defaulted', viewer, demand, today }))[0];
  expect(at('licensee', '2026-11-30')).toMatchObject({ turn: 'licensee', place: 'changes', dueOn: '2026-12-01' });
  expect(at('licensee', '2026-11-30')?.title).toMatch(/^请在 .*前补正违约$/);
  expect(at('licensor', '2026-12-01')?.title).toMatch(/^等示例公司在/);
  expect(at('licensor', '2026-12-02')).toMatchObject({ turn: 'licensor' });
  expect(at('licensor', '2026-12-02')?.title).toContain('请确认已补正，或者解除合同');
});

test('a report that is late beyond the reminders is a breach, and who may demand it is told where', () => {
  const report = { key: '2026Q3', label: '2026 年第 3 季度', endOn: '2026-09-30', dueOn: '2026-10-30' };
  const of = (viewer: 'licensor' | 'licensee', today: string) =>
    contractSteps(facts({ state: 'performing', viewer, report, today } as Parameters<typeof facts>[0]))[0]?.detail;
  expect(of('licensor', '2026-11-14')).toBe('没有收入也要申报。');
  expect(of('licensor', '2026-11-15')).toContain('书面催告');
  expect(of('licensee', '2026-11-15')).toBe('没有收入也要申报。');
});

test('before delivery is accepted nobody knows the first period of a royalty: the step says on what it hangs', () => {
  const report = { label: '2028 年第 4 季度', endOn: '2028-12-31', dueOn: '2029-03-01' };
  const later = (trial: TrialFacts) =>
    contractSteps(facts({ state: 'performing', report, trial })).find(({ key }) => key === 'report');
  expect(later(aTrial({ state: 'delivering', months: 24 }))).toMatchObject({
    title: '交付验收合格、试用 24 个月期满以后才开始申报收入；最早的一期是 2028 年第 4 季度，验收晚就顺延',
    dueOn: null,
  });
  expect(later(aTrial({ state: 'delivering', months: 0 }))?.title).toContain('交付验收合格以后');
  expect(later(aTrial({ state: 'running' }))).toMatchObject({ dueOn: '2029-03-01' });
});

test('who is asked reads which of his clauses the other side changed, with the sums, before he agrees; the other side reads that it waits', () => {
  const sum = { label: '里程碑 2“中试完成”', was: '¥305,000.00', now: '¥250,000.00', isSame: false };
  const revised = { clauses: ['里程碑款'], sums: [sum] };
  const head = (given: Partial<StepFacts>) =>
    contractSteps(facts({ versionN: 2, proposedBySide: 'licensee', ...given }))[0];
  expect(head({ viewer: 'licensor', revised })).toMatchObject({
    key: 'revised',
    turn: 'licensor',
    title: '请确认条款：对方改了 1 条（里程碑款）',
    detail: '里程碑 2“中试完成”：¥305,000.00 改为 ¥250,000.00。先看差异，再同意、逐条答复或者修改。',
  });
  expect(head({ viewer: 'licensor', revised, readerRoles: ['finance'] })?.title).toMatch(
    /^等本单位的.+确认条款：对方改了/u,
  );
  expect(head({ viewer: 'licensee' })?.title).toBe('等示例大学确认条款');
});

test('while the licensor owes its word on an earlier contract nobody is asked to agree or to sign', () => {
  const owing = { owesClearance: true } as const;
  const head = (given: Partial<StepFacts>) => {
    const of = facts({ ...owing, ...given });
    const [step] = contractSteps(of);
    return [step?.title, step !== undefined && asksReader(of, step)];
  };
  expect(head({ readerRoles: ['officer', 'approver'] })).toEqual(['等示例大学先说明与在先合同的关系', false]);
  expect(head({ viewer: 'licensor', readerRoles: ['approver'] })).toEqual(['请先说明与在先合同的关系', true]);
  const colleagues = [{ name: '南砚秋', roles: ['legal'] }] as const;
  expect(head({ viewer: 'licensor', readerRoles: ['officer'], colleagues })).toEqual([
    '等本单位的审批人或者法务（南砚秋）先说明与在先合同的关系',
    false,
  ]);
  expect(head({ state: 'signing', requiresPublicity: false })[0]).toBe('等示例大学先说明与在先合同的关系');
});

test('what the reader has to do by a day stands before what waits for an event or for others, by day', () => {
  const change = { versionN: 3, state: 'offered', side: 'licensor', untilOn: '2027-01-09', publicity: null } as const;
  const pending = { ...milestone, state: 'pending' as const, acceptDueOn: null };
  const claim = { id: 'c', label: '里程碑 1', openFen: 100n, claimedFen: 0n, dueOn: '2027-02-01' };
  const keys = (given: Partial<StepFacts>) =>
    contractSteps(facts({ state: 'performing', milestones: [pending], claims: [claim], change, ...given })).map(
      ({ key }) => key,
    );
  expect(keys({ readerRoles: ['officer', 'finance'] })).toEqual(['change', 'claim:c', 'milestone:m']);
  expect(keys({ readerRoles: ['finance'] })[0]).toBe('claim:c');
  expect(keys({ viewer: 'licensor' })[0]).toBe('claim:c');
});

test('a report of the trial waits for the other side, whoever put it', () => {
  const trial = aTrial({ state: 'deciding', endsOn: '2026-11-20', decideBy: '2026-11-30', reportFrom: 'licensee' });
  const steps = (given: Partial<StepFacts>) => {
    const of = facts({ state: 'performing', trial, ...given });
    return contractSteps(of).map((step) => [step.key, asksReader(of, step)]);
  };
  expect(steps({ viewer: 'licensor', readerRoles: ['officer'] })).toEqual([
    ['decide', false],
    ['trial_report_answer', true],
  ]);
  expect(steps({ readerRoles: ['approver'] })).toEqual([
    ['decide', true],
    ['trial_report_answer', false],
  ]);
});
