//! Properties that the attention core keeps for any queries, keys and values.

use attention_loom::attention::{
    Attended, AttentionError, Mask, Override, Rule, attend, attention,
};
use attention_loom::matrix::Matrix;
use proptest::prelude::*;

/// q `[n, d]`, k `[m, d]`, v `[m, e]`.
#[derive(Debug, Clone)]
struct Case {
    q: Matrix,
    k: Matrix,
    v: Matrix,
}

fn matrix(rows: usize, cols: usize, size: f32) -> impl Strategy<Value = Matrix> {
    proptest::collection::vec(-size..size, rows * cols)
        .prop_map(move |data| Matrix::from_vec(rows, cols, data).unwrap())
}

fn case(size: f32) -> impl Strategy<Value = Case> {
    (1..8usize, 1..8usize, 1..6usize, 1..6usize).prop_flat_map(move |(n, m, d, e)| {
        (matrix(n, d, size), matrix(m, d, size), matrix(m, e, size)).prop_map(|(q, k, v)| Case {
            q,
            k,
            v,
        })
    })
}

fn run(case: &Case, rule: &Rule) -> Attended {
    attention(case.q.view(), case.k.view(), case.v.view(), rule).unwrap()
}

fn close(a: &[f32], b: &[f32], tolerance: f32) -> bool {
    a.len() == b.len() && a.iter().zip(b).all(|(x, y)| (x - y).abs() <= tolerance)
}

fn square(size: usize) -> Case {
    let f = |seed: usize| {
        Matrix::from_fn(size, 3, move |i, j| {
            ((i * 5 + j * 3 + seed) as f32 * 0.7).sin()
        })
    };
    Case {
        q: f(1),
        k: f(2),
        v: f(3),
    }
}

proptest! {
    #[test]
    fn rows_sum_to_one_and_stay_between_zero_and_one(case in case(3.0)) {
        let out = run(&case, &Rule::for_dimension(case.q.cols()));
        for i in 0..out.weights.rows() {
            prop_assert!((out.weights.row(i).iter().sum::<f32>() - 1.0).abs() < 1e-5);
            prop_assert!(out.weights.row(i).iter().all(|w| (0.0..=1.0).contains(w)));
        }
    }

    #[test]
    fn masked_pairs_get_no_weight(case in case(3.0), hidden in 0..8usize, pair in (0..8usize, 0..8usize)) {
        let mut rule = Rule::for_dimension(case.q.cols());
        rule.mask = Mask {
            causal: true,
            keys: Some(case.k.rows().max(2) - 1),
            hidden: [hidden].into(),
            pairs: [pair].into(),
        };
        match attention(case.q.view(), case.k.view(), case.v.view(), &rule) {
            Ok(out) => for i in 0..out.weights.rows() {
                for j in 0..out.weights.cols() {
                    prop_assert!(rule.mask.allows(i, j) || out.weights.at(i, j) == 0.0);
                }
            },
            Err(AttentionError::NothingToLookAt { query }) => {
                prop_assert!((0..case.k.rows()).all(|key| !rule.mask.allows(query, key)));
            }
            Err(other) => return Err(TestCaseError::fail(other.to_string())),
        }
    }

    #[test]
    fn permuting_keys_with_their_values_permutes_weights_and_leaves_the_output(case in case(2.0), shift in 0..8usize) {
        let m = case.k.rows();
        let moved = |x: &Matrix| Matrix::from_fn(m, x.cols(), |i, j| x.at((i + shift) % m, j));
        let rule = Rule::for_dimension(case.q.cols());
        let plain = run(&case, &rule);
        let permuted = run(&Case { q: case.q.clone(), k: moved(&case.k), v: moved(&case.v) }, &rule);
        prop_assert!(close(plain.output.as_slice(), permuted.output.as_slice(), 1e-5));
        for i in 0..plain.weights.rows() {
            for j in 0..m {
                prop_assert!((permuted.weights.at(i, j) - plain.weights.at(i, (j + shift) % m)).abs() < 1e-6);
            }
        }
    }

    /// A constant is added to each row of scores by one more dimension, in which every key is 1 and the query the constant.
    #[test]
    fn adding_a_constant_to_a_row_of_scores_changes_nothing(case in case(2.0), constant in -20.0f32..20.0) {
        let widen = |x: &Matrix, value: f32| {
            Matrix::from_fn(x.rows(), x.cols() + 1, |i, j| if j < x.cols() { x.at(i, j) } else { value })
        };
        let rule = Rule::for_dimension(case.q.cols());
        let plain = run(&case, &rule);
        let raised = run(&Case { q: widen(&case.q, constant), k: widen(&case.k, 1.0), v: case.v.clone() }, &rule);
        prop_assert!((raised.scores.at(0, 0) - plain.scores.at(0, 0) - constant).abs() < 1e-4);
        prop_assert!(close(plain.weights.as_slice(), raised.weights.as_slice(), 1e-5));
    }

    #[test]
    fn scores_of_ten_thousand_and_more_stay_finite(case in case(300.0), scale in 1.0f32..10.0) {
        let mut rule = Rule::for_dimension(case.q.cols());
        rule.scale = scale;
        let out = run(&case, &rule);
        prop_assert!(out.weights.as_slice().iter().chain(out.output.as_slice()).all(|x| x.is_finite()));
    }

    #[test]
    fn the_two_forms_agree(case in case(1.0), causal in any::<bool>()) {
        let mut rule = Rule::for_dimension(case.q.cols());
        rule.mask.causal = causal;
        let all = run(&case, &rule);
        for i in 0..case.q.rows() {
            let one = attend(i, case.q.row(i), case.k.view(), case.v.view(), &rule).unwrap();
            prop_assert!(close(&one.scores, all.scores.row(i), 1e-6));
            prop_assert!(close(&one.weights, all.weights.row(i), 1e-6));
            prop_assert!(close(&one.output, all.output.row(i), 1e-6));
        }
    }

    #[test]
    fn a_weight_set_by_hand_stands_and_the_rest_keeps_its_proportions(case in case(1.0), weight in 0.0f32..=1.0, key in 0..8usize) {
        prop_assume!(case.k.rows() > 1);
        let key = key % case.k.rows();
        let mut rule = Rule::for_dimension(case.q.cols());
        let plain = run(&case, &rule);
        rule.overrides = vec![Override { query: 0, key, weight }];
        let changed = run(&case, &rule);
        prop_assert_eq!(changed.weights.at(0, key), weight);
        prop_assert!((changed.weights.row(0).iter().sum::<f32>() - 1.0).abs() < 1e-5);
        let (old, new) = (plain.weights.row(0), changed.weights.row(0));
        let factor = (1.0 - weight) / (1.0 - old[key]);
        for j in (0..old.len()).filter(|&j| j != key) {
            prop_assert!((new[j] - old[j] * factor).abs() < 1e-4);
        }
        let one = attend(0, case.q.row(0), case.k.view(), case.v.view(), &rule).unwrap();
        prop_assert!(close(&one.weights, new, 1e-6));
    }
}

#[test]
fn a_muted_head_keeps_its_weights_and_gives_nothing() {
    let case = square(4);
    let mut rule = Rule::for_dimension(3);
    let plain = run(&case, &rule);
    rule.muted = true;
    let muted = run(&case, &rule);
    assert_eq!(plain.weights, muted.weights);
    assert!(muted.output.as_slice().iter().all(|x| *x == 0.0));
    assert_eq!(
        attend(1, case.q.row(1), case.k.view(), case.v.view(), &rule)
            .unwrap()
            .output,
        [0.0; 3]
    );
}

#[test]
fn the_scale_is_what_scores_are_multiplied_by() {
    let case = square(5);
    let mut rule = Rule::for_dimension(3);
    rule.scale = 0.0;
    let out = run(&case, &rule);
    assert!(
        out.weights
            .as_slice()
            .iter()
            .all(|w| (w - 0.2).abs() < 1e-6)
    );
    assert_eq!(Rule::for_dimension(64).scale, 0.125);
}

#[test]
fn what_cannot_be_computed_is_an_error_that_says_why() {
    let Case { q, k, v } = square(3);
    let wide = Matrix::zeros(3, 4);
    let mut rule = Rule::for_dimension(3);
    let refused = |rule: &Rule, q: &Matrix, k: &Matrix, v: &Matrix| {
        let all = attention(q.view(), k.view(), v.view(), rule)
            .unwrap_err()
            .to_string();
        if let Err(one) = attend(0, q.row(0), k.view(), v.view(), rule)
            && !matches!(one, AttentionError::Shape(_))
        {
            assert_eq!(one.to_string(), all);
        }
        all
    };
    assert_eq!(
        refused(&rule, &wide, &k, &v),
        "attention: queries and keys: shapes [3, 4] and [3, 3] do not fit"
    );
    assert_eq!(
        refused(&rule, &q, &k, &Matrix::zeros(2, 3)),
        "attention: keys and values: shapes [3, 3] and [2, 3] do not fit"
    );
    assert_eq!(
        refused(&rule, &q, &k.clone(), &Matrix::zeros(4, 3)),
        "attention: keys and values: shapes [3, 3] and [4, 3] do not fit"
    );
    let nan = Matrix::from_fn(3, 3, |_, _| f32::NAN);
    assert_eq!(
        refused(&rule, &nan, &k, &v),
        "query 0: a score is not a finite number"
    );
    rule.mask.hidden = [0, 1, 2].into();
    assert_eq!(
        refused(&rule, &q, &k, &v),
        "query 0 may look at nothing: all its keys are masked"
    );
    assert!(
        attention(
            q.view(),
            Matrix::zeros(0, 3).view(),
            Matrix::zeros(0, 3).view(),
            &Rule::for_dimension(3)
        )
        .is_err()
    );
}

#[test]
fn weights_set_by_hand_that_cannot_be_are_refused() {
    let Case { q, k, v } = square(3);
    let set = |query, key, weight| Override { query, key, weight };
    let cases = [
        (vec![set(0, 1, 1.5)], "are not between 0 and 1"),
        (vec![set(0, 1, f32::NAN)], "are not between 0 and 1"),
        (vec![set(0, 1, 0.7), set(0, 2, 0.7)], "sum to more than 1"),
        (vec![set(0, 9, 0.5)], "name a key that is not there"),
        (vec![set(9, 0, 0.5)], "name a query that is not there"),
        (
            vec![set(0, 0, 0.1), set(0, 1, 0.1), set(0, 2, 0.1)],
            "leave a rest that no other key can take",
        ),
    ];
    for (overrides, problem) in cases {
        let rule = Rule {
            overrides,
            ..Rule::for_dimension(3)
        };
        let error = attention(q.view(), k.view(), v.view(), &rule).unwrap_err();
        assert!(error.to_string().ends_with(problem), "{error}");
    }
    let rule = Rule {
        mask: Mask::causal(),
        overrides: vec![set(0, 1, 0.5)],
        ..Rule::for_dimension(3)
    };
    let error = attention(q.view(), k.view(), v.view(), &rule).unwrap_err();
    assert!(error.to_string().ends_with("are on a masked key"));
}
