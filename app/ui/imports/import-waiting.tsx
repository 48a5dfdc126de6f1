import { ButtonLink } from '../button.tsx';
import { IntentForm } from '../intent-form.tsx';
import { Notice } from '../notice.tsx';
import { SubmitButton } from '../submit-button.tsx';

interface ImportWaitingProps {
  row: { readonly id: string; readonly importedRows: number; readonly validRows: number; readonly doneRows: number };
  /** Rows that were to update what is not public any more. */
  hidden: number;
  /** The secrecy reviewer for whom the import waits. */
  reviewer: string | null;
  /** The person who looks is that reviewer. */
  isNamed: boolean;
  deeds: readonly string[];
  errors?: Readonly<Record<string, string[]>> | undefined;
}

const count = (n: number): string => n.toLocaleString('en-US');

/** Stored, and public only when the one who was named has looked: his way to it, and the unit's other way. */
export function ImportWaiting({ row, hidden, reviewer, isNamed, deeds, errors }: ImportWaitingProps) {
  const updates = row.validRows - row.doneRows - hidden;
  const what = [
    row.importedRows > 0 && `${count(row.importedRows)} 项已入库`,
    updates > 0 && `${count(updates)} 项要更新已公开的成果`,
    hidden > 0 && `${count(hidden)} 项要更新的成果现在没有公开，不会更新`,
  ]
    .filter((part) => part !== false)
    .join('，');
  return (
    <>
      <Notice
        kind="attention"
        title={isNamed ? '等你做保密审查，确认后公开' : `等${reviewer ?? '保密审查人员'}做保密审查，确认后公开`}
        actions={
          isNamed && (
            <ButtonLink look="primary" to={`/desk/reviews/achievements?import=${row.id}`}>
              看过再确认
            </ButtonLink>
          )
        }
      >
        {what}。确认以前谁都查不到。
      </Notice>
      {errors?.['']?.[0] && (
        <div className="mt-3">
          <Notice kind="danger" live="assertive" title={errors[''][0]} />
        </div>
      )}
      {deeds.includes('chain') && (
        <IntentForm intent="chain" className="mt-3">
          <p className="mb-2 text-sm text-ink-soft">
            {isNamed ? '不是你审的，或者' : ''}等不到这个人：可以改走单位审核，先保密审查、再单位审批；要更新的行跳过。
          </p>
          <SubmitButton intent="chain" look="quiet">
            改走单位审核
          </SubmitButton>
        </IntentForm>
      )}
    </>
  );
}
