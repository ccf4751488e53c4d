/**
 * What the rules of the analyser mean, in words. A rule that is not here is told by its name, which
 * is what to search for in the source. Rules of statements have two parts: the shape of the
 * statement, and how its speaker was found.
 * @module
 */

import { getLanguage } from "./i18n.js";

/** @type {Record<string, {ar: string, en: string}>} */
const RULES = {
  tagger: { ar: "تعرّف عليه من سياقه نموذج مدرَّب على نصوص موسومة", en: "recognised by its context, by a model trained on annotated texts" },
  list: { ar: "اسم معروف في قوائم راصد", en: "a name on Rasid's lists" },
  "list-in-context": { ar: "اسم في القوائم يؤكده ما حوله", en: "a listed name, confirmed by what surrounds it" },
  "title-name": { ar: "لقب يليه اسم", en: "a title before a name" },
  "name-title": { ar: "اسم يليه لقب", en: "a name before a title" },
  "after-title-phrase": { ar: "اسم بعد صفة طويلة", en: "a name after a long title" },
  "name-row": { ar: "كلمات متتابعة هي في القوائم من أسماء الناس", en: "a row of words that are names of people" },
  "first-name": { ar: "اسم شخص ذُكر كاملاً في موضع آخر", en: "the first name of one who is named in full elsewhere" },
  repeat: { ar: "جزء من اسم ذُكر كاملاً من قبل", en: "part of a name that was given in full before" },
  "bare-name": { ar: "الاسم نفسه ورد في موضع أوضح", en: "the same name stands in a clearer place" },
  "same-words": { ar: "الصفة نفسها وردت مع الاسم في موضع آخر", en: "the same words stand with the name elsewhere" },
  "organisation-head": { ar: "كلمة تبدأ بها أسماء الهيئات", en: "a word that begins names of organisations" },
  "organisation-in-marks": { ar: "اسم هيئة بين علامتي تنصيص", en: "an organisation's name in quotation marks" },
  "organisation-introduced": { ar: "اسم سبقته كلمة تعرّف الهيئة", en: "a name that a word such as “channel” introduces" },
  "place-head": { ar: "كلمة تبدأ بها أسماء الأماكن", en: "a word that begins names of places" },
  "place-introduced": { ar: "اسم سبقته كلمة مثل «مدينة»", en: "a name that a word such as “city” introduces" },
  "media-in-marks": { ar: "اسم وسيلة إعلام بين علامتي تنصيص", en: "the name of a medium in quotation marks" },
  "told-medium": { ar: "وسيلة إعلام بين علامتي تنصيص صُرِّح لها", en: "a medium in quotation marks, which somebody speaks to" },
  "place-in-marks": { ar: "اسم مكان بين علامتي تنصيص", en: "a place's name in quotation marks" },
  "called-after": { ar: "هيئة أو مكان يحمل اسم شخص", en: "an organisation or place that is called after a person" },
  realm: { ar: "«المملكة» ونحوها تعود إلى البلد الذي يدور عليه الخبر", en: "“the Kingdom” and the like: the country that the article is about" },
  club: { ar: "اسم نادٍ في خبر رياضي", en: "the name of a club, in an article on sport" },
  "generic-noun": { ar: "كلمة عامة تعود إلى هيئة ذُكرت قبلها", en: "a general word for an organisation named before" },
  "generic-noun-ahead": { ar: "كلمة عامة تعود إلى هيئة تُذكر بعدها", en: "a general word for an organisation named after it" },
  "generic-name": { ar: "كلمة عامة تعود إلى مكان ذُكر", en: "a general word for a place that is named" },
  "this-country": { ar: "«هذا البلد» تعود إلى آخر بلد ذُكر", en: "“this country” is the last one named" },
  "generic-kind": { ar: "كلمة عامة لاسم تعرف القوائم نوعه", en: "a general word for a name that the lists know as of that kind" },
  "of-country": { ar: "«الجانب» أو «الأراضي» منسوبًا إلى بلد ذُكر", en: "“the side” or “the territory” of a country that is named" },
  "the-country": { ar: "«البلاد» تعود إلى البلد الذي يدور عليه الخبر", en: "“the country” is the one that the article is about" },
  "his-country": { ar: "«بلاده» تعود إلى بلد القائل", en: "“his country” is that of the speaker" },
  "the-capital": { ar: "«العاصمة» تعود إلى عاصمة البلد", en: "“the capital” is that of the country" },
  "shorter-title": { ar: "صفة مختصرة لمن ذُكر", en: "a shorter title of one named before" },
  "longer-title": { ar: "صفة أطول لمن ذُكر", en: "a longer title of one named before" },
  "same-office": { ar: "المنصب نفسه", en: "the same office" },
  counterpart: { ar: "«نظيره» مع جنسيته", en: "“his counterpart” with a nationality" },
  acronym: { ar: "اختصار بين قوسين بعد الاسم", en: "an abbreviation in brackets after the name" },
  "name-comma-title": { ar: "اسم تليه صفته بعد فاصلة", en: "a name, a comma, its title" },
  "title-comma-name": { ar: "صفة يليها الاسم بعد فاصلة", en: "a title, a comma, the name" },
  "title-title-name": { ar: "لقب فوق لقب يليهما الاسم", en: "a title before a title before the name" },
  "title-and-title-name": { ar: "لقبان معطوفان يليهما الاسم", en: "two titles joined by “and”, then the name" },
  "title-comma-title-name": { ar: "صفة، ثم لقب بعد فاصلة، ثم الاسم", en: "a description, a comma, a title, the name" },
  "title-remark-name": { ar: "لقب، ثم جملة معترضة، ثم الاسم", en: "a title, a remark, the name" },
  "title-of-latest": { ar: "لقب يعود إلى آخر مذكور", en: "a title for the one named last" },
  "second-title": { ar: "لقب ثانٍ لمن ذُكر", en: "a second title of one named before" },
  "title-clause-name": { ar: "لقب، ثم جملة صلة، ثم الاسم", en: "a title, a relative clause, the name" },
  "shared-title": { ar: "لقب واحد لأكثر من اسم", en: "one title for several names" },
  "elliptical-title": { ar: "لقب حُذف رأسه لأنه ذُكر قبله", en: "a title whose noun stands before, with another name" },
  "holds-post": { ar: "«يشغل منصب» بعد الاسم", en: "“who holds the post of” behind the name" },
  "in-capacity": { ar: "«بصفته» بعد الاسم", en: "“in his capacity as” behind the name" },
  "office-holder-list": { ar: "صاحب المنصب في تاريخ الخبر، من قائمة شاغلي المناصب", en: "who held the office at the date of the article, by the list of office holders" },
  "his-majesty": { ar: "لقب لعاهل البلد", en: "a title of the country's monarch" },
  "first-lady": { ar: "زوجة الرئيس المذكورة معه", en: "the president's wife, who is named with him" },
  "title-of-each": { ar: "مثنى أو جمع، ولكل واحد بلده", en: "a dual or plural, each with a country of his own" },
  "shared-title-again": { ar: "مثنى أو جمع لمن ذُكروا معًا بهذا اللقب", en: "a dual or plural for those who were named together with this title" },
  "all-of-title": { ar: "مثنى أو جمع لكل من ذُكر بهذا اللقب", en: "a dual or plural for all who are named with this title" },
  "nationality-of-each": { ar: "مثنى تتبعه جنسية كل طرف", en: "a dual with the nationality of each" },
  "countries-of-two": { ar: "بلدا الشخصين المذكورين", en: "the countries of the two who are named" },
  "only-two": { ar: "الطرفان الوحيدان المذكوران", en: "the only two that are named" },
  "between-two": { ar: "الطرفان المذكوران بعد «بين»", en: "the two that are named behind “between”" },
  spouse: { ar: "زوج من ذُكر أو زوجته", en: "the spouse of one who is named" },
  "army-of": { ar: "جيش البلد المذكور", en: "the army of the country that is named" },
  "suffix-of-sentence": { ar: "ضمير يعود إلى فاعل في الجملة", en: "a pronoun for one named in the sentence" },
  "honorific-of-latest": { ar: "لقب تشريف لآخر مذكور", en: "an honorific for the one named last" },

  clause: { ar: "جملة بعد أداة مثل «إنّ»", en: "a clause after a word such as “that”" },
  phrase: { ar: "ما بعد حرف جر يلي فعل القول", en: "what follows the preposition of the verb" },
  object: { ar: "مفعول فعل القول", en: "the object of the verb" },
  marks: { ar: "ما بين علامتي التنصيص", en: "what stands in quotation marks" },
  colon: { ar: "ما بعد النقطتين", en: "what follows a colon" },
  question: { ar: "سؤال منقول", en: "a reported question" },
  answer: { ar: "جواب في حوار", en: "an answer in an interview" },
  line: { ar: "سطر يبدأ بالقائل ثم نقطتين", en: "a line of the form “speaker: words”" },
  "attribution-before": { ar: "جملة يسبقها إسناد مثل «بحسب»", en: "a sentence after “according to”" },
  "attribution-after": { ar: "جملة يليها إسناد مثل «بحسب»", en: "a sentence before “according to”" },
  subject: { ar: "القائل فاعل الفعل", en: "the speaker is the subject of the verb" },
  participle: { ar: "القائل صاحب الحال", en: "the speaker is that of the main verb" },
  carried: { ar: "القائل من الجملة السابقة", en: "the speaker is carried over from the sentence before" },
  coordinated: { ar: "القائل من الفعل المعطوف عليه", en: "the speaker is that of the verb before “and”" },
  again: { ar: "القائل ذُكر من قبل", en: "the speaker was named before" },
  possessive: { ar: "القائل ضمير متصل", en: "the speaker is a possessive" },
  unclear: { ar: "القائل غير واضح", en: "the speaker is unclear" },
};

/**
 * A rule in words; null where there are none for it.
 * @param {string} rule
 */
export function ruleText(rule) {
  const parts = rule.split("/").map((part) => (Object.hasOwn(RULES, part) ? RULES[part][getLanguage()] : null));
  return parts.includes(null) ? null : parts.join(getLanguage() === "ar" ? "؛ " : "; ");
}
