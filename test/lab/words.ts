// Writes fixed argument lists as a person would type them. Pure.
/** The words of a constant text: `words('add-br br-int')`. For values that hold no blank only. */
export const words = (text: string): readonly string[] => text.split(' ');
