/** The shape of a catalogue in another language: the same keys and the same values that go in, other words. */
export type Translation<Text> = Text extends string
  ? string
  : Text extends (...values: infer Values) => infer Result
    ? (...values: Values) => Result extends string ? string : Result
    : Text extends readonly (infer Line)[]
      ? readonly Translation<Line>[]
      : { readonly [Key in keyof Text]: Translation<Text[Key]> };
