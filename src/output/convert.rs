//! From bytes to the unit that the caller asked for.

use super::{Analysis, Span};
use crate::text::{OffsetUnit, Offsets};

impl Analysis {
    /// Turns byte offsets into `unit`: once through all of them to learn which are wanted, one
    /// pass over each text, and once more to replace them.
    pub(super) fn convert_offsets(&mut self, source: &str, unit: OffsetUnit) {
        let (mut in_source, mut in_clean) = (Vec::new(), Vec::new());
        self.visit_offsets(&mut |offset| in_source.push(*offset), &mut |offset| in_clean.push(*offset));
        let in_source = Offsets::new(source, unit, in_source);
        let in_clean = Offsets::new(&self.clean.text, unit, in_clean);
        self.visit_offsets(&mut |offset| *offset = in_source.get(*offset), &mut |offset| {
            *offset = in_clean.get(*offset);
        });
        for [_, source_start, length] in &mut self.clean.map {
            *length -= *source_start;
        }
    }

    /// Shows every offset into the source and into the cleaned text.
    fn visit_offsets(&mut self, source: &mut dyn FnMut(&mut u32), clean: &mut dyn FnMut(&mut u32)) {
        let mut spans: Vec<&mut Span> = Vec::new();
        spans.extend(&mut self.date.span);
        spans.extend(&mut self.title);
        spans.extend(self.outlet.as_mut().map(|outlet| &mut outlet.span));
        spans.extend(&mut self.parts.deck);
        spans.extend(&mut self.parts.body);
        spans.extend(&mut self.parts.tail);
        let metadata = &mut self.metadata;
        let stated = metadata.authors.iter_mut().chain(&mut metadata.place).chain(&mut metadata.section);
        spans.extend(stated.chain(&mut metadata.tags).map(|stated| &mut stated.span));
        spans.extend(self.removed.iter_mut().map(|removed| &mut removed.span));
        spans.extend(self.repairs.iter_mut().map(|repair| &mut repair.span));
        spans.extend(&mut self.sentences);
        spans.extend(
            self.actors.iter_mut().flat_map(|actor| &mut actor.mentions).map(|mention| &mut mention.span),
        );
        for quote in &mut self.quotes {
            spans.push(&mut quote.span);
            spans.extend(quote.cue.as_mut().map(|cue| &mut cue.span));
            spans.extend(&mut quote.speaker_span);
            spans.extend(quote.addressee.as_mut().map(|addressee| &mut addressee.span));
            spans.extend(quote.medium.as_mut().map(|medium| &mut medium.span));
        }
        spans.extend(self.times.iter_mut().map(|time| &mut time.span));
        for event in &mut self.timeline {
            spans.push(&mut event.span);
            spans.extend(&mut event.event);
            spans.extend(event.relation.as_mut().map(|relation| &mut relation.event));
            spans.extend(&mut event.also);
        }
        for event in &mut self.ordered {
            spans.extend([&mut event.span, &mut event.event, &mut event.relation.event]);
        }
        for [start, end] in spans {
            source(start);
            source(end);
        }
        for [clean_start, source_start, source_end] in &mut self.clean.map {
            clean(clean_start);
            source(source_start);
            source(source_end);
        }
    }
}
