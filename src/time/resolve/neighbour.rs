//! What expressions of one sentence tell about each other once they are resolved.

use crate::time::date::Date;
use crate::time::find::Expression;
use crate::time::meaning::Core;
use crate::time::{Role, Timex};

/// "that Friday is the first day of the feast": a weekday is that of the day that its sentence
/// names otherwise, if it lies within the week.
pub(super) fn match_weekdays(expressions: &[Expression], times: &mut [Timex]) {
    let days: Vec<Option<Date>> =
        times.iter().map(|time| time.value.get(..10).and_then(|day| day.parse().ok())).collect();
    for (idx, expression) in expressions.iter().enumerate() {
        let Core::Weekday { shift: None, .. } = expression.meaning.core else { continue };
        let Some(day) = days[idx] else { continue };
        let near = idx.saturating_sub(NEIGHBOURS)..(idx + NEIGHBOURS + 1).min(times.len());
        let told = near.filter_map(|other| {
            let there = &expressions[other];
            let says_day =
                matches!(there.meaning.core, Core::Feast { .. } | Core::Date(_) | Core::Deictic { .. });
            let same =
                there.context.sentence.is_some() && there.context.sentence == expression.context.sentence;
            days[other].filter(|_| same && says_day && times[other].value.len() == 10)
        });
        let week_apart = |told: &Date| (told.day_number() - day.day_number()).abs() == 7;
        if let Some(told) = told.into_iter().find(week_apart) {
            let time = &mut times[idx];
            for text in [Some(&mut time.value), time.anchored.as_mut()].into_iter().flatten() {
                *text = text.replace(&day.to_string(), &told.to_string());
            }
        }
    }
}

/// How many expressions away a day may be named.
const NEIGHBOURS: usize = 3;

/// "from 2012 to 2017", read as two expressions: the first dates the event with both.
pub(super) fn join_ranges(expressions: &[Expression], times: &mut [Timex]) {
    for idx in 1..times.len() {
        if !expressions[idx - 1].context.opens_range {
            continue;
        }
        let ends = (&times[idx - 1], &times[idx]);
        if ends.0.role != Role::Point || ends.1.role != Role::Point {
            continue;
        }
        let joined = format!("{}/{}", ends.0.value, ends.1.value);
        times[idx - 1].anchored = Some(joined);
        times[idx].anchored = None;
        times[idx].role = Role::RangeEnd;
    }
}
