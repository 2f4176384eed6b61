//! The words of the field: what each means, in which lesson it is introduced, and which part of a picture wears its colour.
//!
//! A lesson may use a word only once it has been introduced; a test holds it.

/// A word of the glossary.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Term {
    /// What asks.
    Query,
    /// What is found.
    Key,
    /// What is handed over.
    Value,
    /// How well query and key match.
    Score,
    /// The share a key gets.
    Weight,
    /// What attention gives.
    Output,
    /// The encoder.
    Encoder,
    /// How a model's numbers are found.
    Training,
    /// The dot product.
    Dot,
    /// The kind of network.
    Transformer,
    /// The softmax.
    Softmax,
    /// The temperature.
    Temperature,
    /// A word as a vector.
    Embedding,
    /// A word or a part of one.
    Piece,
    /// What is read and is no word.
    Symbol,
    /// A sequence looking at itself.
    SelfAttention,
    /// The number scores are multiplied by.
    Scale,
    /// W: a learned matrix that makes queries, keys or values.
    Projection,
    /// One set of three matrices.
    Head,
    /// One step of the network.
    Layer,
    /// The decoder.
    Decoder,
    /// What forbids.
    Mask,
    /// One sequence looking at another.
    CrossAttention,
    /// Where a word stands.
    Position,
    /// Scores of the next word.
    Logits,
    /// What a pronoun stands for.
    Coreference,
}

/// What the glossary says of a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry {
    /// The word.
    pub term: Term,
    /// How it is written.
    pub name: &'static str,
    /// How addresses and style sheets write it.
    pub slug: &'static str,
    /// What it means, in a sentence or two, in words introduced before it.
    pub meaning: &'static str,
    /// The number of the lesson that introduces it.
    pub lesson: u8,
}

impl Term {
    /// What the glossary says.
    pub fn entry(self) -> &'static Entry {
        &GLOSSARY[self as usize]
    }

    /// How addresses and style sheets write it.
    pub fn slug(self) -> &'static str {
        self.entry().slug
    }

    /// The word that addresses and prose write so.
    pub fn from_slug(slug: &str) -> Option<Self> {
        let entry = GLOSSARY.iter().find(|entry| entry.slug == slug)?;
        Some(entry.term)
    }
}

const fn entry(
    term: Term,
    name: &'static str,
    slug: &'static str,
    lesson: u8,
    meaning: &'static str,
) -> Entry {
    Entry {
        term,
        name,
        slug,
        meaning,
        lesson,
    }
}

/// All words, in the order in which the lessons need them.
pub static GLOSSARY: [Entry; 26] = [
    entry(
        Term::Query,
        "query",
        "query",
        1,
        "The vector with which a word asks: it is compared with every key. Written q; all queries of a sentence, one a row, are Q.",
    ),
    entry(
        Term::Key,
        "key",
        "key",
        1,
        "The vector by which a word is found: queries are compared with it. Written k; all keys are K.",
    ),
    entry(
        Term::Value,
        "value",
        "value",
        1,
        "The vector that a word hands over when it is found. Written v; all values are V.",
    ),
    entry(
        Term::Score,
        "score",
        "score",
        1,
        "One number that says how well a query and a key match: their dot product, q·k.",
    ),
    entry(
        Term::Weight,
        "weight",
        "weight",
        1,
        "The share of a query's attention that a key gets: between 0 and 1, and all weights of one query sum to 1.",
    ),
    entry(
        Term::Output,
        "output",
        "output",
        1,
        "What a query gets in the end: the values, each times its weight, added up.",
    ),
    entry(
        Term::Encoder,
        "encoder",
        "encoder",
        1,
        "The half of a translation model that reads the sentence to be translated, and gives one vector for each of its words.",
    ),
    entry(
        Term::Training,
        "training",
        "training",
        1,
        "How a model's numbers are found: they begin at random and are changed a little, again and again, so that its answers come nearer to given examples. Here the examples are sentences and their translations.",
    ),
    entry(
        Term::Dot,
        "dot product",
        "dot",
        2,
        "Multiply two vectors place by place and add up. It grows with both lengths and with how closely the directions agree.",
    ),
    entry(
        Term::Transformer,
        "Transformer",
        "transformer",
        2,
        "A network in which words exchange what they know by attention (Vaswani et al. 2017). The model on this page is one; so are today's large language models.",
    ),
    entry(
        Term::Softmax,
        "softmax",
        "softmax",
        3,
        "Turns scores into weights: e to the power of each score, divided by the sum of all of these.",
    ),
    entry(
        Term::Temperature,
        "temperature",
        "temperature",
        3,
        "A number T by which scores are divided before the softmax. Small T: the best takes all. Large T: everybody gets the same.",
    ),
    entry(
        Term::Embedding,
        "embedding",
        "embedding",
        4,
        "The learned vector that stands for a word (or a piece of a word) when it enters the model, whatever stands beside it.",
    ),
    entry(
        Term::Piece,
        "piece",
        "piece",
        4,
        "A word, or a part of a rare word: what the model reads one at a time. Its vocabulary is a fixed list of pieces.",
    ),
    entry(
        Term::Symbol,
        "end and start symbol",
        "symbol",
        4,
        "Two marks that are read like pieces but are no words: “end” stands after the last word of a sentence, “start” before the first word of a translation.",
    ),
    entry(
        Term::SelfAttention,
        "self-attention",
        "self",
        4,
        "Attention in which queries, keys and values are all made of the same sentence: each word looks at every word, itself included.",
    ),
    entry(
        Term::Scale,
        "scale",
        "scale",
        5,
        "What scores are multiplied by before the softmax: 1/√d for queries and keys of d numbers.",
    ),
    entry(
        Term::Projection,
        "learned matrix",
        "matrix",
        6,
        "A table of numbers, found by training, that turns a word's vector into its query (W with index Q), its key (K) or its value (V).",
    ),
    entry(
        Term::Head,
        "head",
        "head",
        7,
        "One attention with its own three learned matrices. Several heads work side by side, and their outputs are joined.",
    ),
    entry(
        Term::Layer,
        "layer",
        "layer",
        7,
        "One step of the network: attention, then a small network applied to each word alone. What it gives is what the next layer reads.",
    ),
    entry(
        Term::Decoder,
        "decoder",
        "decoder",
        8,
        "The half of a translation model that writes the translation, one piece after the other.",
    ),
    entry(
        Term::Mask,
        "mask",
        "mask",
        8,
        "A rule that forbids queries to look at some keys: their scores count as −∞, so their weights are 0.",
    ),
    entry(
        Term::CrossAttention,
        "cross-attention",
        "cross",
        8,
        "Attention in which the queries come from one sequence (the translation so far) and keys and values from another (the source).",
    ),
    entry(
        Term::Position,
        "position",
        "position",
        9,
        "Where a word stands. A vector made of sines and cosines of its place is added to its embedding, since attention itself sees no order.",
    ),
    entry(
        Term::Logits,
        "logits",
        "logits",
        10,
        "One score for every entry of the vocabulary, as the next piece to be written; their softmax is a probability for each.",
    ),
    entry(
        Term::Coreference,
        "coreference",
        "coreference",
        10,
        "Two expressions that stand for the same thing, such as a noun and the pronoun that points back at it.",
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_stands_at_its_place_and_the_order_is_that_of_the_lessons() {
        for (i, entry) in GLOSSARY.iter().enumerate() {
            assert_eq!(entry.term as usize, i, "{}", entry.name);
            assert_eq!(Term::from_slug(entry.slug), Some(entry.term));
        }
        assert!(GLOSSARY.is_sorted_by_key(|entry| entry.lesson));
        assert_eq!(Term::from_slug("nonsense"), None);
    }
}
