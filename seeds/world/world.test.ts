import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { embodiments } from '#seeds/reference/achievement-codes.ts';
import { chains } from '#seeds/reference/chains.ts';
import { cooperations } from '#seeds/reference/demand-codes.ts';
import { fields } from '#seeds/reference/fields.ts';
import { industries } from '#seeds/reference/industries.ts';
import { regions } from '#seeds/reference/regions.ts';
import type { Term } from '#seeds/reference/term.ts';
import { transferModes } from '#seeds/reference/transfer-modes.ts';
import { trlLevels } from '#seeds/reference/trl.ts';
import { achievements } from './achievements.ts';
import { brokers } from './brokers.ts';
import { demands } from './demands.ts';
import { organisations } from './organisations.ts';
import { demoAccounts, people } from './people.ts';

const today = '2026-11-21';

const codesOf = (terms: readonly Term[]): ReadonlySet<string> => new Set(terms.map((term) => term.code));
const fieldCodes = codesOf(fields.filter((field) => !('hiddenForAchievements' in field)));
const chainCodes = codesOf(chains);
const regionCodes = codesOf(regions);

const expectUnique = (values: readonly string[]): void => {
  expect(values.filter((value, index) => values.indexOf(value) !== index)).toEqual([]);
};

const known = (codes: ReadonlySet<string>, values: readonly string[]): boolean => values.every((v) => codes.has(v));

test('keys, phones, mail addresses, credit codes, names and certificates stand once', () => {
  expectUnique([...organisations, ...achievements, ...demands].map((row) => row.key));
  expectUnique(people.map((person) => person.key));
  expectUnique(people.map((person) => person.phone));
  expectUnique(people.map((person) => person.email));
  expectUnique(people.map((person) => person.name));
  expectUnique(organisations.map((organisation) => organisation.uscc));
  expectUnique(organisations.map((organisation) => organisation.name));
  expectUnique(achievements.map((achievement) => achievement.name));
  expectUnique(demands.map((demand) => demand.title));
  expectUnique(brokers.map((broker) => broker.certificateNo));
});

test('the world is large enough to look lived in', () => {
  const ofKind = (...kinds: string[]) =>
    organisations.filter((organisation) => kinds.includes(organisation.kind)).length;
  expect(ofKind('university', 'institute')).toBeGreaterThanOrEqual(4);
  expect(ofKind('enterprise')).toBeGreaterThanOrEqual(5);
  expect(ofKind('broker_agency')).toBeGreaterThanOrEqual(1);
  expect(ofKind('organizer')).toBeGreaterThanOrEqual(1);
  expect(organisations.filter(({ kind }) => kind === 'authority').map(({ region }) => region)).toEqual([
    '620000',
    '621100',
  ]);
  expect(brokers).toHaveLength(8);
  expect(achievements.length).toBeGreaterThanOrEqual(60);
  expect(demands.length).toBeGreaterThanOrEqual(25);
  expect(achievements.filter(({ price }) => price.kind === 'pay_later').length).toBeGreaterThanOrEqual(25);
});

const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';

/** GB 11714: the ninth character of an organisation code. */
function organisationCheck(eight: string): string {
  const weights = [3, 7, 9, 10, 5, 8, 4, 2];
  const sum = [...eight].reduce((total, char, i) => total + Number.parseInt(char, 36) * (weights[i] ?? 0), 0);
  const check = 11 - (sum % 11);
  return check === 10 ? 'X' : String(check % 11);
}

/** GB 32100: weights are the powers of 3 modulo 31. */
function creditCheck(seventeen: string): string {
  let weight = 1;
  let sum = 0;
  for (const char of seventeen) {
    sum += alphabet.indexOf(char) * weight;
    weight = (weight * 3) % 31;
  }
  return alphabet.charAt((31 - (sum % 31)) % 31);
}

test('a credit code has both check characters right and is registered where the body sits', () => {
  expect(creditCheck('91350100M000100Y4')).toBe('3');
  for (const { name, uscc, region } of organisations) {
    expect(uscc, name).toMatch(/^(11|12|52|91)62\d{4}[0-9A-HJ-NP-RTUWXY]{10}$/);
    expect(uscc.slice(2, 8), name).toBe(region);
    expect(uscc.charAt(16), name).toBe(organisationCheck(uscc.slice(8, 16)));
    expect(uscc.charAt(17), name).toBe(creditCheck(uscc.slice(0, 17)));
  }
});

test('everybody is a sample with an unassigned number and an example address', () => {
  for (const person of people) {
    expect(person.sample).toBe(true);
    expect(person.phone).toMatch(/^199000\d{5}$/);
    expect(person.email).toMatch(/^[a-z0-9-]+@example\.com$/);
    expect(person.roles.length + person.platformRoles.length, person.key).toBeGreaterThan(0);
  }
});

test('every supplier can decide, pay, check and invent; every enterprise can decide, sign and pay', () => {
  for (const { key, kind } of organisations) {
    const roles = new Set(people.filter((person) => person.org === key).flatMap((person) => person.roles));
    if (kind === 'university' || kind === 'institute')
      expect([...roles].sort(), key).toEqual([
        'approver',
        'finance',
        'inventor',
        'legal',
        'officer',
        'owner',
        'secrecy',
      ]);
    else if (kind === 'enterprise')
      expect([...roles].sort(), key).toEqual(['approver', 'finance', 'legal', 'officer', 'owner']);
    else expect(roles, key).toContain('owner');
  }
});

test('the printed accounts exist and show every role', () => {
  const shown = demoAccounts.map((account) => people.find((person) => person.key === account.person));
  const roles = new Set(shown.flatMap((person) => [...(person?.roles ?? []), ...(person?.platformRoles ?? [])]));
  expect(shown).not.toContain(undefined);
  expect([...roles].sort()).toEqual(
    ['admin', 'approver', 'finance', 'inventor', 'legal', 'officer', 'owner', 'reviewer', 'secrecy'].sort(),
  );
  expect(demoAccounts.some((account) => brokers.some((broker) => broker.person === account.person))).toBe(true);
});

test("README's table has the printed accounts, each with its number", () => {
  const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
  const listed = [...readme.matchAll(/^\| (199\d{8}) *\| ([^|]*?) *\|/gm)].map(
    ([, phone, label]) => `${phone} ${label}`,
  );
  const printed = demoAccounts.map(
    ({ label, person }) => `${people.find(({ key }) => key === person)?.phone} ${label}`,
  );
  expect(listed).toEqual(printed);
});

test('a broker is a member of his organisation, and his certificate is still valid', () => {
  for (const broker of brokers) {
    expect(people.find((person) => person.key === broker.person)?.org, broker.person).toBe(broker.org);
    expect(broker.certificateUntilOn > today, broker.person).toBe(true);
    expect(known(fieldCodes, broker.fields) && known(chainCodes, broker.chains), broker.person).toBe(true);
    expect(known(regionCodes, broker.regions), broker.person).toBe(true);
  }
});

test.each(achievements.map((achievement) => [achievement.key, achievement] as const))('achievement %s', (_, a) => {
  expect(a.name.length).toBeLessThanOrEqual(120);
  expect(a.problem + a.solution).not.toContain('\n');
  expect(a.abstract.length).toBeGreaterThanOrEqual(200);
  expect(a.abstract.length).toBeLessThanOrEqual(500);
  expect(a.keywords.length).toBeGreaterThanOrEqual(1);
  expect(a.keywords.length).toBeLessThanOrEqual(3);
  expectUnique([...a.keywords, ...a.searchTerms]);
  expect(a.fields.length).toBeGreaterThanOrEqual(1);
  expect(a.fields.length).toBeLessThanOrEqual(3);
  expect(known(fieldCodes, a.fields) && known(chainCodes, a.chains)).toBe(true);
  expect(known(codesOf(industries), a.industries) && regionCodes.has(a.region)).toBe(true);
  expect(known(codesOf(transferModes), a.transferModes)).toBe(true);
  expect(['university', 'institute']).toContain(organisations.find(({ key }) => key === a.org)?.kind);
  const forTypes: readonly string[] = embodiments.find(({ code }) => code === a.embodiment)?.forTypes ?? [];
  expect(forTypes).toContain(a.type);
  if (a.type === 'applied') expect(a.stage).toBe(trlLevels[(a.trl ?? 0) - 1]?.stage);
  expect(a.trl === null).toBe(a.trlBasis === null);
  expect(a.advantages.length).toBeLessThanOrEqual(4);
  expect(a.publishedOn <= a.confirmedOn && a.confirmedOn <= today && a.confirmedOn >= '2026-06-01').toBe(true);
});

test('the shares of a team are the whole, fall in order, and belong to inventors of the unit', () => {
  for (const achievement of achievements) {
    const shares = achievement.people.map((person) => person.sharePpm);
    expect(
      shares.reduce((sum, share) => sum + share, 0),
      achievement.key,
    ).toBe(1_000_000);
    expect(shares, achievement.key).toEqual([...shares].sort((a, b) => b - a));
    for (const { person, name, title } of achievement.people)
      expect(people.find(({ key }) => key === person)).toMatchObject({
        name,
        title,
        org: achievement.org,
        roles: ['inventor'],
      });
  }
});

test('pay-later is offered where it is priced, from level 4, and its cap is above its milestones', () => {
  for (const { key, price, transferModes: modes, trl } of achievements) {
    expect(modes.includes('PAYLATER'), key).toBe(price.kind === 'pay_later');
    if (price.kind === 'range') expect(price.minFen < price.maxFen, key).toBe(true);
    if (price.kind !== 'pay_later') continue;
    expect(trl, key).toBeGreaterThanOrEqual(4);
    expect(price.capFen > price.milestonesFen, key).toBe(true);
    expect(price.royaltyPpm > 0 && price.royaltyPpm <= 200_000, key).toBe(true);
    expect(price.trialMonths >= 3 && price.trialMonths <= 36, key).toBe(true);
  }
});

/** The character after the point of a Chinese patent number; weights 2–9, then 2–5, modulo 11. */
function patentCheck(twelve: string): string {
  const weights = [2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5];
  const rest = [...twelve].reduce((sum, digit, i) => sum + Number(digit) * (weights[i] ?? 0), 0) % 11;
  return rest === 10 ? 'X' : String(rest);
}

test('rights carry numbers of the right shape, once, and none has run out', () => {
  const rights = achievements.flatMap((achievement) => achievement.ip);
  expectUnique(rights.flatMap((right) => right.number ?? []));
  for (const { type, number, name, status, expiresOn } of rights) {
    if (type === 'trade_secret') expect(number, name).toBeUndefined();
    if (type === 'invention' || type === 'utility_model') {
      const [, zl, twelve = '', check] = /^(ZL)?(20\d\d[12]99\d{5})\.([\dX])$/.exec(number ?? '') ?? [];
      expect(check, name).toBe(patentCheck(twelve));
      expect(zl === 'ZL', name).toBe(status === 'granted');
      expect(twelve.charAt(4), name).toBe(type === 'invention' ? '1' : '2');
      if (zl)
        expect(Number(expiresOn?.slice(0, 4)) - Number(twelve.slice(0, 4)), name).toBe(type === 'invention' ? 20 : 10);
    }
    if (type === 'software') expect(number, name).toMatch(/^20\d\dSR99\d{5}$/);
    if (expiresOn) expect(expiresOn > today, name).toBe(true);
  }
});

test('the library spreads over maturity, fields and 市州', () => {
  expect([...new Set(achievements.map(({ trl }) => trl))].filter((trl) => trl !== null).sort()).toEqual([
    3, 4, 5, 6, 7, 8, 9,
  ]);
  expect(
    new Set(achievements.flatMap((a) => a.fields.map((field) => field.split('.')[0]))).size,
  ).toBeGreaterThanOrEqual(14);
  expect(new Set(achievements.map(({ region }) => region.slice(0, 4))).size).toBeGreaterThanOrEqual(10);
});

test.each(demands.map((demand) => [demand.key, demand] as const))('demand %s', (_, d) => {
  expect(d.title.length).toBeGreaterThanOrEqual(10);
  expect(d.title.length).toBeLessThanOrEqual(60);
  expect(d.summary.length).toBeLessThanOrEqual(500);
  expect(d.metrics.length).toBeGreaterThanOrEqual(1);
  for (const metric of d.metrics) expect(Number(metric.value)).not.toBeNaN();
  expect(known(fieldCodes, d.fields) && known(chainCodes, d.chains) && regionCodes.has(d.region)).toBe(true);
  expect(known(codesOf(cooperations), d.cooperation)).toBe(true);
  expect(d.cooperation.includes('PAYLATER')).toBe(d.acceptPayLater);
  expect(organisations.find(({ key }) => key === d.org)?.kind).toBe('enterprise');
  expect(d.wantedTrlMin).toBeLessThanOrEqual(d.wantedTrlMax);
  expect(d.budgetMinFen === null).toBe(d.budgetMaxFen === null);
  if (d.budgetMinFen !== null && d.budgetMaxFen !== null) expect(d.budgetMinFen < d.budgetMaxFen).toBe(true);
  expect(d.publishedOn <= today && d.validUntilOn > today && d.solveByOn > d.validUntilOn).toBe(true);
});

test('what fits a demand shares its field or chain and at least three of its words', () => {
  for (const demand of demands) {
    const text = [
      demand.title,
      demand.summary,
      demand.problem,
      demand.statusQuo,
      ...demand.metrics.map((m) => m.name),
    ].join('\n');
    expect(demand.fits.length, demand.key).toBeGreaterThanOrEqual(2);
    expect(demand.fits.length, demand.key).toBeLessThanOrEqual(4);
    for (const key of demand.fits) {
      const fit = achievements.find((achievement) => achievement.key === key);
      if (fit === undefined) throw new Error(`${demand.key} names ${key}`);
      const chainsOfFit: readonly string[] = fit.chains;
      const fieldsOfFit: readonly string[] = fit.fields;
      expect(
        demand.fields.some((field) => fieldsOfFit.includes(field)) ||
          demand.chains.some((c) => chainsOfFit.includes(c)),
        `${demand.key} ${key}`,
      ).toBe(true);
      const shared = [...fit.keywords, ...fit.searchTerms].filter((word) => text.includes(word));
      expect(shared.length, `${demand.key} ${key}: ${shared.join(' ')}`).toBeGreaterThanOrEqual(3);
    }
  }
});
