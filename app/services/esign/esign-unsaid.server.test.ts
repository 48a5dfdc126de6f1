import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { esignSigners } from '#db/schema/index.ts';
import { esignTests } from '#seeds/esign-for-tests.ts';
import { esignSignerNames } from '#seeds/make-esign.ts';
import { evidenceReport } from '../contracts/evidence-queries.server.ts';
import { askEsign } from './ask-esign.server.ts';
import { cancelEsign } from './cancel-esign.server.ts';
import { followEsign } from './follow-esign.server.ts';

const here = esignTests();

const { signable } = here;

describe('what the provider does not say', () => {
  test('an answer about another flow leaves no trace of its signers', async () => {
    const { ctx, opened, sign, flowOf, kinds } = await signable();
    const id = await opened();
    await sign(id, 'licensor');
    const readFlow: typeof here.standIn.provider.readFlow = async (at) => ({
      ...(await here.standIn.provider.readFlow(at)),
      reference: 'another',
    });
    await followEsign({ ...ctx, esign: { ...here.standIn.provider, readFlow } }, { flowId: id });
    expect(await flowOf(id)).toMatchObject({ state: 'aside', endNote: 'file' });
    expect(await kinds()).toEqual(['frozen', 'esign_agreed', 'esign_agreed', 'esign_opened', 'esign_ended']);
    const rows = await here.db.select().from(esignSigners).where(eq(esignSigners.flowId, id));
    expect(rows.map(({ signedAt, verifiedName }) => [signedAt, verifiedName])).toEqual([
      [null, null],
      [null, null],
    ]);
  });

  test('the evidence names the person who was verified, or nobody', async () => {
    const { ctx, talk, contractId, opened, sign } = await signable();
    const id = await opened();
    await sign(id, 'licensor');
    const readFlow: typeof here.standIn.provider.readFlow = async (at) => {
      const seen = await here.standIn.provider.readFlow(at);
      return { ...seen, signers: seen.signers.map((row) => ({ ...row, person: null })) };
    };
    await followEsign({ ...ctx, esign: { ...here.standIn.provider, readFlow } }, { flowId: id });
    const { entries } = await evidenceReport(await talk.as('company', 'officer'), contractId);
    const signed = entries.find(({ kind }) => kind === 'esign_signed');
    expect(signed?.body).toMatchObject({ signer: null, named: esignSignerNames.unit });
  });

  test('seals of others conclude nothing; a check that says nothing yet is asked again', async () => {
    const { ctx, opened, sign, flowOf, contract } = await signable();
    const id = await opened();
    await sign(id, 'licensor');
    await sign(id, 'licensee');
    const looking = (seals: { signer: string; certificateBy: null; isIntact: boolean }[]) =>
      followEsign(
        { ...ctx, esign: { ...here.standIn.provider, checkFile: () => Promise.resolve(seals) } },
        { flowId: id },
      );
    await looking([]);
    expect(await flowOf(id)).toMatchObject({ state: 'open', askFault: 'no_seals_yet' });
    const other = { signer: '某某', certificateBy: null, isIntact: true };
    await looking([other, other]);
    expect(await flowOf(id)).toMatchObject({ state: 'aside', endNote: 'seal' });
    expect((await contract()).state).toBe('signing');
  });

  test('four clicks are one question; a telephone number and a link are forgotten when it is over', async () => {
    const { ctx, clock, talk, opened, work } = await signable();
    const id = await opened();
    clock.moveDays(1);
    const officer = await talk.as('unit', 'officer');
    ctx.queued.length = 0;
    await Promise.all(Array.from({ length: 4 }, () => askEsign(officer, { flowId: id })));
    expect(ctx.queued).toHaveLength(1);
    await cancelEsign(officer, { flowId: id, reason: '改用纸质' });
    await work();
    const rows = await here.db.select().from(esignSigners).where(eq(esignSigners.flowId, id));
    expect(rows.map(({ mobile, link }) => [mobile, link])).toEqual([
      [null, null],
      [null, null],
    ]);
  });
});
