import { Link } from '@remix-run/react';
import { type Gathering, gatheringWords } from '#app/domain/aggregation.ts';
import { importReviewSteps, isSecrecyStep } from '#app/domain/import-review.ts';
import { type Publication, publicationCheck, publicationChecks, publicationWords } from '#app/domain/publication.ts';
import { gatheringRead, reviewChecklists, reviewLevelLabels } from '#app/domain/review.ts';
import { CheckboxGroup } from '../checkbox-group.tsx';
import { type DeedReply, replyTo } from '../deed-reply.ts';
import { ErrorSummary } from '../error-summary.tsx';
import { IntentForm } from '../intent-form.tsx';
import { Notice } from '../notice.tsx';
import { SubmitButton } from '../submit-button.tsx';
import { type ImportedLine, rowCount } from './imported-work.tsx';
import { VersionDifferences } from './version-differences.tsx';

export interface Sample {
  readonly mark: string;
  /** Rules of the screen came or changed since the file was checked. */
  readonly hasLaterRules: boolean;
  /** What says more together than each by itself. */
  readonly gathered: readonly Gathering[];
  readonly rows: number;
  /** By 公开方式, from open to closed, each with records drawn from it. */
  readonly published: readonly {
    readonly level: Publication;
    readonly rows: number;
    readonly updates: number;
    readonly sample: readonly { readonly id: string; readonly name: string; readonly abstract: string }[];
  }[];
  readonly sample: readonly { readonly id: string; readonly name: string; readonly abstract: string }[];
  readonly updates: number;
  readonly updated: readonly {
    readonly rowNo: number;
    readonly id: string;
    readonly name: string;
    readonly differences: Parameters<typeof VersionDifferences>[0]['differences'];
    readonly besides: readonly string[];
  }[];
  /** Rows that were to update what is not public any more. */
  readonly hidden: {
    readonly rows: number;
    readonly first: readonly {
      readonly rowNo: number;
      readonly id: string;
      readonly name: string;
      readonly says: string;
    }[];
  };
  /** Records of the import that are read one by one, and the first of them. */
  readonly flagged: number;
  readonly alone: readonly { readonly id: string; readonly name: string; readonly reasons: readonly string[] }[];
}

interface ImportedDecisionProps {
  line: ImportedLine;
  sample: Sample;
  reply: DeedReply | undefined;
}

const passWords = {
  clear: '整批保密审查通过，转审批',
  publish: '整批审核通过并公开',
  release: '我已审过整份文件，确认公开',
} as const;

/** What one decision is about: how many, what stays out, a sample, and the checklist with its button. */
export function ImportedDecision({ line, sample, reply }: ImportedDecisionProps) {
  const { importId, event, isOwn } = line;
  const { level } = importReviewSteps[event];
  const answered = replyTo(reply, 'imported');
  const isAnswered = answered.typed('importId') === importId && answered.typed('event') === event;
  const { '': whole, ...errors } = isAnswered ? answered.errors : {};
  return (
    <div className="mt-4 grid gap-6">
      <p className="max-w-form text-sm text-ink-soft">
        {line.originalId === null ? (
          '原文件里有不能公开的行，已经按规定删掉，不能下载；要公开的内容都在下面，请逐项打开。'
        ) : (
          <>
            <a href={`/files/${line.originalId}`} className="link">
              下载原文件
            </a>
            ，或者在下面逐项打开。
          </>
        )}
        不该公开的先打开退回，余下的再整批决定。
      </p>
      {sample.hasLaterRules && (
        <p className="max-w-form text-sm text-ink-soft">
          文件检查之后，涉密筛查规则有变动：你确认后会按现在的规则再筛一遍，被拦下的不公开，转逐项复核。
        </p>
      )}
      {sample.gathered.length > 0 && (
        <Notice kind="attention" title="汇集提示：单项可以公开的，合起来未必可以，请放在一起看">
          <ul className="list-disc pl-5">
            {sample.gathered.map((each) => (
              <li key={`${each.kind} ${each.what}`}>{gatheringWords(each)}</li>
            ))}
          </ul>
        </Notice>
      )}
      {sample.flagged > 0 && <Alone flagged={sample.flagged} alone={sample.alone} />}
      {sample.published.map((alike) => (
        <PublishedAlike key={alike.level} alike={alike} />
      ))}
      {sample.hidden.rows > 0 && <HiddenUpdates hidden={sample.hidden} />}
      {sample.updated.length > 0 && <Updated updates={sample.updates} updated={sample.updated} />}
      {isOwn ? (
        <Notice kind="attention" title="这份文件是你上传、对应列或确认的，要由另一位保密审查人员来审">
          本单位没有别的保密审查人员时，请单位负责人在“机构设置”里增设一人，或者声明由一人兼任。
        </Notice>
      ) : sample.rows === 0 ? (
        <p className="max-w-form text-sm">没有可以公开或更新的了：可以在导入页改走单位审核，或者撤销这次导入。</p>
      ) : (
        <div className="max-w-form">
          <ErrorSummary errors={errors} message={whole?.[0]} scope={importId} />
          <IntentForm intent="imported" className="grid gap-3">
            <input type="hidden" name="importId" value={importId} />
            <input type="hidden" name="event" value={event} />
            <input type="hidden" name="seen" value={sample.mark} />
            <CheckboxGroup
              name="checks"
              scope={importId}
              label={`${reviewLevelLabels[level]}：这 ${rowCount(sample.rows)} 项都`}
              error={errors.checks}
              options={[
                ...reviewChecklists[level],
                ...(sample.gathered.length > 0 ? [gatheringRead] : []),
                ...(isSecrecyStep(event) ? ticksOf(sample.published) : []),
              ].map(({ key, says }) => ({ value: key, label: says }))}
            />
            <div className="grid sm:block">
              <SubmitButton intent="imported">
                {passWords[event]}
                {event === 'release' && ` ${rowCount(sample.rows)} 项`}
              </SubmitButton>
            </div>
          </IntentForm>
        </div>
      )}
    </div>
  );
}

/** Where they are not all published alike, each way has a tick of its own. */
const ticksOf = (published: Sample['published']) => {
  const asked = publicationChecks(published.map(({ level }) => level));
  return published.flatMap(({ level, rows, updates }) =>
    asked.includes(publicationCheck(level))
      ? {
          key: publicationCheck(level),
          says: `${rowCount(rows + updates)} 项${publicationWords[level].label}：我已看过，这样公开没有问题`,
        }
      : [],
  );
};

/** What this way of publishing lets out, whose records it is, and some of them. */
const PublishedAlike = ({ alike: { level, rows, updates, sample } }: { alike: Sample['published'][number] }) => (
  <div>
    <h4 className="font-bold">
      {publicationWords[level].label} {rowCount(rows + updates)} 项
      {updates > 0 && `（其中更新 ${rowCount(updates)} 项，见下）`}
      {sample.length > 0 && (sample.length < rows ? `，按行序等距抽出 ${sample.length} 项` : '，全部列出')}
    </h4>
    <p className="max-w-form text-sm text-ink-soft">通过后：{publicationWords[level].opens}</p>
    {sample.length > 0 && (
      <ol className="mt-1 divide-y divide-line border-y border-line">
        {sample.map(({ id, name, abstract }) => (
          <li key={id} className="py-2">
            <Link to={`/desk/reviews/achievements/${id}`} className="link">
              {name}
            </Link>
            <p className="text-sm break-words text-ink-soft">{abstract}</p>
          </li>
        ))}
      </ol>
    )}
  </div>
);

const Alone = ({ flagged, alone }: Pick<Sample, 'flagged' | 'alone'>) => (
  <Notice kind="attention" title={`${rowCount(flagged)} 项不在整批之内，要逐项复核`}>
    <ul className="list-disc pl-5">
      {alone.map(({ id, name, reasons }) => (
        <li key={id}>
          <Link to={`/desk/reviews/achievements/${id}`} className="link">
            {name}
          </Link>
          ：{reasons.length > 0 ? reasons.join('；') : '军民两用或出口管制'}
        </li>
      ))}
    </ul>
    {flagged > alone.length && `还有 ${rowCount(flagged - alone.length)} 项，在下面的列表里。`}
  </Notice>
);

const HiddenUpdates = ({ hidden: { rows, first } }: Pick<Sample, 'hidden'>) => (
  <Notice kind="attention" title={`${rowCount(rows)} 行不会更新：要更新的成果现在没有公开`}>
    <ul className="list-disc pl-5">
      {first.map(({ rowNo, id, name, says }) => (
        <li key={rowNo}>
          第 {rowNo} 行，
          <Link to={`/desk/achievements/${id}`} className="link">
            {name}
          </Link>
          ：{says}
        </li>
      ))}
    </ul>
    {rows > first.length && `还有 ${rowCount(rows - first.length)} 行。`}
    确认后这些行跳过，原因告诉经办人。
  </Notice>
);

const Updated = ({ updates, updated }: Pick<Sample, 'updates' | 'updated'>) => (
  <div>
    <h4 className="font-bold">
      {rowCount(updates)} 项更新已公开的成果{updates > updated.length && `，先列 ${updated.length} 项`}
    </h4>
    <ul className="mt-1 grid gap-3">
      {updated.map(({ rowNo, id, name, differences, besides }) => (
        <li key={rowNo}>
          <p>
            第 {rowNo} 行：
            <Link to={`/desk/achievements/${id}`} className="link">
              {name}
            </Link>
            {besides.length > 0 && <span className="text-sm text-ink-soft">，另更新{besides.join('、')}</span>}
          </p>
          <VersionDifferences differences={differences} />
        </li>
      ))}
    </ul>
  </div>
);
