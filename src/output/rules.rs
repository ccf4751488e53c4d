//! Each rule has its words on the page.

use std::collections::BTreeSet;

use crate::actor::MentionRule;
use crate::quote;

#[test]
fn the_page_has_words_for_every_rule_and_for_no_other() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/www/rules.js");
    let page = std::fs::read_to_string(path).expect("the page is part of the project");
    // A line of its table: `  "title-name": { ar: "…", en: "…" },`.
    let told: BTreeSet<_> = page
        .lines()
        .filter_map(|line| line.strip_prefix("  ")?.split_once(": { ar: \""))
        .map(|(name, _)| name.trim_matches('"'))
        .collect();
    let rules = MentionRule::all().map(MentionRule::name).chain(quote::Rule::all().map(quote::Rule::name));
    // The page tells the two parts of "clause/subject" one by one.
    let found: BTreeSet<_> = rules.flat_map(|rule| rule.split('/')).collect();
    let [untold, idle] = [&found - &told, &told - &found];
    assert!(untold.is_empty(), "rules without words in www/rules.js: {untold:?}");
    assert!(idle.is_empty(), "words in www/rules.js for no rule: {idle:?}");
}
