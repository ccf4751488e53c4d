//! The passes in their order, written once.
//!
//! They are marked `#[inline(never)]`, so that profiles tell them apart.

use crate::article::Article;
use crate::clean::Format;
use crate::output::{self, Analysis};
use crate::text::OffsetUnit;
use crate::time::Date;
use crate::{actor, clean, names, quote, time, timeline};

/// What the caller may say beside the text.
///
/// ```
/// use rasid::{OffsetUnit, Options};
///
/// let options = Options::default().with_date("2019-12-19".parse()?).with_offsets(OffsetUnit::Byte);
/// # Ok::<(), rasid::DateError>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct Options {
    date: Option<Date>,
    offsets: OffsetUnit,
}

impl Options {
    /// The day on which the article was published: relative times are resolved against it.
    /// Without it the date is looked for in the text.
    ///
    /// ```
    /// use rasid::{Options, analyse};
    ///
    /// // "The council met yesterday."
    /// let text = "اجتمع المجلس أمس.";
    /// let analysis = analyse(text, &Options::default().with_date("2019-12-19".parse()?));
    /// assert_eq!(analysis.times[0].value, "2019-12-18");
    /// # Ok::<(), rasid::DateError>(())
    /// ```
    #[must_use]
    pub fn with_date(mut self, date: Date) -> Self {
        self.date = Some(date);
        self
    }

    /// The unit of all offsets in the output; UTF-16 code units unless said otherwise.
    ///
    /// ```
    /// use rasid::{OffsetUnit, Options, analyse};
    ///
    /// let text = "اجتمع المجلس أمس.";
    /// let analysis = analyse(text, &Options::default().with_offsets(OffsetUnit::Byte));
    /// let [start, end] = analysis.times[0].span.map(|at| at as usize);
    /// assert_eq!(&text[start..end], "أمس"); // "yesterday"
    /// ```
    #[must_use]
    pub fn with_offsets(mut self, unit: OffsetUnit) -> Self {
        self.offsets = unit;
        self
    }
}

/// Analyses an article.
///
/// `source` may be any text: empty, without Arabic in it, in one line of 10 MB. Markup in it (tags,
/// entities, Markdown) is found where it is plainly that. All spans of the result point into it.
///
/// # Complexity
/// Linear in the length of the text.
#[must_use]
pub fn analyse(source: &str, options: &Options) -> Analysis {
    run(source, Format::Text, options)
}

/// Analyses an article given as HTML: a page, an element of one, or what a browser puts on the
/// clipboard.
///
/// All of it is markup: white space is space, tags of any name are tags, there is no Markdown. What
/// is hidden or beside the article is removed, and what the page states of itself (Open Graph,
/// JSON-LD, `time`) is read. All spans of the result point into the markup as it was given.
///
/// ```
/// use rasid::{Options, analyse_html};
///
/// // A menu, and "The council met yesterday."
/// let page = "<nav>الرئيسية</nav><p>اجتمع المجلس أمس.</p>";
/// assert_eq!(analyse_html(page, &Options::default()).clean.text, "اجتمع المجلس أمس.");
/// ```
///
/// # Complexity
/// Linear in the length of the markup, whatever its nesting.
#[must_use]
pub fn analyse_html(source: &str, options: &Options) -> Analysis {
    run(source, Format::Html, options)
}

fn run(source: &str, format: Format, options: &Options) -> Analysis {
    let cleaned = clean::clean(source, format);
    let article = Article::new(&cleaned);
    let expressions = time::find(&article, source);
    let published = time::publication_date(options.date, cleaned.metadata.published, &expressions);
    let times = time::resolve(&article, &expressions, &published);
    let mentions = names::find(&article);
    let actors = actor::gather(&article, &mentions, published.date);
    let quotes = quote::find(&article, &actors);
    let timeline = timeline::build(&article, &times, &actors, &quotes, published.date);
    output::assemble(source, options.offsets, &article, &published, &times, &actors, &quotes, &timeline)
}
