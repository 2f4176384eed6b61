//! A formula as MathML Core: symbols carry the part of the picture that they stand for.
//!
//! Refuses to know where the string goes.

use crate::lesson::Math;

use super::super::markup::{push_all, push_escaped};

/// The formula as a `<math>` element.
pub fn markup(math: &Math) -> String {
    let mut out = String::from("<math display=\"block\">");
    push(&mut out, math);
    out.push_str("</math>");
    out
}

fn push(out: &mut String, math: &Math) {
    match *math {
        Math::Id(name) => leaf(out, "mi", name),
        Math::Number(number) => leaf(out, "mn", number),
        Math::Op(op) => match op {
            // Bars and the transpose's T are no operators with space around them.
            "‖" | "T" => leaf(out, "mi", op),
            op => leaf(out, "mo", op),
        },
        Math::Row(row) => {
            out.push_str("<mrow>");
            row.iter().for_each(|math| push(out, math));
            out.push_str("</mrow>");
        }
        Math::Part(term, inside) => {
            push_all(out, &["<mrow data-part=\"", term.slug(), "\">"]);
            push(out, inside);
            out.push_str("</mrow>");
        }
        Math::Sub(a, b) => both(out, "msub", a, b),
        Math::Sup(a, b) => both(out, "msup", a, b),
        Math::Frac(a, b) => both(out, "mfrac", a, b),
        Math::Root(inside) => {
            // Not `<msqrt>`: where a system has no font for mathematics, its sign is left out, and √d would read d.
            out.push_str("<mrow><mi>√</mi>");
            push(out, inside);
            out.push_str("</mrow>");
        }
        Math::Sum(under) => {
            out.push_str("<munder><mo>∑</mo>");
            push(out, under);
            out.push_str("</munder>");
        }
    }
}

fn leaf(out: &mut String, name: &str, text: &str) {
    push_all(out, &["<", name, ">"]);
    push_escaped(out, text);
    push_all(out, &["</", name, ">"]);
}

fn both(out: &mut String, name: &str, a: &Math, b: &Math) {
    push_all(out, &["<", name, ">"]);
    push(out, a);
    push(out, b);
    push_all(out, &["</", name, ">"]);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lesson::{LESSONS, Term};

    #[test]
    fn symbols_carry_their_parts() {
        const KEY: Math = Math::Part(Term::Key, &Math::Sub(&Math::Id("k"), &Math::Id("i")));
        assert_eq!(
            markup(&Math::Frac(&KEY, &Math::Root(&Math::Id("d")))),
            "<math display=\"block\"><mfrac><mrow data-part=\"key\"><msub><mi>k</mi><mi>i</mi></msub></mrow>\
             <mrow><mi>√</mi><mi>d</mi></mrow></mfrac></math>"
        );
        assert!(markup(&Math::Op("<")).contains("<mo>&lt;</mo>"));
    }

    #[test]
    fn every_formula_of_the_lessons_is_balanced() {
        let sections = LESSONS.iter().flat_map(|lesson| lesson.sections);
        for formula in sections.filter_map(|section| section.formula) {
            let markup = markup(formula);
            let opened = markup.matches('<').count() - markup.matches("</").count();
            assert_eq!(opened, markup.matches("</").count(), "{markup}");
        }
    }
}
