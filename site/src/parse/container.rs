//! `:::` directives in the tree: arguments, bodies and faults.
//!
//! Contract: the part of [`super::markdown`]'s descent that turns a masked line (see [`super::directive`]) into a block. Where
//! a directive is at fault its body is kept as plain blocks, so that faults inside it are told too.

use super::markdown::{Builder, MAX_DEPTH};
use crate::diagnostic::{Code, Diagnostic};
use crate::parse::directive::{self, Argument, Arguments, Mark, Shape};
use crate::parse::nearest::nearest;
use crate::parse::tree::{Block, RefId};
use crate::source::{Span, Spanned};
use pulldown_cmark::{Event, Tag};
use std::ops::Range;

impl<'t, I: Iterator<Item = (Event<'t>, Range<usize>)>> Builder<'t, '_, I> {
    pub(super) fn directive(&mut self, mark: Mark, blocks: &mut Vec<Block>) {
        let (name, argument, range) = match mark {
            Mark::Close { range } => {
                let span = self.span(range);
                self.stray.push(span);
                return;
            }
            Mark::Open { name, argument, range } => (name, argument, range),
        };
        let span = self.span(range.clone());
        if self.depth >= MAX_DEPTH {
            self.report_depth(range);
            return;
        }
        let top = self.depth == 0;
        self.depth += 1;
        let body = self.blocks(true);
        self.depth -= 1;
        let close = self.events.peek().filter(|(event, _)| matches!(event, Event::Start(Tag::HtmlBlock)));
        let closed = close.is_some();
        if let Some((_, range)) = close {
            let range = range.clone();
            self.forget_marks(range);
            self.skip_html();
        } else {
            self.unclosed.push((span, name.clone()));
        }
        let Some(known) = directive::KNOWN.iter().find(|known| known.name == name) else {
            let names = directive::KNOWN.iter().map(|known| known.name);
            let hint = nearest(&name, names.clone()).map_or_else(
                || format!("de kendte er {}", names.map(|name| format!(":::{name}")).collect::<Vec<_>>().join(", ")),
                |known| format!("mente du :::{known}?"),
            );
            self.report(Diagnostic::new(Code::DirectiveUnknown, span, format!("»:::{name}« findes ikke")).hint(hint));
            blocks.extend(body);
            return;
        };
        if !self.argument_fits(known, argument.as_deref(), span) {
            blocks.extend(body);
            return;
        }
        self.body.directives.push(Spanned { value: known.name, span });
        if known.once {
            let written = argument.as_ref().map_or_else(|| name.clone(), |argument| format!("{name} {argument}"));
            let fault = if top { "kan kun stå én gang på siden" } else { "kan ikke stå inden i noget andet" };
            if !top || self.once.contains(&written) {
                self.report(
                    Diagnostic::new(Code::DirectivePlace, span, format!("»:::{written}« {fault}"))
                        .hint("lad den stå ét sted, uden for lister, citater og bokse"),
                );
            }
            if !self.once.contains(&written) {
                self.once.push(written);
            }
        }
        if closed && !directive::fits(known.shape, &body) {
            let (wants, hint) = match known.shape {
                Shape::Text => ("skal indeholde tekst", "skriv teksten mellem de to linjer".to_owned()),
                Shape::Empty => {
                    ("skal være tom", "flyt teksten ud mellem linjerne; indholdet kommer fra registret".to_owned())
                }
                Shape::Numbered => (
                    "skal indeholde én nummereret liste",
                    "skriv trinnene som 1. **Overskrift.** tekst, og lad intet andet stå imellem linjerne".to_owned(),
                ),
                Shape::Labels => (
                    "skal indeholde én punktliste",
                    "skriv hvert felt som - Dato og tid på sin egen linje, og lad intet andet stå imellem".to_owned(),
                ),
                Shape::Points => (
                    "skal indeholde én punktliste",
                    "skriv hvert punkt som - [Titel](/adresse/): én sætning, og lad intet andet stå imellem".to_owned(),
                ),
            };
            self.report(Diagnostic::new(Code::DirectiveBody, span, format!("»:::{name}« {wants}")).hint(hint));
            blocks.extend(body);
            return;
        }
        let argument = match (known.arguments, argument.as_deref()) {
            (Arguments::Id { refers, .. }, Some(id)) => {
                // The id ends the line.
                let at = self.span(range.end - id.len()..range.end);
                self.body.refs.push(Spanned { value: refers(id.to_owned()), span: at });
                Argument::Ref(RefId(self.body.refs.len() - 1))
            }
            (_, Some(word)) => Argument::Word(word),
            (_, None) => Argument::None,
        };
        blocks.extend(directive::build(&name, argument, body));
    }

    fn argument_fits(&mut self, known: &directive::Known, argument: Option<&str>, span: Span) -> bool {
        let name = known.name;
        let (message, hint) = match (known.arguments, argument) {
            (Arguments::None, None) | (Arguments::Id { .. }, Some(_)) => return true,
            (Arguments::Word(words), Some(argument)) if words.contains(&argument) => return true,
            (Arguments::Optional(words), argument) if argument.is_none_or(|found| words.contains(&found)) => {
                return true;
            }
            (Arguments::Optional(words), argument) => (
                format!("»:::{name}« kan ikke følges af »{}«", argument.unwrap_or_default()),
                format!("lad den stå alene, eller skriv :::{name} {}", words.join(" eller ")),
            ),
            (Arguments::None, Some(argument)) => (
                format!("»:::{name}« skal stå alene, men efter det står »{argument}«"),
                "flyt teksten ned på næste linje".to_owned(),
            ),
            (Arguments::Word(words), _) => (
                format!("»:::{name}« skal følges af {}", words.join(", ")),
                format!("skriv for eksempel :::{name} {}", words.first().unwrap_or(&"")),
            ),
            (Arguments::Id { what, register, .. }, None) => (
                format!("»:::{name}« skal følges af id'et på {what}"),
                format!("skriv :::{name} og et id fra content/data/{register}.toml på samme linje"),
            ),
        };
        self.report(Diagnostic::new(Code::DirectiveArgument, span, message).hint(hint));
        false
    }
}
