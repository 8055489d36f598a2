/** Every figure has a sentence for those who do not see it, and a caption beside it. */
export interface Figure {
  readonly id: string;
  readonly title: string;
  readonly caption: string;
  readonly explains: string;
}
