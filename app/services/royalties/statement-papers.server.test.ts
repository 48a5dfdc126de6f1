import { Readable } from 'node:stream';
import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { statementPapers } from '#db/schema/index.ts';
import { testDatabase } from '#db/test-database.server.ts';
import { asActor, makeContext, makeOrganisation, makePerson } from '#seeds/make.ts';
import { receivedPdf } from '#seeds/make-performing-contract.ts';
import { makeParties, makeSignedContract, milestoneTerms } from '#seeds/make-signed-contract.ts';
import { getFile } from '../files/get-file.server.ts';
import { sheetOfStatement } from '../papers/statement-sheet.server.ts';
import { addStatementPaper } from './add-statement-paper.server.ts';
import { fileStatement } from './file-statement.server.ts';
import { statementPage } from './statement-page.server.ts';

/** 2026Q1 and 2026Q2 were reported, 1,000,000.00 each. */
async function reported() {
  const { db } = await testDatabase();
  const ctx = makeContext(db);
  const parties = await makeParties(db);
  const { contract } = await makeSignedContract(db, parties, { terms: { milestones: [milestoneTerms()] } });
  const finance = await asActor(ctx, parties.companyFinance);
  const file = (period: string) =>
    fileStatement(finance, { contractId: contract.id, period, grossFen: 100_000_000n, deductionsFen: [] });
  const [first, second] = [await file('2026Q1'), await file('2026Q2')];
  const unit = await asActor(ctx, parties.unitFinance);
  const list = async (name: string, rows: readonly string[]) => {
    const head = '数电票号码,开票日期,购买方名称,项目名称,金额,税额,价税合计';
    const text = ['销项发票清单', head, ...rows, '合计,,,,,,'].join('\n');
    return { ...(await ctx.files.put(Readable.from([Buffer.from(text)]), 100_000)), name };
  };
  return { ...parties, db, ctx, contract, finance, unit, first, second, list };
}
const number = (n: number) => `2662200000001234${String(n).padStart(4, '0')}`;

test('the list of invoices is compared with the report: what was left out stands at the top', async () => {
  const { finance, unit, first, second, list } = await reported();
  const add = async (statementId: string, rows: readonly string[]) =>
    addStatementPaper(finance, { statementId, kind: 'invoices', paper: await list('销项.csv', rows) });
  await add(first.id, [
    `${number(1)},2026-02-03,兰州某厂,浓缩乳,1000000.00,130000.00,1130000.00`,
    `${number(2)},2026-05-06,兰州某厂,浓缩乳,100.00,13.00,113.00`,
  ]);
  const { invoices } = await statementPage(unit, first.id);
  expect(invoices).toMatchObject({ withinFen: 113_000_000n, differenceFen: 13_000_000n, count: 2 });
  expect(invoices?.outside.map(({ invoiceNo }) => invoiceNo)).toEqual([number(2)]);
  // The same invoice in the list of another period is named there.
  await add(second.id, [`${number(2)},2026-05-06,兰州某厂,浓缩乳,884955.75,115044.25,1000000.00`]);
  const other = (await statementPage(unit, second.id)).invoices;
  expect(other).toMatchObject({ differenceFen: 0n });
  expect(other?.twice).toHaveLength(1);
  // A later list counts instead, the earlier one stays.
  await add(first.id, [`${number(1)},2026-02-03,兰州某厂,浓缩乳,884955.75,115044.25,1000000.00`]);
  const page = await statementPage(unit, first.id);
  expect(page.invoices).toMatchObject({ differenceFen: 0n, twice: [] });
  expect(page.papers).toHaveLength(2);
});

test('void and taken-back invoices of a list count in no sum', async () => {
  const { finance, unit, first, ctx } = await reported();
  const text = [
    '数电票号码,开票日期,购买方名称,项目名称,税额,价税合计,发票状态',
    `${number(1)},2026-02-03,兰州某厂,浓缩乳,115044.25,1000000.00,正常`,
    `${number(2)},2026-02-04,兰州某厂,浓缩乳,13.00,113.00,作废`,
    `${number(3)},2026-02-05,兰州某厂,浓缩乳,26.00,226.00,已红冲-全额`,
    `${number(4)},2026-02-06,兰州某厂,浓缩乳,-26.00,-226.00,红字`,
  ].join('\n');
  const paper = { ...(await ctx.files.put(Readable.from([Buffer.from(text)]), 100_000)), name: '销项.csv' };
  await addStatementPaper(finance, { statementId: first.id, kind: 'invoices', paper });
  const { invoices } = await statementPage(unit, first.id);
  expect(invoices).toMatchObject({ withinFen: 100_000_000n, differenceFen: 0n, redFen: 0n });
  expect(invoices?.voided.map(({ invoiceNo }) => invoiceNo)).toEqual([number(2), number(3), number(4)]);
});

test('a list that cannot be read whole is refused by line and keeps nothing', async () => {
  const { finance, first, list, db } = await reported();
  const add = async (rows: readonly string[]) =>
    addStatementPaper(finance, { statementId: first.id, kind: 'invoices', paper: await list('销项.csv', rows) });
  await expect(add([`${number(1)},二月,某厂,浓缩乳,1,0,1`])).rejects.toMatchObject({
    code: 'file_refused',
    params: { says: expect.stringContaining('第 3 行开票日期读不出来') },
  });
  await expect(add([])).rejects.toMatchObject({ code: 'file_refused' });
  expect(await db.$count(statementPapers, eq(statementPapers.statementId, first.id))).toBe(0);
});

test('only the licensee adds papers; both parties read them, nobody else', async () => {
  const { ctx, finance, unit, first, db } = await reported();
  const sealed = async () => ({
    statementId: first.id,
    kind: 'sealed' as const,
    paper: await receivedPdf(ctx, '盖章.pdf'),
  });
  await expect(addStatementPaper(unit, await sealed())).rejects.toMatchObject({ code: 'forbidden' });
  const { fileId } = await addStatementPaper(finance, await sealed());
  await expect(getFile(unit, fileId)).resolves.toMatchObject({ name: '盖章.pdf' });
  const stranger = await makeOrganisation(db, { kind: 'enterprise' });
  const other = await asActor(ctx, await makePerson(db, stranger, ['finance']));
  await expect(getFile(other, fileId)).rejects.toMatchObject({ code: 'not_found' });
  await expect(statementPage(other, first.id)).rejects.toMatchObject({ code: 'not_found' });
  const { statement, licensee, papers } = await statementPage(unit, first.id);
  expect([statement.filer, papers[0]?.adder]).toEqual([licensee.name, licensee.name]);
  await expect(addStatementPaper(other, await sealed())).rejects.toMatchObject({ code: 'not_found' });
});

test('a report that was corrected takes no more papers, and its sheet says which report it is', async () => {
  const { ctx, finance, contract, first } = await reported();
  const truth = { contractId: contract.id, period: '2026Q1', grossFen: 90_000_000n, deductionsFen: [] };
  const again = await fileStatement(finance, { ...truth, isCorrection: true, note: '一张红字发票漏记' });
  const input = { kind: 'sealed' as const, paper: await receivedPdf(ctx, '盖章.pdf') };
  await expect(addStatementPaper(finance, { ...input, statementId: first.id })).rejects.toMatchObject({
    code: 'state_changed',
  });
  expect((await sheetOfStatement(finance, again.id)).meta).toContain('第 2 次申报');
});
