// Lines of bounded width. Text is ASCII: what is not is shown as `?`, so that columns hold.

export const COLUMNS_MAX = 100;

/** Printable ASCII only; line breaks stay. */
export const toAscii = (text: string): string =>
  text
    .normalize('NFKD')
    .replaceAll(/[\u2010-\u2015]/g, '-')
    .replaceAll(/[\u2018\u2019]/g, "'")
    .replaceAll(/[\u201c\u201d]/g, '"')
    .replaceAll(/[\u0300-\u036f]/g, '')
    .replaceAll(/[^\n\x20-\x7e]/g, '?');

/** Where to break a word: behind punctuation in the second half of the line, else anywhere. */
const breakAt = (word: string, width: number): number => {
  const head = word.slice(0, width);
  const after = Math.max(...[',', '/', ':', ';', '=', ')'].map((mark) => head.lastIndexOf(mark)));
  return after + 1 > width / 2 ? after + 1 : width;
};

/** Text in lines of at most `width`; a longer word is broken. At least one line. */
export const wrapText = (text: string, width: number): string[] => {
  const lines: string[] = [];
  let line = '';
  for (const word of toAscii(text).split(/\s+/).filter(Boolean)) {
    let rest = word;
    if (line !== '' && line.length + 1 + rest.length > width) {
      lines.push(line);
      line = '';
    }
    while (rest.length > width) {
      const cut = breakAt(rest, width);
      lines.push(rest.slice(0, cut));
      rest = rest.slice(cut);
    }
    line = line === '' ? rest : `${line} ${rest}`;
  }
  return line === '' && lines.length > 0 ? lines : [...lines, line];
};

/** `head` once, then the text behind it and below it, indented as far. */
export const hanging = (head: string, text: string, width: number = COLUMNS_MAX): string[] => {
  const indent = ' '.repeat(head.length);
  return wrapText(text, width - head.length).map((line, index) =>
    `${index === 0 ? head : indent}${line}`.trimEnd(),
  );
};

/** Words of a shell command; what stands in quotes stays together. */
export const shellWords = (command: string): string[] =>
  command.match(/(?:[^\s"']|"[^"]*"|'[^']*')+/g) ?? [];

/**
 * A command over several lines joined by backslashes, so that it can be pasted. A word is never
 * broken: a very long one makes a long line. After `ip netns exec NAME` comes the first break.
 */
export const wrapCommand = (command: string, indent: string): string[] => {
  const words = shellWords(toAscii(command));
  const whole = `${indent}${words.join(' ')}`;
  if (whole.length <= COLUMNS_MAX) return [whole];
  const lines: string[] = [];
  let line = indent;
  const isIn = words.slice(0, 3).join(' ') === 'ip netns exec';
  words.forEach((word, index) => {
    const longer = line.trim() === '' ? `${line}${word}` : `${line} ${word}`;
    if (line.trim() !== '' && (longer.length > COLUMNS_MAX - 2 || (isIn && index === 4))) {
      lines.push(`${line} \\`);
      line = `${indent}  ${word}`;
    } else line = longer;
  });
  return [...lines, line];
};
