// Which forms a person may use here, and which of them can be about a record that exists.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "client/app/workbook.h"

namespace nuong::client {

// What one finds a form under: told from its own questions.
enum class FormTopic {
    person,  // its subject is a person, or it is what others call a person
    linked,  // it must name another record: an episode, a call, an inspection
    area,    // everything else: activities, facilities, areas
};

struct UsableForm {
    FormLibrary::Form form;
    FormTopic topic = FormTopic::area;
    bool may_write = false, may_read = false;
};

// Sorted by title within a topic.
std::vector<UsableForm> usable_forms(Workbook& workbook, Language language);

// Whether a record of `about` is what this form is made for: its subject, or a record that it cannot do without.
bool can_be_about(const forms::FormDefinition& form, const FormId& about);

// The answers that a new record starts with when it is about that one: the reference to it, and the person that both
// are about.
Fields references_to(const forms::FormDefinition& form, const Listing& about, RecordStore& records);

}  // namespace nuong::client
