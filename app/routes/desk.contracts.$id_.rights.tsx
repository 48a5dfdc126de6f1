import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { Link, useActionData, useLoaderData } from '@remix-run/react';
import { gateOf } from '#app/domain/contract-deeds.ts';
import { LostRightsInput, RestoredRightsInput } from '#app/domain/contract-deed-input.ts';
import { declareLoss } from '#app/services/contracts/declare-loss.server.ts';
import { declareRestoration } from '#app/services/contracts/declare-restoration.server.ts';
import { getOwnContract } from '#app/services/contracts/own-contract.server.ts';
import { rightsPage } from '#app/services/contracts/rights-page.server.ts';
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx';
import { ContractDeclarations } from '#app/ui/contract-declarations.tsx';
import { LossForm, RestoreForm } from '#app/ui/contracts/rights-forms.tsx';
import { PageTitle } from '#app/ui/page-title.tsx';
import { SectionHead } from '#app/ui/section-head.tsx';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { deed } from '#app/web/form.server.ts';
import { handleUpload } from '#app/web/handle-upload.server.ts';
import { type FormReply, page } from '#app/web/respond.server.ts';
import { rowId } from '#app/web/row-id.server.ts';
import { fileIn } from '#app/web/upload.server.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.contract.no ?? ''} 权利状态 · 成果通` },
];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  return page(() => rightsPage(ctx, rowId(args.params)));
}

export async function action(args: ActionFunctionArgs) {
  const contractId = await page(async () => rowId(args.params));
  const may = gateOf('lose_rights');
  const back = () => redirect(`/desk/contracts/${contractId}/rights`);
  return handleUpload(
    args,
    { maxBytes: 20 * 1_048_576, may, see: (ctx) => getOwnContract(ctx, contractId) },
    (upload) => ({
      lose_rights: deed(LostRightsInput, may, async (ctx, { keeps: keepsPpm, ...input }) => {
        const file = fileIn(upload, 'file', '请上传决定书、通知书或者登记簿副本。');
        await declareLoss(ctx, { ...input, contractId, keepsPpm, file });
        return back();
      }),
      restore_rights: deed(RestoredRightsInput, gateOf('restore_rights'), async (ctx, input) => {
        const file = fileIn(upload, 'file', '请上传决定书或者判决书。');
        await declareRestoration(ctx, { ...input, contractId, file });
        return back();
      }),
    }),
  );
}

export default function Rights() {
  const data = useLoaderData<typeof loader>();
  const reply = useActionData<FormReply>();
  const { contract, rights, side } = data;
  const form = { versionN: contract.versionN, today: data.today, reply };
  return (
    <div className="grid max-w-form grid-cols-1 gap-8">
      <div>
        <Breadcrumbs
          items={[
            { label: '合同', to: '/desk/contracts' },
            { label: contract.no, to: `/desk/contracts/${contract.id}` },
            { label: '权利状态' },
          ]}
        />
        <PageTitle meta={contract.title}>权利状态</PageTitle>
        {rights.length === 0 ? (
          <p>这份合同没有写明专利号，涉及的权利见合同附件。</p>
        ) : (
          <ul className="grid gap-2">
            {rights.map(({ key, label, register, endedOn, awaitsAnswer }) => (
              <li key={key} className="rounded-lg border border-line bg-card px-4 py-3">
                <p className="break-words font-bold">{label}</p>
                <p className="text-sm">
                  {endedOn && awaitsAnswer ? (
                    <b className="text-danger">
                      {endedOn} 起失效；撤销等{side === 'licensor' ? '对方' : side === 'licensee' ? '本单位' : '付款方'}
                      确认
                    </b>
                  ) : endedOn ? (
                    <b className="text-danger">{endedOn} 起失效，已按合同执行</b>
                  ) : register ? (
                    <b className="text-attention">{register.says}，还没有登记失效日</b>
                  ) : (
                    '没有失效的记录'
                  )}
                </p>
              </li>
            ))}
          </ul>
        )}
      </div>
      {data.declarations.length > 0 && (
        <section aria-labelledby="said-head">
          <SectionHead look="plain" id="said-head">
            登记与答复
          </SectionHead>
          <ContractDeclarations sides={data.sides} declarations={data.declarations} mayOpenFiles={side !== null} />
          {data.declarations.some(({ isOpen }) => isOpen) && side !== null && (
            <p className="mt-2 text-sm">
              <Link to={`/desk/contracts/${contract.id}/changes`} className="link">
                去答复或者收回
              </Link>
            </p>
          )}
        </section>
      )}
      {data.mayDeclare && side !== null && (
        <section aria-labelledby="lose-head">
          <SectionHead look="plain" id="lose-head">
            登记权利失效
          </SectionHead>
          <LossForm {...form} side={side} rights={rights} milestones={data.milestones} />
        </section>
      )}
      {data.restorable.length > 0 && side !== null && (
        <section aria-labelledby="restore-head">
          <SectionHead look="plain" id="restore-head">
            失效被撤销
          </SectionHead>
          {data.restorable.map((loss) => (
            <RestoreForm key={loss.id} {...form} side={side} loss={loss} />
          ))}
        </section>
      )}
    </div>
  );
}
