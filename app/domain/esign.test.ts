import { expect, test } from 'vitest';
import {
  areSealsWhole,
  esignVerdict,
  giveUpFrom,
  hasGivenUp,
  sealOf,
  type NamedSigner,
  type ProviderFlow,
  type ProviderSigner,
} from './esign.ts';

const named: NamedSigner[] = [
  {
    side: 'licensor',
    orgName: '陇原理工大学',
    uscc: '126200000000000001',
    signerName: '王校长',
    authority: 'legal_representative',
  },
  {
    side: 'licensee',
    orgName: '定西薯月淀粉有限公司',
    uscc: '91620000000000002X',
    signerName: '李总',
    authority: 'legal_representative',
  },
];
const signed = (n: 0 | 1, given: Partial<ProviderSigner> = {}): ProviderSigner => ({
  side: named[n]!.side,
  status: 'signed',
  organisation: named[n]!.orgName,
  uscc: named[n]!.uscc,
  person: named[n]!.signerName,
  readAt: null,
  signedAt: new Date('2026-11-22T02:00:00Z'),
  note: null,
  ...given,
});
const finished: ProviderFlow = {
  state: 'finished',
  reference: 'flow',
  fileIds: ['doc'],
  signers: [signed(0), signed(1)],
  note: null,
};
const verdict = (given: Partial<ProviderFlow>) => esignVerdict({ ...finished, ...given }, { fileId: 'doc', named });

test('a flow counts for signed when the provider says so of the one document and of both named signers', () => {
  expect(verdict({})).toEqual({ event: 'finish' });
  expect(verdict({ state: 'signing' })).toBeNull();
  // What the provider does not tell proves nothing; small letters and wide spaces are no other name.
  expect(verdict({ fileIds: [], signers: [signed(0, { person: null, organisation: null }), signed(1)] })).toEqual({
    event: 'finish',
  });
  expect(verdict({ signers: [signed(1, { uscc: '91620000000000002x' }), signed(0, { person: '王　校长' })] })).toEqual({
    event: 'finish',
  });
});

test('an attorney is known by his name: where the provider tells nobody, or somebody else, it is set aside', () => {
  const attorney = named.map((row) => ({ ...row, authority: 'attorney' as const }));
  const told = (person: string | null) =>
    esignVerdict({ ...finished, signers: [signed(0), signed(1, { person })] }, { fileId: 'doc', named: attorney });
  expect(told('李总')).toEqual({ event: 'finish' });
  for (const person of [null, '赵某']) expect(told(person)).toEqual({ event: 'setAside', reason: 'signer' });
});

test('each named organisation has its own intact seal, by its exact name', () => {
  const seal = (signer: string, isIntact = true) => ({ signer, certificateBy: `CA of ${signer}`, isIntact });
  const names = ['兰州大学', '兰州大学第二医院'];
  const whole = [seal('兰州大学第二医院'), seal('兰州　大学')];
  expect(areSealsWhole(whole, names)).toBe(true);
  expect(sealOf(whole, '兰州大学')?.certificateBy).toBe('CA of 兰州　大学');
  const sets = [
    [],
    [seal('某某'), seal('某某')],
    [seal('兰州大学'), seal('兰州大学')],
    [seal('兰州大学第二医院'), seal('兰州大学第二医院')],
    [seal('兰州大学'), seal('兰州大学第二医院', false)],
    [...whole, seal('第三方', false)],
  ];
  for (const seals of sets) expect(areSealsWhole(seals, names)).toBe(false);
  expect(areSealsWhole([seal('兰州大学')], ['兰州大学', '兰州大学'])).toBe(false);
});

test('another document, or one more, is set aside', () => {
  for (const fileIds of [['other'], ['doc', 'other'], ['doc', 'doc']]) {
    expect(verdict({ fileIds })).toEqual({ event: 'setAside', reason: 'file' });
  }
});

test('another organisation, another person, a signer too few or too many is set aside', () => {
  const sets = [
    [signed(0)],
    [signed(0), signed(1), signed(1)],
    [signed(0), signed(1, { uscc: '91620000000000003X' })],
    [signed(0), signed(1, { uscc: null })],
    [signed(0), signed(1, { organisation: '定西薯月淀粉厂' })],
    [signed(0, { person: '赵某' }), signed(1)],
    [signed(0), signed(1, { status: 'waiting' })],
    [signed(0), signed(1, { signedAt: null })],
    [signed(0), signed(1, { side: 'licensor' })],
  ];
  for (const signers of sets) expect(verdict({ signers })).toEqual({ event: 'setAside', reason: 'signer' });
});

test('what ended at the provider: refused by one, run out, called off', () => {
  const refused = [signed(0), signed(1, { status: 'refused', note: '第 5 条写错了' })];
  expect(verdict({ state: 'terminated', signers: refused })).toEqual({
    event: 'refuse',
    side: 'licensee',
    note: '第 5 条写错了',
  });
  expect(verdict({ state: 'expired' })).toEqual({ event: 'expire' });
  expect(verdict({ state: 'terminated', note: '改用纸质' })).toEqual({ event: 'end', note: '改用纸质' });
});

test('a flow that is to be called off may be declared ended ten days after the provider last said anything', () => {
  const silentSince = new Date('2026-11-01T02:00:00Z');
  expect(giveUpFrom({ state: 'cancelling', silentSince })).toEqual(new Date('2026-11-11T02:00:00Z'));
  expect(giveUpFrom({ state: 'open', silentSince })).toBeNull();
  expect(giveUpFrom({ state: 'cancelling', silentSince: null })).toBeNull();
});

test('a declaration stands until the provider answers again', () => {
  const silentSince = new Date('2026-11-01T02:00:00Z');
  const at = (text: string) => ({ gaveUpAt: new Date(text) });
  expect(hasGivenUp(at('2026-11-12T02:00:00Z'), { silentSince })).toBe(true);
  expect(hasGivenUp(at('2026-11-01T02:00:00Z'), { silentSince })).toBe(false);
  expect(hasGivenUp({ gaveUpAt: null }, { silentSince })).toBe(false);
});
