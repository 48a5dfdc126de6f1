import type { FormState } from './certificate-form.tsx';
import { NamedUnits } from './named-units.tsx';

interface ConflictUnitsProps {
  units: readonly { readonly orgId: string; readonly name: string }[];
  reply: FormState | undefined;
}

/** Units with which something binds a broker for good: no mandates from them, and no pairings of them. */
export function ConflictUnits({ units, reply }: ConflictUnitsProps) {
  return (
    <NamedUnits
      id="conflicts"
      title="有利益关系的单位"
      note="这些单位不能委托你，你也不能撮合它们"
      none="没有申报。持股、任职、亲属在的单位请写在这里。"
      units={units}
      remove={{ intent: 'unconflict', words: '关系已结束' }}
      add={{ intent: 'conflict', label: '申报一家', words: '申报' }}
      reply={reply}
    />
  );
}
