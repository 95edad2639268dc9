// One record.
#include <algorithm>
#include <array>
#include <set>

#include "client/app/area_choice.h"
#include "client/app/attach_file.h"
#include "client/app/conflicts.h"
#include "client/app/form_catalogue.h"
#include "client/app/form_result.h"
#include "client/app/form_view.h"
#include "client/app/inconsistency.h"
#include "client/app/period_locks.h"
#include "client/app/phrases.h"
#include "client/app/refused_consent.h"
#include "client/app/restriction.h"
#include "client/app/review.h"
#include "client/app/views.h"
#include "client/store/listing.h"
#include "shared/forms/record_fields.h"

namespace nuong::client {
namespace {

std::string option_text(const forms::FormDefinition& form, const forms::Node& node, const std::string& option,
                        const char* code) {
    const forms::ChoiceList* list = form.list(node.list);
    const forms::Choice* choice = list ? list->find(option) : nullptr;
    return choice ? choice->label.in(code, "vi") : option;
}

std::string options_text(const forms::FormDefinition& form, const forms::Node& node, const std::string& options,
                         const char* code) {
    std::string text, option;
    for (const char c : options + " ") {
        if (c != ' ') {
            option += c;
            continue;
        }
        if (!option.empty()) text += (text.empty() ? "" : ", ") + option_text(form, node, option, code);
        option.clear();
    }
    return text;
}

std::string fields_text(const forms::FormDefinition& form, const Fields& fields, Language language) {
    std::string text;
    for (const NamedValue& field : fields) {
        const forms::Node* node = form.find(field.name);
        if (field.value.is_blank() || !node) continue;
        text += (text.empty() ? "" : " · ") + node->label.in(code_of(language), "vi") + ": " +
                value_text(form, node, field.value, language);
    }
    return text;
}

bool is_fact(const forms::ItemView& view) {
    if (!view.node || !view.is_relevant || view.label.empty() || view.value.is_blank()) return false;
    return !forms::is_container(view.node->type) && view.node->type != forms::FieldType::note &&
           !forms::is_metadata(view.node->type);
}

bool in_conflict(const RecordSheet& sheet, const Path& path) {
    return std::any_of(sheet.conflicts.begin(), sheet.conflicts.end(),
                       [&](const forms::FieldConflict& conflict) { return conflict.path == path; });
}

void add_facts(RecordView& view, Workbook& workbook, const RecordSheet& sheet, Language language) {
    const forms::Instance instance = workbook.instance_over(sheet.form, sheet.answers, language);
    const forms::FormDefinition& form = sheet.form->definition;
    for (const forms::Item& item : instance.items()) {
        const forms::ItemView shown = instance.view(item);
        if (!is_fact(shown)) continue;
        Fact fact{shown.path, shown.label, titled_text(workbook, form, shown.node, shown.value, language),
                  in_conflict(sheet, shown.path)};
        if (shown.node->type == forms::FieldType::record_ref)
            if (const auto other = parse_uuid(shown.value.text());
                other && workbook.replica().records().listing(*other))
                fact.record = other;
        if (const auto attachment = attachment_of(shown.value.text()); attachment && asks_for_file(*shown.node)) {
            fact.value = file_text(workbook.replica(), *attachment, language);
            fact.preview = workbook.preview(*attachment);
        }
        view.facts.push_back(std::move(fact));
    }
    // A conflict in a whole group, or about a cleared field, has no fact line of its own.
    for (const forms::FieldConflict& conflict : sheet.conflicts) {
        const bool has_line = std::any_of(view.facts.begin(), view.facts.end(),
                                          [&](const Fact& fact) { return fact.path == conflict.path; });
        if (has_line) continue;
        const std::string label = conflict_label(conflict, language);
        view.facts.push_back(
            {conflict.path, label, conflict_text(workbook, form, conflict, conflict.shown, language), true});
    }
}

// The record of the same person, when somebody has found that there are two.
void add_link(RecordView& view, Workbook& workbook, const RecordSheet& sheet, Language language) {
    const auto other = parse_uuid(forms::shown_text(sheet.state, reserved::same_as));
    const auto listing = other ? workbook.replica().records().listing(*other) : std::nullopt;
    if (!other) return;
    Fact fact{Path(reserved::same_as), language == Language::vi ? "Cùng một người với" : "The same person as",
              listing ? listing->title : to_string(*other), false};
    if (listing) fact.record = other;
    view.facts.push_back(std::move(fact));
}

// What a screening came to, as the form says it.
struct Risk {
    int level = 0;  // 1 low, 2 moderate, 3 high; 0: not all was answered
    std::string words;
};

std::optional<Risk> risk_of(Workbook& workbook, const RecordSheet& sheet, Language language) {
    const forms::ChoiceList* bands = sheet.form->definition.list("risk_band");
    if (!bands) return std::nullopt;
    const forms::Instance instance = workbook.instance_over(sheet.form, sheet.answers, language);
    const Value worst = instance.find("worst_band") ? instance.value("worst_band") : Value();
    const forms::Choice* band = bands->find(worst.text());
    if (!band) return std::nullopt;
    const int level = band->name == "high" ? 3 : band->name == "moderate" ? 2 : band->name == "incomplete" ? 0 : 1;
    return Risk{level, band->label.in(code_of(language), "vi")};
}

Tone tone_of(const Risk& risk) {
    constexpr std::array<Tone, 4> of_level{Tone::neutral, Tone::good, Tone::warning, Tone::danger};
    return of_level[static_cast<std::size_t>(risk.level)];
}

struct Screened {
    std::size_t entry;  // in the timeline, which begins with the newest
    FormId form;
    Risk risk;
};

// Beside each screening how it stands to the one before with the same questionnaire. An incomplete one says nothing.
void add_trends(RecordView& view, const std::vector<Screened>& all, Language language) {
    for (std::size_t i = 0; i < all.size(); ++i) {
        const auto is_comparable = [&](const Screened& other) {
            return other.form == all[i].form && other.risk.level > 0;
        };
        const auto before = std::find_if(all.begin() + static_cast<std::ptrdiff_t>(i) + 1, all.end(), is_comparable);
        if (all[i].risk.level == 0 || before == all.end()) continue;
        const int change = all[i].risk.level - before->risk.level;
        const std::string& when = view.timeline[before->entry].date;
        const Message words = change == 0  ? Message{"như lần trước", "as the last time"}
                              : change > 0 ? Message{"tăng", "higher"}
                                           : Message{"giảm", "lower"};
        const std::string than = language == Language::vi ? " so với " : " than on ";
        TimelineEntry& entry = view.timeline[all[i].entry];
        entry.summary = joined(entry.summary, words.in(language) + (change == 0 ? " (" + when + ")" : than + when));
    }
}

void add_timeline(RecordView& view, Workbook& workbook, const RecordId& person, Language language) {
    ListQuery query;
    query.subject = person;
    query.newest_first = true;
    std::set<RecordId> corrected;  // a later record says it better
    std::vector<Screened> screened;
    for (const Listing& listing : workbook.replica().records().list(query)) {
        const FormLibrary::Form form = workbook.replica().forms().find(listing.form);
        const std::string title = form ? form->definition.title.in(code_of(language), "vi") : listing.form;
        TimelineEntry entry{listing.record, title, date_text(listing.occurred_on), "", std::nullopt};
        if (const std::string name = parts_of_title(listing.title).name; name != entry.date) entry.summary = name;
        if (const auto sheet = workbook.open(listing.record); sheet && sheet->form) {
            if (const auto older = parse_uuid(forms::shown_text(sheet->state, reserved::corrects)))
                corrected.insert(*older);
            if (const auto risk = risk_of(workbook, *sheet, language)) {
                entry.status = Badge{risk->words, tone_of(*risk)};
                screened.push_back({view.timeline.size(), listing.form, *risk});
            }
        }
        view.timeline.push_back(std::move(entry));
    }
    std::erase_if(screened, [&](const Screened& one) { return corrected.contains(view.timeline[one.entry].record); });
    add_trends(view, screened, language);
    for (TimelineEntry& entry : view.timeline)
        if (corrected.contains(entry.record))
            entry.status = Badge{language == Language::vi ? "Đã có bản sửa" : "Corrected since", Tone::neutral};
}

// The forms that the outcome asks for, about the same person; the first thing to do here.
void add_outcome(RecordView& view, Workbook& workbook, const RecordSheet& sheet, Language language) {
    const forms::Instance instance = workbook.instance_over(sheet.form, sheet.answers, language);
    view.outcome = outcome_of(instance, language);
    const Path& subject = sheet.form->definition.settings.subject;
    std::optional<RecordId> about;
    if (!subject.empty()) about = parse_uuid(instance.value(subject).text());
    if (about && !workbook.replica().records().listing(*about)) about.reset();
    for (const Offer& offer : offers_of(instance))
        if (workbook.replica().forms().find(offer.form) && workbook.replica().device().may_write(offer.form))
            view.commands.push_back({offer.words, StartForm{offer.form, about}, true});
}

// What the role may do with this record: the screening of a person first, because it is what people come for.
void add_commands(RecordView& view, Workbook& workbook, const FormId& form, Language language) {
    const bool vi = language == Language::vi, is_person = form == "person_register";
    const DeviceInfo device = workbook.replica().device();
    const FormId first = is_person ? "screening_assist" : "";
    if (is_person && workbook.replica().forms().find(first) && device.may_write(first))
        view.commands.push_back({vi ? "Sàng lọc ASSIST" : "ASSIST screening", StartForm{first, view.record}, true});
    const std::vector<UsableForm> forms = usable_forms(workbook, language);
    const bool has_others = std::any_of(forms.begin(), forms.end(), [&](const UsableForm& usable) {
        const forms::FormDefinition& definition = usable.form->definition;
        return usable.may_write && definition.id != first && can_be_about(definition, form);
    });
    if (has_others)
        view.commands.push_back({is_person ? (vi ? "Phiếu khác về người này" : "Other form about this person")
                                           : (vi ? "Phiếu khác về phiếu này" : "Other form about this record"),
                                 OpenForms{view.record}, false});
    const bool is_first = std::none_of(view.commands.begin(), view.commands.end(),
                                       [](const Command& command) { return command.primary; });
    if (device.may_write(form)) view.commands.push_back({vi ? "Sửa" : "Edit", EditRecord{view.record}, is_first});
}

}  // namespace

std::string computed_text(const forms::FormDefinition& form, const Value& value, Language language) {
    const std::string code = value.text();
    if (code.empty()) return plain_text(value);
    // Bands first: "low" of a risk is not "low" of another list.
    if (const forms::ChoiceList* bands = form.list("risk_band"))
        if (const forms::Choice* band = bands->find(code)) return band->label.in(code_of(language), "vi");
    for (const forms::ChoiceList& list : form.lists)
        if (const forms::Choice* choice = list.find(code)) return choice->label.in(code_of(language), "vi");
    return date_text(code);
}

std::string value_text(const forms::FormDefinition& form, const forms::Node* node, const Value& value,
                       Language language) {
    const bool vi = language == Language::vi;
    if (value.is_null()) return vi ? "(trống)" : "(empty)";
    if (const auto* fields = value.as<Fields>()) return fields_text(form, *fields, language);
    if (const auto attachment = attachment_of(value.text())) return file_text(*attachment, language);
    if (const auto* missing = value.as<Missing>()) {
        if (missing->reason == "refused") return vi ? "từ chối trả lời" : "declined";
        if (missing->reason == "unknown") return vi ? "không rõ" : "unknown";
        return missing->reason;
    }
    if (const auto* yes = value.as<bool>()) return *yes ? (vi ? "có" : "yes") : (vi ? "không" : "no");
    if (node && forms::is_select(node->type)) return options_text(form, *node, value.text(), code_of(language));
    if (node && node->type == forms::FieldType::calculate) return computed_text(form, value, language);
    return date_text(plain_text(value));
}

std::string record_title(Replica& replica, const Value& reference, Language language) {
    const auto record = parse_uuid(reference.text());
    const auto listing = record ? replica.records().listing(*record) : std::nullopt;
    if (listing) return listing->title;
    return language == Language::vi ? "(phiếu không có trên máy này)" : "(a record that is not on this device)";
}

std::string titled_text(Workbook& workbook, const forms::FormDefinition& form, const forms::Node* node,
                        const Value& value, Language language) {
    if (node && node->type == forms::FieldType::record_ref && !value.is_blank())
        return record_title(workbook.replica(), value, language);
    if (node && asks_for_area(*node)) return area_text(workbook.replica().areas(), value.text(), language);
    return value_text(form, node, value, language);
}

std::optional<RecordView> record_view(Workbook& workbook, const RecordId& id, Language language) {
    const bool vi = language == Language::vi;
    const auto sheet = workbook.open(id);
    const auto listing = workbook.replica().records().listing(id);
    if (!sheet || !listing) return std::nullopt;
    RecordView view;
    view.record = id;
    const TitleParts title = parts_of_title(listing->title);
    view.title = title.name;
    view.subtitle = joined(title.rest, area_name(workbook, sheet->area, language));
    if (!sheet->conflicts.empty()) view.badges.push_back({vi ? "Cần quyết định" : "To decide", Tone::warning});
    if (listing->inconsistencies > 0) {
        view.badges.push_back(inconsistency_badge(language));
        view.inconsistency = inconsistency_of(*sheet, language);
    }
    if (workbook.replica().log().has_waiting(id))
        view.badges.push_back({vi ? "Chờ gửi" : "Waiting to be sent", Tone::info});
    if (sheet->status == "void") view.badges.push_back({status_text("void", language), Tone::danger});
    RecordStore& records = workbook.replica().records();
    auto restricted = restricted_for(records, *listing);
    if (!restricted)
        restricted = restricted_for(records, parse_uuid(forms::shown_text(sheet->state, reserved::same_as)));
    if (restricted) {
        view.badges.push_back(restriction_badge(language));
        view.restriction = restriction_of(workbook, *restricted, false, language);
    }
    view.refused_consents = refused_consents(workbook, *sheet, language);
    if (sheet->state.form != person_form)  // a person goes on after every period
        view.locked_period = locked_period_of(workbook, {sheet->area, sheet->state.form, listing->occurred_on},
                                              sheet->form, sheet->answers, language);
    if (view.locked_period) view.badges.push_back({view.locked_period->title, Tone::info});
    view.review = review_of(workbook, *sheet, language);
    if (view.review && view.review->may_check && view.review->text.empty())  // how to say so stands below the answers
        view.badges.push_back({vi ? "Chưa kiểm tra" : "Not checked yet", Tone::info});
    if (!sheet->form) return view;
    add_link(view, workbook, *sheet, language);
    add_facts(view, workbook, *sheet, language);
    add_timeline(view, workbook, id, language);
    add_outcome(view, workbook, *sheet, language);
    add_commands(view, workbook, sheet->state.form, language);
    view.print = OpenPrint{sheet->state.form, id};
    const bool is_linked = !forms::shown_text(sheet->state, reserved::same_as).empty();
    if (is_linked && workbook.replica().device().may_write(sheet->state.form))
        view.commands.push_back({vi ? "Bỏ liên kết" : "Take the link back", Unlink{id}, false});
    return view;
}

std::vector<TimelineEntry> timeline_of(Workbook& workbook, const RecordId& person, Language language) {
    RecordView whole;
    add_timeline(whole, workbook, person, language);
    return std::move(whole.timeline);
}

}  // namespace nuong::client
