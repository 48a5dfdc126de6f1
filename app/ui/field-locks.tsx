import { createContext, type ReactNode, useContext } from 'react';

const FieldLocks = createContext<Readonly<Record<string, string>>>({});

/** Fields under it that stay as they are, by name, each with why. */
export function LockFields({ locks, children }: { locks: Readonly<Record<string, string>>; children: ReactNode }) {
  return <FieldLocks.Provider value={locks}>{children}</FieldLocks.Provider>;
}

/** Why the named field, row or list stays; undefined where it may be changed. */
export const useLock = (name: string): string | undefined => useContext(FieldLocks)[name];

/** Whether anything of a row stays: then the row itself does, too. */
export function useHasLock(row: string): boolean {
  const locks = useContext(FieldLocks);
  return Object.keys(locks).some((name) => name.startsWith(`${row}.`));
}
