import { expect, test } from 'vitest';
import { readForm, refuseOddFields } from './read-form.server.ts';

const formOf = (...names: string[]): FormData => {
  const form = new FormData();
  for (const name of names) form.append(name, 'x');
  return form;
};

const statusOf = (work: () => void): number => {
  try {
    work();
    return 200;
  } catch (error) {
    return error instanceof Response ? error.status : 500;
  }
};

test('names of real forms pass', () => {
  const names = ['intent', 'milestones[0].amount', 'royalty.tiers[12].from', 'roles', 'add-member', 'costs[]'];
  expect(statusOf(() => refuseOddFields(formOf(...names)))).toBe(200);
});

test('a huge index, a deep name, a strange name are refused before anything is built from them', () => {
  const odd = ['phone[4294967290]', 'a[10000]', `a${'.b'.repeat(50)}`, 'a b', '', '__proto__[x]y', 'x'.repeat(500)];
  for (const name of odd)
    expect(
      statusOf(() => refuseOddFields(formOf(name))),
      name,
    ).toBe(400);
});

test('thousands of fields, or hundreds of one name, are refused', () => {
  expect(statusOf(() => refuseOddFields(formOf(...Array.from({ length: 201 }, () => 'a'))))).toBe(400);
  expect(statusOf(() => refuseOddFields(formOf(...Array.from({ length: 1001 }, (_, at) => `a${at}`))))).toBe(400);
});

test('a body without a length, too long, or of another kind is not read', async () => {
  const ask = (headers: Record<string, string>) =>
    readForm(new Request('http://localhost/', { method: 'POST', headers, body: 'a=1' })).then(
      () => 200,
      (error: unknown) => (error as Response).status,
    );
  const type = 'application/x-www-form-urlencoded';
  expect(await ask({ 'content-type': type })).toBe(411);
  expect(await ask({ 'content-type': type, 'content-length': '2000000' })).toBe(413);
  expect(await ask({ 'content-type': 'application/json', 'content-length': '3' })).toBe(415);
  expect(await ask({ 'content-type': type, 'content-length': '3' })).toBe(200);
});
