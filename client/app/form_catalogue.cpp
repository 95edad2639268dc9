#include "client/app/form_catalogue.h"

#include <algorithm>
#include <set>

#include "client/app/phrases.h"
#include "shared/base/text.h"

namespace nuong::client {
namespace {

bool is_reference_to(const forms::Node& node, const FormId& form) {
    return node.type == forms::FieldType::record_ref && node.form == form && node.scope < 0;
}

bool must_name_a_record(const forms::FormDefinition& form) {
    return std::any_of(form.nodes.begin(), form.nodes.end(), [](const forms::Node& node) {
        return node.type == forms::FieldType::record_ref && node.scope < 0 && !node.required.empty() &&
               node.relevant.empty();
    });
}

// Whom other forms are about: persons.
std::set<FormId> subjects_of(FormLibrary& library) {
    std::set<FormId> subjects;
    for (const auto& [id, form] : library.all())
        if (const forms::Node* subject = form->definition.find(form->definition.settings.subject))
            subjects.insert(subject->form);
    return subjects;
}

FormTopic topic_of(const forms::FormDefinition& form, const std::set<FormId>& subjects) {
    if (!form.settings.subject.empty() || subjects.contains(form.id)) return FormTopic::person;
    return must_name_a_record(form) ? FormTopic::linked : FormTopic::area;
}

void put(Fields& answers, const Path& path, const RecordId& record) {
    if (!find(answers, path)) set(answers, path, Value(to_string(record)));
}

}  // namespace

std::vector<UsableForm> usable_forms(Workbook& workbook, Language language) {
    FormLibrary& library = workbook.replica().forms();
    const DeviceInfo device = workbook.replica().device();
    const std::set<FormId> subjects = subjects_of(library);
    std::vector<std::pair<std::string, UsableForm>> sorted;
    for (const auto& [id, form] : library.all()) {
        const UsableForm usable{form, topic_of(form->definition, subjects), device.may_write(id), device.may_read(id)};
        if (usable.may_write || usable.may_read)
            sorted.emplace_back(fold_for_search(form->definition.title.in(code_of(language), "vi")), usable);
    }
    std::sort(sorted.begin(), sorted.end(), [](const auto& a, const auto& b) {
        return a.second.topic != b.second.topic ? a.second.topic < b.second.topic : a.first < b.first;
    });
    std::vector<UsableForm> forms;
    for (auto& [title, usable] : sorted) forms.push_back(std::move(usable));
    return forms;
}

bool can_be_about(const forms::FormDefinition& form, const FormId& about) {
    return std::any_of(form.nodes.begin(), form.nodes.end(), [&](const forms::Node& node) {
        return is_reference_to(node, about) && (node.id == form.settings.subject || !node.required.empty());
    });
}

Fields references_to(const forms::FormDefinition& form, const Listing& about, RecordStore& records) {
    Fields answers;
    const forms::Node* subject = form.settings.subject.empty() ? nullptr : form.find(form.settings.subject);
    if (subject && subject->form == about.form) {
        put(answers, subject->id, about.record);
        return answers;
    }
    const auto reference = std::find_if(form.nodes.begin(), form.nodes.end(),
                                        [&](const forms::Node& node) { return is_reference_to(node, about.form); });
    if (reference != form.nodes.end()) put(answers, reference->id, about.record);
    if (!subject || !about.subject) return answers;
    const auto person = records.listing(*about.subject);
    if (person && person->form == subject->form) put(answers, subject->id, *about.subject);
    return answers;
}

}  // namespace nuong::client
