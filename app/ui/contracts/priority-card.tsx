import { ButtonLink } from '../button.tsx';
import { Notice } from '../notice.tsx';

interface PriorityCardProps {
  contractId: string;
  /** The last day of the completers to answer; null while nobody was asked. */
  untilOn: string | null;
  /** Somebody claimed, whatever became of it. */
  wasClaimed: boolean;
  /** What the contract waits for. */
  ahead: { readonly says: string } | null;
}

/** An assignment by a unit: those who completed its object buy first at equal terms. For the unit's own people. */
export function PriorityCard({ contractId, untilOn, wasClaimed, ahead }: PriorityCardProps) {
  const look = (words: string) => <ButtonLink to={`/desk/contracts/${contractId}/priority`}>{words}</ButtonLink>;
  if (ahead !== null)
    return (
      <Notice kind="attention" title="完成人的优先受让还没有了结" actions={look('看征询')}>
        {ahead.says}
      </Notice>
    );
  if (untilOn === null)
    return (
      <Notice kind="attention" title="还没有征询完成人是否优先受让" actions={look('去征询')}>
        单位转让职务技术成果，完成人在同等条件下可以优先受让（民法典第八百四十七条）。没有征询也能签署，事后有争议由本单位承担。
      </Notice>
    );
  return (
    <Notice kind="success" title="已征询完成人是否优先受让" actions={look('看答复')}>
      {wasClaimed ? '主张过的，都已经撤回或者了结。' : '没有人主张优先受让。'}
    </Notice>
  );
}
