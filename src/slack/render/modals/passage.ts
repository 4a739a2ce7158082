/** The passage behind a citation: its text, where it stands, and in which version of which document. Pure. */
import type { KnownBlock, ModalView } from "@slack/types";
import type { Place } from "../../../course/schema.ts";
import { texts } from "../../../texts.ts";
import { header, note, paragraph, plain, richText, sentence, words } from "../blocks.ts";
import { placeText } from "../sources.ts";
import { split } from "../split.ts";
import { mrkdwnLine } from "../text.ts";

export type Passage = {
  number: number;
  title: string;
  place: Place;
  /** The version of the document that the course rests on, and the one that is there now; null when it was deleted. */
  version: number;
  currentVersion: number | null;
  /** Null when it is not there any more. */
  text: string | null;
};

/** A modal takes more, but nobody's passages are longer. */
const longestPiece = 3_000;
const mostPieces = 20;

export function passageModal({ number, title, place, version, currentVersion, text }: Passage): ModalView {
  const said = texts.passage;
  const isReplaced = currentVersion !== null && currentVersion !== version;
  return {
    type: "modal",
    title: plain(said.title),
    close: plain(texts.document.close),
    blocks: [
      header(title),
      note([said.place(number, mrkdwnLine(placeText(place))), said.version(version)].join(" · ")),
      ...(currentVersion === null
        ? [sentence(said.deleted)]
        : text === null
          ? [sentence(said.gone)]
          : [...passageBlocks(text), ...(isReplaced ? [note(said.replaced(currentVersion))] : [])]),
    ],
  };
}

/** Literal: what a document says is never markup of ours. */
function passageBlocks(text: string): KnownBlock[] {
  return split(text, longestPiece)
    .slice(0, mostPieces)
    .map((piece) => richText([paragraph(words(piece))]));
}
