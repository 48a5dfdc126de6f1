import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type MatchCandidate, proposeMatches, proposeReturns } from './bank-match.ts';
import { paymentReference, referencesIn } from './payment-reference.ts';

const claimId = '0197a000-0000-7000-8000-3c5d1e7f9a2b';
const claim: MatchCandidate = {
  kind: 'obligation',
  id: claimId,
  reference: paymentReference(claimId),
  contractNo: 'HT-2026-00042',
  payerName: '定西薯月淀粉有限公司',
  amountFen: 30_000_000n,
  paidOn: null,
  serialKey: null,
};
const slip: MatchCandidate = { ...claim, kind: 'receipt', id: 'r', paidOn: '2026-11-19', serialKey: 'SN20261' };
const line = {
  bookedOn: '2026-11-20',
  amountFen: 30_000_000n,
  otherName: '定西薯月淀粉有限公司',
  memo: '',
  serialKey: 'X0001',
};

describe('付款码', () => {
  test('is found however the bank writes the remark, and a mistyped one is none', () => {
    const { reference } = claim;
    expect(referencesIn(`里程碑款 ${reference.slice(0, 5)} ${reference.slice(5).toLowerCase()}。`)).toEqual([
      reference,
    ]);
    const last = reference.endsWith('7') ? '8' : '7';
    expect(referencesIn(`${reference.slice(0, -1)}${last}`)).toEqual([]);
    expect(referencesIn('货款')).toEqual([]);
  });

  test('of any claim is read back', () => {
    fc.assert(
      fc.property(fc.uuid(), (id) => {
        expect(referencesIn(`x ${paymentReference(id)} y`)).toContain(paymentReference(id));
      }),
    );
  });
});

describe('a line of incoming money', () => {
  test('with the code and the amount is a strong proposal, and says why', () => {
    const [best] = proposeMatches({ ...line, memo: `里程碑1 ${claim.reference}` }, [claim]);
    expect(best).toMatchObject({ level: 'strong', score: 100 });
    expect(best?.reasons).toEqual([`附言写有付款码 ${claim.reference}`, '金额与未付清的一致', '付款户名就是付款方']);
  });

  test('with the serial of a slip goes to the slip before its claim', () => {
    const found = proposeMatches({ ...line, serialKey: 'SN-2026-1' }, [claim, slip]);
    expect(found[0]).toMatchObject({ candidate: { kind: 'receipt' }, level: 'strong' });
  });

  test('with amount and name alone is likely, never strong', () => {
    expect(proposeMatches(line, [claim])[0]).toMatchObject({ level: 'likely' });
  });

  test('that fits two claims alike is uncertain for both', () => {
    const found = proposeMatches(line, [claim, { ...claim, id: 'other', reference: 'CGT' }]);
    expect(found.map(({ level }) => level)).toEqual(['weak', 'weak']);
  });

  test('with less or more than is open is proposed with what that means', () => {
    const memo = claim.reference;
    expect(proposeMatches({ ...line, memo, amountFen: 10_000_000n }, [claim])[0]?.doubts).toEqual([
      '部分付款，还差 ¥200,000.00',
    ]);
    expect(proposeMatches({ ...line, memo, amountFen: 31_000_000n }, [claim])[0]?.doubts).toEqual([
      '多付 ¥10,000.00，多出的记为预收款',
    ]);
  });

  test('from somebody else, or with the code of another claim, is not proposed by its amount', () => {
    expect(proposeMatches({ ...line, otherName: '别的公司' }, [claim])).toEqual([]);
    const other = paymentReference('0197a000-0000-7000-8000-111111111111');
    expect(proposeMatches({ ...line, memo: other }, [claim])).toEqual([]);
  });

  test('whatever is written, scores stay within 0 and 100 and sink from the first on', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.bigInt({ min: 1n, max: 10n ** 12n }), (memo, otherName, amountFen) => {
        const scores = proposeMatches({ ...line, memo, otherName, amountFen }, [claim, slip]).map(({ score }) => score);
        expect(scores.every((score) => score >= 35 && score <= 100)).toBe(true);
        expect(scores).toEqual(scores.toSorted((a, b) => b - a));
      }),
    );
  });
});

describe('a line of outgoing money', () => {
  const receipt = {
    receiptId: 'r',
    no: 'SK-2026-00007',
    payerName: '定西薯月淀粉有限公司',
    bankSerialKey: null,
    refundableFen: 30_000_000n,
    paidOn: '2026-11-01',
    openRefund: null,
  };
  test('that says 退汇 and is the whole receipt goes to it; more than is left of it does not', () => {
    const back = { ...line, memo: '退汇 账号户名不符' };
    expect(proposeReturns(back, [receipt])[0]).toMatchObject({ level: 'strong' });
    expect(proposeReturns({ ...back, amountFen: 30_000_001n }, [receipt])).toEqual([]);
    expect(proposeReturns({ ...back, bookedOn: '2026-10-31' }, [receipt])).toEqual([]);
  });

  test('a refund that is recorded already is found again', () => {
    const openRefund = { id: 'f', amountFen: 5_000_000n, serialKey: 'X0001' };
    const found = proposeReturns({ ...line, amountFen: 5_000_000n }, [{ ...receipt, refundableFen: 0n, openRefund }]);
    expect(found[0]).toMatchObject({ level: 'strong', reasons: expect.arrayContaining(['流水号与登记的一致']) });
  });
});
