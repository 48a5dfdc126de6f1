import { useId } from 'react';

/** An id that may stand inside url(#…). */
export const useSvgId = (): string => `s${useId().replaceAll(':', '')}`;
