import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { gateOf } from '#app/domain/contract-deeds.ts';
import { AppError } from '#app/domain/errors.ts';
import { StateAssetInput } from '#app/domain/state-asset-input.ts';
import { getOwnContract, requireDeed } from '#app/services/contracts/own-contract.server.ts';
import { recordStateAsset, requireStateOwner } from '#app/services/contracts/record-state-asset.server.ts';
import { stateAssetOf } from '#app/services/contracts/state-asset.server.ts';
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx';
import { ButtonLink } from '#app/ui/button.tsx';
import { StateAssetForm } from '#app/ui/contracts/state-asset-form.tsx';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { PageTitle } from '#app/ui/page-title.tsx';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { deed } from '#app/web/form.server.ts';
import { handleUpload } from '#app/web/handle-upload.server.ts';
import { type FormReply, page } from '#app/web/respond.server.ts';
import { rowId } from '#app/web/row-id.server.ts';
import { fileIn } from '#app/web/upload.server.ts';

const maxBytes = 20 * 1_048_576;

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.contract.no ?? ''} 国有资产程序 · 成果通` },
];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  return page(async () => {
    const { contract, side } = await getOwnContract(ctx, rowId(args.params));
    requireDeed(ctx, 'publicise');
    if (side !== 'licensor') throw new AppError('forbidden');
    return { contract, ...(await stateAssetOf(ctx, contract)) };
  });
}

export const action = (args: ActionFunctionArgs) =>
  handleUpload(
    args,
    { maxBytes, maxFiles: 2, may: gateOf('publicise'), see: (ctx) => requireStateOwner(ctx, rowId(args.params)) },
    (upload) => ({
      record: deed(StateAssetInput, async (ctx, input) => {
        const contractId = rowId(args.params);
        const papers = { filing: fileIn(upload, 'filing'), certificate: fileIn(upload, 'certificate') };
        await recordStateAsset(ctx, { contractId, ...input, ...papers });
        return redirect(`/desk/contracts/${contractId}`);
      }),
    }),
  );

export default function StateAsset() {
  const { contract, isNeeded, filing } = useLoaderData<typeof loader>();
  const reply = useActionData<FormReply>();
  return (
    <div className="max-w-form">
      <Breadcrumbs
        items={[
          { label: '合同', to: '/desk/contracts' },
          { label: contract.no, to: `/desk/contracts/${contract.id}` },
          { label: '国有资产程序' },
        ]}
      />
      <PageTitle meta={contract.title}>国有资产程序</PageTitle>
      {isNeeded && contract.signedAt === null ? (
        <StateAssetForm filing={filing} reply={reply} />
      ) : (
        <EmptyState
          title="这份合同不用登记"
          action={<ButtonLink to={`/desk/contracts/${contract.id}`}>回合同</ButtonLink>}
        >
          只有国有企业转让技术，并且还没有签署时，才要登记评估备案和产权交易凭证。
        </EmptyState>
      )}
    </div>
  );
}
