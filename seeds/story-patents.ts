import { addDays } from '#app/domain/days.ts';
import type { PatentFacts } from '#app/domain/patent.ts';
import { patentCheckDigit } from '#app/domain/patent-number.ts';
import { attachPatents } from '#app/services/patents/attach-patents.server.ts';
import { enterPatents } from '#app/services/patents/enter-patents.server.ts';
import { loadPatents } from '#app/services/patents/load-patents.server.ts';
import { achievements as rows } from '#db/schema/index.ts';
import { eq } from 'drizzle-orm';
import type { Story, Teller } from './story-steps.ts';
import { achievements } from './world/achievements.ts';
import { organisations } from './world/organisations.ts';

const unit = 'longyuan-poly';

/** A number of a serial that no office has reached. */
const invented = (digits: string): string => `ZL${digits}.${patentCheckDigit(digits)}`;
const beside = invented('202329900031');

const own = achievements
  .filter(({ org }) => org === unit)
  .flatMap(({ ip }) => ip)
  .filter((right) => right.number?.startsWith('ZL') === true);

/** What a database exported: all in force but one whose fee was not paid; one that a company holds; one near its end. */
function exported(owner: string, today: string): PatentFacts[] {
  const facts = own.map((right): PatentFacts => {
    const number = right.number ?? '';
    const isLapsed = number === 'ZL202229900015.0';
    return {
      number,
      otherNumber: null,
      title: right.name,
      type: right.type === 'utility_model' ? 'utility_model' : 'invention',
      owner: number === 'ZL202219900068.7' ? `${owner}；橙箔新材料有限公司` : owner,
      status: isLapsed ? 'ceased' : 'granted',
      filedOn: `${number.slice(2, 6)}-03-12`,
      grantedOn: null,
      expiresOn: right.expiresOn ?? null,
      paidUntilOn: isLapsed ? addDays(today, -240) : addDays(today, number.endsWith('3') ? 95 : 300),
    };
  });
  return [
    ...facts,
    {
      number: beside,
      otherNumber: null,
      title: '一种淀粉工艺水絮凝沉降槽',
      type: 'utility_model',
      owner,
      status: 'granted',
      filedOn: '2023-06-20',
      grantedOn: '2024-01-09',
      expiresOn: '2033-06-20',
      paidUntilOn: addDays(today, 210),
    },
  ];
}

/** The unit enters its patents by number, loads an export, ties one to a listed achievement; one of a listing has lapsed. */
export async function* unitPatents(tell: Teller): Story {
  yield '2026-11-17 09:20';
  const officer = await tell.as('longyuan-officer');
  const [last, ...others] = own.map(({ number }) => number ?? '');
  await enterPatents(officer, { lines: [...others, beside].join('\n') });
  yield '2026-11-17 09:50';
  const name = organisations.find(({ key }) => key === unit)?.name ?? '';
  const facts = exported(name, tell.today());
  await loadPatents(await tell.as('longyuan-officer'), {
    name: '专利检索平台导出表',
    asOf: tell.today(),
    find: async () => ({ facts, looked: facts.length, faults: [] }),
  });
  yield '2026-11-17 10:05';
  const [starch] = await tell
    .platform()
    .db.select({ no: rows.no })
    .from(rows)
    .where(eq(rows.id, tell.idOf('achievement', 'potato-protein')));
  await attachPatents(await tell.as('longyuan-officer'), { numbers: [beside], achievementNo: starch?.no ?? '' });
  // One number waits for the next export.
  await enterPatents(await tell.as('longyuan-officer'), { lines: `${last ?? ''}\n${invented('202519900120')}` });
}
