/** Made-up documents with the statistics of real prose: words by Zipf's law, nearly half of them small words, topics that repeat. */

/** Half of English prose is made of these; PostgreSQL leaves them out of the index, as it does in real text. */
const smallWords =
  "the of and to in a is that for it as was with be by on not he this are or his from at which but have an had they you were one all we can her has there been if more when will would who so no".split(
    " ",
  );
const smallShare = 0.45;
const vocabularySize = 60_000;
const onsets = "b c d f g h k l m n p r s t v w br cr dr gr pl st tr sh ch".split(" ");
const vowels = "a e i o u ai ea ou".split(" ");
const codas = " n r l t s m ck nd st".split(" ");

export type BenchCorpus = {
  /** A document in Markdown whose sections make a passage each. The same number gives the same document. */
  document(number: number, sections: number): { title: string; text: string };
  /** A query of so many words that all carry meaning, drawn as the documents' words are. */
  query(words: number): string;
  /** A query of so many words of prose, small words included. */
  prose(words: number): string;
};

/** Words of one section, as in the collections that the figures were set by. */
const sectionWords = 163;

/** A corpus that is the same on every run. */
export function createBenchCorpus(): BenchCorpus {
  const random = createRandom(7);
  const pick = (from: readonly string[]) => from[Math.floor(random() * from.length)] ?? "";
  const words = new Set<string>();
  while (words.size < vocabularySize) {
    const syllables = 2 + Math.floor(random() * 2);
    words.add(Array.from({ length: syllables }, () => pick(onsets) + pick(vowels) + pick(codas)).join(""));
  }
  const vocabulary = [...words];
  const common = createZipf(vocabulary.length, random);
  const small = createZipf(smallWords.length, random);
  const meaning = () => vocabulary[common()] ?? "";

  function sentence(topic: readonly string[]): string {
    const length = 8 + Math.floor(random() * 14);
    const said = Array.from({ length }, () => {
      if (random() < smallShare) return smallWords[small()] ?? "";
      return random() < 0.2 ? pick(topic) : meaning();
    });
    return `${said.join(" ")}.`;
  }

  function section(topic: readonly string[]): string {
    const sentences: string[] = [];
    for (let count = 0; count < sectionWords; count += sentences.at(-1)?.split(" ").length ?? sectionWords) {
      sentences.push(sentence(topic));
    }
    return sentences.join(" ");
  }

  return {
    document(number, sections) {
      const topic = Array.from({ length: 40 }, meaning);
      const title = `${pick(topic)} ${pick(topic)} ${number}`;
      const parts = Array.from({ length: sections }, () => `## ${pick(topic)} ${meaning()}\n\n${section(topic)}`);
      return { title, text: `# ${title}\n\n${parts.join("\n\n")}` };
    },
    query(count) {
      const chosen = new Set<string>();
      while (chosen.size < count) chosen.add(meaning());
      return [...chosen].join(" ");
    },
    prose: (count) =>
      Array.from({ length: count }, () => (random() < smallShare ? smallWords[small()] : meaning())).join(" "),
  };
}

/** Numbers from 0 to 1, the same for the same seed. */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    const mixed = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d);
    return ((mixed ^ (mixed >>> 12)) >>> 0) / 4_294_967_296;
  };
}

/** Ranks from 0 to `count` - 1, each as likely as its rank's reciprocal. */
function createZipf(count: number, random: () => number): () => number {
  const sums = new Float64Array(count);
  let sum = 0;
  for (let rank = 0; rank < count; rank += 1) {
    sum += 1 / (rank + 2.7);
    sums[rank] = sum;
  }
  return () => {
    const wanted = random() * sum;
    let low = 0;
    let high = count - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((sums[middle] ?? 0) < wanted) low = middle + 1;
      else high = middle;
    }
    return low;
  };
}
