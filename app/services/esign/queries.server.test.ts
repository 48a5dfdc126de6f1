import { describe, expect, test } from 'vitest';
import { esignTests } from '#seeds/esign-for-tests.ts';
import { esignSignerNames } from '#seeds/make-esign.ts';
import { followEsign } from './follow-esign.server.ts';
import { esignPage } from './queries.server.ts';

const here = esignTests();

const { signable } = here;

describe('the page', () => {
  test('shows a side its own link and number only, and says who is next', async () => {
    const { talk, contractId, opened, sign, ctx } = await signable();
    const id = await opened();
    const ofUnit = await esignPage(await talk.as('unit', 'officer'), contractId);
    const ofCompany = await esignPage(await talk.as('company', 'officer'), contractId);
    const seen = (page: typeof ofUnit) =>
      page.flow?.signers.map(({ side, mobile, link }) => [side, mobile !== null, link !== null]);
    expect(seen(ofUnit)).toEqual([
      ['licensor', true, true],
      ['licensee', false, false],
    ]);
    expect(seen(ofCompany)).toEqual([
      ['licensor', false, false],
      ['licensee', true, true],
    ]);
    expect(ofUnit).toMatchObject({
      mayChoose: false,
      mayPropose: false,
      mayJoin: false,
      mayCancel: true,
      mayAsk: true,
    });
    expect(JSON.stringify(ofCompany)).not.toContain('leasedUntil');
    await sign(id, 'licensor');
    await sign(id, 'licensee');
    await followEsign(ctx, { flowId: id });
    await followEsign(ctx, { flowId: id });
    const done = await esignPage(await talk.as('company', 'officer'), contractId);
    expect(done.flow?.papers.map(({ kind }) => kind)).toEqual(['signed', 'report', 'original']);
    expect(done.flow?.signers[0]).toMatchObject({
      verifiedName: esignSignerNames.unit,
      certificateBy: expect.stringContaining('演示'),
    });
    const stranger = await signable();
    await expect(esignPage(await stranger.talk.as('unit', 'officer'), contractId)).rejects.toMatchObject({
      code: 'not_found',
    });
  });
});
