import { Readable } from 'node:stream';
import { eq } from 'drizzle-orm';
import { beforeEach, expect, test } from 'vitest';
import { notices, organisations } from '#db/schema/index.ts';
import { testDatabase } from '#db/test-database.server.ts';
import {
  asActor,
  makeContext,
  makeOrganisation,
  makePerson,
  type Organisation,
  type Person,
  testClock,
  type TestClock,
} from '#seeds/make.ts';
import type { ActorContext, Context } from '../context.server.ts';
import { listTodos } from '../desk/queries.server.ts';
import { sweepDeadlines } from '../platform/sweep-deadlines.server.ts';
import { listRechecks } from './queries.server.ts';
import { reviewOrganisation } from './review-organisation.server.ts';
import { submitPapers } from './submit-papers.server.ts';
import { findTrust } from './trust.server.ts';

let clock: TestClock;
let ctx: Context;
let unit: Organisation;
let owner: Person;
let reviewer: ActorContext;
const proofs = ['licence', 'authorisation'] as const;
const row = async () => (await ctx.db.select().from(organisations).where(eq(organisations.id, unit.id)))[0];
const papers = async () => ({
  ...(await ctx.files.put(Readable.from([Buffer.from(`%PDF-1.7 ${Math.random()}`)]), 100)),
  name: '新执照.pdf',
});

beforeEach(async () => {
  const { db } = await testDatabase();
  clock = testClock();
  ctx = makeContext(db, { now: clock.now });
  unit = await makeOrganisation(db, { kind: 'enterprise', state: 'submitted', verifiedAt: null });
  owner = await makePerson(db, unit, ['owner', 'officer']);
  const operator = await makeOrganisation(db, { kind: 'organizer' });
  reviewer = await asActor(ctx, await makePerson(db, operator, [], { platformRoles: ['reviewer'] }));
});

test('a reviewer vouches for what he saw, and for no less than who it is and who acts for it', async () => {
  const verify = (seen: readonly ('licence' | 'legal_person' | 'authorisation')[]) =>
    reviewOrganisation(reviewer, unit.id, { event: 'verify', proofs: seen });
  await expect(verify(['licence'])).rejects.toMatchObject({ code: 'invalid', field: 'proofs' });
  expect((await row())?.state).toBe('submitted');
  await verify(proofs);
  expect(await findTrust(ctx, unit.id)).toEqual({
    proofs: ['营业执照', '盖章的管理员授权书'],
    checkedOn: '2026-11-21',
    standing: 'fresh',
  });
});

test('a month before the year is over the organisation is asked; new papers keep it verified and reach the reviewer', async () => {
  await reviewOrganisation(reviewer, unit.id, { event: 'verify', proofs });
  const todos = async () => (await listTodos(await asActor(ctx, owner))).map(({ kind }) => kind);
  expect(await todos()).not.toContain('organisation.recheck');
  clock.moveDays(336);
  await sweepDeadlines(ctx);
  await sweepDeadlines(ctx);
  const told = await ctx.db.select().from(notices).where(eq(notices.userId, owner.id));
  expect(told.filter(({ kind }) => kind === 'organisation.remind')).toHaveLength(1);
  expect(await todos()).toContain('organisation.recheck');
  expect((await listRechecks(reviewer)).some(({ id }) => id === unit.id)).toBe(false);
  await submitPapers(await asActor(ctx, owner), await papers());
  expect((await row())?.state).toBe('verified');
  expect((await listRechecks(reviewer)).find(({ id }) => id === unit.id)?.papers).toMatchObject([
    { name: '新执照.pdf' },
  ]);
  await reviewOrganisation(reviewer, unit.id, { event: 'recheck', proofs });
  expect(await todos()).not.toContain('organisation.recheck');
  expect(await findTrust(ctx, unit.id)).toMatchObject({ standing: 'fresh', checkedOn: '2027-10-23' });
  expect((await listRechecks(reviewer)).some(({ id }) => id === unit.id)).toBe(false);
});

test('who hands in nothing is still verified, and everybody reads that the check is late', async () => {
  await reviewOrganisation(reviewer, unit.id, { event: 'verify', proofs });
  clock.moveDays(365 + 31);
  expect((await findTrust(ctx, unit.id))?.standing).toBe('late');
  expect((await listRechecks(reviewer)).find(({ id }) => id === unit.id)?.papers).toEqual([]);
  await reviewOrganisation(reviewer, unit.id, { event: 'revoke', note: '证照已注销' });
  expect(await findTrust(ctx, unit.id)).toBeNull();
});
