import { expect, test } from 'vitest';
import { soundTerms } from '#seeds/make-talking-deal.ts';
import { contractKinds, contractSubKinds } from './contract-kind.ts';
import { newTerms } from './contract.ts';
import {
  registrationKindLabels,
  registrationKindsOf,
  registrationPayment,
  suggestedRegistrationKind,
} from './registration-kind.ts';

test('each kind of contract is registered under its own sorts, a transfer never as a licence', () => {
  expect(contractKinds.map((kind) => registrationKindsOf(kind).length)).toEqual([4, 4, 5, 2, 1, 3]);
  expect(registrationKindsOf('transfer').map((sort) => registrationKindLabels[sort])).toContain('技术转让：专利权转让');
});

test('the form begins with the sort that the contract names, and every sort of a contract has one', () => {
  for (const kind of contractKinds) {
    for (const subKind of contractSubKinds[kind]) {
      const found = suggestedRegistrationKind(soundTerms({ kind, subKind }), false);
      expect(registrationKindsOf(kind)).toContain(found);
      if (!subKind.startsWith('一般') && !['技术咨询'].includes(subKind))
        expect(registrationKindLabels[found]).toContain(subKind);
    }
  }
  expect(suggestedRegistrationKind(soundTerms({ kind: 'transfer', subKind: undefined }), true)).toBe('patent_transfer');
});

test('the form says how this contract is paid', () => {
  const { royalty } = newTerms;
  const [stone] = soundTerms().milestones;
  const entry = { ...stone!, trigger: 'signed' as const };
  const of = (
    kind: 'pay_later' | 'licence' | 'service',
    milestones: (typeof entry | typeof stone)[],
    share = royalty,
  ) => registrationPayment(soundTerms({ kind, milestones: milestones.map((item) => item!), royalty: share }));
  expect(of('pay_later', [stone])).toBe('里程碑支付 + 收入提成（零入门费）');
  expect(of('licence', [entry])).toBe('入门费 + 收入提成');
  expect(of('licence', [entry, stone])).toBe('入门费 + 分期支付 + 收入提成');
  expect(of('service', [entry], null)).toBe('一次总付');
  expect(of('service', [entry, stone], null)).toBe('分期支付');
});
