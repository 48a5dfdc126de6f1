import type { ScoreSummary } from '#app/domain/bounty-scores.ts';
import { type BountyKind, type BountyOrigin, bountyRules } from '#app/domain/bounty.ts';
import { CheckboxGroup } from '../checkbox-group.tsx';
import { Field } from '../field.tsx';
import { RadioGroup } from '../radio-group.tsx';
import { TextArea } from '../text-area.tsx';
import { DeedCard, type Reply } from './deed-card.tsx';

interface Candidate {
  readonly id: string;
  readonly orgName: string;
  readonly count: number;
  readonly summary: ScoreSummary | null;
}

interface ChoiceFormsProps {
  kind: BountyKind;
  origin: BountyOrigin;
  roles: readonly string[];
  proposals: readonly Candidate[];
  posterChoiceId: string | null;
  posterOpinion: string;
  reply: Reply | undefined;
}

const optionOf = ({ id, orgName, count, summary }: Candidate) => ({
  value: id,
  label: orgName,
  hint: summary ? `平均 ${summary.mean} 分，相差 ${summary.spread} 分` : `有效评分 ${count} 份`,
});

/** Who is chosen: by the poster in its own post, then by the authority; in a race several go on. */
export function ChoiceForms({ proposals, posterChoiceId, reply, ...props }: ChoiceFormsProps) {
  if (proposals.length === 0) return null;
  const options = proposals.map(optionOf);
  const isPoster = props.roles.includes('poster');
  const isAuthority = props.roles.includes('authority');
  return (
    <>
      {isPoster && props.origin === 'enterprise' && props.kind === 'bounty' && (
        <DeedCard
          intent="choose"
          title="选定揭榜方"
          note="企业出榜，以你单位的意见为准；主管部门据此定榜。"
          button={posterChoiceId === null ? '选定' : '改选'}
          reply={reply}
        >
          {({ typed, errors }) => (
            <>
              <RadioGroup
                name="proposalId"
                scope="choose"
                label="揭榜书"
                options={options}
                defaultValue={typed('proposalId', posterChoiceId ?? '')}
                error={errors.proposalId}
              />
              <Field name="opinion" label="理由" error={errors.opinion}>
                {(control) => (
                  <TextArea
                    {...control}
                    rows={3}
                    maxLength={1000}
                    defaultValue={typed('opinion', props.posterOpinion)}
                  />
                )}
              </Field>
            </>
          )}
        </DeedCard>
      )}
      {isAuthority && props.kind === 'bounty' && (
        <DeedCard
          intent="award"
          title="定榜"
          note={`定榜后公示 ${bountyRules.publicityDays} 个工作日。评分相差超过 20 分的，先合议并写明结果。`}
          button="定榜并公示"
          reply={reply}
        >
          {({ typed, errors }) => (
            <>
              <RadioGroup
                name="proposalId"
                scope="award"
                label="中榜的揭榜书"
                options={options}
                defaultValue={typed('proposalId', posterChoiceId ?? '')}
                error={errors.proposalId}
              />
              <Field name="decision" label="定榜意见" required={false} why="会公开。" error={errors.decision}>
                {(control) => <TextArea {...control} rows={3} maxLength={1000} defaultValue={typed('decision')} />}
              </Field>
            </>
          )}
        </DeedCard>
      )}
      {isAuthority && props.kind === 'race' && (
        <DeedCard
          intent="race"
          title="选参赛队伍"
          note={`不少于 ${bountyRules.teams} 支；没有选上的不再参加。`}
          button="开始赛马"
          reply={reply}
        >
          {({ typed, errors }) => (
            <>
              <CheckboxGroup name="proposalIds" label="参赛队伍" options={options} error={errors.proposalIds} />
              <Field name="decision" label="意见" required={false} error={errors.decision}>
                {(control) => <TextArea {...control} rows={2} maxLength={1000} defaultValue={typed('decision')} />}
              </Field>
            </>
          )}
        </DeedCard>
      )}
    </>
  );
}
