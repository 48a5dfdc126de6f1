import type { LoaderFunctionArgs } from '@remix-run/node';
import { contractKindLabels } from '#app/domain/contract-kind.ts';
import { contractMachine, contractStateFrom } from '#app/domain/contract-machine.ts';
import { dayOf } from '#app/domain/days.ts';
import { labelOf } from '#app/domain/machine.ts';
import { listContracts } from '#app/services/contracts/list-contracts.server.ts';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { page } from '#app/web/respond.server.ts';
import { isCutShort, mostExported, tableReply } from '#app/web/table-reply.server.ts';

const head = [
  '合同编号',
  '名称',
  '合同类别',
  '卖方（许可、让与、受托、研究开发）',
  '买方（被许可、受让、委托）',
  '状态',
  '下一个日期',
  '合同额（元）',
  '应收或应付（元）',
  '已到账（元）',
];

/** The contracts of the list, all pages of the chosen state; what the reader's list does not show stays empty. */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  const state = contractStateFrom(new URL(args.request.url).searchParams.get('state'));
  return page(async () => {
    const { rows } = await listContracts(ctx, { state, page: 1, size: mostExported });
    return tableReply(args.request, {
      name: `contracts-${dayOf(ctx.now())}`,
      sheet: '合同',
      head,
      isCut: isCutShort(rows),
      rows: rows.map((row) => [
        row.no,
        row.title,
        contractKindLabels[row.kind],
        row.licensor.name,
        row.licensee.name,
        labelOf(contractMachine, row.state),
        row.nextDueOn ?? '',
        row.contractFen ?? '',
        row.dueFen ?? '',
        row.receivedFen ?? '',
      ]),
    });
  });
}
