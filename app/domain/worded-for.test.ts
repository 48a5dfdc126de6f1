import fc from 'fast-check';
import { expect, test } from 'vitest';
import { soundTerms } from '#seeds/make-talking-deal.ts';
import { contractKinds, type ContractKind, mayHaveRoyalty, trialOf } from './contract-kind.ts';
import { describeTerms } from './contract-text.ts';
import type { PayLaterTerms } from './contract.ts';
import { priceTermsOf } from './price-terms.ts';

/** Words that hold the sides' names, parts of them, and the characters that mark a place. */
const words = fc
  .array(
    fc.constantFrom('许可方', '被许可方', '被', '许', '可方', '方', '让与人', '受托人', '甲', '\0', '0', '1', '$&'),
    {
      minLength: 1,
      maxLength: 6,
    },
  )
  .map((parts) => parts.join(''));

const [stone] = soundTerms().milestones;

function termsOf(kind: ContractKind, next: () => string): PayLaterTerms {
  const plain = soundTerms();
  return soundTerms({
    kind,
    subKind: next(),
    territory: next(),
    fieldOfUse: next(),
    deliverables: [next(), next()],
    milestones: [
      { ...stone!, name: next(), criteria: next(), evidence: next() },
      { ...stone!, name: next(), criteria: next(), evidence: '', trigger: 'signed' },
    ],
    trial: trialOf(kind) === 'none' ? { months: 0, extensionMonths: 0 } : withEvaluation(next),
    royalty: mayHaveRoyalty(kind) ? { ...plain.royalty!, deductions: [{ name: next(), capPpm: null }] } : null,
    dispute: { way: 'arbitration', place: next() },
    rights: [
      {
        type: 'invention',
        name: next(),
        number: next(),
        owner: next(),
        status: next(),
        filedOn: null,
        expiresOn: null,
        paidUntilOn: null,
        asOf: '2026-11-02',
      },
    ],
    security: [
      {
        kind: 'guarantee',
        provider: next(),
        product: next(),
        sumFen: null,
        premiumFen: null,
        subsidyPpm: null,
        beneficiary: next(),
        claimEvent: next(),
      },
    ],
    ownClauses: [next()],
  });
}
const withEvaluation = (next: () => string) => ({
  months: 6,
  extensionMonths: 0,
  evaluation: { metrics: [next(), next()], method: next(), evaluator: next() },
});

test('what was typed stands in the text of every kind as it was typed', () => {
  fc.assert(
    fc.property(fc.constantFrom(...contractKinds), fc.infiniteStream(words), (kind, stream) => {
      const typed: string[] = [];
      const next = () => {
        const { value } = stream.next();
        typed.push(value as string);
        return value as string;
      };
      const parties = { licensor: { name: next() }, licensee: { name: next() }, subject: { name: next(), no: next() } };
      const terms = termsOf(kind, next);
      const text = describeTerms(terms, parties).flatMap(({ paragraphs }) => paragraphs);
      const said = text.join('\n');
      for (const one of typed) expect(said).toContain(one);
      expect(text).toContain(terms.ownClauses![0]);
    }),
  );
});

test('a notice of the price names milestones and deductions as they were typed', () => {
  fc.assert(
    fc.property(fc.constantFrom(...contractKinds), words, words, (kind, name, deduction) => {
      const plain = termsOf(kind, () => '甲');
      const terms = {
        ...plain,
        milestones: [{ ...stone!, name }],
        royalty: plain.royalty && { ...plain.royalty, deductions: [{ name: deduction, capPpm: null }] },
      };
      const said = priceTermsOf(terms).join('\n');
      expect(said).toContain(`${name} 30 万元`);
      if (terms.royalty) expect(said).toContain(`计提前可扣除：${deduction}`);
    }),
  );
});

test('the sentences around it speak of the sides as the kind calls them', () => {
  const parties = {
    licensor: { name: '兰州许可方研究院' },
    licensee: { name: '乙公司' },
    subject: { name: '回收技术' },
  };
  const [first] = describeTerms(
    termsOf('service', () => '被许可方名录'),
    parties,
  );
  expect(first?.paragraphs[0]).toBe('受托人：兰州许可方研究院。');
  const transfer = describeTerms(
    termsOf('transfer', () => '甲'),
    parties,
  );
  expect(JSON.stringify(transfer).replace('兰州许可方研究院', '')).not.toContain('许可方');
});
