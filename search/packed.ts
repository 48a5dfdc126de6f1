// Numbers as plain text: whole numbers from 0 in printable letters without a backslash. A database hands text over as it
// stands, where bytes would come as twice as many hexadecimal digits. Small numbers are short: below 59 one letter,
// below 2,006 two, below 68,204 three.

const firstLast = 33;
const lastDigits = 59;
/** Letters from here on say that more follow. */
const firstMore = firstLast + lastDigits;
const moreDigits = 127 - firstMore - 1;
const offset = firstMore + 1;

/** What one number takes at most. */
export const mostLetters = 12;

/** Writes numbers one after the other. */
export class Packer {
  private bytes = Buffer.allocUnsafe(1_024);
  private size = 0;

  push(number: number): void {
    if (this.size + 8 > this.bytes.length) this.grow();
    let rest = Math.floor(number / lastDigits);
    let digits = 0;
    for (let left = rest; left > 0; left = Math.floor(left / moreDigits)) digits += 1;
    for (let at = this.size + digits - 1; at >= this.size; at -= 1) {
      this.bytes[at] = offset + (rest % moreDigits);
      rest = Math.floor(rest / moreDigits);
    }
    this.size += digits;
    this.bytes[this.size++] = firstLast + (number % lastDigits);
  }

  /** What was written, and an empty start again. */
  take(): string {
    const text = this.bytes.toString('latin1', 0, this.size);
    this.size = 0;
    return text;
  }

  private grow(): void {
    const wider = Buffer.allocUnsafe(this.bytes.length * 2);
    this.bytes.copy(wider, 0, 0, this.size);
    this.bytes = wider;
  }
}

/** Reads them again. */
export class Unpacker {
  private at = 0;

  /** @param end where the numbers end, for bytes that hold more */
  constructor(
    private readonly bytes: Uint8Array,
    private readonly end = bytes.length,
  ) {}

  get isDone(): boolean {
    return this.at >= this.end;
  }

  next(): number {
    const { bytes } = this;
    let number = 0;
    let digit = bytes[this.at++]!;
    while (digit > firstMore) {
      number = number * moreDigits + digit - offset;
      digit = bytes[this.at++]!;
    }
    return number * lastDigits + digit - firstLast;
  }
}
