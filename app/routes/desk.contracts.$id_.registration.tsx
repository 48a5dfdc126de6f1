import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import {
  NoteRegistrationInput,
  ResultInput,
  SaveRegistrationInput,
  SubmitRegistrationInput,
  SupplementInput,
} from '#app/domain/contract-registration-input.ts';
import { contractRegistrationMachine } from '#app/domain/contract-registration.ts';
import { labelOf } from '#app/domain/machine.ts';
import { mayRegisterContract } from '#app/domain/registration-access.ts';
import type { ActorContext } from '#app/services/context.server.ts';
import { answerRegistration } from '#app/services/registrations/answer-registration.server.ts';
import { getSoldContract } from '#app/services/registrations/own-registration.server.ts';
import { registrationPage } from '#app/services/registrations/queries.server.ts';
import { recordResult } from '#app/services/registrations/record-result.server.ts';
import { saveRegistration } from '#app/services/registrations/save-registration.server.ts';
import { submitRegistration } from '#app/services/registrations/submit-registration.server.ts';
import { Amount } from '#app/ui/amount.tsx';
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx';
import { ButtonLink } from '#app/ui/button.tsx';
import { ErrorSummary } from '#app/ui/error-summary.tsx';
import { Fingerprint } from '#app/ui/fingerprint.tsx';
import { KeyValue } from '#app/ui/key-value.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { PageTitle } from '#app/ui/page-title.tsx';
import { notedDeeds, NotedForm, ResultForm, SubmitForm } from '#app/ui/registrations/registration-deeds.tsx';
import { RegistrationForm } from '#app/ui/registrations/registration-form.tsx';
import { SectionHead } from '#app/ui/section-head.tsx';
import { StateMark } from '#app/ui/state-mark.tsx';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { fileDeed } from '#app/web/file-deed.server.ts';
import { deed, handleForm } from '#app/web/form.server.ts';
import { handleUpload } from '#app/web/handle-upload.server.ts';
import { isUpload } from '#app/web/is-upload.ts';
import { type FormReply, page } from '#app/web/respond.server.ts';
import { rowId } from '#app/web/row-id.server.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.contract.no ?? ''} 认定登记 · 成果通` },
];

const maxBytes = 20 * 1_048_576;

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  return page(() => registrationPage(ctx, rowId(args.params)));
}

export const action = (args: ActionFunctionArgs) => {
  const contractId = () => rowId(args.params);
  const back = () => redirect(`/desk/contracts/${contractId()}/registration`);
  if (isUpload(args.request)) {
    const see = (ctx: ActorContext) => getSoldContract(ctx, contractId());
    return handleUpload(args, { maxBytes, may: mayRegisterContract, see }, (upload) => ({
      record: fileDeed(upload, '请选择登记证明', ResultInput, async (ctx, input, paper) => {
        await recordResult(ctx, { contractId: contractId(), ...input, paper });
        return back();
      }),
    }));
  }
  const noted =
    (event: (typeof notedDeeds)[number]) =>
    async (ctx: ActorContext, input: { seen: string; note: string; askedOn?: string }) => {
      await answerRegistration(ctx, { contractId: contractId(), event, ...input });
      return back();
    };
  return handleForm(args, {
    save: deed(
      SaveRegistrationInput,
      mayRegisterContract,
      async (ctx, { seen, equipment, service, investment, output, isRelated, ...input }) => {
        const sums = {
          equipmentFen: String(equipment),
          serviceFen: service,
          investmentFen: investment,
          outputFen: output,
        };
        const data = { ...input, ...sums, isRelated: isRelated === 'on' };
        await saveRegistration(ctx, { contractId: contractId(), seen, data });
        return back();
      },
    ),
    submit: deed(SubmitRegistrationInput, mayRegisterContract, async (ctx, input) => {
      await submitRegistration(ctx, { contractId: contractId(), ...input });
      return back();
    }),
    supplement: deed(SupplementInput, mayRegisterContract, noted('supplement')),
    refuse: deed(NoteRegistrationInput, mayRegisterContract, noted('refuse')),
    withdraw: deed(NoteRegistrationInput, mayRegisterContract, noted('withdraw')),
    cancel: deed(NoteRegistrationInput, mayRegisterContract, noted('cancel')),
  });
};

type Data = ReturnType<typeof useLoaderData<typeof loader>>;

export default function Registration() {
  const data = useLoaderData<typeof loader>();
  const reply = useActionData<FormReply>();
  const { contract, registration, sums, deeds, isSeller, results } = data;
  // After a lost race the page keeps what it was typed on: only a fresh look takes the new one.
  const seen = reply === undefined ? data.seen : String(reply.values.seen ?? data.seen);
  const { '': message, ...errors } = reply?.errors ?? {};
  const mayRecord = deeds.includes('register') || deeds.includes('amend');
  return (
    <div className="grid max-w-form gap-8">
      <div>
        <Breadcrumbs
          items={[
            { label: '合同', to: '/desk/contracts' },
            { label: contract.no, to: `/desk/contracts/${contract.id}` },
            { label: '认定登记' },
          ]}
        />
        <PageTitle meta={contract.title}>技术合同认定登记</PageTitle>
        <ErrorSummary errors={errors} message={message?.[0]} scope={reply?.intent} />
        <Standing data={data} />
      </div>
      {results.length > 0 && (
        <section aria-labelledby="results">
          <SectionHead look="plain" id="results" note="统计只认最新一次核定的金额">
            登记结果
          </SectionHead>
          <Results results={results} />
        </section>
      )}
      <section aria-labelledby="sums">
        <SectionHead look="plain" id="sums" note="登记机构核定的为准">
          成交额和技术交易额怎样算
        </SectionHead>
        <KeyValue
          look="spread"
          items={sums.steps.map(({ label, fen }) => ({
            label,
            value: <Amount fen={fen} />,
            strong: label === '合同成交额' || label === '技术交易额',
          }))}
        />
        {sums.isOpen && (
          <p className="mt-2 text-sm text-ink-soft">
            收入提成的总额还没有定：先按已确定的金额申请，提成确定后、享受优惠之前补充，办变更登记。
          </p>
        )}
      </section>
      {isSeller && (data.mayBegin || deeds.includes('save')) && (
        <section aria-labelledby="form">
          <SectionHead look="plain" id="form" note="由卖方申请，只登记一次">
            登记材料
          </SectionHead>
          <RegistrationForm data={data.data} kinds={data.kinds} words={data.words} seen={seen} reply={reply} />
        </section>
      )}
      {isSeller && contract.signedAt !== null && registration && (
        <section aria-labelledby="packet">
          <SectionHead look="plain" id="packet">
            材料打包
          </SectionHead>
          {data.changes.length > 0 && (
            <Notice kind="attention" title={`登记以后合同又签了变更（第 ${data.changes.at(-1)?.versionN} 版）`}>
              请向原登记机构办变更登记；享受过优惠的，还要告知给予优惠的机关。
            </Notice>
          )}
          {data.ahead.length > 0 && (
            <Notice
              title={`双方已签署第 ${data.ahead.at(-1)?.versionN} 版变更，${data.ahead.at(-1)?.effectiveOn} 起执行`}
            >
              还没有执行的变更协议也在材料里；申请表按现行的一版填写。
            </Notice>
          )}
          <p className="mt-2 text-sm">
            {registration.state === 'registered'
              ? '变更登记申请、现行合同、登记以后的变更协议、用印扫描件、授权委托书和原登记证明，一个压缩包。'
              : '申请材料、合同、用印扫描件和授权委托书，一个压缩包。'}
          </p>
          <div className="mt-3 grid gap-2 sm:flex">
            <ButtonLink to={`/desk/contracts/${contract.id}/registration/packet`} reloadDocument>
              {registration.state === 'registered' ? '下载变更登记材料（ZIP）' : '下载登记材料（ZIP）'}
            </ButtonLink>
          </div>
        </section>
      )}
      {deeds.includes('submit') && (
        <section aria-labelledby="submit">
          <SectionHead look="plain" id="submit">
            {registration?.state === 'supplementing' ? '补正后再次提交' : '交登记机构'}
          </SectionHead>
          <SubmitForm seen={seen} reply={reply} today={data.today} office={registration?.office ?? ''} />
        </section>
      )}
      {mayRecord && registration && (
        <section aria-labelledby="record">
          <SectionHead look="plain" id="record">
            {deeds.includes('amend') ? '变更登记' : '录入登记结果'}
          </SectionHead>
          <ResultForm
            // Recorded, the form begins anew: the certificate that was handed in does not stay in it.
            key={results.length}
            seen={seen}
            reply={reply}
            today={data.today}
            isChange={deeds.includes('amend')}
            dealFen={sums.dealFen}
            technicalFen={sums.technicalFen}
          />
        </section>
      )}
      <div>
        {notedDeeds
          .filter((event) => deeds.includes(event))
          .map((event) => (
            <NotedForm key={event} event={event} seen={seen} reply={reply} today={data.today} />
          ))}
      </div>
    </div>
  );
}

function Results({ results }: { results: Data['results'] }) {
  return (
    <ol className="rounded-lg border border-line bg-card text-sm">
      {results.map(({ result, fileName, sha256 }, at) => (
        <li key={result.id} className="grid gap-1 border-b border-line px-4 py-3 last:border-b-0">
          <p className="flex flex-wrap justify-between gap-x-4">
            <b className="nums">{result.registrationNo}</b>
            <span>
              {result.registeredOn}
              {at > 0 && '，已被变更登记取代'}
            </span>
          </p>
          <p>
            成交额 <Amount fen={result.dealFen} bold />
            ，技术交易额 <Amount fen={result.technicalFen} bold />
          </p>
          {result.note && <p className="text-ink-soft">{result.note}</p>}
          <p className="flex flex-wrap gap-x-4">
            <a href={`/files/${result.fileId}`} className="link inline-flex min-h-11 items-center sm:min-h-6">
              {fileName}
            </a>
            <Fingerprint sha256={sha256} />
          </p>
        </li>
      ))}
    </ol>
  );
}

function Standing({ data: { registration, contract, isSeller, isWorkAlone } }: { data: Data }) {
  if (registration === null) {
    return contract.signedAt === null ? (
      <Notice title="合同还没有签署">签署生效之后、在有效期内才能申请登记。</Notice>
    ) : (
      <Notice kind={isSeller ? 'attention' : 'info'} title={isSeller ? '还没有申请登记' : '卖方还没有申请登记'}>
        {isWorkAlone
          ? '没有登记证明，成交额不计入统计。单独的技术咨询、技术服务不免增值税，做事的人的报酬也不按转化的现金奖励减半计税，登记不登记都一样（口径待确认，以主管税务机关为准）。'
          : '没有登记证明，不能开免税发票；国家设立的院校、科研机构给完成人的现金奖励也不能减半计税；成交额不计入统计。'}
      </Notice>
    );
  }
  const { state, office, submittedOn, decideBy, officeNote } = registration;
  return (
    <div className="grid gap-2 text-sm">
      <p>
        <StateMark boxed tone={state === 'registered' ? 'good' : state === 'refused' ? 'danger' : 'attention'}>
          {labelOf(contractRegistrationMachine, state)}
        </StateMark>
      </p>
      {submittedOn && (
        <p>
          {submittedOn} 交 {office}
          {state === 'submitted' && decideBy && `，应在 ${decideBy} 前办结（按工作日计）`}
        </p>
      )}
      {officeNote && <p className="whitespace-pre-line">{officeNote}</p>}
    </div>
  );
}
