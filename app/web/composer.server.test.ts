import { expect, test } from 'vitest';
import { editRows } from '#app/domain/composer-form.ts';
import { compose, sentForm } from './composer.server.ts';

const typed = (fields: Record<string, string> = {}) => {
  const data = new FormData();
  const all = {
    licenceKind: 'non_exclusive',
    territory: '中国境内',
    fieldOfUse: '淀粉加工',
    termYears: '5',
    'trial.months': '12',
    'trial.extensionMonths': '6',
    deliverables: '工艺说明书',
    'milestones[0].name': '投产',
    'milestones[0].trigger': 'in_production',
    'milestones[0].criteria': '满负荷 72 小时',
    'milestones[0].amount': '30',
    'milestones[0].payWithinDays': '30',
    'milestones[0].acceptWithinDays': '15',
    'royalty.kind': 'flat',
    'royalty.rate': '3',
    'royalty.reportWithinDays': '30',
    'royalty.payWithinDays': '30',
    latePenaltyPerDay: '0.05',
    latePenaltyCap: '20',
    confidentialityYears: '5',
    'royalty.deductions[0].name': '',
    improvements: 'owner_each',
    'dispute.way': 'court',
    'dispute.place': '兰州市',
    ...fields,
  };
  for (const [name, value] of Object.entries(all)) data.append(name, value);
  return sentForm(data);
};

test('a preview reads the terms and the expected sales', () => {
  const { terms, errors, salesFen } = compose(typed({ 'sales[0]': '100' }));
  expect(errors).toEqual({});
  expect(terms?.milestones).toMatchObject([{ amountFen: 30_000_000n, trigger: 'in_production' }]);
  expect(terms?.royalty?.deductions).toEqual([]);
  expect(salesFen).toEqual([100_000_000n]);
});

test('adding a row keeps all that was typed', () => {
  const form = editRows(typed({ termYears: 'viele' }), 'add-milestone');
  expect(form?.milestones.map((row) => row.name)).toEqual(['投产', '']);
  expect(form?.termYears).toBe('viele');
});

test('complaints are named by the field as the browser names it, all at once', () => {
  const { terms, errors } = compose(typed({ 'milestones[0].amount': 'x', 'royalty.rate': '', termYears: '' }));
  expect(terms).toBeNull();
  expect(Object.keys(errors).sort()).toEqual(['milestones[0].amount', 'royalty.rate', 'termYears']);
});

test('terms that can be read and do not hold are previewed with their errors', () => {
  const { terms, errors } = compose(typed({ 'royalty.cap': '10' }));
  expect(terms).not.toBeNull();
  expect(Object.keys(errors)).toEqual(['royalty.cap']);
});

test('a field that the contract must say is complained of when it is emptied, and takes no usual value', () => {
  const must = {
    'trial.months': '请填试用期，单位月',
    'milestones[0].payWithinDays': '请填几天内付款，单位天',
    'milestones[0].acceptWithinDays': '验收期限要在 1 到 365 天之间',
    'royalty.reportWithinDays': '请填期末后几天内申报，单位天',
    'royalty.payWithinDays': '请填申报后几天内付款，单位天',
    latePenaltyPerDay: '请填每日的逾期违约金',
    latePenaltyCap: '请填违约金的上限',
    confidentialityYears: '请填期满后继续保密多久，单位年',
  };
  for (const [name, says] of Object.entries(must)) {
    expect(compose(typed({ [name]: '' })).errors, name).toEqual({ [name]: [says] });
  }
  const emptied = Object.fromEntries(Object.keys(must).map((name) => [name, '']));
  // What cannot be read must not hide what else is wrong.
  const { errors } = compose(typed({ ...emptied, improvements: '', deliverables: '' }));
  expect(Object.keys(errors).sort()).toEqual([...Object.keys(must), 'deliverables', 'improvements'].sort());
});

test('what may be left out is left out: no extension, and no days to accept what is due by itself', () => {
  const { errors, terms } = compose(typed({ 'trial.extensionMonths': '' }));
  expect(errors).toEqual({});
  expect(terms?.trial).toEqual({ months: 12, extensionMonths: 0 });
  const row = { kind: 'licence', 'milestones[0].trigger': 'signed', 'milestones[0].acceptWithinDays': '' };
  expect(compose(typed(row)).errors).toEqual({});
  expect(compose(typed({ kind: 'licence', 'trial.months': '0', 'trial.extensionMonths': '6' })).errors).toEqual({
    'trial.extensionMonths': ['不设试用期就没有延长：这里填 0；要试用的，在上面填试用期'],
  });
});

test('what is emptied shows no figure that nobody typed: it stays as in the version before, and is named as left out', () => {
  const before = { ...compose(typed({})).terms!, trial: { months: 8, extensionMonths: 3 }, confidentialityYears: 7 };
  const emptied = { 'trial.months': '', confidentialityYears: '', latePenaltyPerDay: '' };
  const { preview } = compose(typed(emptied), [], before);
  expect(preview?.terms).toMatchObject({ trial: before.trial, confidentialityYears: 7, latePenaltyPpmPerDay: 500 });
  expect(preview?.leftOut).toEqual(['试用期', '保密年限', '逾期违约金']);
});

test('a forged index neither hangs nor grows', () => {
  const form = typed({ 'milestones[900000000].name': 'x' });
  expect(form.milestones.length).toBeLessThanOrEqual(20);
});

test('the choice that starts open does not hide what else is missing', () => {
  const { errors } = compose(typed({ improvements: '', deliverables: '' }));
  expect(Object.keys(errors).sort()).toEqual(['deliverables', 'improvements']);
});

test('an empty form names all that is missing in one answer, within each milestone too', () => {
  const { errors } = compose(
    typed({
      fieldOfUse: '',
      improvements: '',
      deliverables: '',
      'trial.months': '2',
      'milestones[0].amount': '',
      'milestones[0].criteria': '',
      'royalty.rate': '',
      'royalty.cap': '0.001',
    }),
  );
  expect(Object.keys(errors).sort()).toEqual([
    'deliverables',
    'fieldOfUse',
    'improvements',
    'milestones[0].amount',
    'milestones[0].criteria',
    'royalty.cap',
    'royalty.rate',
    'trial.months',
  ]);
  expect(errors['milestones[0].amount']).toHaveLength(1);
});

test('what stands in for an unread field is never complained about and never shown', () => {
  const form = typed({
    'royalty.kind': 'tiered',
    'royalty.tiers[0].from': 'x',
    'royalty.tiers[0].rate': '3',
    termYears: '?',
    'milestones[0].trigger': '',
  });
  const { errors, preview } = compose(form);
  expect(Object.keys(errors).sort()).toEqual(['milestones[0].trigger', 'royalty.tiers[0].from', 'termYears']);
  expect(form.termYears).toBe('?');
  expect(preview?.leftOut).toEqual(['里程碑 1', '收入提成', '期限']);
  expect(preview?.terms).toMatchObject({ milestones: [], royalty: null });
});

test('rates from a period on that cannot be read leave the rest of the royalty in the preview', () => {
  const { errors, terms, preview } = compose(
    typed({ 'royalty.later[0].fromOn': '', 'royalty.later[0].kind': 'flat', 'royalty.later[0].rate': 'x' }),
  );
  expect([Object.keys(errors).toSorted(), terms]).toEqual([['royalty.later[0].fromOn', 'royalty.later[0].rate'], null]);
  expect(preview?.leftOut).toEqual(['另一种比例']);
  expect(preview?.terms.royalty).toMatchObject({ schedule: { kind: 'flat' } });
  expect(preview?.terms.royalty).not.toHaveProperty('later');
});

test('a preview of a form that is not whole draws blanks', () => {
  const { terms, preview } = compose(typed({ fieldOfUse: '', improvements: '' }));
  expect(terms).toBeNull();
  expect(preview?.terms).toMatchObject({ fieldOfUse: '＿＿＿＿', improvements: null, termYears: 5 });
});

test('what another kind left in the fields is not read: advice has neither trial nor royalty', () => {
  const { terms, errors } = compose(typed({ kind: 'consulting' }));
  expect(errors).toEqual({});
  expect(terms).toMatchObject({ kind: 'consulting', royalty: null, trial: { months: 0, extensionMonths: 0 } });
});

test('what is too long is told with all else, unless it stands so in the version from which one starts', () => {
  const whole = Array.from({ length: 30 }, () => '长'.repeat(900)).join('\n');
  const long = typed({ territory: '州'.repeat(201), ownClauses: whole, termYears: '' });
  const { errors, terms } = compose(long);
  expect(terms).toBeNull();
  expect(Object.keys(errors).toSorted()).toEqual(['termYears', 'territory']);
  expect(compose(typed({ ownClauses: whole })).errors).toEqual({ ownClauses: ['自己写的文字合计最多 20000 个字'] });
  const base = { ...compose(typed({})).terms!, territory: '州'.repeat(201), ownClauses: whole.split('\n') };
  expect(compose({ ...long, termYears: '6' }, [], base).errors).toEqual({});
});

test('a sum due on signing says nothing of how it is reached, but for what stood there already', () => {
  const row = { kind: 'licence', 'milestones[0].trigger': 'signed', 'milestones[0].criteria': '第三方检测合格' };
  const { terms } = compose(typed(row));
  expect(terms?.milestones[0]).toMatchObject({ trigger: 'signed', criteria: '' });
  const before = { ...terms!, milestones: [{ ...terms!.milestones[0]!, criteria: '第三方检测合格' }] };
  expect(compose(typed(row), [], before).terms?.milestones[0]?.criteria).toBe('第三方检测合格');
});

test('the account is the one on record of the side that is paid; the other leaves what stands, and nobody types one', () => {
  const own = { accountName: '甲大学', bankName: '乙银行', accountNo: '6222' };
  const ticked = typed({ payee: 'yes', 'payee.accountNo': '999' });
  expect(compose(typed({ payee: 'yes' }), [], null, own).terms?.payee).toEqual(own);
  expect(compose(typed({ payee: 'yes' })).terms).not.toHaveProperty('payee');
  expect(JSON.stringify(ticked)).not.toContain('999');
  const before = { ...compose(typed()).terms!, payee: own };
  expect(compose(typed({ payee: 'yes' }), [], before).terms?.payee).toEqual(own);
  expect(compose(typed(), [], before, own).terms).not.toHaveProperty('payee');
});
