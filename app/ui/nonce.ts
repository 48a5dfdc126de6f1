import { createContext, useContext } from 'react';

/** The request's CSP nonce on the server. In the browser it stays undefined: browsers hide a script's nonce anyway. */
export const NonceContext = createContext<string | undefined>(undefined);

export const useNonce = (): string | undefined => useContext(NonceContext);
