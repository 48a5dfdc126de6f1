import { type LossCause, lossCauseLabels } from '#app/domain/contract-declaration.ts';
import { formatPpm } from '#app/domain/money.ts';

interface LossLineProps {
  rights?: readonly { readonly label: string }[] | null | undefined;
  cause?: LossCause | null | undefined;
  keepsPpm?: number | null | undefined;
  stops?: readonly number[] | null | undefined;
}

/** Which rights ended and what goes on from that day, in one line. */
export function LossLine({ rights, cause, keepsPpm, stops }: LossLineProps) {
  const which = (rights ?? []).map(({ label }) => label).join('、');
  const goesOn =
    (keepsPpm ?? 0) > 0
      ? `提成和最低提成自该日起按 ${formatPpm(keepsPpm ?? 0)} 继续`
      : '提成自该日起停止，未验收的里程碑取消';
  const stopped = (keepsPpm ?? 0) > 0 && stops?.length ? `；里程碑 ${stops.join('、')} 停止` : '';
  return (
    <p>
      {[which, cause && lossCauseLabels[cause]].filter(Boolean).join('，')}
      {(which || cause) && '；'}
      {goesOn}
      {stopped}。
    </p>
  );
}
