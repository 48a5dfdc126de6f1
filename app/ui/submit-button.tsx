import { useNavigation } from '@remix-run/react';
import type { MouseEvent, ReactNode } from 'react';
import { Button, type ButtonLook } from './button.tsx';

interface SubmitButtonProps {
  children: ReactNode;
  look?: ButtonLook;
  wide?: boolean;
  /** What it says while the answer is on its way. */
  pendingText?: string;
  /** The form's intent: only the button of the form being sent shows as pending. */
  intent?: string;
  /** For fetchers, which useNavigation does not see. */
  pending?: boolean;
  /** Sent along when this button is the one pressed. */
  name?: string;
  value?: string;
  form?: string;
}

/** Sends its form once: works before JavaScript, refuses the second press after. It stays focusable while it waits. */
export function SubmitButton({
  look = 'primary',
  pendingText = '正在提交…',
  intent,
  pending,
  ...rest
}: SubmitButtonProps) {
  const navigation = useNavigation();
  const isSending = navigation.state !== 'idle' && navigation.formData !== undefined;
  const isMine =
    (intent === undefined || navigation.formData?.get('intent') === intent) &&
    (rest.name === undefined || rest.value === undefined || navigation.formData?.get(rest.name) === rest.value);
  const isPending = pending ?? (isSending && isMine);
  const refuse = (event: MouseEvent) => {
    if (isPending) event.preventDefault();
  };
  const { children, ...button } = rest;
  return (
    <Button type="submit" look={look} aria-disabled={isPending || undefined} onClick={refuse} {...button}>
      {isPending ? pendingText : children}
    </Button>
  );
}
