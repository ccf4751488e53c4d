//! The second stage: values against the publication date, the tense and what was told before.
//!
//! News looks back: a weekday or month without more is the latest one, unless its clause speaks
//! of what is to come. Nothing here reads the text, so that resolving again is cheap and, with
//! the same date, gives the same.

mod calendar;
mod day;
mod distance;
mod feast;
mod neighbour;
mod period;

use super::context::{Place, Tense};
use super::date::Date;
use super::find::Expression;
use super::guard::Governor;
use super::meaning::{
    Calendar, CalendarDate, Core, Length, Meaning, Modifier, Month, Reference, Shift, Unit, Year,
};
use super::value::{self, Grain, Resolved, Stretch};
use super::{Published, Role, Timex, TimexKind};
use crate::article::Article;

/// Resolves the expressions, in the same order.
#[inline(never)]
pub(crate) fn resolve(
    _article: &Article<'_>,
    expressions: &[Expression],
    published: &Published,
) -> Vec<Timex> {
    let mut state = State::new(published.date);
    let mut times = state.pass(expressions);
    // "tomorrow Friday" tells which Friday is meant in the title, too.
    if state.spoken.iter().any(Option::is_some) {
        state = State { spoken: state.spoken, ..State::new(published.date) };
        times = state.pass(expressions);
    }
    neighbour::match_weekdays(expressions, &mut times);
    neighbour::join_ranges(expressions, &mut times);
    times
}

/// What resolving knows at one place of the text.
struct State {
    published: Option<Date>,
    /// The last stretch that was told, of any grain.
    last: Option<Stretch>,
    /// The last day that was told.
    last_day: Option<Date>,
    /// The value of the last part of a year that was told: a month, a quarter, months in a row.
    last_period: Option<String>,
    /// The day on which a range opens that the next expression closes.
    range_start: Option<Date>,
    /// The rule of the last feast that was named.
    last_feast: Option<String>,
    /// Days that "last" or "next" gave to a weekday, by its number.
    weekdays: [Option<Date>; 8],
    /// Days that "today", "tomorrow" gave to a weekday.
    spoken: [Option<Date>; 8],
    /// Years that a direction or a clause gave to a month, by its number.
    months: [Option<i32>; 13],
}

/// What the clause of an expression tells about it.
#[derive(Clone, Copy)]
struct Clause {
    tense: Tense,
    alone: bool,
}

impl State {
    fn new(published: Option<Date>) -> Self {
        Self {
            published,
            last: None,
            last_day: None,
            last_period: None,
            range_start: None,
            last_feast: None,
            weekdays: [None; 8],
            spoken: [None; 8],
            months: [None; 13],
        }
    }

    /// Resolves all expressions, in the order of the text.
    fn pass(&mut self, expressions: &[Expression]) -> Vec<Timex> {
        let mut times = Vec::with_capacity(expressions.len());
        for expression in expressions {
            times.push(self.resolve(expression));
            self.range_start = self.last_day.filter(|_| expression.context.opens_range);
        }
        times
    }

    fn resolve(&mut self, expression: &Expression) -> Timex {
        let context = expression.context;
        // "until Friday" and "as of Friday" look ahead, "since Friday" back, unless a verb says
        // otherwise.
        let tense = match (context.governor, context.tense) {
            (Governor::Since, _) => Tense::Past,
            (Governor::Until | Governor::AsOf, Tense::Unknown)
                if matches!(expression.meaning.core, Core::Weekday { .. }) =>
            {
                Tense::Future
            }
            (_, tense) => tense,
        };
        let alone = context.alone || context.place == Place::Removed;
        let clause = Clause { tense, alone };
        let meaning = self.govern(expression);
        let resolved = self.meaning(&meaning, clause);
        self.remember(&meaning, &resolved, clause);
        let kind = kind(&meaning);
        let role = role(expression, &meaning, kind);
        let governor = context.governor;
        Timex {
            source: expression.source,
            clean: expression.clean,
            kind,
            anchored: self.anchored(expression, &meaning, role, &resolved),
            edtf: edtf(&meaning, &resolved, kind),
            modifier: meaning.modifier.map(Modifier::name),
            value: resolved.value,
            governor,
            role,
        }
    }

    fn meaning(&self, meaning: &Meaning, clause: Clause) -> Resolved {
        let mut resolved = self.core(&meaning.core, clause);
        if let Core::Range(..) = meaning.core {
            return resolved;
        }
        if let Some(clock) = meaning.clock {
            resolved.value.push_str(&value::clock(clock));
        } else if let Some(part) = meaning.part {
            resolved.value.push_str(part.code());
        }
        resolved
    }

    fn core(&self, core: &Core, clause: Clause) -> Resolved {
        match core {
            Core::Date(date) => self.date(*date, clause),
            Core::Deictic { days, weekday, date } => self.deictic(*days, *weekday, *date, clause),
            Core::Weekday { weekday, shift } => self.weekday(*weekday, *shift, clause),
            Core::NthWeekday { nth, weekday, month } => self.nth_weekday(*nth, *weekday, *month, clause),
            Core::DayOfWeek { weekday, shift, steps } => self.day_of_week(*weekday, *shift, *steps),
            Core::Anaphor { days } => self.anaphor(*days),
            Core::Unit { unit, shift, steps } => self.unit(*unit, *shift, *steps),
            Core::Season { season, year, shift } => self.season(*season, *year, *shift, clause),
            Core::Quarter { number, year } => {
                self.part_of_year(*year, 'Q', if *number == 0 { 4 } else { *number })
            }
            Core::ShiftedQuarter { shift } => self.quarter(*shift),
            Core::Semester { number, year } => self.part_of_year(*year, 'H', *number),
            Core::Weekend { shift } => {
                let mut week = self.unit(Unit::Week, shift.unwrap_or(Shift::This), 1);
                week.value.push_str("-WE");
                Resolved { edtf: None, ..week }
            }
            Core::Distance { length, forward } => self.distance(length, *forward, clause),
            Core::Feast { feast, year, shift, day } => self.feast(&feast.0, *year, *shift, *day, clause),
            Core::Decade { tens, century } => decade(*tens, *century),
            Core::Century { number, before_christ } => {
                let bc = if *before_christ { "BC" } else { "" };
                let edtf = if *before_christ { format!("-{number:02}XX") } else { format!("{number:02}XX") };
                Resolved::open(format!("{bc}{number:02}")).with_edtf(edtf)
            }
            Core::Length(length) => Resolved::open(value::length(length)),
            Core::Every(value) => Resolved::open(value.clone()),
            Core::Reference(reference) => Resolved::open(reference.name()),
            // A time on a line of its own is that of publication.
            Core::Unsaid => match self.last_day.filter(|_| !clause.alone).or(self.published) {
                Some(day) => Resolved::day(day),
                None => Resolved::open(""),
            },
            Core::Range(first, second) => self.range(first, second, clause),
            Core::BeforeChrist(year) => {
                Resolved::open(format!("BC{year:04}")).with_edtf(format!("-{:04}", year - 1))
            }
            Core::HalfOfMonth { number, whole } => self.half_of_month(*number, whole, clause),
            Core::WeekOf { number, whole } => self.week_of(*number, whole, clause),
            Core::SamePeriod { year } => self.same_period(*year),
        }
    }

    fn range(&self, first: &Meaning, second: &Meaning, clause: Clause) -> Resolved {
        let (mut left, right) = (self.meaning(first, clause), self.meaning(second, clause));
        // A start whose year is not said lies in the year before its end at most.
        if let (Some(start), Some(end), Core::Date(date)) = (left.stretch, right.stretch, &first.core)
            && date.year == Year::Unsaid
            && date.shift.is_none()
        {
            let in_year =
                |year: i32| self.core(&Core::Date(CalendarDate { year: Year::Given(year), ..*date }), clause);
            let before = |start: &Resolved| start.stretch.is_some_and(|start| start.first <= end.first);
            let years = [end.first.year(), end.first.year() - 1];
            let apart = start.first > end.first || start.first.year() != end.first.year();
            if apart && date.calendar == Calendar::Gregorian {
                left = years.into_iter().map(in_year).find(before).unwrap_or(left);
            }
        }
        let stretch = match (left.stretch, right.stretch) {
            (Some(left), Some(right)) => Some(Stretch {
                first: left.first,
                last: right.last.max(left.first),
                grain: left.grain.max(right.grain),
            }),
            _ => None,
        };
        Resolved { value: format!("{}/{}", left.value, right.value), edtf: None, stretch }
    }

    /// The first fifteen days of a month, or the others.
    fn half_of_month(&self, number: u8, whole: &Core, clause: Clause) -> Resolved {
        let half = self.core(whole, clause).stretch.and_then(|month| {
            let middle = month.first.add_days(14)?;
            Some(match number {
                1 => Resolved::days(month.first, middle, Grain::Week),
                _ => Resolved::days(middle.add_days(1)?, month.last, Grain::Week),
            })
        });
        half.unwrap_or_else(|| Resolved::open("XXXX-XX"))
    }

    /// Week `number` of a month: seven days, counted from its first; 0 for its last seven.
    fn week_of(&self, number: u8, whole: &Core, clause: Clause) -> Resolved {
        let week = self.core(whole, clause).stretch.and_then(|stretch| {
            let first = match number {
                0 => stretch.last.add_days(-6)?,
                number => stretch.first.add_days(7 * (i32::from(number) - 1))?,
            };
            (first <= stretch.last).then_some(())?;
            Some(Resolved::days(first, first.add_days(6)?.min(stretch.last), Grain::Week))
        });
        week.unwrap_or_else(|| Resolved::open("XXXX-WXX"))
    }

    fn remember(&mut self, meaning: &Meaning, resolved: &Resolved, clause: Clause) {
        let Some(stretch) = resolved.stretch else { return };
        self.last = Some(stretch);
        if stretch.grain == Grain::Day && stretch.first == stretch.last {
            self.last_day = Some(stretch.first);
        }
        if matches!(stretch.grain, Grain::Month | Grain::Season) && resolved.value.len() > 4 {
            self.last_period = Some(resolved.value.clone());
        }
        match &meaning.core {
            Core::Deictic { weekday: Some(weekday), .. } => {
                if let Some(slot) = self.spoken.get_mut(usize::from(*weekday)) {
                    *slot = Some(stretch.first);
                }
            }
            Core::Feast { feast, .. } if feast.0 != "last" => self.last_feast = Some(feast.0.clone()),
            Core::Weekday { weekday, shift: Some(_) } => {
                if let Some(slot) = self.weekdays.get_mut(usize::from(*weekday)) {
                    *slot = Some(stretch.first);
                }
            }
            Core::Date(CalendarDate {
                month: Some(Month::Given(month)),
                shift,
                calendar: Calendar::Gregorian,
                ..
            }) if shift.is_some() || clause.tense == Tense::Future => {
                if let Some(slot) = self.months.get_mut(usize::from(*month)) {
                    *slot = Some(stretch.first.year());
                }
            }
            _ => {}
        }
    }

    /// A length after "before" or "after" that is not measured from an event is a point.
    fn govern(&self, expression: &Expression) -> Meaning {
        let Core::Length(length) = &expression.meaning.core else { return expression.meaning.clone() };
        let context = expression.context;
        let forward = match context.governor {
            Governor::Before => false,
            Governor::After => true,
            // As a label, "within three days" is how CLDR writes "in three days".
            Governor::During | Governor::In if context.alone => true,
            _ => return expression.meaning.clone(),
        };
        if expression.meaning.modifier.is_some() && forward
            || context.measured
            || length.window.is_some()
            || length.to.is_some()
        {
            return expression.meaning.clone();
        }
        // "after 17 years …" in a past that nothing dates.
        if forward && context.tense == Tense::Past && self.told().is_none() {
            return expression.meaning.clone();
        }
        let known = length.parts.iter().all(|(amount, _)| amount.is_some());
        let clock = length.parts.iter().any(|(_, unit)| unit.is_clock());
        // A page that computes its labels counts in weeks; in running text "two weeks ago" is a day.
        let length = &Length { counted: length.counted && context.alone, ..length.clone() };
        let core = match (known, forward) {
            (true, true) if clock => return expression.meaning.clone(),
            (true, _) => Core::Distance { length: length.clone(), forward },
            (false, false) => Core::Reference(Reference::Past),
            (false, true) if context.tense == Tense::Past => return expression.meaning.clone(),
            (false, true) => Core::Reference(Reference::Future),
        };
        Meaning { core, ..expression.meaning.clone() }
    }

    /// The date of an event at this time, see [`Timex::anchored`].
    fn anchored(
        &self,
        expression: &Expression,
        meaning: &Meaning,
        role: Role,
        resolved: &Resolved,
    ) -> Option<String> {
        let governor = expression.context.governor;
        match role {
            Role::Point => {
                let (first, last) =
                    resolved.value.split_once('/').unwrap_or((&resolved.value, &resolved.value));
                Some(match governor {
                    Governor::Since | Governor::AsOf => format!("{first}/.."),
                    Governor::Before if expression.context.negated => format!("{first}/.."),
                    Governor::Before if matches!(meaning.core, Core::Distance { .. }) => {
                        resolved.value.clone()
                    }
                    Governor::Before => format!("../{first}"),
                    Governor::Until | Governor::By => format!("../{last}"),
                    _ => resolved.value.clone(),
                })
            }
            Role::AnchoredLength => {
                let Core::Length(length) = &meaning.core else { return None };
                self.anchored_length(length, governor)
            }
            Role::RangeEnd | Role::Length | Role::Age | Role::Set | Role::Vague => None,
        }
    }
}

fn kind(meaning: &Meaning) -> TimexKind {
    match &meaning.core {
        Core::Every(_) => TimexKind::Set,
        Core::Length(_) => TimexKind::Duration,
        Core::Range(first, _) => kind(first),
        _ if meaning.part.is_some() || meaning.clock.is_some() => TimexKind::Time,
        _ => TimexKind::Date,
    }
}

fn role(expression: &Expression, meaning: &Meaning, kind: TimexKind) -> Role {
    let context = expression.context;
    match (&meaning.core, kind) {
        (Core::Reference(_), _) => Role::Vague,
        (_, TimexKind::Set) => Role::Set,
        (Core::Date(date), _) if date.year == Year::Every => Role::Set,
        (Core::Length(length), _) => {
            let years = matches!(length.parts.first(), Some((Some(_), Unit::Year | Unit::Month)));
            if context.governor == Governor::Age || context.bracketed && years {
                Role::Age
            } else if matches!(context.governor, Governor::Since | Governor::AsOf) || length.window.is_some()
            {
                Role::AnchoredLength
            } else {
                Role::Length
            }
        }
        _ => Role::Point,
    }
}

/// EDTF where it says more than the value: what is unknown, approximate, or has a notation of its
/// own.
fn edtf(meaning: &Meaning, resolved: &Resolved, kind: TimexKind) -> Option<String> {
    if kind != TimexKind::Date {
        return None;
    }
    let plain = resolved.edtf.clone();
    match meaning.modifier {
        Some(Modifier::Approx) if resolved.stretch.is_some() && !resolved.value.contains('/') => {
            Some(format!("{}~", plain.as_deref().unwrap_or(&resolved.value).trim_end_matches('~')))
        }
        _ => plain,
    }
}

fn decade(tens: u8, century: Option<i32>) -> Resolved {
    // Without a century it is the last one, which the press still tells of.
    let digits = century.unwrap_or(19) * 10 + i32::from(tens / 10);
    let value = format!("{digits:03}");
    let edtf = format!("{value}X");
    match (Date::new(digits * 10, 1, 1), Date::new(digits * 10 + 9, 12, 31)) {
        (Some(first), Some(last)) => Resolved::within(value, first, last, Grain::Decade).with_edtf(edtf),
        _ => Resolved::open(value).with_edtf(edtf),
    }
}

/// A length as a length of the calendar, for adding to a date.
fn months_and_days(length: &Length) -> Option<(i32, i32)> {
    let mut total = (0_i32, 0_i32);
    for &(amount, unit) in &length.parts {
        let amount = i32::try_from(amount?).ok()?;
        match unit {
            Unit::Day | Unit::Night => total.1 += amount,
            Unit::Week => total.1 += 7 * amount,
            Unit::Month => total.0 += amount,
            Unit::Year => total.0 += amount.checked_mul(12)?,
            Unit::Decade => total.0 += amount.checked_mul(120)?,
            Unit::Century => total.0 += amount.checked_mul(1200)?,
            Unit::Hour => total.1 += amount / 24,
            Unit::Minute | Unit::Second => {}
        }
    }
    Some(total)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clean::Cleaned;
    use crate::text::CleanText;
    use crate::time;

    /// Role and timeline value of every expression of `text`, published on 15 June 2019.
    #[track_caller]
    fn check(text: &str, expected: &[(&str, Role, Option<&str>)]) {
        let cleaned = Cleaned { text: CleanText::new(text, &[]), ..Cleaned::default() };
        let article = Article::new(&cleaned);
        let expressions = time::find(&article, text);
        let published = time::publication_date(Date::new(2019, 6, 15), None, &expressions);
        let times = resolve(&article, &expressions, &published);
        let found: Vec<_> =
            times.iter().map(|time| (time.source.of(text), time.role, time.anchored.as_deref())).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn prepositions_bound_an_event() {
        use Role::Point;
        // "since 2011", "until the end of 2020", "by 2022", "before Ramadan", "in 2018".
        check("يعمل هنا منذ عام 2011.", &[("عام 2011", Point, Some("2011/.."))]);
        check("يستمر العمل حتى نهاية 2020.", &[("نهاية 2020", Point, Some("../2020"))]);
        check("ينتهي البناء بحلول عام 2022.", &[("عام 2022", Point, Some("../2022"))]);
        check("ارتفع السعر قبيل رمضان.", &[("رمضان", Point, Some("../2019-05-06"))]);
        check("عاد إلى بلده في 2018.", &[("2018", Point, Some("2018"))]);
        // "will not be finished before 2021".
        check("لن يكتمل المشروع قبل عام 2021.", &[("عام 2021", Point, Some("2021/.."))]);
    }

    #[test]
    fn lengths_hang_on_the_day_of_speech() {
        use Role::{AnchoredLength, Length};
        // "for 16 months", "in the last two weeks", "in the coming three years", "for two years".
        check("يعمل هنا منذ 16 شهراً.", &[("16 شهراً", AnchoredLength, Some("2018-02/.."))]);
        check(
            "وصل الآلاف خلال الأسبوعين الماضيين.",
            &[("الأسبوعين الماضيين", AnchoredLength, Some("2019-06-01/2019-06-15"))],
        );
        check(
            "سيبنى خلال السنوات الثلاث المقبلة.",
            &[("السنوات الثلاث المقبلة", AnchoredLength, Some("2019/2022"))],
        );
        check("درس فيها لمدة سنتين.", &[("سنتين", Length, None)]);
        // "decades" have no beginning that could be told.
        check("يعمل هنا منذ عقود.", &[("عقود", AnchoredLength, None)]);
    }

    #[test]
    fn what_dates_no_event() {
        use Role::{Age, Point, RangeEnd, Set, Vague};
        // "Salem (35)", "yearly", "lately", "between 2012 and 2017".
        check("قال سالم (35 عاما) ذلك.", &[("35 عاما", Age, None)]);
        check("يجتمعون سنويا.", &[("سنويا", Set, None)]);
        check("اجتمعوا مؤخرا.", &[("مؤخرا", Vague, None)]);
        check(
            "درس بين عامي 2012 و2017.",
            &[("عامي 2012", Point, Some("2012/2017")), ("2017", RangeEnd, None)],
        );
    }

    #[test]
    fn resolving_again_gives_the_same() {
        let text = "وصل الخميس الماضي وغادر في اليوم التالي."; // Arrived last Thursday, left the next day.
        let cleaned = Cleaned { text: CleanText::new(text, &[]), ..Cleaned::default() };
        let article = Article::new(&cleaned);
        let expressions = time::find(&article, text);
        let values = |date| {
            let published = time::publication_date(Some(date), None, &expressions);
            resolve(&article, &expressions, &published).into_iter().map(|time| time.value).collect::<Vec<_>>()
        };
        let (one, other) = (Date::new(2019, 6, 15).expect("a day"), Date::new(2020, 6, 15).expect("a day"));
        let first = values(one);
        assert_eq!(values(other), ["2020-06-11", "2020-06-12"]);
        assert_eq!(values(one), first);
    }
}
